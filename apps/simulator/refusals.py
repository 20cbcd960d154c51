"""The ways Intacct says no, one per layer (intacct-xml.md §2, shapes A to D).

Refusal
├── GatewayRefusal          B  front gateway: HTTP 400/401/429, bare control
├── ControlRefusal          A  application: the whole request
├── AuthenticationRefusal   C  this operation's sign-in or session
└── FunctionRefusal         D  this function only
"""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Problem:
    """One `<error>`; the text normally stands in `description2` (intacct-xml.md §7.3)."""

    errorno: str
    description2: str = ""
    description: str = ""
    correction: str = ""
    error_id: str = ""
    category: str = ""
    message_id: str = ""
    placeholders: dict[str, str] = field(default_factory=dict)


class Refusal(Exception):
    """Something was refused; `layer` is the word the ledger uses."""

    layer = "failure"


class GatewayRefusal(Refusal):
    layer = "gateway_failure"

    def __init__(self, status: int, errorno: str, *, description: str) -> None:
        super().__init__(errorno)
        self.status = status
        self.errorno = errorno
        self.description = description


class ControlRefusal(Refusal):
    """`echo` is false where the sample answers with an empty senderid and controlid."""

    layer = "control_failure"

    def __init__(self, *problems: Problem, echo: bool = True) -> None:
        super().__init__(problems[0].errorno)
        self.problems = problems
        self.echo = echo


class AuthenticationRefusal(Refusal):
    """`echo` is false for a bad session: user ID and company ID come back empty."""

    layer = "authentication_failure"

    def __init__(self, *problems: Problem, echo: bool = True) -> None:
        super().__init__(problems[0].errorno)
        self.problems = problems
        self.echo = echo


class FunctionRefusal(Refusal):
    """Without problems: a failed result without an errormessage, which Intacct also sends."""

    layer = "function_failure"

    def __init__(self, *problems: Problem) -> None:
        super().__init__(problems[0].errorno if problems else "")
        self.problems = problems
