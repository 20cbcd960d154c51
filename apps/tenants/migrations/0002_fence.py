from django.db import migrations

from apps.tenants.fence import PutFence


class Migration(migrations.Migration):
    dependencies = [("tenants", "0001_initial")]

    operations = [
        PutFence("tenant", column="id"),
        PutFence("membership"),
        PutFence("invitation"),
    ]
