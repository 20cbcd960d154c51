"""A vendor's guide, typed (design D7; `reference/market.md` §4 lists what guides must express)."""

from collections.abc import Mapping
from datetime import date
from typing import Literal

from pydantic import Field

from apps.checklists.guide.instructions import Matrix
from apps.checklists.guide.purposes import Purpose
from apps.checklists.guide.steps import Decision, Step
from apps.checklists.guide.strict import Count, Id, Strict, Words, applying
from apps.checklists.guide.text import Text
from apps.checklists.guide.variables import Variable


class Vendor(Strict):
    """Who wants the connection, for which product, and the team that the customer deals with."""

    name: Words
    product: Words
    team: Words


class Source(Strict):
    """The page whose words the guide carries, and when we last read it."""

    title: Words
    publisher: Words
    reviewed: date
    url: Words | None = None


class Term(Strict):
    """A word of Intacct's, explained."""

    term: Words
    means: Text


class Probe(Strict):
    """An Intacct object to read as proof of a permission, and the plain words for it."""

    object: Words
    words: Words


class Application(Strict):
    """An Intacct application by its module code, such as `GL`."""

    code: Words
    name: Words
    probes: tuple[Probe, ...] = Field(min_length=1)


class Requirements(Strict):
    """What the connection must be able to use in the customer's company."""

    applications: tuple[Application, ...] = Field(min_length=1)


class Section(Strict):
    """Steps under one heading."""

    id: Id
    title: Text
    steps: tuple[Step, ...] = Field(min_length=1)


class Guide(Strict):
    """One version of one vendor's guide, from `loader.load`: only there are names checked."""

    format: Literal[1]
    slug: Id
    version: Count
    title: Text
    vendor: Vendor
    product: Literal["Sage Intacct"]
    auth: Literal["xml", "authorization_code", "client_credentials"]
    environments: tuple[Literal["production", "sandbox", "implementation"], ...] = Field(
        min_length=1
    )
    intro: Text
    sources: tuple[Source, ...] = Field(min_length=1)
    glossary: tuple[Term, ...] = ()
    variables: tuple[Variable, ...]
    requirements: Requirements
    matrices: tuple[Matrix, ...] = ()
    sections: tuple[Section, ...] = Field(min_length=1)

    @property
    def steps(self) -> tuple[Step, ...]:
        """Every step as written, in order, whatever its condition."""
        return tuple(step for section in self.sections for step in section.steps)

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """What the customer is asked to decide, in order."""
        return tuple(step.decision for step in self.steps if step.decision)

    @property
    def values(self) -> dict[str, str]:
        """Fixed values and defaults by variable name: lay the customer's answers over them."""
        return {each.name: each.shown for each in self.variables if each.shown is not None}

    def step(self, step_id: str) -> Step:
        """The step as written; KeyError when there is none."""
        return {step.id: step for step in self.steps}[step_id]

    def section_of(self, step_id: str) -> Section:
        """The section that holds a step; KeyError when there is none."""
        return {step.id: each for each in self.sections for step in each.steps}[step_id]

    def variable(self, name: str) -> Variable:
        """The variable of that name; KeyError when there is none."""
        return {each.name: each for each in self.variables}[name]

    def matrix(self, matrix_id: str) -> Matrix:
        """The permission matrix of that id; KeyError when there is none."""
        return {each.id: each for each in self.matrices}[matrix_id]

    def application(self, code: str) -> Application:
        """The required application with that module code; KeyError when there is none."""
        return {each.code: each for each in self.requirements.applications}[code]

    def with_recommended(self, decisions: Mapping[str, str]) -> dict[str, str]:
        """The decisions, and for each open one what we expect: good for previews and counts."""
        return {each.variable: each.assumed for each in self.decisions} | dict(decisions)

    def steps_for(self, decisions: Mapping[str, str]) -> tuple[Step, ...]:
        """The steps that apply, in order, each with only the members that apply.

        `decisions` maps a decision's variable to the option taken. What depends on a decision not
        made yet is left out; `needs` names only steps that apply.
        """
        steps = applying(self.steps, decisions)
        ids = {step.id for step in steps}
        return tuple(_needing_only(step.under(decisions), ids) for step in steps)

    def step_serving(self, purpose: Purpose, decisions: Mapping[str, str]) -> Step | None:
        """The one step that a finding of this purpose reopens; None while that is undecided."""
        return next((step for step in self.steps_for(decisions) if purpose in step.serves), None)


def _needing_only(step: Step, ids: set[str]) -> Step:
    needs = tuple(step_id for step_id in step.needs if step_id in ids)
    return step.model_copy(update={"needs": needs})
