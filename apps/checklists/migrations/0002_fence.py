from django.db import migrations

from apps.tenants.fence import BindToTenant, PutFence


class Migration(migrations.Migration):
    dependencies = [("checklists", "0001_initial"), ("connections", "0002_fence")]

    operations = [
        PutFence("checklist"),
        PutFence("stepstate"),
        BindToTenant("checklist", "connection"),
        BindToTenant("stepstate", "checklist"),
    ]
