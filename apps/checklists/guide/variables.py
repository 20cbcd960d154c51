"""The values a guide speaks of: who gives each, and what it may look like."""

import re
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, model_validator

from apps.checklists.guide.strict import Count, Flag, Name, Strict, Words
from apps.checklists.guide.text import Text


def _expression(source: str) -> str:
    try:
        re.compile(source)
    except re.error as error:
        raise ValueError(f'"matches" is no regular expression: {error}.') from error
    return source


class Pattern(Strict):
    """A regular expression for the whole answer, and the sentence for an answer that breaks it."""

    matches: Annotated[str, AfterValidator(_expression)]
    says: Words


class Variable(Strict):
    """One value. Case is data: answers are compared as they are, never trimmed or re-cased.

    `value` is fixed by its owner; `default` only fills in the customer's field beforehand.
    With scope `entity` there is one value per entity where the step that asks it repeats.
    """

    name: Name
    label: Words
    owner: Literal["vendor", "customer", "portal"]
    kind: Literal["text", "secret", "email", "choice", "list"] = "text"
    scope: Literal["tenant", "entity"] = "tenant"
    value: Words | None = None
    default: Words | None = None
    options: tuple[Words, ...] = ()
    hint: Text | None = None
    example: Words | None = None
    exact_case: Flag = False
    pattern: Pattern | None = None
    max_length: Count | None = None

    @property
    def secret(self) -> bool:
        """Whether the answer belongs in the vault and nowhere else."""
        return self.kind == "secret"

    @property
    def shown(self) -> str | None:
        """What a page may fill in before the customer answers."""
        return self.value if self.value is not None else self.default

    def problem_with(self, answer: str) -> str | None:
        """One sentence on why an answer cannot be taken, without repeating it; None when it can."""
        items = answer.splitlines() if self.kind == "list" else [answer]
        filled = [item for item in items if item.strip()]
        if not filled:
            return f"{self.label} must not be empty."
        return next(filter(None, map(self._problem_with_one, filled)), None)

    def _problem_with_one(self, answer: str) -> str | None:
        if self.max_length is not None and len(answer) > self.max_length:
            return f"{self.label} must have {self.max_length} characters or fewer."
        if not self.secret and answer != answer.strip():
            return f"{self.label} must not begin or end with a space."
        if self.pattern is not None and not re.fullmatch(self.pattern.matches, answer):
            return self.pattern.says
        if self.options and answer not in self.options:
            return f"{self.label} must be one of: {', '.join(self.options)}."
        return None

    @model_validator(mode="after")
    def _is_consistent(self) -> Self:
        if self.secret and (self.shown or self.example):
            raise ValueError(f'The secret "{self.name}" may have no value, default or example.')
        if self.owner == "vendor" and self.value is None:
            raise ValueError(f'The vendor owns "{self.name}": give its "value".')
        if (self.kind == "choice") is not bool(self.options):
            raise ValueError(f'"{self.name}" needs "options" exactly when its kind is "choice".')
        if self.shown is not None and (problem := self.problem_with(self.shown)):
            raise ValueError(f'"{self.name}" breaks its own rule: {problem}')
        return self
