"""The request around a function: control, authentication, one operation.

Order and occurrence: ../shared/intacct/api-3.0.xsd lines 11517-11590, where everything is an
`xs:sequence`; meaning of each element: ../shared/intacct/intacct-xml.md §1.
"""

from apps.intacct.exchange import HttpRequest
from apps.intacct.login import SenderLogin, Session, UserLogin
from apps.intacct.markup import Tag, render, tag

_HEADERS = {"Content-Type": "application/xml", "Accept": "application/xml, text/xml"}


def write_request(
    sender: SenderLogin,
    caller: UserLogin | Session,
    function: Tag,
    *,
    endpoint: str,
    control_id: str,
) -> HttpRequest:
    """The POST that asks one function, under one control ID for request and function alike.

    Raises ValueError, naming the element, for characters XML cannot carry.
    """
    operation = tag(
        "operation",
        tag("authentication", _authentication(caller)),
        tag("content", tag("function", function, controlid=control_id)),
        transaction="false",
    )
    root = tag("request", _control(sender, control_id), operation)
    return HttpRequest(endpoint, _HEADERS, render(root))


def _control(sender: SenderLogin, control_id: str) -> Tag:
    return tag(
        "control",
        tag("senderid", sender.sender_id),
        tag("password", sender.password),
        tag("controlid", control_id),
        # True, the default, would refuse a repeated control ID: reads may be repeated.
        tag("uniqueid", "false"),
        tag("dtdversion", "3.0"),
        tag("includewhitespace", "false"),
        # Message IDs do not drift with Intacct's wording, so ask for them.
        tag("showadditionalerrorinfo", "true"),
    )


def _authentication(caller: UserLogin | Session) -> Tag:
    if isinstance(caller, Session):
        return tag("sessionid", caller.session_id)
    entity = (tag("locationid", caller.entity_id),) if caller.entity_id else ()
    return tag(
        "login",
        tag("userid", caller.user_id),
        tag("companyid", caller.company_id),
        tag("password", caller.password),
        *entity,
    )
