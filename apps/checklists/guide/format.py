"""A vendor's guide, typed (design D7; `reference/market.md` §4 lists what guides must express)."""

from collections.abc import Mapping
from typing import Literal, Self

from pydantic import Field

from apps.checklists.guide.cover import (
    Accepted,
    Application,
    Change,
    Excluded,
    GuideUser,
    Include,
    Message,
    NetworkFact,
    Prerequisite,
    Requirements,
    Sender,
    Source,
    Term,
    Translation,
    Vendor,
)
from apps.checklists.guide.decisions import Decision
from apps.checklists.guide.instructions import Note
from apps.checklists.guide.matrices import Demanded, Matrix
from apps.checklists.guide.purposes import Purpose
from apps.checklists.guide.steps import Step
from apps.checklists.guide.strict import Count, Environment, Id, Sourced, Strict, applying
from apps.checklists.guide.text import Text
from apps.checklists.guide.translations import translated
from apps.checklists.guide.variables import Variable

Direction = Literal["paste_out", "bring_back"]


class Section(Sourced):
    """Steps under one heading, and what the vendor says before them."""

    id: Id
    title: Text
    text: tuple[Text, ...] = ()
    notes: tuple[Note, ...] = ()
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
    environments: tuple[Environment, ...] = Field(min_length=1)
    intro: Text
    sources: tuple[Source, ...] = Field(min_length=1)
    glossary: tuple[Term, ...] = ()
    prerequisites: tuple[Prerequisite, ...] = ()
    notes: tuple[Note, ...] = ()
    variables: tuple[Variable, ...]
    requirements: Requirements = Requirements()
    matrices: tuple[Matrix, ...] = ()
    senders: tuple[Sender, ...] = ()
    users: tuple[GuideUser, ...] = ()
    messages: tuple[Message, ...] = ()
    network: tuple[NetworkFact, ...] = ()
    sections: tuple[Section, ...] = Field(min_length=1)
    includes: tuple[Include, ...] = ()
    out_of_scope: tuple[Excluded, ...] = ()
    changes: tuple[Change, ...] = ()
    translations: tuple[Translation, ...] = ()
    accepted: tuple[Accepted, ...] = ()

    @property
    def steps(self) -> tuple[Step, ...]:
        """Every step as written, in order, whatever its condition."""
        return tuple(step for section in self.sections for step in section.steps)

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """What conditions may speak of, in order: the customer's choices, and facts."""
        return tuple(step.decision for step in self.steps if step.decision)

    @property
    def facts(self) -> tuple[Decision, ...]:
        """Those of the decisions that are observations of the customer's."""
        return tuple(each for each in self.decisions if each.kind == "fact")

    @property
    def values(self) -> dict[str, str]:
        """Fixed values and defaults by variable name: lay the customer's answers over them."""
        return {each.name: each.shown for each in self.variables if each.shown is not None}

    def filled(self, answers: Mapping[str, str]) -> dict[str, str]:
        """Fixed values, defaults, the answers, and what can be derived from all these."""
        filled = {**self.values, **answers}
        for each in self.variables:
            if each.derived and all(filled.get(name) for name in each.derived.names):
                filled[each.name] = each.derived.render(filled)
        return filled

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

    def sender(self, sender_id: str) -> Sender:
        """The sender of that id; KeyError when there is none."""
        return {each.id: each for each in self.senders}[sender_id]

    def user(self, user_id: str) -> GuideUser:
        """The user of that id; KeyError when there is none."""
        return {each.id: each for each in self.users}[user_id]

    def message(self, message_id: str) -> Message:
        """The message template of that id; KeyError when there is none."""
        return {each.id: each for each in self.messages}[message_id]

    def prerequisite(self, prerequisite_id: str) -> Prerequisite:
        """The prerequisite of that id; KeyError when there is none."""
        return {each.id: each for each in self.prerequisites}[prerequisite_id]

    def directions(self, name: str) -> frozenset[Direction]:
        """Where a variable's value goes: out of the guide into a page, or back to us."""
        instructions = [each for step in self.steps for each in step.instructions]
        pasted = {str(value.variable) for each in instructions for value in each.values}
        asked = {str(each) for step in self.steps for each in step.asks}
        found: dict[Direction, bool] = {"paste_out": name in pasted, "bring_back": name in asked}
        return frozenset(direction for direction, there in found.items() if there)

    def demands(self, decisions: Mapping[str, str]) -> tuple[Demanded, ...]:
        """Every permission the matrices that apply ask for."""
        matrices = applying(self.matrices, decisions)
        return tuple(each for matrix in matrices for each in matrix.demands(decisions))

    def items_of(self, step: Step, answers: Mapping[str, str]) -> tuple[str, ...]:
        """What a step repeats over, each once; nothing when it does not, or nothing is known yet.

        Entity IDs and the like as the customer listed them, environments, names of applications,
        or sender IDs.
        """
        if step.repeat is None:
            return ()
        filled = self.filled(answers)
        items = {
            "list": filled.get(step.repeat.of or "", "").splitlines(),
            "environment": self.environments,
            "application": [each.name for each in self.requirements.applications],
            "sender": [filled.get(each.sender_id, "") for each in self.senders],
        }
        return tuple(dict.fromkeys(item for item in items[step.repeat.over] if item.strip()))

    def translated(self, language: str) -> Self:
        """The guide in a language; words nobody translated stay as they are."""
        words = {p.of: p.to for t in self.translations if t.language == language for p in t.words}
        return translated(self, words)

    def with_recommended(self, decisions: Mapping[str, str]) -> dict[str, str]:
        """The decisions, and for each open one what we expect: good for previews and counts."""
        return {each.variable: each.assumed for each in self.decisions} | dict(decisions)

    def steps_for(self, decisions: Mapping[str, str]) -> tuple[Step, ...]:
        """The steps that apply, in order, each with only the members that apply.

        `decisions` maps the variable of a decision or fact to the option taken, and
        `environment` to the company's. What depends on a decision not made yet is left out;
        `needs` names only steps that apply.
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
