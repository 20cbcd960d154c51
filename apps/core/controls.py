"""How a form field is shown: which kind of control it is, its attributes, its problems."""

from collections.abc import Mapping
from typing import Any

from django import forms

UNNAMED = forms.Field.default_error_messages["required"]


def kind(widget: forms.Widget) -> str:
    """Return ``tick`` (one box), ``choices`` (several), ``secret`` or ``box`` (all the rest)."""
    if isinstance(widget, forms.CheckboxInput):
        return "tick"
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return "choices"
    return "secret" if isinstance(widget, forms.PasswordInput) else "box"


def attributes(widget: forms.Widget) -> dict[str, Any]:
    """Return the attributes to render with: nothing a browser does may change what is typed."""
    if kind(widget) == "tick" or not isinstance(widget, forms.widgets.Input | forms.Textarea):
        return {}
    wanted: dict[str, Any] = {"autocapitalize": "none", "spellcheck": "false"}
    if kind(widget) == "secret":
        wanted |= {"data-secret": True, "autocomplete": "off"}
    # A placeholder only repeats the label, and vanishes when it is needed.
    return wanted | widget.attrs | {"placeholder": False}


def problems(form: forms.BaseForm) -> list[Mapping[str, str]]:
    """Return each error of a bound form as ``{href, text}``, the form's own first."""
    found: list[Mapping[str, str]] = [
        {"href": "", "text": str(text)} for text in form.non_field_errors()
    ]
    for bound in form:
        target = bound.id_for_label or bound.auto_id
        found += [{"href": f"#{target}", "text": text} for text in errors(bound)]
    return found


def errors(bound: forms.BoundField) -> list[str]:
    """Return a field's errors; Django's "required" sentence becomes one that names the field."""
    verb = "Choose" if isinstance(bound.field.widget, forms.widgets.ChoiceWidget) else "Enter"
    named = f"{verb} “{bound.label}”"
    return [named if text == UNNAMED else str(text) for text in bound.errors]
