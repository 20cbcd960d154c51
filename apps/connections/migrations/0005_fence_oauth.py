from django.db import migrations

from apps.tenants.fence import BindToTenant, PutFence


class Migration(migrations.Migration):
    dependencies = [("connections", "0004_oauth")]

    operations = [
        PutFence("approval"),
        PutFence("grant"),
        PutFence("tokenrequest"),
        BindToTenant("approval", "connection"),
        BindToTenant("grant", "connection"),
        BindToTenant("tokenrequest", "grant"),
    ]
