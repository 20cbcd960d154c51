"""query: paging, filters, order, formats."""

import csv
import json
from typing import Any

import pytest

from tests.simulator import speech
from tests.simulator.conftest import FULL, Simulator, data, texts


def test_query_pages_through_the_rows(simulator: Simulator) -> None:
    page = "<pagesize>4</pagesize><offset>8</offset>"

    answer = simulator.ask_full(speech.query("VENDOR", "VENDORID", more=page))

    assert texts(answer, ".//VENDOR/VENDORID") == ["V0009", "V0010"]
    assert data(answer) == {
        "listtype": "VENDOR", "totalcount": "10", "offset": "8", "count": "2", "numremaining": "0",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("condition", "found"),
    [
        ("<equalto><field>VENDORID</field><value>V0002</value></equalto>", ["2"]),
        ("<notequalto><field>STATUS</field><value>active</value></notequalto>", []),
        ("<lessthan><field>TOTALDUE</field><value>250</value></lessthan>", ["1"]),
        ("<greaterthanorequalto><field>TOTALDUE</field><value>1125</value></greaterthanorequalto>",
         ["9", "10"]),
        ("<between><field>RECORDNO</field><value>4</value><value>5</value></between>", ["4", "5"]),
        ("<in><field>VENDORID</field><value>V0001</value><value>V0003</value></in>", ["1", "3"]),
        ("<like><field>NAME</field><value>E%</value></like>", ["5"]),
        ("<isnull><field>CREDITLIMIT</field></isnull>", [str(number) for number in range(1, 11)]),
        ("<and><like><field>NAME</field><value>%r%</value></like>"
         "<lessthan><field>RECORDNO</field><value>3</value></lessthan></and>", ["1", "2"]),
        ("<or><equalto><field>RECORDNO</field><value>1</value></equalto>"
         "<equalto><field>RECORDNO</field><value>7</value></equalto></or>", ["1", "7"]),
        ("<greaterthan><field>RECORDNO</field><value>8</value></greaterthan>"
         "<lessthan><field>RECORDNO</field><value>10</value></lessthan>", ["9"]),
    ],
)  # fmt: skip
def test_query_filters(simulator: Simulator, condition: str, found: list[str]) -> None:
    answer = simulator.ask_full(speech.query("VENDOR", more=f"<filter>{condition}</filter>"))

    assert texts(answer, ".//VENDOR/RECORDNO") == found


def test_query_can_ignore_case(simulator: Simulator) -> None:
    condition = "<filter><equalto><field>NAME</field><value>FIR supplies</value></equalto></filter>"
    options = "<options><caseinsensitive>true</caseinsensitive></options>"

    answer = simulator.ask_full(
        speech.query("VENDOR", more=condition),
        speech.query("VENDOR", more=condition + options),
    )

    assert texts(answer, ".//VENDOR/RECORDNO") == ["6"]


def test_query_orders(simulator: Simulator) -> None:
    order = "<orderby><order><field>TOTALDUE</field><descending/></order></orderby>"

    answer = simulator.ask_full(speech.query("VENDOR", more=order + "<pagesize>2</pagesize>"))

    assert texts(answer, ".//VENDOR/RECORDNO") == ["10", "9"]


def test_json_and_csv_come_without_an_envelope(simulator: Simulator) -> None:
    def bare(form: str) -> Any:
        options = f"<options><returnformat>{form}</returnformat></options><pagesize>1</pagesize>"
        call = speech.query("VENDOR", "RECORDNO", "NAME", more=options)
        return simulator.post(speech.request(speech.operation(call, who=FULL)))

    assert json.loads(bare("json").text) == [{"RECORDNO": "1", "NAME": "Alder Supplies"}]
    assert bare("json").headers["Content-Type"].startswith("application/json")
    rows = list(csv.DictReader(bare("csv").text.splitlines()))
    assert rows == [{"RECORDNO": "1", "NAME": "Alder Supplies"}]
