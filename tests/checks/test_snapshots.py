"""What a user may do, photographed: as last seen, and as last seen good."""

from dataclasses import replace

from apps.checks import questions as ask
from apps.checks.diagnosis import Diagnosis
from apps.checks.gateway import demands_of
from apps.checks.interview import Answer
from apps.checks.models import PermissionSnapshot
from apps.checks.permissions import ALL, READ, Holding, compare
from apps.checks.snapshots import lost_since_good, rows_of
from apps.connections.models import Connection
from tests.checks.runs import answered, failed, settle

NO_VENDORS = failed("permission.missing", ask.READ, "VENDOR")


def listed(connection: Connection, *held: Holding) -> Answer:
    """Intacct's own list, and whether it is enough."""
    missing = compare(demands_of(connection), held).missing
    question = next(
        each.question for each in answered(connection) if each.question.probe == ask.RIGHTS
    )
    diagnosis = Diagnosis("permission.short", {"lacking": "x", "places": "x"})
    if missing:
        return Answer(question, "failed", diagnosis, held=held)
    return Answer(question, "passed", held=held)


def enough(connection: Connection) -> tuple[Holding, ...]:
    """One activity with every right in each application the guide names."""
    return tuple(Holding(each.application, "All of it", ALL) for each in demands_of(connection))


def real(connection: Connection, probe: str, subject: str, code: str = "") -> Answer:
    """An answer to a question of the plan itself, with its values."""
    found = next(
        each
        for each in answered(connection)
        if (each.question.probe, each.question.subject) == (probe, subject)
    )
    return replace(found, outcome="failed", diagnosis=Diagnosis(code)) if code else found


def photograph(connection: Connection) -> PermissionSnapshot:
    return PermissionSnapshot.objects.get(connection=connection)


def test_without_intacct_s_list_each_probe_is_a_row(connection: Connection) -> None:
    settle(connection)

    row = photograph(connection)
    assert row.source == "probes"
    assert len(row.met) == 5
    assert Holding("Accounts Payable", "Vendors", ("List",)) in rows_of(row.held)
    assert row.good == row.held


def test_intacct_s_own_list_is_preferred_and_shows_the_excess(connection: Connection) -> None:
    extra = Holding("Time", "My Expenses", READ)
    connection.requirements["excess"] = True
    connection.save()

    settle(connection, listed(connection, *enough(connection), extra))

    row = photograph(connection)
    assert row.source == "intacct"
    assert len(row.met) == len(demands_of(connection))
    assert rows_of(row.excess) == (extra,)
    assert str(row) == f"{len(row.met)} of {len(row.met)} permissions"


def test_the_last_good_photograph_is_kept_when_something_breaks(connection: Connection) -> None:
    settle(connection)
    good = photograph(connection)

    settle(connection, real(connection, ask.READ, "VENDOR", "permission.missing"))

    row = photograph(connection)
    assert (row.good, row.good_at) == (good.good, good.good_at)
    assert row.taken_at > good.taken_at
    assert (len(row.met), len(row.missing)) == (4, 1)


def test_the_loss_is_what_was_there_and_is_gone(connection: Connection) -> None:
    settle(connection)

    settle(connection, real(connection, ask.READ, "GLACCOUNT", "permission.missing"))

    loss = lost_since_good(photograph(connection))
    assert loss.before == 5
    assert loss.rows == (Holding("General Ledger", "Accounts", ("List",)),)


def test_rights_that_shrank_are_a_loss_too(connection: Connection) -> None:
    whole = enough(connection)
    settle(connection, listed(connection, *whole))

    settle(connection, listed(connection, replace(whole[0], rights=READ), *whole[1:]))

    loss = lost_since_good(photograph(connection))
    assert [each.rights for each in loss.rows] == [("Add", "Edit", "Delete")]


def test_a_user_that_was_never_good_has_lost_nothing(connection: Connection) -> None:
    settle(connection, real(connection, ask.READ, "VENDOR", "permission.missing"))

    assert photograph(connection).good_at is None
    assert lost_since_good(photograph(connection)).rows == ()


def test_a_run_that_asked_nothing_of_permissions_takes_no_photograph(
    connection: Connection,
) -> None:
    skipped = [
        replace(each, outcome="skipped")
        for each in answered(connection)
        if each.question.probe in {ask.READ, ask.RIGHTS}
    ]

    settle(connection, *skipped)

    assert not PermissionSnapshot.objects.exists()


def test_each_entity_s_user_is_photographed(two_entities: Connection) -> None:
    settle(two_entities)

    rows = PermissionSnapshot.objects.values_list("entity_id", flat=True)
    assert sorted(rows) == ["100", "200"]


def test_where_a_full_admin_was_chosen_nothing_is_excess(connection: Connection) -> None:
    connection.requirements = {**connection.requirements, "excess": False}
    connection.save(update_fields=["requirements"])
    extra = Holding("Time", "My Expenses", READ)

    settle(connection, listed(connection, *enough(connection), extra))

    assert photograph(connection).excess == []
