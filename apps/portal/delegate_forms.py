from django import forms

from apps.checklists import delegations
from apps.core.characters import odd_character

LONGEST_NAME, LONGEST_EMAIL, LONGEST_NOTE = 80, 100, 500
DAYS = [(days, "1 day" if days == 1 else f"{days} days") for days in delegations.CHOICES_OF_DAYS]


class DelegateForm(forms.Form):
    """To whom a step is sent, what to tell them, and for how long."""

    use_required_attribute = False
    email = forms.EmailField(
        label="Colleague’s email",
        max_length=LONGEST_EMAIL,
        error_messages={"required": "Enter your colleague’s email."},
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    name = forms.CharField(
        label="Colleague’s name",
        max_length=LONGEST_NAME,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    note = forms.CharField(
        label="Note to them",
        help_text="It stands in the email. Write no password here.",
        max_length=LONGEST_NOTE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    days = forms.TypedChoiceField(
        label="The link works for", choices=DAYS, coerce=int, initial=delegations.DAYS
    )

    def clean_name(self) -> str:
        return _typable(str(self.cleaned_data["name"]), label="The name")

    def clean_note(self) -> str:
        note = str(self.cleaned_data["note"]).replace("\r\n", "\n")
        for line in note.split("\n"):
            _typable(line, label="The note")
        return note


class OpenForm(forms.Form):
    """Who opens a delegated step, and the code that came with the mail."""

    use_required_attribute = False
    name = forms.CharField(
        label="Your name",
        help_text="The person who asked you sees who did the step.",
        max_length=LONGEST_NAME,
        error_messages={"required": "Enter your name."},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    code = forms.CharField(
        label="Code from the email",
        help_text="Six digits",
        max_length=20,
        error_messages={"required": "Enter the six digits from the email."},
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )

    def clean_name(self) -> str:
        return _typable(str(self.cleaned_data["name"]), label="Your name")


def _typable(text: str, *, label: str) -> str:
    if odd := odd_character(text, label=label):
        raise forms.ValidationError(odd)
    return text
