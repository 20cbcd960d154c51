from django.db import migrations

from apps.tenants.fence import BindToTenant, PutFence


class Migration(migrations.Migration):
    dependencies = [("checks", "0001_initial"), ("connections", "0002_fence")]

    operations = [
        PutFence("run"),
        PutFence("evidence"),
        PutFence("finding"),
        PutFence("proof"),
        BindToTenant("run", "connection"),
        BindToTenant("evidence", "run"),
        BindToTenant("finding", "connection"),
        BindToTenant("finding", "run"),
        BindToTenant("proof", "connection"),
        BindToTenant("proof", "run"),
    ]
