from enum import StrEnum


class Action(StrEnum):
    """Everything worth an audit entry, named `subject.verb` in the past tense."""

    TENANT_FOUNDED = "tenant.founded"
    MEMBER_INVITED = "member.invited"
    INVITATION_ACCEPTED = "invitation.accepted"
    INVITATION_REVOKED = "invitation.revoked"
    OPERATOR_ADDED = "operator.added"
    CONNECTION_CREATED = "connection.created"
    CONNECTION_REOPENED = "connection.reopened"
    CONNECTION_CONNECTED = "connection.connected"
    CONNECTION_BROKE = "connection.broke"
    CONNECTION_RECOVERED = "connection.recovered"
    CONNECTION_UNCLEAR = "connection.unclear"
    COMPANY_NAMED = "company.named"
    USER_NAMED = "user.named"
    CREDENTIAL_STORED = "credential.stored"
    CREDENTIAL_OPENED = "credential.opened"
    CREDENTIAL_FORGOTTEN = "credential.forgotten"
    SENDER_SAVED = "sender.saved"
    RUN_REQUESTED = "run.requested"
    STEP_VERIFIED = "step.verified"
    STEP_REOPENED = "step.reopened"
    STEP_ATTESTED = "step.attested"
    DECISION_MADE = "decision.made"
