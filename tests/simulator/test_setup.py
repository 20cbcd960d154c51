"""What a company tells about itself."""

import pytest

from tests.simulator import speech
from tests.simulator.conftest import Simulator, error, texts


def test_entities_are_the_active_ones_of_an_unrestricted_user(simulator: Simulator) -> None:
    answer = simulator.ask_full("<readEntityDetails/>")

    assert texts(answer, ".//data/entity/id") == ["100", "200"]
    assert texts(answer, ".//data/entity/name") == ["Acme US", "Acme UK"]


def test_entities_of_a_restricted_user_are_his_own(simulator: Simulator) -> None:
    users = [{"id": "full", "password": "full-password", "entities": ["200", "300"]}]
    simulator.set_up(users=users)

    assert texts(simulator.ask_full("<readEntityDetails/>"), ".//data/entity/id") == ["200"]


def test_a_company_without_entities_lists_none(simulator: Simulator) -> None:
    simulator.set_up(multiEntity=False)

    assert texts(simulator.ask_full("<readEntityDetails/>"), ".//data/entity") == []


def test_applications_are_the_subscribed_modules(simulator: Simulator) -> None:
    answer = simulator.ask_full("<get_applications/>")

    assert texts(answer, ".//data/application") == ["CO", "CM", "GL", "AP"]


def test_preferences_of_a_module(simulator: Simulator) -> None:
    answer = simulator.ask_full('<get_companyprefs application="GL"/>')

    assert set(texts(answer, ".//companypref/application")) == {"GL"}
    assert error(simulator.ask_full('<get_companyprefs application="AR"/>'))[0] == ""


@pytest.mark.parametrize("shared", [True, False])
def test_financial_setup_tells_whether_entities_make_sense(
    simulator: Simulator, *, shared: bool
) -> None:
    simulator.set_up(multiEntity=shared)

    answer = simulator.ask_full("<getFinancialSetup/>")

    assert answer.findtext(".//financialSetup/multiEntityShared") == str(shared).lower()


def test_user_formatting_is_found_by_record_number(simulator: Simulator) -> None:
    answer = simulator.ask_full("<readUserFormatting><key>2</key></readUserFormatting>")

    assert answer.findtext(".//userformatting/recordno") == "2"


def test_roles_show_what_they_grant_and_to_whom(simulator: Simulator) -> None:
    answer = simulator.ask_full(
        speech.query("ROLEPOLICYASSIGNMENT", "MODULE", "POLICYNAME", "RIGHTS"),
        speech.query("ROLEUSERS", "ROLENAME", "USERLOGINID"),
    )

    policy = answer.find(".//ROLEPOLICYASSIGNMENT")
    assert policy is not None
    assert [one.text for one in policy] == ["GL", "Accounts", "List|View"]
    assert texts(answer, ".//ROLEUSERS/USERLOGINID") == ["ws"]


def test_inspect_star_lists_every_object(simulator: Simulator) -> None:
    answer = simulator.ask_full("<inspect><object>*</object></inspect>")

    assert {"VENDOR", "GLACCOUNT"} < {text for text in texts(answer, ".//data/Type") if text}
