"""Django's PostgreSQL backend, stamping the scope on every transaction it opens."""

from django.db.backends.postgresql import base

from apps.core.database import scope_now, stamp


class DatabaseWrapper(base.DatabaseWrapper):
    def set_autocommit(
        self,
        autocommit: bool,  # noqa: FBT001 -- Django's signature
        force_begin_transaction_with_broken_autocommit: bool = False,  # noqa: FBT001, FBT002
    ) -> None:
        super().set_autocommit(autocommit, force_begin_transaction_with_broken_autocommit)
        if not autocommit and scope_now.get() is not None:
            stamp(self)
