"""Faults armed through `POST /_sim/faults` and waiting for the call they are meant for."""

from collections.abc import Collection
from typing import Literal

from pydantic import Field

from apps.simulator.bodies import Body

Kind = Literal[
    "latency", "hang", "drip", "reset", "html", "cloudflare_524", "http_500_empty", "http_503",
    "rate_limited", "rate_limited_200", "offline_200", "multi_root", "truncated",
    "no_errormessage", "sentence_in_errorno", "oversize", "gzip_bomb", "redirect_307",
    "wrong_endpoint_host", "token_no_refresh", "token_html",
]  # fmt: skip

_MINTING_PATH = "/ia/api/v1/oauth2/token"
_OF_MINTING = {"token_no_refresh", "token_html"}
_OF_XML = {"offline_200", "multi_root", "no_errormessage", "sentence_in_errorno"}
_XML_PATH = "/ia/xml/xmlgw.phtml"


class Fault(Body):
    """`times` 0 lasts until reset; `seconds` matters to latency, hang, drip and rate_limited.

    A `path` that ends in a slash means all paths below it.
    """

    kind: Kind
    company: str | None = None
    path: str | None = None
    function: str | None = None
    times: int = Field(default=1, ge=0)
    seconds: float = Field(default=5, ge=0, allow_inf_nan=False)

    def meets(self, *, path: str, company: str, functions: Collection[str]) -> bool:
        """Whether this fault is meant for such a call."""
        return (
            (self.kind not in _OF_MINTING or path == _MINTING_PATH)
            and (self.kind not in _OF_XML or path == _XML_PATH)
            and self.company in {None, company}
            and self._covers(path)
            and (self.function is None or self.function in functions)
            and (self.kind != "wrong_endpoint_host" or "getAPISession" in functions)
        )

    def _covers(self, path: str) -> bool:
        below = self.path is not None and self.path.endswith("/") and path.startswith(self.path)
        return below or self.path in {None, path}


class Faults:
    """The armed faults; the oldest that fits a call strikes it."""

    def __init__(self) -> None:
        self._armed: list[Fault] = []

    def arm(self, fault: Fault) -> None:
        self._armed.append(fault)

    def strike(self, *, path: str, company: str, functions: Collection[str]) -> Fault | None:
        """The fault for this call, with one of its `times` used up."""
        for place, fault in enumerate(self._armed):
            if fault.meets(path=path, company=company, functions=functions):
                self._use(place, fault)
                return fault
        return None

    def clear(self) -> None:
        self._armed.clear()

    def _use(self, place: int, fault: Fault) -> None:
        if fault.times == 1:
            del self._armed[place]
        elif fault.times > 1:
            self._armed[place] = fault.model_copy(update={"times": fault.times - 1})
