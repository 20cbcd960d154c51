"""PostgreSQL refuses to change entries, and shows a tenant its own chain only.

Adding to the platform's chain is possible in every scope; reading it needs `acting_as_everyone()`.
Chain heads hold a number and a hash; the platform's is open to all, for its next entry needs it.
"""

from django.db import migrations

from apps.core.database import ACROSS_ROLE

REFUSE_CHANGES = """
CREATE FUNCTION audit_entry_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'Audit entries are never changed or removed';
END $$;
CREATE TRIGGER audit_entry_no_change BEFORE UPDATE OR DELETE ON audit_entry
  FOR EACH ROW EXECUTE FUNCTION audit_entry_is_final();
CREATE TRIGGER audit_entry_no_truncate BEFORE TRUNCATE ON audit_entry
  FOR EACH STATEMENT EXECUTE FUNCTION audit_entry_is_final();
"""
ALLOW_CHANGES = """
DROP TRIGGER audit_entry_no_truncate ON audit_entry;
DROP TRIGGER audit_entry_no_change ON audit_entry;
DROP FUNCTION audit_entry_is_final();
"""
OWN = "tenant_id = nullif(current_setting('app.tenant', true), '')::uuid"
PUT_FENCES = f"""
ALTER TABLE audit_entry ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit_entry FORCE ROW LEVEL SECURITY;
CREATE POLICY own_entries ON audit_entry FOR SELECT USING ({OWN});
CREATE POLICY add_entries ON audit_entry FOR INSERT WITH CHECK (tenant_id IS NULL OR {OWN});
CREATE POLICY across_tenants ON audit_entry TO {ACROSS_ROLE} USING (true) WITH CHECK (true);
ALTER TABLE audit_chainhead ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit_chainhead FORCE ROW LEVEL SECURITY;
CREATE POLICY own_chain ON audit_chainhead
  USING (tenant_id IS NULL OR {OWN}) WITH CHECK (tenant_id IS NULL OR {OWN});
CREATE POLICY across_tenants ON audit_chainhead TO {ACROSS_ROLE} USING (true) WITH CHECK (true);
"""
TAKE_FENCES_DOWN = """
DROP POLICY across_tenants ON audit_chainhead;
DROP POLICY own_chain ON audit_chainhead;
ALTER TABLE audit_chainhead NO FORCE ROW LEVEL SECURITY;
ALTER TABLE audit_chainhead DISABLE ROW LEVEL SECURITY;
DROP POLICY across_tenants ON audit_entry;
DROP POLICY add_entries ON audit_entry;
DROP POLICY own_entries ON audit_entry;
ALTER TABLE audit_entry NO FORCE ROW LEVEL SECURITY;
ALTER TABLE audit_entry DISABLE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [
        migrations.RunSQL(REFUSE_CHANGES, ALLOW_CHANGES),
        migrations.RunSQL(PUT_FENCES, TAKE_FENCES_DOWN),
    ]
