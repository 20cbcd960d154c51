"""What the way in over REST proves of its stages, for the company and for each caller."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from apps.checks import questions as ask
from apps.checks.catalogue import CATALOGUE
from apps.checks.diagnosis import Diagnosis
from apps.checks.interview import FAILED, PASSED, SKIPPED, STAGE_OF_PURPOSE, UNCLEAR, Answer
from apps.checks.questions import Question


@dataclass(frozen=True)
class Admission:
    """Whether Intacct gave a token, and what stopped its bearer; neither: nothing to go in with."""

    let_in: bool
    stopped: Diagnosis | None = None

    @property
    def is_clear(self) -> bool:
        """Whether nothing stands in the way of the questions."""
        return self.let_in and self.stopped is None

    @property
    def is_unclear(self) -> bool:
        """Whether we could not tell."""
        return self.stopped is not None and CATALOGUE[self.stopped.code].unclear

    @property
    def stage(self) -> str:
        """The stage that stopped it; empty where none did."""
        if self.stopped is None or self.is_unclear:
            return ""
        if self.stopped.code == "client.not_admitted":
            return ask.ADMITTED
        return STAGE_OF_PURPOSE.get(CATALOGUE[self.stopped.code].purpose, "")


NOBODY = Admission(let_in=False)


def together(admissions: Sequence[Admission]) -> Admission:
    """How the company stands, by all its callers: what stops one at a company's stage stops all."""
    wide = [each for each in admissions if each.stage in ask.COMPANY_WIDE]
    clear = [each for each in admissions if each.is_clear]
    if wide:
        return Admission(bool(clear) or wide[0].let_in, wide[0].stopped)
    unclear = [each for each in admissions if each.is_unclear]
    return next(iter([*clear, *unclear, *admissions]), NOBODY)


def at_the_door(
    stages: list[Question], company: Admission, *, client_known: bool
) -> Iterator[Answer]:
    """Answer the company's stages.

    A stage before the one that refused is proven where a token was given: not where the token
    itself was refused.
    """
    order = [stage.probe for stage in stages]
    stop = order.index(company.stage) if company.stage in order else len(order)
    for place, stage in enumerate(stages):
        if company.is_unclear:
            yield Answer(stage, SKIPPED) if place else Answer(stage, UNCLEAR, company.stopped)
        elif place == stop:
            yield Answer(stage, FAILED, company.stopped)
        elif stage.probe == ask.REACH or (stage.probe == ask.CLIENT and client_known):
            yield Answer(stage, PASSED)
        else:
            yield Answer(stage, PASSED if company.let_in and place < stop else SKIPPED)


def at_the_sign_in(question: Question, caller: Admission, company: Admission) -> Answer:
    """Answer whether one caller signed in; what stopped the company is told at the door."""
    at_the_company = caller.stage in ask.COMPANY_WIDE
    if caller.is_clear or (at_the_company and caller.let_in):
        return Answer(question, PASSED)
    told_before = at_the_company or (caller.is_unclear and caller.stopped is company.stopped)
    if told_before or caller.stopped is None:
        return Answer(question, SKIPPED)
    return Answer(question, UNCLEAR if caller.is_unclear else FAILED, caller.stopped)
