"""The approval of a connection by a person on Intacct's pages: from leaving to the grant.

The web sends a person off (`start`) and takes in who comes back (`receive`); a worker turns the
code into tokens and judges whose they are (`collect`). See docs/adr/0009.
"""

from apps.connections.applications import redirect_uri
from apps.connections.approvals.accepting import (
    CannotAccept,
    Obstacle,
    accept_company,
    ask_for_company,
    obstacle,
)
from apps.connections.approvals.collecting import collect
from apps.connections.approvals.queries import latest, others_approved, waiting_for_operators
from apps.connections.approvals.reasons import Reason
from apps.connections.approvals.receiving import Receipt, Verdict, receive
from apps.connections.approvals.recovering import recover
from apps.connections.approvals.starting import (
    CannotStart,
    NoApplication,
    NoCompany,
    NotByApproval,
    Started,
    UnderWay,
    start,
)

__all__ = [
    "CannotAccept",
    "CannotStart",
    "NoApplication",
    "NoCompany",
    "NotByApproval",
    "Obstacle",
    "Reason",
    "Receipt",
    "Started",
    "UnderWay",
    "Verdict",
    "accept_company",
    "ask_for_company",
    "collect",
    "latest",
    "obstacle",
    "others_approved",
    "receive",
    "recover",
    "redirect_uri",
    "start",
    "waiting_for_operators",
]
