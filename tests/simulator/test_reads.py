"""readByQuery, readMore, read and readByName."""

import pytest

from tests.simulator.conftest import FULL, Simulator, data, error, texts


def test_read_by_query_and_read_more_page_through_the_rows(simulator: Simulator) -> None:
    session = simulator.session(FULL)
    call = "<readByQuery><object>GLACCOUNT</object><fields>ACCOUNTNO</fields><query/>"
    first = simulator.ask(f"{call}<pagesize>10</pagesize></readByQuery>", who=session)
    more = f"<readMore><resultId>{data(first)['resultId']}</resultId></readMore>"

    pages = [first, simulator.ask(more, who=session), simulator.ask(more, who=session)]

    assert [data(page)["numremaining"] for page in pages] == ["14", "4", "0"]
    assert {data(page)["listtype"] for page in pages} == {"glaccount"}
    numbers = [text for page in pages for text in texts(page, ".//glaccount/ACCOUNTNO")]
    assert numbers == [str(1000 + 100 * place) for place in range(24)]
    assert error(simulator.ask(more, who=session))[0] == "readMore failed"


def test_a_result_id_belongs_to_the_user_who_got_it(simulator: Simulator) -> None:
    call = "<readByQuery><object>VENDOR</object><query/><pagesize>1</pagesize></readByQuery>"
    result_id = data(simulator.ask_full(call))["resultId"]

    answer = simulator.ask(f"<readMore><resultId>{result_id}</resultId></readMore>")

    assert error(answer)[0] == "readMore failed"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("VENDORID = 'V0003'", ["3"]),
        ("TOTALDUE &gt;= 1125 AND STATUS = 'active'", ["9", "10"]),
        ("NAME like 'E%' or (RECORDNO &lt; 3 and NAME not like 'A%')", ["2", "5"]),
        ("VENDORID in ('V0001', 'V0002')", ["1", "2"]),
        ("VENDORID not in ('V0001') and RECORDNO &lt;= 2", ["2"]),
        ("NAME is null", []),
        ("NAME IS NOT NULL AND RECORDNO = 4", ["4"]),
        (r"NAME = 'Fir\'s'", []),
    ],
)
def test_read_by_query_understands_its_words(
    simulator: Simulator, words: str, found: list[str]
) -> None:
    call = f"<readByQuery><object>VENDOR</object><query>{words}</query></readByQuery>"

    assert texts(simulator.ask_full(call), ".//vendor/RECORDNO") == found


def test_read_by_query_knows_an_entity_status_as_t_and_f(simulator: Simulator) -> None:
    call = "<readByQuery><object>LOCATIONENTITY</object><query>STATUS = 'T'</query></readByQuery>"

    assert texts(simulator.ask_full(call), ".//locationentity/LOCATIONID") == ["100", "200"]


def test_read_finds_by_record_number_and_read_by_name_by_id(simulator: Simulator) -> None:
    fields = "<fields>RECORDNO,NAME</fields>"
    answer = simulator.ask_full(
        f"<read><object>VENDOR</object><keys>1, 3</keys>{fields}</read>",
        f"<readByName><object>VENDOR</object><keys>V0002</keys>{fields}</readByName>",
    )

    assert texts(answer, ".//VENDOR/RECORDNO") == ["1", "3", "2"]


def test_the_own_user_can_be_read(simulator: Simulator) -> None:
    call = "<readByName><object>USERINFO</object><keys>ws</keys><fields>*</fields></readByName>"

    user = simulator.ask(call).find(".//USERINFO")

    assert user is not None
    found = {
        tag: user.findtext(tag) for tag in ("STATUS", "LOGINDISABLED", "ADMIN", "UNRESTRICTED")
    }
    assert found == {
        "STATUS": "active",
        "LOGINDISABLED": "true",
        "ADMIN": "false",
        "UNRESTRICTED": "true",
    }
