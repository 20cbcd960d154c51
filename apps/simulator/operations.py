"""Writes one `<operation>` of an answer: its authentication and its results (shapes C, D, E)."""

from dataclasses import dataclass

from apps.simulator import answers, clock
from apps.simulator.authentication import Caller
from apps.simulator.functions.context import Answer
from apps.simulator.refusals import AuthenticationRefusal, Problem
from apps.simulator.request import Control, Function, Operation
from apps.simulator.xml import Element, node


@dataclass(frozen=True)
class Result:
    """What became of one function; `problems` only when it was refused."""

    function: Function
    status: str
    answer: Answer = None
    problems: tuple[Problem, ...] = ()


def refused_operation(operation: Operation, refusal: AuthenticationRefusal) -> Element:
    """Shape C: the errormessage is a sibling of authentication."""
    login = operation.login if refusal.echo else None
    authentication = node(
        "authentication",
        node("status", "failure"),
        node("userid", login.user_id if login else ""),
        node("companyid", login.company_id if login else ""),
    )
    return node("operation", authentication, answers.plain_errormessage(refusal.problems))


def signed_in_operation(caller: Caller, results: list[Result], control: Control) -> Element:
    authentication = node(
        "authentication",
        node("status", "success"),
        node("userid", caller.user_id),
        node("companyid", caller.company_id),
        node("locationid", caller.entity_id),
        node("sessiontimestamp", clock.stamp(clock.now())),
        node("sessiontimeout", clock.stamp(caller.expires)),
    )
    return node("operation", authentication, *(_result(one, control) for one in results))


def _result(result: Result, control: Control) -> Element:
    element = node(
        "result",
        node("status", result.status),
        node("function", result.function.name),
        node("controlid", result.function.control_id),
    )
    if isinstance(result.answer, Element):
        element.append(result.answer)
    if result.status != "success" and result.function.name in {"create", "update"}:
        element.append(node("data", listtype="objects", count="0"))
    if result.problems:
        element.append(answers.errormessage(result.problems, detailed=control.additional_info))
    return element
