"""Anyone may post, for their own tenant or for the platform; only platform work reads the outbox."""

from django.db import migrations

from apps.core.database import ACROSS_ROLE

PUT_FENCE = f"""
ALTER TABLE outbox_message ENABLE ROW LEVEL SECURITY;
ALTER TABLE outbox_message FORCE ROW LEVEL SECURITY;
CREATE POLICY post_messages ON outbox_message FOR INSERT WITH CHECK (
  tenant_id IS NULL OR tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY across_tenants ON outbox_message TO {ACROSS_ROLE} USING (true) WITH CHECK (true);
"""
TAKE_FENCE_DOWN = """
DROP POLICY across_tenants ON outbox_message;
DROP POLICY post_messages ON outbox_message;
ALTER TABLE outbox_message NO FORCE ROW LEVEL SECURITY;
ALTER TABLE outbox_message DISABLE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [("outbox", "0001_initial")]

    operations = [migrations.RunSQL(PUT_FENCE, TAKE_FENCE_DOWN)]
