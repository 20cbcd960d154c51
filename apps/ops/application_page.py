"""What the pages of the vendor's client applications show."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.urls import reverse

from apps.connections.application_proofs import proofs
from apps.connections.applications import is_being_asked
from apps.connections.models import ClientApplication
from apps.connections.services import CLIENT_SECRET
from apps.core.clock import now
from apps.ops.application_words import told
from apps.ops.console_steps import CONSOLE_URL, ConsoleStep, console_steps
from apps.ops.forms import KeysForm
from apps.vault.queries import NotSet, SetSecret, current_of_vendor

PATIENCE = timedelta(minutes=2)
USUAL_ENDING = ".app.sage.com"
_KIND_OF = {"known": "ok", "unknown": "bad", "cannot_tell": "warn", "unchecked": ""}


@dataclass(frozen=True)
class ApplicationPage:
    application: ClientApplication
    console_url: str
    steps: tuple[ConsoleStep, ...]
    proofs: list[dict[str, str]]
    keys: list[dict[str, Any]]
    form: KeysForm | None
    keys_url: str
    check_url: str
    poll_url: str


def applications_page(*, can_change: bool) -> dict[str, Any]:
    """List every application, oldest first."""
    rows = ClientApplication.objects.select_related("sender").order_by("created_at")[:100]
    return {
        "rows": [_row(each) for each in rows],
        "new_url": reverse("ops:application-new") if can_change else "",
    }


def application_page(
    application: ClientApplication, form: KeysForm | None = None, *, can_change: bool
) -> ApplicationPage:
    """Assemble the page of one application; only who may change it gets the form."""
    secret = secret_of(application)
    url = reverse("ops:application", args=[application.id])
    return ApplicationPage(
        application=application,
        console_url=CONSOLE_URL,
        steps=console_steps(application),
        proofs=[told(proof, application) for proof in proofs(application)],
        keys=_keys(application, secret),
        form=(form or blank_form(application, secret)) if can_change else None,
        keys_url=reverse("ops:application-keys", args=[application.id]),
        check_url=_check_url(application, secret) if can_change else "",
        poll_url=url if _is_awaited(application) else "",
    )


def secret_of(application: ClientApplication) -> SetSecret | None:
    """When and by whom its secret was set; None before it was."""
    try:
        row = current_of_vendor(owner_id=application.id, field=CLIENT_SECRET)
    except NotSet:
        return None
    return SetSecret(row.field, row.version, row.created_at, row.set_by)


def blank_form(application: ClientApplication, secret: SetSecret | None) -> KeysForm:
    """The form with what may be shown of the keys: never the secret."""
    initial = {
        "client_id": application.client_id,
        "allowed_origins": "\n".join(application.allowed_origins),
    }
    return KeysForm(initial=initial, secret_is_set=secret is not None)


def _row(application: ClientApplication) -> dict[str, Any]:
    return {
        "name": application.name,
        "url": reverse("ops:application", args=[application.id]),
        "scope": application.get_scope_display(),
        "sender_id": application.sender.sender_id,
        "client_id": application.client_id,
        "kind": _KIND_OF[application.standing],
        "standing": application.get_standing_display() if application.client_id else "No keys yet",
        "approved_at": application.approved_at,
    }


def _keys(application: ClientApplication, secret: SetSecret | None) -> list[dict[str, Any]]:
    if secret is None:
        return []
    usual = application.client_id.endswith(USUAL_ENDING)
    odd = f"It does not end in {USUAL_ENDING}. Compare it with the console."
    return [
        {
            "label": "Client ID",
            "value": application.client_id,
            "mono": True,
            "note": "" if usual else odd,
        },
        {
            "label": "Client secret",
            "value": f"Sealed, version {secret.version}",
            "note": f"Set by {secret.set_by} on {secret.set_at:%-d %B %Y}",
        },
    ]


def _check_url(application: ClientApplication, secret: SetSecret | None) -> str:
    return reverse("ops:application-standing", args=[application.id]) if secret else ""


def _is_awaited(application: ClientApplication) -> bool:
    asked_at = application.standing_at
    return is_being_asked(application) and asked_at is not None and now() - asked_at < PATIENCE
