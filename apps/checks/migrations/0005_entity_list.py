import uuid

import django.db.models.deletion
from django.db import migrations, models

from apps.tenants.fence import BindToTenant, PutFence


class Migration(migrations.Migration):
    dependencies = [
        ("checks", "0004_one_run_at_a_time"),
        ("connections", "0003_permissions_and_history"),
        ("tenants", "0002_fence"),
    ]

    operations = [
        migrations.CreateModel(
            name="EntityList",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("idle", "Idle"),
                            ("asked", "Waiting for a worker"),
                            ("reading", "Reading"),
                        ],
                        default="idle",
                        max_length=10,
                    ),
                ),
                ("asked_at", models.DateTimeField(blank=True, null=True)),
                ("asked_by", models.CharField(blank=True, max_length=200)),
                ("trouble", models.CharField(blank=True, max_length=60)),
                ("company_id", models.CharField(blank=True, max_length=80)),
                ("entities", models.JSONField(default=list)),
                ("total", models.PositiveIntegerField(default=0)),
                ("read_at", models.DateTimeField(blank=True, null=True)),
                (
                    "connection",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="entity_list",
                        to="connections.connection",
                    ),
                ),
                (
                    "tenant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="tenants.tenant",
                    ),
                ),
            ],
            options={"abstract": False},
        ),
        PutFence("entitylist"),
        BindToTenant("entitylist", "connection"),
    ]
