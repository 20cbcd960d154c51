"""What opens a delegation: a link and a code, derived from its row and the secret key.

Neither is stored. The code stands in the mail beside the link, never in it, so that a mail
scanner that submits forms cannot pass (../shared/reference/security-reliability.md E3, iD3).
"""

import uuid

from django.core import signing
from django.utils.crypto import constant_time_compare, salted_hmac

_SALT = "checklists.delegation"
DIGITS = 6
PICKED_UP = "<>()[].,;:'\" "  # what surrounds a link in a mail, and is copied along


def token_for(delegation_id: uuid.UUID) -> str:
    """Return the token that opens this delegation's first page."""
    return signing.Signer(salt=_SALT).sign(delegation_id.hex).replace(":", "~")


def delegation_id_in(token: str) -> uuid.UUID | None:
    """Return the delegation that a token opens, or None where the token is not ours."""
    signed = token.strip(PICKED_UP).replace("~", ":")
    try:
        return uuid.UUID(signing.Signer(salt=_SALT).unsign(signed))
    except (signing.BadSignature, ValueError):
        return None


def code_for(delegation_id: uuid.UUID, *, mail: int) -> str:
    """Return the six digits that stand in this delegation's mail of that number."""
    keyed = salted_hmac(f"{_SALT}.code", f"{delegation_id.hex}/{mail}", algorithm="sha256")
    return str(int.from_bytes(keyed.digest()[:8], "big") % 10**DIGITS).zfill(DIGITS)


def is_code(typed: str, *, delegation_id: uuid.UUID, mail: int) -> bool:
    """Whether these are the mail's digits, however they are spaced."""
    digits = "".join(each for each in typed if each.isdigit())
    return constant_time_compare(digits, code_for(delegation_id, mail=mail))
