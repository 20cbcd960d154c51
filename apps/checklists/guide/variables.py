"""The values a guide speaks of: who gives each, and what it may look like."""

import re
import warnings
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, model_validator

from apps.checklists.guide.references import VariableName
from apps.checklists.guide.strict import Count, Flag, Name, Sourced, Strict, Words
from apps.checklists.guide.text import Text, printable

_KINDS = {
    "email": (re.compile(r"[^@\s]+@[^@\s]+"), "must be an email address"),
    "url": (re.compile(r"https://\S+"), "must be an address that begins with https://"),
}


def _expression(source: str) -> str:
    try:
        with warnings.catch_warnings(action="error"):
            re.compile(source)
    except (re.error, OverflowError, RecursionError, Warning) as error:
        raise ValueError(f'"matches" is no regular expression: {error}.') from error
    return source


class Pattern(Strict):
    """A regular expression for the whole answer, and the sentence for an answer that breaks it."""

    matches: Annotated[str, AfterValidator(_expression)]
    says: Words


class Sentinel(Strict):
    """An answer with a meaning of its own; "" makes leaving it blank an answer."""

    value: Annotated[str, AfterValidator(printable)]
    means: Words


class Variable(Sourced):
    """One value. Case is data: answers are compared as they are, never trimmed or re-cased.

    `value` is fixed by its owner; `default` only fills in the customer's field beforehand;
    `derived` is computed from variables above. There is one value for all customers (scope
    vendor), for a customer (tenant), for each environment, or for each entity where the step
    that asks it repeats. `generated_by` made it, so that nobody chooses it. Intacct sends a secret
    to the address in `mailed_to`, and `recipient` keeps it.
    """

    name: Name
    label: Words
    owner: Literal["vendor", "customer", "portal"]
    kind: Literal["text", "secret", "email", "url", "choice", "list"] = "text"
    scope: Literal["vendor", "tenant", "environment", "entity"] = "tenant"
    value: Words | None = None
    default: Words | None = None
    derived: Text | None = None
    generated_by: (
        Literal["intacct", "developer_console", "vendor_product", "sage", "portal"] | None
    ) = None
    options: tuple[Words, ...] = ()
    sentinels: tuple[Sentinel, ...] = ()
    optional: Flag = False
    hint: Text | None = None
    example: Words | None = None
    exact_case: Flag = False
    pattern: Pattern | None = None
    max_length: Count | None = None
    immutable: Flag = False
    lifetime: Text | None = None
    mailed_to: VariableName | None = None
    recipient: (
        Literal["portal", "vendor", "vendor_product", "developer_console", "customer", "sage"]
        | None
    ) = None

    @property
    def secret(self) -> bool:
        """Whether the answer belongs in the vault and nowhere else."""
        return self.kind == "secret"

    @property
    def shown(self) -> str | None:
        """What a page may fill in before the customer answers."""
        return self.value if self.value is not None else self.default

    @property
    def may_be_blank(self) -> bool:
        """Whether no answer is an answer."""
        return self.optional or any(not each.value for each in self.sentinels)

    def problem_with(self, answer: str) -> str | None:
        """One sentence on why an answer cannot be taken, without repeating it; None when it can."""
        if any(answer == each.value for each in self.sentinels):
            return None
        items = answer.splitlines() if self.kind == "list" else [answer]
        filled = [item for item in items if item.strip()]
        if not filled:
            return None if self.may_be_blank else f"{self.label} must not be empty."
        return next(filter(None, map(self._problem_with_one, filled)), None)

    def _problem_with_one(self, answer: str) -> str | None:
        if self.max_length is not None and len(answer) > self.max_length:
            return f"{self.label} must have {self.max_length} characters or fewer."
        if not self.secret and answer != answer.strip():
            return f"{self.label} must not begin or end with a space."
        return self._problem_with_form(answer)

    def _problem_with_form(self, answer: str) -> str | None:
        if self.pattern is not None and not re.fullmatch(self.pattern.matches, answer):
            return self.pattern.says
        form, sentence = _KINDS.get(self.kind, (None, ""))
        if form and not form.fullmatch(answer):
            return f"{self.label} {sentence}."
        if self.options and answer not in self.options:
            return f"{self.label} must be one of: {', '.join(self.options)}."
        return None

    @model_validator(mode="after")
    def _is_consistent(self) -> Self:
        if self.secret and (self.shown or self.example or self.derived):
            raise ValueError(f'The secret "{self.name}" may have no value, default or example.')
        if self.derived and self.shown:
            raise ValueError(f'"{self.name}" is derived: it has no value and no default.')
        if (self.mailed_to or self.recipient) and not self.secret:
            raise ValueError(f'"{self.name}" is no secret: nobody receives it.')
        if (self.kind == "choice") is not bool(self.options):
            raise ValueError(f'"{self.name}" needs "options" exactly when its kind is "choice".')
        if self.shown is not None and (problem := self.problem_with(self.shown)):
            raise ValueError(f'"{self.name}" breaks its own rule: {problem}')
        return self
