"""The form of a step: what it asks, what is known already, and what is kept in the vault."""

from django.http import QueryDict

from apps.checklists.answering import USER_PASSWORD, answer_key
from apps.checklists.guide.variables import Variable
from apps.checks import entity_lists
from apps.connections.models import WebServicesUser
from apps.intacct.rest import Misformatted, Username
from apps.portal.answer_problems import USER_NAME, Meant
from apps.portal.entity_choice import EntityChoice, lists_entities
from apps.portal.forms import AnswersForm
from apps.portal.walk import Stop, Walk
from apps.vault import queries as vault
from apps.vault.queries import SetSecret


def answers_form(
    walk: Walk, stop: Stop, data: QueryDict | None = None, *, find: str = ""
) -> AnswersForm | None:
    """The step's form, filled with what is known; None where the step asks nothing.

    Of a company's entities, ``find`` shows those that have it in their ID or name.
    """
    step = stop.place.step
    if not step.asks:
        return None
    variables = [walk.guide.variable(name) for name in step.asks]
    user = _user(walk, stop)
    stored = _stored_secrets(walk, variables, user=user)
    return AnswersForm(
        data,
        guide=walk.guide,
        step=step,
        initial={
            each.name: _known(walk, stop, each, user=user) for each in variables if not each.secret
        },
        hints={each.name: _hint(walk, each, stored.get(each.name)) for each in variables},
        kept=frozenset(stored),
        meant=Meant(walk.connection.company_id, stop.place.entity_id),
        entities=_entities(walk, variables, find=find),
    )


def _entities(walk: Walk, variables: list[Variable], *, find: str) -> EntityChoice | None:
    """What there is to choose from; None before Intacct has told."""
    if not any(lists_entities(walk.guide, each) for each in variables):
        return None
    listed = entity_lists.listed(entity_lists.list_of(walk.connection))
    return EntityChoice(listed, find=find) if listed else None


def _known(walk: Walk, stop: Stop, variable: Variable, *, user: WebServicesUser | None) -> str:
    if variable.name == "company_id":
        return walk.connection.company_id
    if variable.name == "client_id":
        return walk.connection.client_id
    if variable.name == "user_id":
        prefill = "" if stop.place.entity_id else variable.shown or ""
        return user.user_id if user else prefill
    if variable.name == USER_NAME:
        return _user_name(user, walk.connection.company_id)
    return str(
        walk.checklist.answers.get(answer_key(variable.name, stop.place.entity_id))
        or variable.shown
        or ""
    )


def _user_name(user: WebServicesUser | None, company_id: str) -> str:
    """The name as Intacct wants it, from its parts; empty where they make none together."""
    try:
        return Username(user.user_id, company_id, user.entity_id).text if user else ""
    except Misformatted:
        return ""


def _user(walk: Walk, stop: Stop) -> WebServicesUser | None:
    """The user of the step's entity, as far as a form needs to know it."""
    entity_id = stop.place.entity_id
    user_id = walk.known.named_users.get(entity_id)
    return WebServicesUser(entity_id=entity_id, user_id=user_id) if user_id else None


def _stored_secrets(
    walk: Walk, variables: list[Variable], *, user: WebServicesUser | None
) -> dict[str, str]:
    """When each secret of the step was stored: never the value, nor its length."""
    described = vault.described(
        tenant_id=walk.connection.tenant_id, connection_id=walk.connection.id
    )
    places = {each.name: _place(each, user) for each in variables if each.secret}
    return {name: _said(described[place]) for name, place in places.items() if place in described}


def _place(variable: Variable, user: WebServicesUser | None) -> str:
    """The name of a secret's place in the vault: a user's password has its own."""
    if variable.name == USER_PASSWORD:
        return user.password_field if user else ""
    return variable.name


def _said(kept: SetSecret) -> str:
    return f"Saved on {kept.set_at:%-d %B at %H:%M} UTC by {kept.set_by}. Leave blank to keep it."


def _hint(walk: Walk, variable: Variable, stored: str | None) -> str:
    if stored:
        return stored
    hint = variable.hint.render(walk.values) if variable.hint else ""
    exact = "Capital letters matter." if variable.exact_case and "apital" not in hint else ""
    return " ".join(filter(None, (hint, exact)))
