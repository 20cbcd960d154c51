"""Indexes for what the tick looks for, and rows that hold whatever a token's claims may say."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("connections", "0008_own_sender")]

    operations = [
        *(
            migrations.AlterField(
                model_name="grant",
                name=name,
                field=models.CharField(blank=blank, max_length=200),
            )
            for name, blank in (("client_id", False), ("company_id", True), ("user_id", True))
        ),
        migrations.AddIndex(
            model_name="tokenrequest",
            index=models.Index(
                condition=models.Q(("state", "open")),
                fields=["grant"],
                name="connections_token_request_open",
            ),
        ),
        migrations.AddIndex(
            model_name="grant",
            index=models.Index(
                condition=models.Q(("state", "superseded"), ("told_at__isnull", True)),
                fields=["state_since"],
                name="connections_grant_untold",
            ),
        ),
        migrations.AddIndex(
            model_name="grant",
            index=models.Index(
                condition=models.Q(
                    ("state", "disconnected"),
                    models.Q(("access_sealed", b""), ("refresh_sealed", b""), _negated=True),
                ),
                fields=["state_since"],
                name="connections_grant_to_revoke",
            ),
        ),
        migrations.AddIndex(
            model_name="approval",
            index=models.Index(
                condition=models.Q(("finished_at__isnull", False)),
                fields=["finished_at"],
                name="connections_approval_over",
            ),
        ),
    ]
