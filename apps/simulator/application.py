"""The application behind the front gateway: a document in, Intacct's answer out."""

from enum import Enum

from apps.simulator import answers, grammar
from apps.simulator.answers import Reply
from apps.simulator.authentication import Caller, Doorkeeper
from apps.simulator.functions import IMITATED
from apps.simulator.functions.context import Answer, Bare, Context
from apps.simulator.operations import Result, refused_operation, signed_in_operation
from apps.simulator.refusals import (
    AuthenticationRefusal,
    ControlRefusal,
    FunctionRefusal,
    GatewayRefusal,
    Problem,
)
from apps.simulator.request import Control, Function, Operation, Request
from apps.simulator.simulation import Simulation
from apps.simulator.xml import Element

_ROLLED_BACK = Problem(
    "XL03000009", "The entire transaction in this operation has been rolled back due to an error."
)


class Sabotage(Enum):
    """How every function of a request is made to fail, after a good sign-in."""

    OFFLINE = "offline"
    SILENT = "silent"
    SENTENCE = "sentence"

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What the failed result lists; nothing at all where Intacct keeps silent."""
        return _SABOTAGED.get(self, ())


_SABOTAGED = {
    Sabotage.OFFLINE: (Problem("", "The Service is Temporarily Off-line"),),
    Sabotage.SENTENCE: (Problem("Invalid fields list x"),),
}


class Application:
    """Answers one request. `endpoint` is the URL getAPISession gives out."""

    def __init__(
        self, simulation: Simulation, *, endpoint: str, sabotage: Sabotage | None = None
    ) -> None:
        self._simulation = simulation
        self._doorkeeper = Doorkeeper(simulation, request_id=answers.request_id())
        self._endpoint = endpoint
        self._sabotage = sabotage

    def answer(self, root: Element) -> Reply:
        """The answer to a well-formed document, refusals included."""
        try:
            request = grammar.check(root)
            self._doorkeeper.check_front(request)
            self._doorkeeper.check_sender(request.control)
            return self._answer(request)
        except GatewayRefusal as refusal:
            return answers.gateway_reply(refusal)
        except ControlRefusal as refusal:
            return answers.control_reply(refusal, Control.echoed(root))

    def _answer(self, request: Request) -> Reply:
        elements, outcomes = [], []
        for operation in request.operations:
            try:
                caller = self._doorkeeper.admit(operation, sender_id=request.control.sender_id)
            except AuthenticationRefusal as refusal:
                elements.append(refused_operation(operation, refusal))
                outcomes.append(refusal.layer)
                continue
            results = self._results(operation, caller, alone=len(request.functions) == 1)
            for result in results:
                if isinstance(result.answer, Bare):
                    return Reply(200, result.answer.body, "success", result.answer.content_type)
            elements.append(signed_in_operation(caller, results, request.control))
            outcomes += [FunctionRefusal.layer for one in results if one.status != "success"]
        outcome = outcomes[0] if outcomes else "success"
        return answers.operations_reply(request.control, elements, outcome=outcome)

    def _results(self, operation: Operation, caller: Caller, *, alone: bool) -> list[Result]:
        context = Context(self._simulation, caller, self._endpoint, alone)
        if operation.transaction:
            return self._transaction(operation, context)
        return [self._run(function, context) for function in operation.functions]

    def _transaction(self, operation: Operation, context: Context) -> list[Result]:
        """Shape E: one failure rolls all back and keeps its own errors; the rest is aborted."""
        before = context.records.snapshot()
        results: list[Result] = []
        for function in operation.functions:
            results.append(self._run(function, context))
            if results[-1].status != "success":
                context.records.restore(before)
                return [_rolled_back(one, results[-1]) for one in operation.functions]
        return results

    def _run(self, function: Function, context: Context) -> Result:
        imitation = self._spoiled if self._sabotage else IMITATED.get(function.name, _not_imitated)
        try:
            return Result(function, "success", imitation(function.element, context))
        except FunctionRefusal as refusal:
            return Result(function, "failure", problems=refusal.problems)

    def _spoiled(self, _call: Element, _context: Context) -> Answer:
        raise FunctionRefusal(*(self._sabotage.problems if self._sabotage else ()))


def _rolled_back(function: Function, culprit: Result) -> Result:
    if function is culprit.function:
        return Result(function, "failure", problems=(*culprit.problems, _ROLLED_BACK))
    return Result(function, "aborted", problems=(_ROLLED_BACK,))


def _not_imitated(call: Element, _context: Context) -> Answer:
    words = f"The simulator does not imitate the function {call.tag}"
    raise FunctionRefusal(Problem("", words))
