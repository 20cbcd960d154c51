from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from apps.checklists.library import newest_of_each
from apps.connections.models import Connection
from apps.core.characters import odd_character
from apps.tenants.models import Membership

LONGEST_EMAIL = 254  # RFC 5321 §4.5.3.1.3 leaves no room for more, nor do our tables


def _plain(label: str, *, in_id: bool = False) -> Callable[[str], None]:
    """Make a validator that refuses what came along when text was copied."""

    def refuse(text: str) -> None:
        if odd := odd_character(text, label=label, in_id=in_id):
            raise ValidationError(odd, code="odd")

    return refuse


class TenantForm(forms.Form):
    """A new customer: who they are, which guide they follow, who is invited."""

    use_required_attribute = False
    name = forms.CharField(
        label="Customer's name",
        max_length=120,
        validators=[_plain("Customer's name")],
        error_messages={"required": "Enter the customer's name."},
    )
    guide = forms.ChoiceField(label="Guide")
    environment = forms.ChoiceField(
        label="Environment of their Intacct company", choices=Connection.Environment.choices
    )
    email = forms.EmailField(
        label="E-mail of their Intacct administrator",
        help_text="We send the invitation there",
        max_length=LONGEST_EMAIL,
        error_messages={
            "required": "Enter an e-mail address.",
            "invalid": "Enter an e-mail address in the form name@example.com.",
            "max_length": f"Enter an e-mail address of {LONGEST_EMAIL} characters or fewer.",
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(guide.slug, f"{guide.title} ({guide.version})") for guide in newest_of_each()]
        guide_field = self.fields["guide"]
        assert isinstance(guide_field, forms.ChoiceField)  # noqa: S101 -- for the type checker
        guide_field.choices = choices


class InvitationForm(forms.Form):
    """One more person for a tenant."""

    use_required_attribute = False
    email = TenantForm.base_fields["email"]
    role = forms.ChoiceField(label="Role", choices=Membership.Role.choices)


class SenderForm(forms.Form):
    """The vendor's own sender ID and its password, which is never shown again."""

    use_required_attribute = False
    sender_id = forms.CharField(
        label="Sender ID",
        max_length=80,
        strip=False,
        validators=[_plain("Sender ID", in_id=True)],
        help_text="Capital letters matter",
        error_messages={"required": "Enter the sender ID."},
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    password = forms.CharField(
        label="Sender password",
        max_length=200,
        strip=False,
        validators=[_plain("Sender password")],
        error_messages={
            "required": "Enter the sender password.",
            "max_length": "Enter a sender password of 200 characters or fewer.",
        },
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )


class FilterForm(forms.Form):
    """Search and filter of the tenants table."""

    q = forms.CharField(label="Search", required=False, max_length=120)
    status = forms.ChoiceField(
        label="Status", required=False, choices=[("", "Any status"), *Connection.State.choices]
    )
