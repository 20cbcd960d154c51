"""One run's conversation with Intacct: signs in, then puts each question to a probe. No database.

One sign-in answers several questions at once (design D6): the gateway refuses in one order, so
being refused at one stage proves the stages before it. Before any Web Services user exists we
*knock*: sign in as a user that cannot exist, so that the refusal itself tells whether the company,
its subscription and our sender ID are right. What this assumes: docs/adr/0006.
"""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from apps.checks import questions as ask
from apps.checks.catalogue import CATALOGUE
from apps.checks.diagnosis import Diagnosis, diagnose
from apps.checks.permissions import Demand, Holding, compare
from apps.checks.probes import PROBES, holdings, is_subscribed, shortfall
from apps.checks.questions import Question
from apps.intacct import Client, IntacctError, Refused, Session, UserLogin
from apps.vault.secret import Secret

PASSED, FAILED, UNCLEAR, SKIPPED = "passed", "failed", "unclear", "skipped"

_STAGES = (*ask.DOOR, ask.SIGN_IN)
STAGE_OF_PURPOSE = {
    "app_registered": ask.CLIENT,
    "oauth_approved": ask.APPROVAL,
    "company_id": ask.COMPANY,
    "web_services_on": ask.WEB_SERVICES,
    "client_authorized": ask.PAIRING,
    "sender_authorized": ask.SENDER,
    "user_signs_in": ask.SIGN_IN,
    "entity_access": ask.SIGN_IN,
}
_FIRST_OF_ALL = {"sender.own_refused"}  # said before Intacct looks at the company (E005)
REPEATS = {"intacct.unreachable", "intacct.busy", "intacct.offline"}


@dataclass(frozen=True)
class Answer:
    """What one question was answered: passed, failed, unclear (could not tell) or skipped."""

    question: Question
    outcome: str
    diagnosis: Diagnosis | None = None
    held: tuple[Holding, ...] = ()  # what Intacct's own list says the user holds


@dataclass(frozen=True)
class Caller:
    """A Web Services user with its opened password; ``held``: do not sign in as it again yet."""

    entity_id: str
    user_id: str
    password: Secret = field(repr=False)
    held: bool = False


@dataclass
class Interview:
    """Everything a run needs to ask its questions.

    Trouble that would only repeat itself ends the asking: a hanging Intacct costs one deadline,
    not one for each question.
    """

    client: Client
    company_id: str
    callers: tuple[Caller, ...]
    questions: tuple[Question, ...]
    demands: tuple[Demand, ...] = ()
    own_sender: bool = False  # the sender ID is the customer's, and so is its password
    gave_up: bool = False
    applications: tuple[str, ...] | None = None  # asked once: they are the company's

    def answers(self) -> Iterator[Answer]:
        """Yield an answer to every question, in the order of the plan."""
        first = next((caller for caller in self.callers if not caller.held), None)
        opened = self._sign_in(first or _stranger())
        door = [question for question in self.questions if question.probe in ask.DOOR]
        yield from _at_the_door(door, opened)
        for caller in self.callers:
            if caller is first:
                yield from self._as_caller(caller, None if _is_trouble(opened) else opened)
            else:
                again = not (caller.held or self.gave_up)
                yield from self._as_caller(caller, self._sign_in(caller) if again else None)

    def _as_caller(self, caller: Caller, opened: Session | Diagnosis | None) -> Iterator[Answer]:
        sign_in, *rest = (
            question
            for question in self.questions
            if question.probe not in ask.DOOR and question.values["entity_id"] == caller.entity_id
        )
        if opened is None:
            yield Answer(sign_in, SKIPPED)
        else:
            yield from _at_the_door([sign_in], opened)
        for question in rest:
            if isinstance(opened, Session):
                yield self._put(question, opened)
            else:
                yield Answer(question, SKIPPED)

    def _sign_in(self, caller: Caller) -> Session | Diagnosis:
        login = UserLogin(
            company_id=self.company_id, user_id=caller.user_id, password=caller.password.reveal()
        )
        try:
            return self.client.open_session(login)
        except IntacctError as error:
            return self._diagnosed(error)

    def _put(self, question: Question, session: Session) -> Answer:
        if self.gave_up:
            return Answer(question, SKIPPED)
        if question.probe == ask.RIGHTS:
            return self._compare(question, session)
        try:
            diagnosis = self._probe(question, session)
        except IntacctError as error:
            diagnosis = self._diagnosed(error)
        if diagnosis is None:
            return Answer(question, PASSED)
        return Answer(question, UNCLEAR if CATALOGUE[diagnosis.code].unclear else FAILED, diagnosis)

    def _probe(self, question: Question, session: Session) -> Diagnosis | None:
        if question.probe != ask.APPLICATION:
            return PROBES[question.probe](self.client, session, question)
        if self.applications is None:
            self.applications = self.client.applications(session)
        return is_subscribed(self.applications, question)

    def _compare(self, question: Question, session: Session) -> Answer:
        """Read what the user holds; one who may not read that has failed nothing."""
        try:
            held = holdings(self.client, session, question.values["user_id"])
        except Refused:
            return Answer(question, SKIPPED)
        except IntacctError as error:
            return Answer(question, UNCLEAR, self._diagnosed(error))
        missing = compare(self.demands, held).missing
        return Answer(
            question,
            FAILED if missing else PASSED,
            shortfall(missing) if missing else None,
            held=held,
        )

    def _diagnosed(self, error: IntacctError) -> Diagnosis:
        found = diagnose(error)
        if self.own_sender and found.code == "sender.refused":
            found = replace(found, code="sender.own_refused")
        self.gave_up = self.gave_up or found.code in REPEATS
        return found


def _is_trouble(opened: Session | Diagnosis) -> bool:
    return isinstance(opened, Diagnosis) and CATALOGUE[opened.code].unclear


def _stranger() -> Caller:
    """A user that cannot exist: knocking with it can lock nobody out."""
    return Caller(
        entity_id="",
        user_id=f"nobody-{secrets.token_hex(6)}",
        password=Secret(secrets.token_hex(12)),
    )


def _at_the_door(stages: list[Question], opened: Session | Diagnosis) -> Iterator[Answer]:
    if isinstance(opened, Session):
        yield from (Answer(stage, PASSED) for stage in stages)
        return
    refused_at = STAGE_OF_PURPOSE.get(CATALOGUE[opened.code].purpose)
    for position, stage in enumerate(stages):
        if refused_at is None:
            yield Answer(stage, SKIPPED) if position else Answer(stage, UNCLEAR, opened)
        elif stage.probe == refused_at:
            yield Answer(stage, FAILED, opened)
        else:
            last = ask.COMPANY if opened.code in _FIRST_OF_ALL else refused_at
            before = _STAGES.index(stage.probe) < _STAGES.index(last)
            yield Answer(stage, PASSED if before else SKIPPED)
