import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from apps.vault.envelope import disclose
from apps.vault.keyring import read_private_ring
from apps.vault.place import Place
from apps.vault.seal import unseal
from apps.vault.secret import Secret

KNOWN = Path(__file__).parent / "kat"


@pytest.mark.parametrize(("file", "opened"), [("format1.json", unseal), ("format2.json", disclose)])
def test_every_released_format_stays_readable(file: str, opened: Callable[..., Secret]) -> None:
    known: dict[str, Any] = json.loads((KNOWN / file).read_text())
    at = known["place"]
    place = Place(UUID(at["tenant_id"]), UUID(at["connection_id"]), at["field"], at["version"])
    ring = read_private_ring(known["private_ring"])

    secret = opened(bytes.fromhex(known["sealed"]), ring=ring, place=place)

    assert secret.reveal() == known["text"]
