"""getAPISession (payloads/resp_function_success_getAPISession__*)."""

from apps.simulator.entities import standing
from apps.simulator.functions.context import Context
from apps.simulator.refusals import FunctionRefusal, Problem
from apps.simulator.xml import Element, node, text


def get_api_session(call: Element, context: Context) -> Element:
    """A session where the caller stands, or in the entity `locationid` names; empty: top level."""
    if context.assumptions.session_must_be_alone and not context.alone:
        words = "getAPISession must be the only function of its request"
        raise FunctionRefusal(Problem("Get API Session Failed", words))
    caller = context.caller
    session = context.simulation.sessions.open(
        caller.company_id,
        caller.user_id,
        entity_id=_entity(call, context),
        seconds=context.assumptions.session_seconds,
    )
    return node(
        "data",
        node(
            "api",
            node("sessionid", session.id),
            node("endpoint", context.endpoint),
            node("locationid", session.entity_id),
        ),
    )


def _entity(call: Element, context: Context) -> str:
    if call.find("locationid") is None:
        return context.caller.entity_id
    entity_id = standing(context.company, context.user, text(call, "locationid"))
    if entity_id is None:
        errorno = context.assumptions.forbidden_entity_errorno
        raise FunctionRefusal(Problem(errorno, context.assumptions.sign_in_wording))
    return entity_id
