"""Migration operations that put PostgreSQL's fence around a tenant's table.

Two policies: whoever asks sees the rows of the tenant stamped on the transaction (a plain
equality, so that the index on tenant_id serves it), and the role behind
`unfenced.across_tenants()` sees all. See docs/adr/0003.
"""

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

from apps.core.database import ACROSS_ROLE

PUT_UP = """
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_fence ON {table}
  USING ({column} = nullif(current_setting('app.tenant', true), '')::uuid)
  WITH CHECK ({column} = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY across_tenants ON {table} TO {across} USING (true) WITH CHECK (true);
"""
TAKE_DOWN = """
DROP POLICY across_tenants ON {table};
DROP POLICY tenant_fence ON {table};
ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY;
ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;
"""
PLACE = "ALTER TABLE {table} ADD CONSTRAINT {table}_place UNIQUE (tenant_id, id);"
BIND = """
ALTER TABLE {table} ADD CONSTRAINT {table}_{column}_same_tenant
  FOREIGN KEY (tenant_id, {column}) REFERENCES {parent} (tenant_id, id)
  DEFERRABLE INITIALLY DEFERRED;
"""


class PutFence(Operation):
    """Fence a table by its tenant, and let children refer to (tenant, id)."""

    reversible = True

    def __init__(self, model_name: str, column: str = "tenant_id") -> None:
        self.model_name = model_name
        self.column = column

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """The fence is PostgreSQL's; Django's picture of the models stays as it is."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        statements = PUT_UP + (PLACE if self.column == "tenant_id" else "")
        schema_editor.execute(statements.format(**self._names(app_label, to_state)), params=None)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        schema_editor.execute(TAKE_DOWN.format(**self._names(app_label, from_state)), params=None)

    def describe(self) -> str:
        return f"Put the tenant fence around {self.model_name}"

    def _names(self, app_label: str, state: ProjectState) -> dict[str, Any]:
        table = state.apps.get_model(app_label, self.model_name)._meta.db_table
        return {"table": table, "column": self.column, "across": ACROSS_ROLE}


class BindToTenant(Operation):
    """Refuse a foreign key that crosses tenants: (tenant_id, key) must exist in the parent."""

    reversible = True

    def __init__(self, model_name: str, field: str) -> None:
        self.model_name = model_name
        self.field = field

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """The constraint is PostgreSQL's; Django's own foreign key stays as it is."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        model = to_state.apps.get_model(app_label, self.model_name)
        field: Any = model._meta.get_field(self.field)
        names = {
            "table": model._meta.db_table,
            "column": field.column,
            "parent": field.related_model._meta.db_table,
        }
        schema_editor.execute(BIND.format(**names), params=None)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        table = from_state.apps.get_model(app_label, self.model_name)._meta.db_table
        constraint = f"{table}_{self.field}_id_same_tenant"
        schema_editor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {constraint}", params=None)

    def describe(self) -> str:
        return f"Bind {self.model_name}.{self.field} to its tenant"
