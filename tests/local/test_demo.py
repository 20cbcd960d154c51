from dataclasses import replace

import pytest

from config.local import demo
from config.local.pytest_plugin import REHEARSAL
from config.local.rehearsal import Rehearsal


@pytest.fixture
def begun(pytestconfig: pytest.Config) -> Rehearsal:
    return pytestconfig.stash[REHEARSAL]


def test_the_ready_line_names_the_portal_its_sign_ins_and_the_simulator(begun: Rehearsal) -> None:
    site = replace(begun.site, web_port=8000, simulator_port=8001)
    report = {
        "signins": [{"who": "operator", "email": "olga@causeway.example", "password": "pw"}],
        "intacct": {"company_id": "Larkspur", "user_id": "admin", "password": "intacct-pw"},
    }

    assert demo.ready_line(site, report) == (
        "ready  http://localhost:8000/  (olga@causeway.example / pw operator)"
        "  Intacct simulator http://127.0.0.1:8001/"
        "  (approve there as company Larkspur, user admin, password intacct-pw)"
    )
