"""Who does a step (`reference/market.md` FF02)."""

from enum import StrEnum


class Actor(StrEnum):
    """The people between a customer's company and a vendor's product."""

    INTACCT_ADMIN = "intacct_admin"
    CUSTOMER = "customer"
    MAILBOX_OWNER = "mailbox_owner"
    SENDER_BUYER = "sender_buyer"
    PRODUCT_USER = "product_user"
    DEVELOPER_PORTAL_USER = "developer_portal_user"
    SAGE_ACCOUNT_MANAGER = "sage_account_manager"
    VENDOR_OPERATOR = "vendor_operator"
    VENDOR_DEVELOPER = "vendor_developer"
    AGGREGATOR = "aggregator"


ON_VENDOR_SIDE = frozenset({Actor.VENDOR_OPERATOR, Actor.VENDOR_DEVELOPER, Actor.AGGREGATOR})

WORDS = {
    Actor.INTACCT_ADMIN: "the Intacct admin",
    Actor.CUSTOMER: "anyone on your side",
    Actor.MAILBOX_OWNER: "the owner of the mailbox",
    Actor.SENDER_BUYER: "whoever buys the sender ID",
    Actor.PRODUCT_USER: "whoever uses the vendor's product",
    Actor.DEVELOPER_PORTAL_USER: "whoever signs in to Sage's developer portal",
    Actor.SAGE_ACCOUNT_MANAGER: "the Sage account manager",
    Actor.VENDOR_OPERATOR: "the vendor's operators",
    Actor.VENDOR_DEVELOPER: "the vendor's developers",
    Actor.AGGREGATOR: "the integration service in between",
}
"""What a page calls each of them."""
