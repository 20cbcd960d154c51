"""A form posted to an OAuth endpoint: the one encoding every source agrees on.

Secrets go into the body, never into the URL; client and secret too, since nobody has been seen
using HTTP Basic (../shared/intacct/intacct-rest.md §4.2).
"""

from urllib.parse import urlencode

from apps.intacct.exchange import HttpRequest

_HEADERS = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}


def post_form(url: str, **fields: str) -> HttpRequest:
    """Authlib's own writer leaves empty values out in silence; here every field is sent."""
    return HttpRequest(url, _HEADERS, urlencode(fields).encode())
