"""What the placeholders in a guide's words stand for, for one connection; never a secret."""

from collections.abc import Mapping

from django.conf import settings
from django.urls import reverse

from apps.checklists.answering import answer_key
from apps.checklists.standing import USER_ID, Known, Place


def values_of(known: Known) -> dict[str, str]:
    """The guide's own values, the customer's answers, and what can be derived from both."""
    vendor = known.guide.vendor
    given = {
        **_ours(known),
        **_user_of(known, ""),
        **known.answers,
        "vendor": vendor.name,
        "product": vendor.product,
    }
    return known.guide.filled(given)


def values_at(known: Known, place: Place, *, values: Mapping[str, str]) -> dict[str, str]:
    """The same at a place, where an answer may be another for each thing the step is done for."""
    if not place.item or place.step.repeat is None:
        return {**values, "entity_id": ""}
    given = {
        **values,
        **_user_of(known, place.entity_id),
        **_of_the_entity(known, place.entity_id),
        "entity_id": place.entity_id,
        place.step.repeat.each: place.item,
    }
    return known.guide.filled(given)


def _of_the_entity(known: Known, entity_id: str) -> dict[str, str]:
    keys = {each.name: answer_key(each.name, entity_id) for each in known.guide.variables}
    return {
        name: known.answers[key]
        for name, key in keys.items()
        if key != name and key in known.answers
    }


def _user_of(known: Known, entity_id: str) -> dict[str, str]:
    user_id = known.named_users.get(entity_id, "")
    return {USER_ID: user_id} if user_id else {}


def _ours(known: Known) -> dict[str, str]:
    """What this portal knows of itself, by the names that guides use."""
    application_id = known.checklist.connection.application_id
    if application_id is None:
        return {"portal_url": settings.BASE_URL}
    path = reverse("portal:oauth-callback", args=[application_id])
    return {"portal_url": settings.BASE_URL, "redirect_uri": settings.BASE_URL + path}
