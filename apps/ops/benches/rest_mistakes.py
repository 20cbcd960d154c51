"""What can be wrong over REST: with the company, the client application, its user, an approval.

Where Intacct says one thing for several causes, so do we: `invalid_grant` may be Web Services or
the user, and `GW-0011` on a question may be the sender or the company.
"""

from apps.ops.benches.faults import (
    CLIENT_ID,
    COMPANY,
    USER_ID,
    Fault,
    Setup,
    flip_case,
    on_user,
    put,
    without_module,
)


def _on_client(**members: str) -> Setup:
    return {"clientId": CLIENT_ID, "userId": USER_ID, **members}


def _tokens(state: str) -> tuple[str, str, Setup]:
    return "POST", "tokens", {"company": COMPANY, "user": None, "state": state}


def _module_off(setup: Setup) -> None:
    role = setup["company"]["roles"][0]["permissions"]
    setup["company"]["applications"] = [code for code in role if code != "GL"]


_RIGHTS = (
    Fault("all is well", ""),
    Fault("no role", "permission.none", "role_permissions", on_user(roles=[])),
    *(
        Fault(
            f"role lacks {code}",
            "permission.missing",
            "role_permissions",
            without_module(code),
            reads=(code,),
        )
        for code in ("CO", "CM", "GL", "AP", "AR")
    ),
    Fault("module off", "module.unavailable", "role_permissions", _module_off, reads=("GL",)),
    Fault("token expired", "", call=_tokens("expired")),
    Fault("top level only", "", change=put("company", "topLevelOnly", to=True), levels=("top",)),
)

CLIENT_MISTAKES = (
    *_RIGHTS,
    Fault("all tokens killed", "", call=_tokens("killed")),
    *(
        Fault(name, "username.refused", "user_signs_in", change)
        for name, change in (
            ("Web Services off", put("company", "webServices", to=False)),
            ("demo expired", put("company", "status", to="demo-expired")),
            ("user missing", put("company", "users", to=[])),
            ("user inactive", on_user(status="inactive")),
            ("user locked", on_user(status="lockedout")),
            ("user in other case", on_user(id=USER_ID.upper())),
        )
    ),
    *(
        Fault(name, "client.not_authorized", "client_authorized", change)
        for name, change in (
            ("client not on the list", put("company", "clients", to=[])),
            (
                "client paired with the user in other case",
                put("company", "clients", to=[_on_client(userId=USER_ID.upper())]),
            ),
            (
                "another client on the list",
                put("company", "clients", to=[_on_client(clientId="other.app.sage.com")]),
            ),
            ("client of non-production scope", put("client", "scope", to="non-production")),
        )
    ),
    *(
        Fault(name, "client.not_admitted", "client_authorized", change)
        for name, change in (
            ("sender missing", put("company", "senders", to=[])),
            ("sender inactive there", put("company", "senders", 0, "status", to="inactive")),
            ("sender in other case", flip_case),
        )
    ),
    Fault("company unknown", "company.unknown", "company_id", put("sent", "company_id", to="No")),
    Fault(
        "company suspended",
        "company.unknown",
        "company_id",
        put("company", "status", to="suspended"),
    ),
    Fault(
        "client secret mistyped",
        "client.unknown",
        "app_registered",
        put("sent", "client_secret", to="other"),
    ),
    Fault(
        "client secret replaced",
        "client.unknown",
        "app_registered",
        put("client", "secret", to="x"),
    ),
    Fault(
        "user held to one entity",
        "entity.top_level_closed",
        "entity_access",
        on_user(entities=["100"]),
        levels=("top",),
    ),
)

APPROVAL_MISTAKES = (
    *_RIGHTS,
    *(
        Fault(name, "sender.not_admitted", "sender_authorized", change)
        for name, change in (
            ("sender missing", put("company", "senders", to=[])),
            ("sender inactive there", put("company", "senders", 0, "status", to="inactive")),
            ("sender in other case", flip_case),
            ("Web Services off", put("company", "webServices", to=False)),
            ("company suspended", put("company", "status", to="suspended")),
        )
    ),
    *(
        Fault(name, "approval.ended", "oauth_approved", change)
        for name, change in (
            ("approver missing", put("company", "users", to=[])),
            ("approver inactive", on_user(status="inactive")),
        )
    ),
    Fault("all tokens killed", "approval.ended", "oauth_approved", call=_tokens("killed")),
    Fault(
        "another company named", "company.other", "company_id", put("sent", "company_id", to="No")
    ),
    Fault(
        "our client secret replaced",
        "application.refused",
        "",
        put("client", "secret", to="other"),
        call=_tokens("expired"),
    ),
    Fault(
        "approver held to one entity",
        "entity.approver_limited",
        "entity_access",
        on_user(entities=["100"]),
        call=_tokens("expired"),
        levels=("top",),
    ),
)
