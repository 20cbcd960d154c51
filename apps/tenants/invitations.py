"""The link of an invitation: derived from its row and the secret key, never stored."""

import uuid

from django.core import signing

_SALT = "tenants.invitation"


def token_for(invitation_id: uuid.UUID) -> str:
    """Return the token that opens this invitation's page."""
    return signing.Signer(salt=_SALT).sign(invitation_id.hex).replace(":", "~")


def invitation_id_in(token: str) -> uuid.UUID | None:
    """Return the invitation that a token opens, or None where the token is not ours."""
    try:
        return uuid.UUID(signing.Signer(salt=_SALT).unsign(token.replace("~", ":")))
    except (signing.BadSignature, ValueError):
        return None
