"""One run's conversation with Intacct over REST: come in, then put each question. No database.

A token proves that somebody was let in, and nothing more (../shared/intacct/intacct-rest.md §3),
so the first question belongs to the way in. Being refused a token proves nothing of the stages
before: in which order Intacct looks at company, client and user is documented nowhere.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from apps.checks import questions as ask
from apps.checks.catalogue import CATALOGUE
from apps.checks.diagnosis import Diagnosis
from apps.checks.entrance import NOBODY, Admission, at_the_door, at_the_sign_in, together
from apps.checks.interview import FAILED, PASSED, REPEATS, SKIPPED, UNCLEAR, Answer
from apps.checks.questions import Caller, Question
from apps.checks.rest_diagnosis import OWN, Asked, diagnose_rest
from apps.checks.rest_probes import PROBES, Unreadable
from apps.checks.visits import Tokens, TurnedAway, Visit
from apps.intacct import IntacctError
from apps.intacct.rest import ClientLogin, RestClient, Standing, Username, resources

_CLIENT_SHOWN = {"username.refused", "entity.closed"}  # Intacct looked past the client


@dataclass
class RestInterview:
    """Everything a run needs to ask over REST. Yields what `Interview` does, one for one."""

    client: RestClient
    login: ClientLogin | None
    tokens: Tokens
    way: str
    company_id: str
    callers: tuple[Caller, ...]
    questions: tuple[Question, ...]
    approved: Mapping[str, str] = field(default_factory=dict)
    wrong_scope: bool = False  # our application is of another scope than the company
    gave_up: bool = False

    def answers(self) -> Iterator[Answer]:
        """Yield an answer to every question, in the order of the plan."""
        visits = [self._visit(caller) for caller in self.callers]
        admitted = [
            self._admit(caller, visit) for caller, visit in zip(self.callers, visits, strict=True)
        ]
        company, client_known = self._by_the_client(together(admitted))
        door = [each for each in self.questions if each.probe in ask.COMPANY_WIDE]
        yield from at_the_door(door, company, client_known=client_known)
        for caller, visit, admission in zip(self.callers, visits, admitted, strict=True):
            for question in self._of(caller):
                if question.probe == ask.SIGN_IN:
                    yield at_the_sign_in(question, admission, company)
                else:
                    yield self._put(question, visit, may_ask=admission.is_clear)

    def _visit(self, caller: Caller) -> Visit:
        return Visit(
            client=self.client,
            tokens=self.tokens,
            way=self.way,
            entity_id=caller.entity_id,
            approved=self.approved,
        )

    def _of(self, caller: Caller) -> list[Question]:
        return [
            question
            for question in self.questions
            if question.probe not in ask.COMPANY_WIDE
            and question.values["entity_id"] == caller.entity_id
        ]

    def _admit(self, caller: Caller, visit: Visit) -> Admission:
        """Come in as a caller: by a token of the company that is meant, and one answer."""
        if self.gave_up:
            return NOBODY
        try:
            if other := self._other_company(visit):
                return Admission(let_in=True, stopped=other)
            visit.ask(resources.dimensions())
        except TurnedAway as away:
            if away.diagnosis is None:
                return NOBODY
            if away.diagnosis.code == "permission.missing":  # said from behind the door
                return Admission(let_in=True)
            stopped = self._told(self._more_exactly(caller, away.diagnosis), caller)
            return Admission(let_in=visit.held is not None, stopped=stopped)
        return Admission(let_in=True)

    def _other_company(self, visit: Visit) -> Diagnosis | None:
        told = visit.identity()
        if not told.differs_from(company_id=self.company_id):
            return None
        return Diagnosis("company.other", {"approved_company": told.company_id})

    def _more_exactly(self, caller: Caller, found: Diagnosis) -> Diagnosis:
        """Tell an entity that is closed from a user that is refused: the words are the same."""
        if found.code != "username.refused" or not caller.entity_id or self.login is None:
            return found
        name = Username(caller.user_id, self.company_id)
        try:
            self.client.mint(client=self.login, username=name)  # at the top level; thrown away
        except IntacctError:
            return found
        return Diagnosis("entity.closed", found.values)

    def _by_the_client(self, company: Admission) -> tuple[Admission, bool]:
        """Whether Intacct knows the client application; asked only where nothing else tells."""
        code = company.stopped.code if company.stopped else ""
        if company.let_in or code in _CLIENT_SHOWN:
            return company, True
        if company.is_unclear or company.stage == ask.CLIENT or self.gave_up:
            return company, False
        try:
            standing = self._knock()
        except IntacctError as error:
            trouble = self._told(diagnose_rest(error, asked=Asked.TOKEN, way=self.way))
            return Admission(let_in=False, stopped=trouble), False
        if standing is not Standing.UNKNOWN:
            return company, standing is Standing.KNOWN
        refused = "client.unknown" if self.way == OWN else "application.refused"
        return Admission(let_in=False, stopped=self._told(Diagnosis(refused))), False

    def _knock(self) -> Standing:
        """Reach Intacct, with the client where there is one."""
        if self.login is not None:
            return self.client.knock(client=self.login)
        self.client.signing_keys()
        return Standing.CANNOT_TELL

    def _put(self, question: Question, visit: Visit, *, may_ask: bool) -> Answer:
        if self.gave_up or not may_ask:
            return Answer(question, SKIPPED)
        try:
            found = PROBES[question.probe](visit, question)
        except Unreadable:
            return Answer(question, SKIPPED)
        except TurnedAway as away:
            found = away.diagnosis
            if found is None:
                return Answer(question, SKIPPED)
        if found is None:
            return Answer(question, PASSED)
        found = self._told(found)
        return Answer(question, UNCLEAR if CATALOGUE[found.code].unclear else FAILED, found)

    def _told(self, found: Diagnosis, caller: Caller | None = None) -> Diagnosis:
        """Note trouble that would only repeat itself, and what we know better than Intacct says."""
        self.gave_up = self.gave_up or found.code in REPEATS
        if found.code == "application.refused" and self.wrong_scope:
            found = replace(found, code="application.wrong_scope")
        who = {"user_id": caller.user_id} if caller else {}
        return replace(found, values={**who, **found.values})
