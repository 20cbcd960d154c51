from collections.abc import Callable

import pytest
from lxml import etree

from apps.intacct import readers
from apps.intacct.readers import Incomplete


def test_nested_fields_are_joined_with_dots_and_the_first_wins() -> None:
    data = etree.fromstring(
        "<data><C><NAME> Acme </NAME><CONTACT><CITY>Rome</CITY></CONTACT><NAME>x</NAME></C></data>"
    )

    page = readers.read_page(data)

    assert page.records == ({"NAME": " Acme ", "CONTACT.CITY": "Rome"},)


@pytest.mark.parametrize(
    ("attributes", "total", "remaining"),
    [
        ('count="2" totalcount="3" numremaining="1"', 3, 1),
        ('count="2"', 2, 0),
        ("", 1, 0),
        ('totalcount="-1" numremaining="x"', 1, 0),
        (f'totalcount="{"9" * 5000}"', 1, 0),
        ('totalcount="٣"', 1, 0),
    ],
)
def test_counts_are_read_or_made_up_for(attributes: str, total: int, remaining: int) -> None:
    page = readers.read_page(etree.fromstring(f"<data {attributes}><A/></data>"))

    assert (page.total, page.remaining) == (total, remaining)


def test_a_result_id_continues_a_page() -> None:
    page = readers.read_page(etree.fromstring('<data numremaining="1" resultId="myResultId"/>'))

    assert page.result_id == "myResultId"


def test_user_formatting_is_read() -> None:
    data = etree.fromstring(
        "<data><userformatting><recordno>1</recordno><locale>en_US</locale>"
        "<dateformat>/mdY</dateformat><gmtoffset>-8</gmtoffset><clock>12</clock>"
        "</userformatting></data>"
    )

    formatting = readers.read_user_formatting(data)

    assert (formatting.date_format, formatting.gmt_offset) == ("/mdY", "-8")


def test_object_names_are_read_from_either_spelling() -> None:
    data = etree.fromstring('<data><type typename="VENDOR">Vendor</type><Type Name="BILL"/></data>')

    assert readers.read_object_names(data) == ("VENDOR", "BILL")


@pytest.mark.parametrize(
    "read",
    [
        readers.read_api_session,
        readers.read_financial_setup,
        readers.read_user_formatting,
        readers.read_user_info,
        readers.read_object_definition,
    ],
)
def test_data_without_what_was_promised_is_incomplete(
    read: Callable[[etree._Element], object],
) -> None:
    with pytest.raises(Incomplete):
        read(etree.fromstring("<data/>"))
