"""Sage Intacct's REST API and OAuth 2.0, spoken in plain Python.

The same seams as `apps.intacct`, whose transport, hosts and errors it shares: operations make
requests and read answers without I/O, `RestClient` runs them. Nothing here knows Django.
"""

from apps.intacct.rest.addresses import REST_API
from apps.intacct.rest.allowances import Allowance, Window, allowances_of
from apps.intacct.rest.authorize import SCOPE, authorization_url, new_state, new_verifier
from apps.intacct.rest.callback import (
    Approved,
    Callback,
    CallbackError,
    Declined,
    Failed,
    Nonsense,
    NonsenseReason,
    read_callback,
)
from apps.intacct.rest.claims import Identity, Signature, SigningKeys, who_is
from apps.intacct.rest.client import RestClient
from apps.intacct.rest.login import ClientLogin
from apps.intacct.rest.queries import Filter, Operator, Query
from apps.intacct.rest.refusals import Refusal, refusal_of, refused_field
from apps.intacct.rest.resources import Ask, Resource
from apps.intacct.rest.results import (
    BridgeSession,
    Dimension,
    Model,
    ModelField,
    ModelListing,
    PageOf,
    Reference,
    RestEntity,
    Row,
    UserRecord,
)
from apps.intacct.rest.token_set import TokenSet
from apps.intacct.rest.tokens import ExchangeCode, MintByClientCredentials, Refresh
from apps.intacct.rest.upkeep import (
    FetchSigningKeys,
    Introspect,
    Introspection,
    KnockAsClient,
    Revoke,
    Standing,
)
from apps.intacct.rest.username import Misformatted, Mistake, Username, parse_username

__all__ = [
    "REST_API",
    "SCOPE",
    "Allowance",
    "Approved",
    "Ask",
    "BridgeSession",
    "Callback",
    "CallbackError",
    "ClientLogin",
    "Declined",
    "Dimension",
    "ExchangeCode",
    "Failed",
    "FetchSigningKeys",
    "Filter",
    "Identity",
    "Introspect",
    "Introspection",
    "KnockAsClient",
    "MintByClientCredentials",
    "Misformatted",
    "Mistake",
    "Model",
    "ModelField",
    "ModelListing",
    "Nonsense",
    "NonsenseReason",
    "Operator",
    "PageOf",
    "Query",
    "Reference",
    "Refresh",
    "Refusal",
    "Resource",
    "RestClient",
    "RestEntity",
    "Revoke",
    "Row",
    "Signature",
    "SigningKeys",
    "Standing",
    "TokenSet",
    "UserRecord",
    "Username",
    "Window",
    "allowances_of",
    "authorization_url",
    "new_state",
    "new_verifier",
    "parse_username",
    "read_callback",
    "refusal_of",
    "refused_field",
    "who_is",
]
