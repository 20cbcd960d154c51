"""The three roles and the database Causeway expects of a PostgreSQL server.

`causeway_owner` owns the tables and migrates; `causeway_app` serves and owns nothing;
`causeway_across` is the role the app steps into to look across tenants.
"""

from typing import LiteralString

import psycopg
from psycopg import sql

OWNER, APP, ACROSS = "causeway_owner", "causeway_app", "causeway_across"
LOGIN: LiteralString = "CREATE ROLE {} LOGIN {} NOSUPERUSER NOCREATEROLE NOBYPASSRLS PASSWORD {}"


def establish(superuser_url: str, *, owner_password: str, app_password: str) -> None:
    """Create the three roles of a new server; leave a server that has them alone."""
    with psycopg.connect(superuser_url, autocommit=True) as connection:
        if connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [APP]).fetchone():
            return
        _create_login(connection, OWNER, owner_password, option="INHERIT")
        _create_login(connection, APP, app_password, option="NOINHERIT")
        connection.execute(f"CREATE ROLE {ACROSS} NOLOGIN NOSUPERUSER NOBYPASSRLS")
        connection.execute(f"GRANT {ACROSS} TO {APP}")


def create_database(
    maker_url: str, name: str, *, owner: str = OWNER, app: str = APP, template: str = "template0"
) -> None:
    """Create a database that the owner owns and only the app may enter, unless it is there."""
    names = {"name": name, "owner": owner, "app": app, "template": template}
    with psycopg.connect(maker_url, autocommit=True) as connection:
        if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            return
        for statement in (
            "CREATE DATABASE {name} OWNER {owner} TEMPLATE {template}",
            "REVOKE ALL ON DATABASE {name} FROM PUBLIC",
            "GRANT CONNECT ON DATABASE {name} TO {app}",
        ):
            connection.execute(_named(statement, **names))


def drop_database(maker_url: str, name: str) -> None:
    with psycopg.connect(maker_url, autocommit=True) as connection:
        connection.execute(_named("DROP DATABASE IF EXISTS {name} WITH (FORCE)", name=name))


def _create_login(connection: psycopg.Connection, role: str, password: str, *, option: str) -> None:
    # The server is sent the verifier, so that no log of statements can hold the password.
    verifier = connection.pgconn.encrypt_password(
        password.encode(), role.encode(), b"scram-sha-256"
    ).decode()
    connection.execute(
        sql.SQL(LOGIN).format(sql.Identifier(role), sql.SQL(option), sql.Literal(verifier))
    )


def _named(statement: LiteralString, **names: str) -> sql.Composed:
    return sql.SQL(statement).format(**{key: sql.Identifier(value) for key, value in names.items()})
