"""The Sage Intacct XML gateway, spoken in plain Python.

Messages are built and answers read without I/O (`operations`); `Client` runs them through a
transport. Nothing here knows Django, the database or the rest of this project. REST and OAuth are
in `apps.intacct.rest`, on the same transport.
"""

from apps.intacct.client import GATEWAY, Client
from apps.intacct.details import AdditionalInfo, ErrorDetail, Message
from apps.intacct.errors import (
    IntacctError,
    Layer,
    Offline,
    Refused,
    Throttled,
    Unclear,
    UnclearReason,
    Unreachable,
    UnreachableReason,
)
from apps.intacct.exchange import HttpAnswer, HttpRequest, Transport
from apps.intacct.functions import Function
from apps.intacct.hosts import AllowedHosts
from apps.intacct.login import SenderLogin, Session, UserLogin
from apps.intacct.operations import Call, Operation, SignIn
from apps.intacct.results import (
    Entity,
    FieldDefinition,
    FinancialSetup,
    ObjectDefinition,
    Page,
    Permission,
    Preference,
    QueryProbe,
    UserFormatting,
    UserInfo,
)
from apps.intacct.transport_requests import RequestsTransport

__all__ = [
    "GATEWAY",
    "AdditionalInfo",
    "AllowedHosts",
    "Call",
    "Client",
    "Entity",
    "ErrorDetail",
    "FieldDefinition",
    "FinancialSetup",
    "Function",
    "HttpAnswer",
    "HttpRequest",
    "IntacctError",
    "Layer",
    "Message",
    "ObjectDefinition",
    "Offline",
    "Operation",
    "Page",
    "Permission",
    "Preference",
    "QueryProbe",
    "Refused",
    "RequestsTransport",
    "SenderLogin",
    "Session",
    "SignIn",
    "Throttled",
    "Transport",
    "Unclear",
    "UnclearReason",
    "Unreachable",
    "UnreachableReason",
    "UserFormatting",
    "UserInfo",
    "UserLogin",
]
