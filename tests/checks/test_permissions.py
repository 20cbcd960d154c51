"""What a guide demands beside what the user holds."""

from hypothesis import given
from hypothesis import strategies as st

from apps.checks.permissions import ALL, READ, Demand, Holding, compare, lost

ACCOUNTS = Holding("General Ledger", "Accounts", READ)
VENDORS = Holding("Accounts Payable", "Vendors", ALL)

RIGHTS = st.lists(st.sampled_from(ALL), unique=True).map(tuple)
HOLDINGS = st.lists(
    st.builds(Holding, st.sampled_from("ABC"), st.sampled_from("xyz"), RIGHTS),
    max_size=6,
    unique_by=lambda each: (each.application, each.activity),
)
SOME = st.lists(st.sampled_from(ALL), unique=True, min_size=1).map(tuple)
DEMANDS = st.lists(
    st.builds(Demand, st.sampled_from("ABC"), SOME, st.sampled_from(["", "x", "y"])), max_size=4
)


def test_a_demand_is_met_by_the_activity_it_names() -> None:
    demand = Demand("General Ledger", READ, "Accounts")

    found = compare([demand], [ACCOUNTS, Holding("General Ledger", "Budgets", ALL)])

    assert (found.met, found.missing) == ((ACCOUNTS,), ())
    assert found.excess == (Holding("General Ledger", "Budgets", ALL),)


def test_a_line_that_may_not_exist_is_judged_only_where_it_is() -> None:
    demand = Demand("General Ledger", ALL, "Accounts", if_present=True)

    without, some = compare([demand], [VENDORS]), compare([demand], [ACCOUNTS])

    assert (without.met, without.missing) == ((), ())
    assert some.missing == (Holding("General Ledger", "Accounts", ("Add", "Edit", "Delete")),)


def test_what_is_forbidden_and_held_is_more_than_was_asked() -> None:
    demands = [
        Demand("Accounts Payable", READ),
        Demand("Accounts Payable", ("Delete",), forbidden=True),
    ]

    found = compare(demands, [VENDORS])

    assert found.missing == ()
    assert found.excess == (Holding("Accounts Payable", "Vendors", ("Delete",)),)


def test_an_application_is_measured_by_its_activities_together() -> None:
    held = [
        Holding("Accounts Payable", "Bills", ("List", "View", "Add")),
        Holding("Accounts Payable", "Vendors", ("Edit", "Delete")),
    ]

    assert compare([Demand("Accounts Payable", ALL)], held).missing == ()


def test_what_is_missing_names_the_rights_in_intacct_s_order() -> None:
    found = compare([Demand("Accounts Payable", ALL)], [Holding("Accounts Payable", "Bills", READ)])

    assert found.missing == (Holding("Accounts Payable", "", ("Add", "Edit", "Delete")),)


def test_an_application_nobody_asked_for_is_excess_but_for_empty_rows() -> None:
    found = compare([], [VENDORS, Holding("Time", "My Expenses", ())])

    assert found.excess == (VENDORS,)


def test_a_place_reads_as_on_intacct_s_pages() -> None:
    assert ACCOUNTS.place == "General Ledger › Accounts"
    assert Holding("General Ledger", "").place == "General Ledger"


@given(DEMANDS, HOLDINGS)
def test_every_demand_is_met_or_missing(demands: list[Demand], held: list[Holding]) -> None:
    found = compare(demands, held)

    assert len(found.met) + len(found.missing) == len(demands)


@given(DEMANDS, HOLDINGS)
def test_granting_what_is_missing_leaves_nothing_missing(
    demands: list[Demand], held: list[Holding]
) -> None:
    granted = [*held, *compare(demands, held).missing]

    assert compare(demands, granted).missing == ()


@given(DEMANDS, HOLDINGS)
def test_removing_the_excess_costs_nothing(demands: list[Demand], held: list[Holding]) -> None:
    found = compare(demands, held)

    again = compare(demands, [each for each in held if each not in found.excess])

    assert (again.missing, again.excess) == (found.missing, ())


def test_a_row_that_is_gone_is_lost_whole_and_one_that_shrank_in_part() -> None:
    now = [Holding("Accounts Payable", "Vendors", READ)]

    assert lost([ACCOUNTS, VENDORS], now) == (
        Holding("Accounts Payable", "Vendors", ("Add", "Edit", "Delete")),
        ACCOUNTS,
    )


@given(HOLDINGS, HOLDINGS)
def test_only_what_was_there_is_lost_and_what_stays_is_not(
    before: list[Holding], now: list[Holding]
) -> None:
    def rights(rows: list[Holding]) -> set[tuple[str, str, str]]:
        return {(row.application, row.activity, right) for row in rows for right in row.rights}

    assert rights(list(lost(before, now))) == rights(before) - rights(now)


@given(HOLDINGS)
def test_nothing_is_lost_while_nothing_changes(held: list[Holding]) -> None:
    assert lost(held, held) == ()
