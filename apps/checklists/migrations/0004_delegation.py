import uuid

import django.db.models.deletion
import django.db.models.functions.text
from django.db import migrations, models
from django.db.models import Q

from apps.tenants.fence import BindToTenant, PutFence

NOT_ENDED = Q(("completed_at", None), ("lapsed_at", None), ("withdrawn_at", None))


class Migration(migrations.Migration):
    dependencies = [("checklists", "0003_standing"), ("tenants", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Delegation",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("step_id", models.SlugField(max_length=60)),
                ("entity_id", models.CharField(blank=True, max_length=80)),
                ("email", models.EmailField(max_length=100)),
                ("name", models.CharField(blank=True, max_length=80)),
                ("note", models.CharField(blank=True, max_length=500)),
                ("invited_by", models.CharField(max_length=200)),
                ("expires_at", models.DateTimeField()),
                ("mails", models.PositiveSmallIntegerField(default=1)),
                ("wrong_codes", models.PositiveSmallIntegerField(default=0)),
                ("opened_at", models.DateTimeField(blank=True, null=True)),
                ("opened_as", models.CharField(blank=True, max_length=80)),
                ("completed_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("lapsed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "checklist",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="delegations",
                        to="checklists.checklist",
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
            options={
                "indexes": [
                    models.Index(
                        condition=NOT_ENDED, fields=["expires_at"], name="checklists_to_lapse"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("tenant"),
                        models.F("checklist"),
                        models.F("step_id"),
                        models.F("entity_id"),
                        django.db.models.functions.text.Lower("email"),
                        condition=NOT_ENDED,
                        name="checklists_delegation_once",
                    )
                ],
            },
        ),
        PutFence("delegation"),
        BindToTenant("delegation", "checklist"),
    ]
