"""What can be wrong in the customer's company or with our sender, and what it must be called."""

from apps.ops.benches.faults import (
    USER_ID,
    Fault,
    flip_case,
    on_user,
    put,
    without_module,
)

COMPANY_FAULTS = (
    Fault("all is well", ""),
    Fault("company unknown", "company.unknown", "company_id", put("sent", "company_id", to="No")),
    Fault(
        "company suspended",
        "company.unknown",
        "company_id",
        put("company", "status", to="suspended"),
    ),
    Fault(
        "demo expired",
        "company.demo_expired",
        "company_id",
        put("company", "status", to="demo-expired"),
    ),
    Fault(
        "Web Services off",
        "web_services.off",
        "web_services_on",
        put("company", "webServices", to=False),
    ),
    Fault(
        "sender missing",
        "sender.not_authorized",
        "sender_authorized",
        put("company", "senders", to=[]),
    ),
    Fault(
        "sender inactive there",
        "sender.not_authorized",
        "sender_authorized",
        put("company", "senders", 0, "status", to="inactive"),
    ),
    Fault("sender in other case", "sender.not_authorized", "sender_authorized", flip_case),
    Fault("our sender password", "sender.refused", "", put("sender", "password", to="other")),
    Fault("our sender inactive", "sender.refused", "", put("sender", "status", to="inactive")),
)

USER_FAULTS = (
    Fault("user missing", "sign_in.refused", "user_signs_in", put("company", "users", to=[])),
    Fault("wrong password", "sign_in.refused", "user_signs_in", on_user(password="other")),  # noqa: S106
    Fault("user inactive", "sign_in.refused", "user_signs_in", on_user(status="inactive")),
    Fault("user in other case", "sign_in.refused", "user_signs_in", on_user(id=USER_ID.upper())),
    Fault("user locked", "sign_in.locked", "user_signs_in", on_user(status="lockedout")),
    Fault(
        "user held to one entity",
        "entity.top_level_closed",
        "entity_access",
        on_user(entities=["100"]),
        levels=("top",),
    ),
    Fault(
        "user not in the entity",
        "entity.closed",
        "entity_access",
        on_user(entities=["200"]),
        levels=("entity",),
    ),
    Fault(
        "entity misspelled",
        "entity.closed",
        "entity_access",
        put("sent", "entity_id", to="101"),
        levels=("entity",),
    ),
    Fault(
        "top level only",
        "entity.closed",
        "entity_access",
        put("company", "topLevelOnly", to=True),
        levels=("entity",),
    ),
)

RIGHTS_FAULTS = (
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
    Fault(
        "role reads only",
        "permission.short",
        "role_permissions",
        put("company", "roles", 0, "permissions", "AP", to="ReadOnly"),
        writes=("AP",),
    ),
    Fault(
        "module off",
        "module.not_subscribed",
        "module_subscribed",
        lambda setup: setup["company"]["applications"].remove("AR"),
        reads=("AR",),
    ),
)

MISTAKES = (*COMPANY_FAULTS, *USER_FAULTS, *RIGHTS_FAULTS)
