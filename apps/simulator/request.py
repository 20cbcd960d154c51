"""A checked request in plain shapes (intacct-xml.md §1)."""

from dataclasses import dataclass, field
from typing import Self

from apps.simulator.xml import Element, text


@dataclass(frozen=True)
class Control:
    sender_id: str
    password: str = field(repr=False)
    control_id: str
    unique_id: str
    dtd_version: str
    policy_id: str
    whitespace: bool
    additional_info: bool

    @classmethod
    def echoed(cls, root: Element) -> Self | None:
        """What a refusal can echo of a document the grammar may have refused."""
        control = root.find("control")
        return None if control is None else cls.of(control)

    @classmethod
    def of(cls, control: Element) -> Self:
        """Reads `<control>`, with the documented defaults for what it leaves out."""
        return cls(
            sender_id=text(control, "senderid"),
            password=text(control, "password"),
            control_id=text(control, "controlid"),
            unique_id=text(control, "uniqueid") or "true",
            dtd_version=text(control, "dtdversion") or "3.0",
            policy_id=text(control, "policyid"),
            whitespace=text(control, "includewhitespace") not in {"false", "0"},
            additional_info=text(control, "showadditionalerrorinfo") in {"true", "1"},
        )


@dataclass(frozen=True)
class Login:
    user_id: str
    company_id: str
    password: str = field(repr=False)
    entity_id: str

    @classmethod
    def of(cls, login: Element) -> Self:
        """Reads `<login>`; integrators also write the entity as `company|entity`."""
        company_id, _, entity_id = text(login, "companyid").partition("|")
        return cls(
            user_id=text(login, "userid"),
            company_id=company_id,
            password=text(login, "password"),
            entity_id=text(login, "locationid") or entity_id,
        )


@dataclass(frozen=True)
class Function:
    name: str
    control_id: str
    element: Element = field(repr=False)


@dataclass(frozen=True)
class Operation:
    """Either a login or a session ID; neither for OAuth inside XML, which is not imitated."""

    transaction: bool
    login: Login | None
    session_id: str = field(repr=False)
    functions: tuple[Function, ...]

    @classmethod
    def of(cls, operation: Element) -> Self:
        login = operation.find("authentication/login")
        return cls(
            transaction=operation.get("transaction") == "true",
            login=None if login is None else Login.of(login),
            session_id=text(operation, "authentication/sessionid"),
            functions=tuple(map(_function, operation.iterfind("content/function"))),
        )


@dataclass(frozen=True)
class Request:
    control: Control
    operations: tuple[Operation, ...]

    @classmethod
    def of(cls, root: Element) -> Self:
        """Reads a document the grammar has already accepted."""
        operations = tuple(map(Operation.of, root.iterfind("operation")))
        return cls(Control.of(root[0]), operations)

    @property
    def functions(self) -> tuple[Function, ...]:
        return tuple(function for operation in self.operations for function in operation.functions)


def _function(function: Element) -> Function:
    return Function(str(function[0].tag), function.get("controlid", ""), function[0])
