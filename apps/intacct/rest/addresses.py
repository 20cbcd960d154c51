"""Where Intacct's REST API and its OAuth endpoints are.

Source: ../shared/intacct/intacct-rest.md §1 and §4. One host serves every customer: the company
is carried by the token, never by the URL. The documented authorize address is used, not the one
of the discovery document, which disagrees with it.
"""

from urllib.parse import urlsplit

REST_API = "https://api.intacct.com/ia/api/v1"


def authorize_url(base_url: str) -> str:
    return f"{base_url}/oauth2/authorize"


def token_url(base_url: str) -> str:
    return f"{base_url}/oauth2/token"


def revoke_url(base_url: str) -> str:
    return f"{base_url}/oauth2/revoke"


def introspect_url(base_url: str) -> str:
    return f"{base_url}/oauth2/introspect"


def signing_keys_url(base_url: str) -> str:
    parts = urlsplit(base_url)
    return f"{parts.scheme}://{parts.netloc}/.well-known/jwks.json"
