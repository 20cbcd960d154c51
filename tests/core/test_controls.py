from django import forms

from apps.core import controls


class Answers(forms.Form):
    user_id = forms.CharField(label="User ID", error_messages={"required": "Enter the user ID"})
    guide = forms.ChoiceField(label="Guide", choices=[("a", "A")])


def test_secrets_are_kept_from_the_browser_memory() -> None:
    attributes = controls.attributes(forms.PasswordInput())

    assert attributes["data-secret"]
    assert attributes["autocomplete"] == "off"


def test_what_the_form_says_about_autocomplete_wins() -> None:
    widget = forms.PasswordInput(attrs={"autocomplete": "new-password"})

    assert controls.attributes(widget)["autocomplete"] == "new-password"


def test_nothing_recases_what_is_typed() -> None:
    assert controls.attributes(forms.EmailInput())["autocapitalize"] == "none"


def test_problems_keep_a_forms_own_sentence_and_name_the_field_otherwise() -> None:
    found = controls.problems(Answers({}))

    assert found == [
        {"href": "#id_user_id", "text": "Enter the user ID"},
        {"href": "#id_guide", "text": "Choose “Guide”"},
    ]
