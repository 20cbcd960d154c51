"""The two headers that decide for whom and where a REST call is made.

Source: ../shared/intacct/intacct-rest.md §6. The documents' `Sage-Param-Entity` is accepted and
silently ignored by Intacct; the name below is the one that works.
"""

import re

ENTITY_HEADER = "X-IA-API-Param-Entity"

_VALUE = re.compile(r"[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?", re.ASCII)


def bearer(access_token: str) -> dict[str, str]:
    """Raises ValueError, without the token, when a header cannot carry it."""
    return {"Authorization": f"Bearer {_carried(access_token, 'access token')}"}


def in_entity(entity_id: str) -> dict[str, str]:
    """Nothing for "": the token's own entity, or the top level. Raises ValueError like `bearer`."""
    return {ENTITY_HEADER: _carried(entity_id, "entity ID")} if entity_id else {}


def _carried(value: str, name: str) -> str:
    if not _VALUE.fullmatch(value):
        raise ValueError(f"the {name} holds a character that a header cannot carry")
    return value
