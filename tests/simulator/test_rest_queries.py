"""POST /services/core/query (intacct-rest.md §8)."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.simulator.portal import Portal, error_of

ACCOUNT = "general-ledger/account"
FIXTURES = Path(__file__).parents[3] / "shared" / "intacct" / "rest-payloads" / "fixtures"


@pytest.fixture
def token(portal: Portal) -> str:
    portal.change(
        applications=["GL", "AP", "AR"],
        roles=[{"name": "Causeway", "permissions": {"GL": "All", "AP": "All", "AR": "All"}}],
    )
    return portal.bearer()


def ids(portal: Portal, token: str, **members: Any) -> list[str]:
    answer = portal.query(token, ACCOUNT, fields=["id"], **members)
    return [row["id"] for row in answer.json()["ia::result"]]


def test_it_pages_from_one_with_the_first_rows_of_the_neighbours(
    portal: Portal, token: str
) -> None:
    metas = [
        portal.query(token, ACCOUNT, start=start, size=10).json()["ia::meta"]
        for start in (1, 11, 21)
    ]

    assert [(one["totalCount"], one["start"], one["pageSize"]) for one in metas] == [
        (24, 1, 10), (24, 11, 10), (24, 21, 10),
    ]  # fmt: skip
    assert [(one["next"], one["previous"]) for one in metas] == [(11, None), (21, 1), (None, 11)]


def test_an_empty_answer_says_so(portal: Portal, token: str) -> None:
    answer = portal.query(token, ACCOUNT, filters=[{"$eq": {"id": "none"}}]).json()

    assert answer == {
        "ia::result": [],
        "ia::meta": {"totalCount": 0, "start": 1, "pageSize": 100, "next": None, "previous": None},
    }


@pytest.mark.parametrize(
    ("condition", "count"),
    [
        ({"$eq": {"id": "1000"}}, 1),
        ({"$ne": {"id": "1000"}}, 23),
        ({"$lt": {"id": "1200"}}, 2),
        ({"$lte": {"id": "1200"}}, 3),
        ({"$gt": {"id": "3100"}}, 2),
        ({"$gte": {"id": "3100"}}, 3),
        ({"$in": {"id": ["1000", "1100", "x"]}}, 2),
        ({"$notIn": {"id": ["1000", "1100"]}}, 22),
        ({"$between": {"id": ["1000", "1200"]}}, 3),
        ({"$notBetween": {"id": ["1000", "1200"]}}, 21),
        ({"$contains": {"name": "payable"}}, 2),
        ({"$notContains": {"name": "payable"}}, 22),
        ({"$startsWith": {"name": "Account"}}, 2),
        ({"$notStartsWith": {"name": "Account"}}, 22),
        ({"$endsWith": {"name": "revenue"}}, 3),
        ({"$notEndsWith": {"name": "revenue"}}, 21),
        ({"$eq": {"isTaxable": False}}, 24),
        ({"$eq": {"mrcCode": None}}, 24),
    ],
)
def test_each_operator(
    portal: Portal, token: str, *, condition: dict[str, Any], count: int
) -> None:
    answer = portal.query(token, ACCOUNT, filters=[condition], size=1).json()

    assert answer["ia::meta"]["totalCount"] == count


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        (None, []),
        ("and", []),
        ("or", ["1000", "1100", "1200"]),
        ("1 or 2", ["1000", "1100"]),
        ("1 and 2 or 3", ["1200"]),
        ("1 AND (2 OR 1)", ["1000"]),
    ],
)
def test_filters_are_joined_by_the_expression(
    portal: Portal, token: str, *, expression: str | None, expected: list[str]
) -> None:
    filters = [{"$eq": {"id": number}} for number in ("1000", "1100", "1200")]

    assert ids(portal, token, filters=filters, filterExpression=expression) == expected


def test_case_can_be_ignored(portal: Portal, token: str) -> None:
    filters = [{"$eq": {"name": "petty CASH"}}]

    assert ids(portal, token, filters=filters) == []
    relaxed = {"caseSensitiveComparison": False}
    assert ids(portal, token, filters=filters, filterParameters=relaxed) == ["1200"]


def test_rows_are_ordered(portal: Portal, token: str) -> None:
    order = [{"normalBalance": "asc"}, {"id": "desc"}]

    assert ids(portal, token, orderBy=order, size=2) == ["3300", "3200"]


def test_amounts_are_text_and_flags_are_not(portal: Portal, token: str) -> None:
    fields = ["totalDue", "isOnHold", "currency", "audit.createdDateTime"]
    answer = portal.query(token, "accounts-payable/vendor", fields=fields, size=1)

    assert answer.json()["ia::result"] == [
        {
            "audit.createdDateTime": "2026-01-05T10:00:00Z",
            "currency": "USD",
            "isOnHold": False,
            "totalDue": "125.00",
        }
    ]


def test_a_field_that_is_only_written_answers_as_recorded(portal: Portal, token: str) -> None:
    if not FIXTURES.exists():
        pytest.skip("The recorded answers of ../shared are not here.")
    recorded = json.loads((FIXTURES / "error-400-REST-1106.json").read_text())

    answer = portal.query(token, "accounts-receivable/invoice", fields=["action", "id"])

    said, expected = answer.json(), recorded["body"]
    said["ia::result"]["ia::error"].pop("supportId")
    expected["ia::result"]["ia::error"].pop("supportId")
    assert (answer.status_code, said) == (400, expected)


@pytest.mark.parametrize(
    ("members", "words"),
    [
        ({"includePrivate": True}, "Unrecognized key includePrivate in query payload"),
        ({"fields": ["totalDueTxnAmount"]}, "The totalDueTxnAmount field does not exist"),
        ({"orderBy": [{"nothing": "asc"}]}, "The nothing field does not exist"),
        ({"filters": [{"$eq": {"nothing": 1}}]}, "The nothing field does not exist"),
        ({"filters": [{"$like": {"id": "1"}}]}, "$like is not a valid operator"),
        ({"filters": [{"$in": {"id": "1"}}]}, "$in takes a list"),
        ({"filters": ["id"]}, "A filter is one operator with one field"),
        ({"filters": [{"$eq": "id"}]}, "$eq takes one field"),
        ({"filters": [{"$eq": {"id": "1"}}], "filterExpression": "1 and 2"}, "is wrong"),
        ({"filters": [{"$eq": {"id": "1"}}], "filterExpression": "(1"}, "is wrong"),
        ({"filters": [{"$eq": {"id": "1"}}], "filterExpression": "1 1"}, "is wrong"),
        ({"filters": [{"$eq": {"id": "1"}}], "filterExpression": "1 xor 1"}, "is wrong"),
        ({"size": 4001}, "size 1 to 4000"),
        ({"start": 0}, "start is 1 or more"),
        ({"size": "1"}, "size is of a wrong type"),
        ({"fields": [1]}, "fields is of a wrong type"),
        ({"fields": []}, "object and fields are required"),
        ({"object": "general-ledger/nothing"}, "object does not exist"),
    ],
)
def test_a_wrong_payload_says_what_is_wrong(
    portal: Portal, token: str, *, members: dict[str, Any], words: str
) -> None:
    answer = portal.query(token, ACCOUNT, **members)

    assert error_of(answer) == (400, "REST-1064")
    details = answer.json()["ia::result"]["ia::error"]["details"]
    assert words in details[0]["message"]


def test_no_payload_and_no_json(portal: Portal, token: str) -> None:
    headers = {"Authorization": f"Bearer {token}"}
    path = "/ia/api/v1/services/core/query"

    assert error_of(portal.post(path, headers=headers)) == (400, "REST-1028")
    assert error_of(portal.post(path, headers=headers, data=b"{")) == (400, "REST-1064")
