"""The way to Intacct's consent page: the address, and the two random values it is made with.

Authlib builds the address (RFC 6749 §4.1.1) and the challenge (RFC 7636 §4.2). Nothing of Authlib
that does I/O is used in this package: token requests go through our own `Transport`, which allows
hosts by list, follows no redirect and keeps a total deadline and a size cap.
Parameters: ../shared/intacct/intacct-rest.md §4.1.
"""

from authlib.common.security import generate_token
from authlib.oauth2.rfc6749.parameters import prepare_grant_uri
from authlib.oauth2.rfc7636 import create_s256_code_challenge

from apps.intacct.rest.addresses import REST_API, authorize_url

# The one scope that matters: without it there is no refresh token. Rights are the user's own.
SCOPE = "offline_access"
_LETTERS = 43  # of 62 kinds: 256 bits, and the least RFC 7636 §4.1 allows


def new_verifier() -> str:
    """A PKCE code verifier of 256 bits. A secret: seal it, use it once."""
    return str(generate_token(_LETTERS))


def new_state() -> str:
    """A state of 256 bits. A secret until it returns: keep its hash, compare it once."""
    return str(generate_token(_LETTERS))


def authorization_url(
    *, client_id: str, redirect_uri: str, state: str, verifier: str, base_url: str = REST_API
) -> str:
    """Where to send the browser. `redirect_uri` must be one that is registered, to the letter.

    The verifier itself is not in the address, only its S256 challenge.
    """
    return str(
        prepare_grant_uri(
            authorize_url(base_url),
            client_id,
            "code",
            redirect_uri=redirect_uri,
            scope=SCOPE,
            state=state,
            code_challenge=create_s256_code_challenge(verifier),
            code_challenge_method="S256",
        )
    )
