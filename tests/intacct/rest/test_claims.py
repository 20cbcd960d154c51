import base64
import hmac
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from joserfc.jwk import ECKey, OctKey, RSAKey

from apps.intacct.rest import Identity, Signature, SigningKeys, who_is
from apps.intacct.rest.claims import LONGEST_TOKEN, identity_of
from tests.intacct.rest.oauth import CLAIMS, FIXTURES, SIGNER, signed

STRANGER = RSAKey.generate_key(2048, parameters={"kid": "two"}, auto_kid=False)
PUBLISHED = SigningKeys.of([SIGNER.as_dict(private=False)])
ACME = Identity(
    company_id="Acme-DEV", company_key="77", user_id="ws_user", client_id="b5974b6c.app.sage.com"
)


def test_the_documented_claims_are_read() -> None:
    assert who_is(signed(CLAIMS)) == ACME


def test_the_session_id_in_a_token_is_left_there() -> None:
    assert "canary" not in repr(who_is(signed(CLAIMS | {"sessionId": "canary-session"})))


@pytest.mark.parametrize(
    ("token", "signature"),
    [
        (signed(CLAIMS, kid="one"), Signature.GOOD),
        (signed(CLAIMS), Signature.GOOD),
        (signed(CLAIMS, key=STRANGER, kid="one"), Signature.BAD),
        (signed(CLAIMS, key=STRANGER), Signature.BAD),
        (signed(CLAIMS, key=STRANGER, kid="two"), Signature.UNCHECKED),
        (signed(CLAIMS, key=OctKey.import_key("k" * 32)), Signature.UNCHECKED),
        ("e30.e30.", Signature.UNCHECKED),
        ("eyJhbGciOiJub25lIn0.e30.", Signature.UNCHECKED),
        ("opaque", Signature.UNCHECKED),
    ],
    ids=[
        "good",
        "no kid",
        "forged",
        "forged, no kid",
        "rotated",
        "hmac",
        "empty",
        "none",
        "opaque",
    ],
)
def test_a_signature_is_good_bad_or_not_to_be_checked(token: str, signature: Signature) -> None:
    assert who_is(token, keys=PUBLISHED).signature is signature


def test_a_changed_claim_is_seen() -> None:
    header, _, signature = signed(CLAIMS, kid="one").split(".")
    forged = ".".join([header, signed({"cnyId": "Globex"}).split(".")[1], signature])

    found = who_is(forged, keys=PUBLISHED)

    assert (found.company_id, found.signature) == ("Globex", Signature.BAD)


def test_among_several_keys_the_one_that_fits_decides() -> None:
    several = SigningKeys.of([STRANGER.as_dict(private=False), SIGNER.as_dict(private=False)])

    assert who_is(signed(CLAIMS), keys=several).signature is Signature.GOOD


def test_a_public_key_is_never_taken_for_a_shared_secret() -> None:
    said = ".".join(_base64(json.dumps(part)) for part in ({"alg": "HS256", "kid": "one"}, CLAIMS))
    public = SIGNER.as_pem(private=False)
    confused = f"{said}.{_base64(hmac.digest(public, said.encode(), 'sha256'))}"

    assert who_is(confused, keys=PUBLISHED).signature is Signature.UNCHECKED


def _base64(part: str | bytes) -> str:
    raw = part.encode() if isinstance(part, str) else part
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


@pytest.mark.parametrize(
    "told",
    [
        None,
        7,
        {},
        {"kty": "oct", "k": "c2VjcmV0"},
        {"kty": "RSA"},
        {"kty": "RSA", "n": "AQAB", "e": "AQAB"},
        {"kty": "RSA", "n": "!" * 400, "e": "AQAB"},
        {"kty": "RSA", "n": "3" * 171, "e": "AQAB"},
        {"kty": "EC", "crv": "moon", "x": "", "y": ""},
        {"kty": ["RSA"]},
    ],
    ids=str,
)
def test_a_key_that_is_none_is_left_out(told: object) -> None:
    curve = ECKey.generate_key("P-256").as_dict(private=False)

    assert len(SigningKeys.of([told, curve]).keys) == 1


def test_a_flood_of_keys_is_cut() -> None:
    assert len(SigningKeys.of([SIGNER.as_dict(private=False)] * 500).keys) == 20


def test_what_differs_is_named() -> None:
    meant = {"company_id": "acme-dev", "user_id": "other", "entity_id": "100"}

    assert ACME.differs_from(**meant) == ("user_id",)
    assert ACME.differs_from() == ()
    assert Identity(user_id="ExtUser|console|ws_user").differs_from(user_id="ws_user") == ()


@pytest.mark.parametrize("value", [True, None, 1.5, [], {}, "a\nb", "x" * 201])
def test_a_claim_that_is_no_name_is_not_told(value: object) -> None:
    assert identity_of({"cnyId": value}).company_id == ""


def test_an_introspection_reply_names_the_same_parts() -> None:
    path = FIXTURES / "introspect-200.json"
    if not path.exists():
        pytest.skip("../shared/intacct is not here")

    found = identity_of(json.loads(path.read_text())["active"])

    assert (found.company_id, found.user_id, found.client_id) == (
        "company",
        "api-user",
        "client-id",
    )


@pytest.mark.parametrize("token", ["", "a.b.c", "..", ".W10.", ".e30=.", "x" * (LONGEST_TOKEN + 1)])
def test_what_is_no_token_has_no_identity(token: str) -> None:
    assert who_is(token, keys=PUBLISHED) == Identity()


@given(st.text(max_size=80) | st.text(alphabet="ey.IWJz0_-=", max_size=80))
def test_any_text_has_an_identity(token: str) -> None:
    assert isinstance(who_is(token, keys=PUBLISHED), Identity)
