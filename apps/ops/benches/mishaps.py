"""Intacct's own troubles, at the door and behind it: never the customer's."""

from apps.ops.benches.faults import Fault, Setup

_SILENT = ("hang", "drip")
_CODES = {
    "hang": "intacct.unreachable",
    "drip": "intacct.unreachable",
    "reset": "intacct.unreachable",
    "html": "intacct.unreadable",
    "cloudflare_524": "intacct.unreadable",
    "http_500_empty": "intacct.unreadable",
    "http_503": "intacct.offline",
    "rate_limited": "intacct.busy",
    "rate_limited_200": "intacct.busy",
    "offline_200": "intacct.offline",
    "multi_root": "intacct.unreadable",
    "truncated": "intacct.unreadable",
    "oversize": "intacct.unreadable",
    "gzip_bomb": "intacct.unreadable",
    "redirect_307": "intacct.unreadable",
}


_OF_XML = {"multi_root", "offline_200"}
_BELOW, _QUERY = "/ia/api/v1/", "/ia/api/v1/services/core/query"


def _always(kind: str, *, seconds: float = 30, function: str = "", path: str = "") -> Setup:
    where = {name: at for name, at in {"function": function, "path": path}.items() if at}
    return {"kind": kind, "times": 0, "seconds": seconds, **where}


MISHAPS = (
    *(Fault(f"{kind} at the door", code, mishap=_always(kind)) for kind, code in _CODES.items()),
    *(
        Fault(f"{kind} on a question", code, mishap=_always(kind, function="query"))
        for kind, code in _CODES.items()
        if kind not in _SILENT
    ),
    Fault("slow, but answers", "", mishap=_always("latency", seconds=0.05)),
    Fault("foreign endpoint", "intacct.unreadable", mishap=_always("wrong_endpoint_host")),
    Fault(
        "no words at all",
        "intacct.unrecognized",
        mishap=_always("no_errormessage", function="query"),
    ),
    Fault(
        "a sentence for a number",
        "request.refused",
        mishap=_always("sentence_in_errorno", function="query"),
    ),
)

REST_MISHAPS = (
    *(
        Fault(f"{kind} at the door", code, mishap=_always(kind, path=_BELOW))
        for kind, code in _CODES.items()
        if kind not in _OF_XML
    ),
    *(
        Fault(f"{kind} on a question", code, mishap=_always(kind, path=_QUERY))
        for kind, code in _CODES.items()
        if kind not in {*_OF_XML, *_SILENT}
    ),
    Fault("slow, but answers", "", mishap=_always("latency", seconds=0.05, path=_BELOW)),
)
