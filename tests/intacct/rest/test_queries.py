import pytest

from apps.intacct.rest import Filter, Operator, Query
from apps.intacct.rest.queries import Value


def test_a_query_asks_for_no_more_than_it_was_given() -> None:
    query = Query(object_name="accounts-payable/vendor", fields=("key", "id"))

    assert query.payload() == {
        "object": "accounts-payable/vendor",
        "fields": ["key", "id"],
        "start": 1,
        "size": 100,
    }


def test_every_part_of_a_query_is_written() -> None:
    query = Query(
        object_name="accounts-payable/vendor",
        fields=("id",),
        filters=(
            Filter(Operator.EQ, "status", "active"),
            Filter(Operator.IN, "id", ("V1", "V2")),
        ),
        expression="1 or 2",
        order_by=(("id", "desc"),),
        parameters=(("includePrivate", True),),
        start=101,
        size=4000,
    )

    assert query.payload() == {
        "object": "accounts-payable/vendor",
        "fields": ["id"],
        "filters": [{"$eq": {"status": "active"}}, {"$in": {"id": ("V1", "V2")}}],
        "filterExpression": "1 or 2",
        "orderBy": [{"id": "desc"}],
        "filterParameters": {"includePrivate": True},
        "start": 101,
        "size": 4000,
    }


@pytest.mark.parametrize(
    ("operator", "value"), [(Operator.IN, "V1"), (Operator.BETWEEN, 1), (Operator.EQ, ("V1",))]
)
def test_one_value_or_several_as_the_operator_wants(operator: Operator, value: Value) -> None:
    with pytest.raises(ValueError, match="does not take"):
        Filter(operator, "id", value)


@pytest.mark.parametrize("name", ["", "vendor", "../vendor", "a/b/c", "a/b?c", "a/b c", "A/b"])
def test_what_is_no_object_is_never_asked_for(name: str) -> None:
    with pytest.raises(ValueError, match="is not an object"):
        Query(object_name=name, fields=("id",))


@pytest.mark.parametrize(("start", "size"), [(0, 1), (1, 0), (1, 4001), (-5, 10)])
def test_a_page_that_cannot_be_is_never_asked_for(start: int, size: int) -> None:
    with pytest.raises(ValueError, match="a page"):
        Query(object_name="a/b", fields=("id",), start=start, size=size)


def test_objects_that_a_company_made_itself_can_be_asked_for() -> None:
    assert Query(object_name="platform-apps/nsp::widget", fields=("id",)).payload()["object"]
