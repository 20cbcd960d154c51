"""The form of a step: what it asks, what is known already, and what is kept in the vault."""

from django.http import QueryDict

from apps.checklists.guide.variables import Variable
from apps.connections.models import WebServicesUser
from apps.portal.forms import AnswersForm
from apps.portal.walk import Stop, Walk
from apps.vault import queries as vault


def answers_form(walk: Walk, stop: Stop, data: QueryDict | None = None) -> AnswersForm | None:
    """The step's form, filled with what is known; None where the step asks nothing."""
    step = stop.place.step
    if not step.asks:
        return None
    variables = [walk.guide.variable(name) for name in step.asks]
    user = _user(walk, stop)
    stored = _stored_passwords(walk, stop, user)
    return AnswersForm(
        data,
        guide=walk.guide,
        step=step,
        initial={
            each.name: _known(walk, stop, each, user=user) for each in variables if not each.secret
        },
        hints={each.name: _hint(walk, each, stored.get(each.name)) for each in variables},
        kept=frozenset(stored),
    )


def _known(walk: Walk, stop: Stop, variable: Variable, *, user: WebServicesUser | None) -> str:
    if variable.name == "company_id":
        return walk.connection.company_id
    if variable.name == "user_id":
        prefill = "" if stop.place.entity_id else variable.shown or ""
        return user.user_id if user else prefill
    return str(walk.checklist.answers.get(variable.name) or variable.shown or "")


def _user(walk: Walk, stop: Stop) -> WebServicesUser | None:
    return WebServicesUser.objects.filter(
        connection=walk.connection, entity_id=stop.place.entity_id
    ).first()


def _stored_passwords(walk: Walk, stop: Stop, user: WebServicesUser | None) -> dict[str, str]:
    """When each secret of the step was stored: never the value, nor its length."""
    if user is None:
        return {}
    described = vault.described(
        tenant_id=walk.connection.tenant_id, connection_id=walk.connection.id
    )
    kept = described.get(user.password_field)
    if kept is None:
        return {}
    secret = [name for name in stop.place.step.asks if walk.guide.variable(name).secret]
    said = f"Saved on {kept.set_at:%-d %B at %H:%M} UTC by {kept.set_by}. Leave blank to keep it."
    return dict.fromkeys(secret, said)


def _hint(walk: Walk, variable: Variable, stored: str | None) -> str:
    if stored:
        return stored
    hint = variable.hint.render(walk.values) if variable.hint else ""
    exact = "Capital letters matter." if variable.exact_case and "apital" not in hint else ""
    return " ".join(filter(None, (hint, exact)))
