import apps.core.clock
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Message",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("tenant_id", models.UUIDField(null=True)),
                ("kind", models.CharField(max_length=80)),
                ("to", models.CharField(max_length=2000)),
                ("payload", models.JSONField(default=dict)),
                ("dedupe_key", models.CharField(blank=True, max_length=200)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("queued", "Queued"),
                            ("sending", "Sending"),
                            ("sent", "Sent"),
                            ("dropped", "Dropped"),
                            ("failed", "Failed"),
                        ],
                        default="queued",
                        max_length=10,
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("next_attempt_at", models.DateTimeField(default=apps.core.clock.now)),
                ("last_error", models.CharField(blank=True, max_length=80)),
                ("sent_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["queued", "sending"])),
                        fields=["next_attempt_at"],
                        name="outbox_message_due",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("dedupe_key", ""), _negated=True),
                        fields=("tenant_id", "kind", "dedupe_key"),
                        name="outbox_message_once",
                        nulls_distinct=False,
                    )
                ],
            },
        ),
    ]
