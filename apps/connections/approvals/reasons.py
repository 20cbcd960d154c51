from enum import StrEnum


class Reason(StrEnum):
    """The one list of ways an approval can come to nothing. The words for them are the pages'."""

    # Whoever came back is not let through; an attempt that was waiting ends with it.
    UNKNOWN_STATE = "unknown_state"
    OTHER_APPLICATION = "other_application"
    OTHER_BROWSER = "other_browser"
    SIGNED_OUT = "signed_out"
    INACTIVE = "inactive"
    OTHER_USER = "other_user"
    NOT_A_MEMBER = "not_a_member"
    NOT_ALLOWED = "not_allowed"

    # The right person came back, too late or to another connection than they left.
    EXPIRED = "expired"
    CHANGED = "changed"

    # Intacct's own answer: `access_denied`, and `apps.intacct.rest.CallbackError`.
    DECLINED = "declined"
    INVALID_REQUEST = "invalid_request"
    UNAUTHORIZED_CLIENT = "unauthorized_client"
    UNSUPPORTED_RESPONSE_TYPE = "unsupported_response_type"
    INVALID_SCOPE = "invalid_scope"
    SERVER_ERROR = "server_error"
    TEMPORARILY_UNAVAILABLE = "temporarily_unavailable"
    INVALID_CLIENT = "invalid_client"
    LOGIN_REQUIRED = "login_required"
    CONSENT_REQUIRED = "consent_required"
    INTERACTION_REQUIRED = "interaction_required"
    UNKNOWN_ERROR = "unknown"

    # No answer of Intacct's at all: `apps.intacct.rest.NonsenseReason`.
    NOTHING = "nothing"
    NO_CODE = "no_code"
    NO_STATE = "no_state"
    REPEATED = "repeated"
    TOO_LONG = "too_long"
    NOT_TEXT = "not_text"
    NO_ISSUER = "no_issuer"
    WRONG_ISSUER = "wrong_issuer"

    # Overtaken on our side.
    REPLACED = "replaced"
    DISCONNECTED = "disconnected"

    # The code could not be turned into tokens.
    CODE_REFUSED = "code_refused"
    CLIENT_REFUSED = "client_refused"
    REFUSED = "refused"
    NO_ANSWER = "no_answer"
    INTERRUPTED = "interrupted"
    UNOPENED = "unopened"

    # The tokens are not for what was meant: quarantined.
    WRONG_COMPANY = "wrong_company"
    WRONG_USER = "wrong_user"
    WRONG_ENTITY = "wrong_entity"
    BAD_SIGNATURE = "bad_signature"
    UNREADABLE = "unreadable"


OUR_FAULT = frozenset(
    {
        Reason.CLIENT_REFUSED,
        Reason.INVALID_CLIENT,
        Reason.INVALID_REQUEST,
        Reason.INVALID_SCOPE,
        Reason.UNAUTHORIZED_CLIENT,
        Reason.UNOPENED,
        Reason.UNSUPPORTED_RESPONSE_TYPE,
    }
)
"""What no customer can mend: it goes to the operators."""
