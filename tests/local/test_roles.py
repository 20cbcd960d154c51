from django.db import connection


def asked(query: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(query)
        row = cursor.fetchone()
    assert row is not None
    return row[0]


def test_the_app_owns_nothing_and_cannot_lift_the_fence(db: None) -> None:
    assert asked("SELECT current_user") == "causeway_app"
    assert asked("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = user") is False
    assert asked("SELECT count(*) FROM pg_class WHERE relowner = user::regrole") == 0
    assert asked("SELECT pg_has_role(user, 'causeway_owner', 'MEMBER')") is False


def test_the_app_looks_across_tenants_only_by_stepping_into_the_role(db: None) -> None:
    assert asked("SELECT pg_has_role(user, 'causeway_across', 'USAGE')") is False
    assert asked("SELECT set_config('role', 'causeway_across', true)") == "causeway_across"
    assert asked("SELECT current_user") == "causeway_across"
