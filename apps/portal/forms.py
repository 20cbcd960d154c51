from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from apps.checklists.guide.format import Guide
from apps.checklists.guide.steps import Step
from apps.checklists.guide.variables import Variable
from apps.core.characters import odd_character
from apps.portal.answer_problems import USER_NAME, USER_NAME_PATTERN, Meant, answer_problem
from apps.portal.entity_choice import EntityChoice
from apps.portal.secret_doubts import AS_PATTERNS, doubt
from apps.tenants.models import User
from apps.vault.secret import Secret

AS_TYPED = "_as_typed"  # the box by which a doubtful secret is kept as it is


class AnswersForm(forms.Form):
    """What a step asks the customer to bring back. Every byte is kept: nothing is trimmed."""

    use_required_attribute = False

    def __init__(
        self,
        *args: Any,
        guide: Guide,
        step: Step,
        hints: dict[str, str],
        kept: frozenset[str],
        meant: Meant | None = None,
        entities: EntityChoice | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.meant = meant or Meant()
        self.variables = [guide.variable(name) for name in step.asks]
        for variable in self.variables:
            self.fields[variable.name] = _field(
                variable,
                hint=hints.get(variable.name, ""),
                required=variable.name not in kept and not variable.may_be_blank,
                entities=entities,
            )
            if variable.secret:
                self.fields[f"{variable.name}{AS_TYPED}"] = _as_typed()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for variable in self.variables:
            given = cleaned.get(variable.name)
            if given and (problem := answer_problem(variable, given, meant=self.meant)):
                self.add_error(variable.name, problem)
            elif given and variable.secret:
                self._doubt(variable.name, str(given))
        return cleaned

    def _doubt(self, name: str, given: str) -> None:
        """Ask once whether a secret is meant the way it was typed."""
        box = f"{name}{AS_TYPED}"
        says = doubt(given)
        if says and not self.cleaned_data.get(box):
            self.fields[box].widget.attrs["data-needed"] = True
            self.add_error(name, f"{says} Enter it again, or enter it and tick the box below.")

    def problems(self) -> list[dict[str, str]]:
        """The errors as links to their fields, for the summary."""
        return [
            {"href": f"#{self[name].id_for_label}", "text": str(messages[0])}
            for name, messages in self.errors.items()
        ]

    @property
    def answers(self) -> dict[str, str]:
        """The answers that are no secret, by variable name."""
        plain = [variable for variable in self.variables if not variable.secret]
        return {variable.name: self.cleaned_data[variable.name] for variable in plain}

    @property
    def secrets(self) -> dict[str, Secret]:
        """The secrets that were typed, by variable name; one left blank keeps the stored one."""
        names = [variable.name for variable in self.variables if variable.secret]
        given = {name: self.cleaned_data[name] for name in names}
        return {name: Secret(text) for name, text in given.items() if text}


def _field(
    variable: Variable, *, hint: str, required: bool, entities: EntityChoice | None
) -> forms.CharField:
    plain = {"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
    if variable.name == USER_NAME:
        plain |= {"pattern": USER_NAME_PATTERN, "title": "user ID, @, company ID"}
    if variable.secret:
        widget: forms.Widget = forms.PasswordInput(attrs={**plain, "data-doubts": AS_PATTERNS})
    elif entities is not None and variable.kind == "list":
        widget = entities
    elif variable.kind == "list":
        widget = forms.Textarea(attrs={**plain, "rows": 4})
    else:
        widget = forms.TextInput(attrs=plain)
    return forms.CharField(
        label=variable.label,
        help_text=hint,
        required=required,
        strip=False,
        widget=widget,
        error_messages={"required": variable.problem_with("") or ""},
    )


def _as_typed() -> forms.BooleanField:
    return forms.BooleanField(
        label="Keep it exactly as I typed it",
        required=False,
        widget=forms.CheckboxInput(attrs={"data-as-typed": True}),
    )


class JoinForm(forms.Form):
    """A new person's name and password."""

    use_required_attribute = False
    name = forms.CharField(
        label="Your name",
        max_length=120,
        error_messages={"required": "Enter your name."},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    password = forms.CharField(
        label="Choose a password",
        help_text="At least 12 characters",
        strip=False,
        error_messages={"required": "Enter a password."},
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean_name(self) -> str:
        name = str(self.cleaned_data["name"])
        if odd := odd_character(name, label="Your name"):
            raise forms.ValidationError(odd)
        return name

    def clean_password(self) -> str:
        password = str(self.cleaned_data["password"])
        try:
            validate_password(password, User(email=self.email))
        except ValidationError as error:
            raise forms.ValidationError(error.messages) from error
        return password
