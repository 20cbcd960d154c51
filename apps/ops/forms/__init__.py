"""What operators type: customers and their people, and the vendor's own side at Intacct."""

from apps.ops.forms.applications import ApplicationForm, KeysForm
from apps.ops.forms.people import FilterForm, InvitationForm, TenantForm
from apps.ops.forms.vendor import SenderForm

__all__ = [
    "ApplicationForm",
    "FilterForm",
    "InvitationForm",
    "KeysForm",
    "SenderForm",
    "TenantForm",
]
