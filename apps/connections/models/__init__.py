"""What is kept of a connection: the vendor's side, the tenant's side, and the approval of it."""

from apps.connections.models.approvals import Approval
from apps.connections.models.connections import Connection, WebServicesUser, no_requirements
from apps.connections.models.grants import Grant, TokenRequest
from apps.connections.models.vendor import ClientApplication, Sender

__all__ = [
    "Approval",
    "ClientApplication",
    "Connection",
    "Grant",
    "Sender",
    "TokenRequest",
    "WebServicesUser",
    "no_requirements",
]
