from apps.checks.catalogue import CATALOGUE
from apps.checks.findings import tell


def test_values_fill_the_sentences() -> None:
    told = tell(CATALOGUE["company.unknown"], {"company_id": "AlderFinch"})

    assert told.title == "Intacct does not know the company AlderFinch"
    assert told.audience == "customer"


def test_a_value_not_known_reads_as_an_ellipsis() -> None:
    told = tell(CATALOGUE["sign_in.locked"], {"user_id": ""})

    assert told.saw == "Intacct says the user `…` is locked out."


def test_braces_in_a_value_are_text() -> None:
    told = tell(CATALOGUE["intacct.unrecognized"], {"quote": "{company_id} {0}"})

    assert told.saw == "Intacct's own words: “{company_id} {0}”"


def test_details_name_only_what_is_known() -> None:
    told = tell(CATALOGUE["sign_in.refused"], {"errorno": "XL03000006", "user_id": "Craftable"})

    assert told.details == (("Intacct code", "XL03000006"),)
