"""At least one refusal for each rule of the diagnosis: layer, errorno, text, and what it means.

Wordings: rows E… of ../shared/intacct/intacct-errors.tsv.
"""

from apps.intacct import Layer

GATEWAY, CONTROL = Layer.GATEWAY, Layer.CONTROL
AUTHENTICATION, FUNCTION = Layer.AUTHENTICATION, Layer.FUNCTION

REFUSALS = [
    (FUNCTION, "", "Intacct is Temporarily Offline", "intacct.offline"),
    (CONTROL, "", "API rate limit exceeded", "intacct.busy"),
    (
        CONTROL,
        "",
        "This company is not authorized for XML transactions. Please subscribe to the XML Gateway.",
        "web_services.off",
    ),
    (AUTHENTICATION, "PL04000076", "", "sign_in.locked"),
    (AUTHENTICATION, "", "This user is in LOCKEDOUT state", "sign_in.locked"),
    (
        AUTHENTICATION,
        "XL03000006",
        "Invalid Web Services Authorization The sender ID 'X' is not authorized to make "
        "Web Services requests to company ID 'Y'.",
        "sender.not_authorized",
    ),
    (
        CONTROL,
        "XL03000006",
        "You are not authorized to use Web Services under the company",
        "sender.not_authorized",
    ),
    (CONTROL, "XL03000006", "Incorrect Intacct XML Partner ID or password.", "sender.refused"),
    (CONTROL, "XL03000006", "test is not a valid transport policy.", "request.refused"),
    (CONTROL, "XL03000003", "XML Parse schema error: Fatal Error 76", "request.refused"),
    (
        CONTROL,
        "PL04000055",
        "This company is a demo company and has expired.",
        "company.demo_expired",
    ),
    (AUTHENTICATION, "", "This company has been suspended.", "company.suspended"),
    (GATEWAY, "GW-0011", "Invalid Request", "company.unknown"),
    (GATEWAY, "invalidRequest", "Invalid Request", "company.unknown"),
    (GATEWAY, "XMLGW_JPP0002", "Sign-in information is incorrect.", "company.unknown"),
    (GATEWAY, "UJPP0002", "Sign-in information is incorrect.", "company.unknown"),
    (GATEWAY, "GW-0010", "Too many requests", "intacct.busy"),
    (GATEWAY, "", "Something is odd, try again later", "intacct.busy"),
    (GATEWAY, "", "Please Try Again Later", "intacct.busy"),
    (AUTHENTICATION, "", "Top level access only", "entity.top_level_only"),
    (
        AUTHENTICATION,
        "",
        "The User ID does not have access to the entity you are attempting to slide into",
        "entity.closed",
    ),
    (AUTHENTICATION, "XL03000006", "Invalid session •••", "session.ended"),
    (AUTHENTICATION, "XL03000006", "Sign-in information is incorrect", "sign_in.refused"),
    (AUTHENTICATION, "XL03000006", "Login information is incorrect", "sign_in.refused"),
    (
        FUNCTION,
        "PL04000005",
        "You do not have permission for API operation READ_BY_QUERY on objects of type arinvoice",
        "permission.missing",
    ),
    (FUNCTION, "", "You do not have permission to view audit history", "permission.missing"),
    (FUNCTION, "", "Account allocation module is not subscribed", "module.not_subscribed"),
    (
        FUNCTION,
        "PL04000005",
        "API operation 'READ_BY_QUERY' cannot be performed on objects of type X",
        "module.not_subscribed",
    ),
    (FUNCTION, "PL04000005", "No such luck", "permission.missing"),
    (FUNCTION, "BL03000025", "", "sign_in.refused"),
    (FUNCTION, "XL03000010", "", "request.refused"),
    (FUNCTION, "", "Fields X cannot be queried: fields cannot be queried", "request.refused"),
    (FUNCTION, "XL03000010", "", "request.refused"),
]
