from typing import Any

from django import forms

from apps.checklists.library import newest_of_each
from apps.connections.models import Connection
from apps.ops.forms.plain import plain
from apps.tenants.models import Membership

LONGEST_EMAIL = 254  # RFC 5321 §4.5.3.1.3 leaves no room for more, nor do our tables


class TenantForm(forms.Form):
    """A new customer: who they are, which guide they follow, who is invited."""

    use_required_attribute = False
    name = forms.CharField(
        label="Customer's name",
        max_length=120,
        validators=[plain("Customer's name")],
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


class FilterForm(forms.Form):
    """Search and filter of the tenants table."""

    q = forms.CharField(label="Search", required=False, max_length=120)
    status = forms.ChoiceField(
        label="Status", required=False, choices=[("", "Any status"), *Connection.State.choices]
    )
