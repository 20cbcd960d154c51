import django.db.models.deletion
from django.db import migrations, models

from apps.tenants.fence import BindToTenant


class Migration(migrations.Migration):
    dependencies = [
        ("checklists", "0002_fence"),
        ("checks", "0004_one_run_at_a_time"),
    ]

    operations = [
        migrations.AddField("checklist", "facts", models.JSONField(default=dict)),
        migrations.AddField(
            "checklist",
            "promoted_from",
            models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="promoted_to",
                to="checklists.checklist",
            ),
        ),
        migrations.AddField(
            "stepstate",
            "standing",
            models.CharField(
                choices=[
                    ("todo", "Not started"),
                    ("waiting", "Waiting for someone"),
                    ("reopened", "To be done again"),
                    ("failed", "There is a problem"),
                    ("attested", "Confirmed"),
                    ("verified", "Verified"),
                ],
                default="todo",
                max_length=10,
            ),
        ),
        migrations.AddField("stepstate", "moved_by", models.CharField(blank=True, max_length=200)),
        migrations.AddField(
            "stepstate",
            "run",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="checks.run",
            ),
        ),
        migrations.AddField("stepstate", "done_at", models.DateTimeField(blank=True, null=True)),
        migrations.AddField(
            "stepstate", "waiting_on", models.CharField(blank=True, max_length=120)
        ),
        migrations.AddField(
            "stepstate", "waiting_why", models.CharField(blank=True, max_length=300)
        ),
        migrations.AddField(
            "stepstate", "waiting_since", models.DateTimeField(blank=True, null=True)
        ),
        BindToTenant("checklist", "promoted_from"),
        BindToTenant("stepstate", "run"),
    ]
