from django import forms

from apps.ops.forms.plain import plain


class SenderForm(forms.Form):
    """The vendor's own sender ID and its password, which is never shown again."""

    use_required_attribute = False
    sender_id = forms.CharField(
        label="Sender ID",
        max_length=80,
        strip=False,
        validators=[plain("Sender ID", in_id=True)],
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
        validators=[plain("Sender password")],
        error_messages={
            "required": "Enter the sender password.",
            "max_length": "Enter a sender password of 200 characters or fewer.",
        },
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )
