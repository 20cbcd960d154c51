import pytest
from lxml import etree

from apps.intacct.details import MASK, MAX_TEXT, ErrorDetail, read_errors, safely

FULL = """<response><errormessage><error>
  <errorno>BL34000061</errorno><description>Duplicate</description>
  <description2>Account 1010 exists. [Support ID: EB032%7EY1a%2B]</description2>
  <correction>Use another. [Request ID: AC47C2BE:D9EE]</correction>
  <additionalinfo><errorid>GL-0493</errorid><category>Duplication Prevention</category>
    <target>ACCOUNTNO</target>
    <description><messageid>IA.DUPLICATE_ACCOUNT_NUMBER</messageid><placeholders>
      <placeholder name="ACCOUNT" value="1010"/></placeholders></description>
    <cdescription><messageid/><placeholders/></cdescription>
    <correction><messageid>IA.USE_ANOTHER</messageid></correction></additionalinfo>
</error></errormessage></response>"""


def read(text: str, *, secrets: tuple[str, ...] = ()) -> ErrorDetail:
    (error,) = read_errors(etree.fromstring(text), secrets=secrets)
    return error


def described(text: str, *, secrets: tuple[str, ...] = ()) -> ErrorDetail:
    return read(
        f"<r><errormessage><error><description2>{text}</description2></error></errormessage></r>",
        secrets=secrets,
    )


def test_every_part_is_read() -> None:
    error = read(FULL)

    assert error.code == "BL34000061"
    assert error.text == "Duplicate Account 1010 exists."
    assert error.correction == "Use another."
    assert (error.support_id, error.request_id) == ("EB032~Y1a+", "AC47C2BE:D9EE")


def test_additional_info_is_read() -> None:
    additional = read(FULL).additional

    assert additional is not None
    assert (additional.error_id, additional.target) == ("GL-0493", "ACCOUNTNO")
    assert additional.messages[0].message_id == "IA.DUPLICATE_ACCOUNT_NUMBER"
    assert additional.messages[0].placeholders == (("ACCOUNT", "1010"),)
    assert [message.part for message in additional.messages] == ["description", "correction"]


@pytest.mark.parametrize(
    "code",
    [
        "XL03000006",
        "XMLGW_JPP0002",
        "UJPP0002",
        "GW-0011",
        "CRE-3211",
        "invalidRequest",
        "invalid_grant",
    ],
)
def test_a_number_is_a_code(code: str) -> None:
    assert ErrorDetail(errorno=code).code == code


@pytest.mark.parametrize(
    "errorno", ["", "Query Failed", "readMore failed", "A" * 5000, "a_b", "my_Secret"]
)
def test_anything_else_in_errorno_is_none(errorno: str) -> None:
    assert ErrorDetail(errorno=errorno).code == ""


def test_a_secret_is_masked_wherever_it_is_echoed() -> None:
    error = described("Login with canary!pw and canary!pw2 failed", secrets=("canary!pw", "", "x!"))

    assert error.text == f"Login with {MASK} and {MASK}2 failed"


def test_a_secret_around_intacct_s_wording_is_masked() -> None:
    error = described("canary Invalid session canary", secrets=("canary Invalid session canary",))

    assert error.text == MASK


def test_a_secret_cut_in_half_does_not_show() -> None:
    error = described("x" * (MAX_TEXT - 8) + "canary!password", secrets=("canary!password",))

    assert "canary" not in error.text


def test_intacct_s_own_wording_outlives_a_poor_password() -> None:
    said = "Incorrect Intacct XML Partner ID or password."

    assert described(said, secrets=("password",)).text == said
    assert described(f"{said} Yours: password", secrets=("password",)).text.endswith(MASK)


def test_a_long_text_is_cut_at_2_kb() -> None:
    text = safely(())("é" * 1_000_000)

    assert len(text.encode()) <= MAX_TEXT
    assert text.endswith("é…")


def test_hostile_spaces_and_brackets_cost_little() -> None:
    described(" " * 500_000 + "[Support ID: " * 20_000)
