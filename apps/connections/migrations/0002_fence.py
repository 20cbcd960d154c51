from django.db import migrations

from apps.tenants.fence import BindToTenant, PutFence


class Migration(migrations.Migration):
    dependencies = [("connections", "0001_initial")]

    operations = [
        PutFence("connection"),
        PutFence("webservicesuser"),
        BindToTenant("webservicesuser", "connection"),
    ]
