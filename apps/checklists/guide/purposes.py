"""The purposes of design D6: what a finding is about, and what a guide step is for."""

from enum import StrEnum


class Purpose(StrEnum):
    """Where findings and steps meet: a finding reopens the step that serves its purpose."""

    WEB_SERVICES_ON = "web_services_on"
    SENDER_AUTHORIZED = "sender_authorized"
    CLIENT_AUTHORIZED = "client_authorized"
    ROLE_PERMISSIONS = "role_permissions"
    MODULE_SUBSCRIBED = "module_subscribed"
    USER_EXISTS = "user_exists"
    USER_SIGNS_IN = "user_signs_in"
    ENTITY_ACCESS = "entity_access"
    COMPANY_ID = "company_id"
    OAUTH_APPROVED = "oauth_approved"
    APP_REGISTERED = "app_registered"
    REDIRECT_URI = "redirect_uri"
    HANDED_OVER = "handed_over"
    HUMAN_ONLY = "human_only"


UNPROBED = frozenset({Purpose.HANDED_OVER, Purpose.HUMAN_ONLY})
"""Only a person can say that these are done."""

_REST = (
    Purpose.COMPANY_ID,
    Purpose.ROLE_PERMISSIONS,
    Purpose.ENTITY_ACCESS,
)
PROBED = {
    "authorization_code": (
        *_REST,
        Purpose.APP_REGISTERED,
        Purpose.SENDER_AUTHORIZED,
        Purpose.OAUTH_APPROVED,
    ),
    "client_credentials": (
        *_REST,
        Purpose.APP_REGISTERED,
        Purpose.WEB_SERVICES_ON,
        Purpose.CLIENT_AUTHORIZED,
        Purpose.USER_EXISTS,
        Purpose.USER_SIGNS_IN,
    ),
    "xml": (
        Purpose.COMPANY_ID,
        Purpose.WEB_SERVICES_ON,
        Purpose.SENDER_AUTHORIZED,
        Purpose.USER_EXISTS,
        Purpose.USER_SIGNS_IN,
        Purpose.ROLE_PERMISSIONS,
        Purpose.MODULE_SUBSCRIBED,
        Purpose.ENTITY_ACCESS,
    ),
}
"""By a guide's `auth`: the purposes our probes can find fault with, so that each needs a step."""
