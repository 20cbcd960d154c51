"""At most one run waits for a connection as it is; those that wait twice are given up first."""

from django.db import migrations, models

# The fence would hide every row from the owner; DROPPED is what the newer one makes of the older.
DROP_ALL_BUT_THE_NEWEST = """
ALTER TABLE checks_run NO FORCE ROW LEVEL SECURITY;
UPDATE checks_run AS older SET state = 'dropped', finished_at = now()
WHERE state = 'queued' AND EXISTS (
  SELECT FROM checks_run AS newer
  WHERE newer.connection_id = older.connection_id AND newer.version = older.version
    AND newer.state = 'queued' AND (newer.created_at, newer.id) > (older.created_at, older.id));
ALTER TABLE checks_run FORCE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("checks", "0003_permissions_and_history"),
        ("connections", "0003_permissions_and_history"),
        ("tenants", "0002_fence"),
    ]

    operations = [
        migrations.AddField(
            model_name="run",
            name="woken_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.RunSQL(DROP_ALL_BUT_THE_NEWEST, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="run",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "queued")),
                fields=("tenant", "connection", "version"),
                name="checks_run_queued_once",
            ),
        ),
    ]
