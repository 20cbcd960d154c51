from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from apps.connections.application_proofs import is_origin
from apps.connections.models import ClientApplication, Sender
from apps.ops.forms.plain import plain

MOST_ORIGINS = 20


class ApplicationForm(forms.Form):
    """An application that is about to be registered in Sage's developer console."""

    use_required_attribute = False
    name = forms.CharField(
        label="Name",
        max_length=80,
        validators=[plain("The name")],
        help_text="As your customers know the product; use the same name in Sage's console",
        error_messages={"required": "Enter a name."},
    )
    scope = forms.ChoiceField(
        label="Client scope",
        choices=ClientApplication.Scope.choices,
        help_text="Production for real companies, non-production for sandboxes. It stays as it is.",
    )
    sender = forms.ModelChoiceField(
        label="Sender ID",
        queryset=Sender.objects.order_by("sender_id"),
        empty_label=None,
        help_text="Companies that approve the application authorize this sender ID",
        error_messages={"required": "Save a sender first: the application needs its sender ID."},
    )


class KeysForm(forms.Form):
    """The keys that Sage issued. The secret is never shown again, whatever happens."""

    use_required_attribute = False
    client_id = forms.CharField(
        label="Client ID",
        max_length=120,
        strip=False,
        validators=[plain("Client ID", in_id=True)],
        help_text="It looks like b5974b6c5d6f2f1edb33.app.sage.com",
        error_messages={
            "required": "Enter the client ID.",
            "max_length": "Enter a client ID of 120 characters or fewer.",
        },
    )
    secret = forms.CharField(
        label="Client secret",
        max_length=500,
        strip=False,
        validators=[plain("Client secret")],
        error_messages={
            "required": "Enter the client secret.",
            "max_length": "Enter a client secret of 500 characters or fewer.",
        },
        widget=forms.PasswordInput,
    )
    allowed_origins = forms.CharField(
        label="Allowed origin domains",
        max_length=4000,
        required=False,
        help_text="One a line, as they stand in the console",
        error_messages={"max_length": "Enter 4,000 characters or fewer."},
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, secret_is_set: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["secret"].required = not secret_is_set
        if secret_is_set:
            self.fields["secret"].help_text = "Leave it empty to keep the one that is stored"

    def clean_client_id(self) -> str:
        text: str = self.cleaned_data["client_id"]
        if "/" in text:
            raise ValidationError("This is an address. Paste the client ID of the API keys.")
        if " " in text:
            raise ValidationError("Client ID must not contain spaces. Copy it again.")
        return text

    def clean_allowed_origins(self) -> list[str]:
        lines = self.cleaned_data["allowed_origins"].splitlines()
        origins = list(dict.fromkeys(line.strip() for line in lines if line.strip()))
        if len(origins) > MOST_ORIGINS:
            raise ValidationError(f"Enter {MOST_ORIGINS} domains or fewer.")
        for number, origin in enumerate(origins, start=1):
            if not is_origin(origin):
                raise ValidationError(
                    f"Line {number} must be https:// and a domain, with nothing after it, "
                    "such as https://app.example.com."
                )
        return origins
