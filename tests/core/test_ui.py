"""The component tags, rendered as pages render them."""

from datetime import timedelta
from typing import Any

import pytest
from django import forms
from django.template import Context, Template

from apps.core import clock


class SignIn(forms.Form):
    user_id = forms.CharField(label="User ID", help_text="Capital letters matter")
    password = forms.CharField(widget=forms.PasswordInput, required=False)


def render(source: str, **context: Any) -> str:
    return Template("{% load ui %}" + source).render(Context(context))


def test_prose_renders_only_bold_and_code() -> None:
    html = render("{{ text|prose }}", text="**Save** `a<b` <script>x</script>")

    assert html == "<b>Save</b> <code>a&lt;b</code> &lt;script&gt;x&lt;/script&gt;"


def test_prose_is_already_safe_inside_an_attribute_too() -> None:
    html = render('<a title="{{ text|prose }}">', text='" onclick="x')

    assert html == '<a title="&quot; onclick=&quot;x">'


@pytest.mark.parametrize(
    ("status", "kind"),
    [("problem", "bad"), ("working", "info"), ("blocked", "off"), ("done", "plain")],
)
def test_tag_draws_a_status_word_as_its_kind(status: str, kind: str) -> None:
    html = render("{% tag status 'Words' %}", status=status)

    assert f"tag--{kind}" in html
    assert ">Words<" in html


def test_tag_of_an_unknown_status_still_says_its_words() -> None:
    html = render("{% tag '' 'Not started' %}")

    assert html.strip() == '<span class="tag">Not started</span>'


def test_dot_is_decoration_for_screen_readers() -> None:
    html = render("{% dot 'failed' small=True %}")

    assert "dot--bad dot--small" in html
    assert 'aria-hidden="true"' in html


def test_copy_keeps_the_value_byte_for_byte() -> None:
    html = render("{% copy value 'User ID' %}", value=" XmlGw_<A> ")

    assert 'data-copy=" XmlGw_&lt;A&gt; "' in html
    assert "User ID" in html


def test_field_ties_hint_and_error_to_the_control() -> None:
    html = render("{% field form.user_id %}", form=SignIn({}))

    assert 'id="id_user_id_helptext"' in html
    assert 'id="id_user_id_error"' in html
    assert 'aria-describedby="id_user_id_helptext id_user_id_error"' in html
    assert "Enter “User ID”" in html


def test_field_never_writes_a_password_back() -> None:
    html = render("{% field form.password %}", form=SignIn({"password": "canary"}))

    assert "canary" not in html
    assert "data-secret" in html
    assert 'data-reveal="id_password"' in html


def test_error_summary_links_to_the_fields_of_a_form() -> None:
    html = render("{% error_summary form %}", form=SignIn({}))

    assert "There is a problem" in html
    assert 'href="#id_user_id"' in html
    assert "data-autofocus" in html


def test_error_summary_of_nothing_is_nothing() -> None:
    assert render("{% error_summary items %}", items=[]).strip() == ""


@pytest.mark.parametrize(
    ("state", "word"),
    [("waiting", "Waiting"), ("unclear", "Could not tell"), ("skipped", "Not reached")],
)
def test_checks_say_each_state_in_words(state: str, word: str) -> None:
    rows = [{"id": "sign_in", "label": "Signed in", "state": state, "note": ""}]

    html = render("{% checks rows %}", rows=rows)

    assert f">{word}<" in html
    assert 'id="check-sign_in"' in html


@pytest.mark.parametrize(("kind", "times"), [("customer", 1), ("ours", 0), ("intacct", 0)])
def test_finding_instructs_the_customer_only_about_what_is_theirs(kind: str, times: int) -> None:
    fix = {"minutes": 1, "steps": [{"path": ["Company", "Admin"], "text": "Tick **List**"}]}

    html = render("{% finding item %}", item={"title": "T", "kind": kind, "fix": fix})

    assert html.count("Fix it in Intacct (about 1 minute)") == times


def test_segs_say_the_progress_in_words() -> None:
    html = render("{% segs states %}", states=["ok", "ok", "bad", "none"])

    assert 'aria-label="2 steps done, 1 needs attention, 1 left"' in html
    assert html.count("<rect") == 4


def test_sparkline_needs_two_numbers() -> None:
    assert "<svg" not in render("{% sparkline numbers %}", numbers=[1])
    assert "<svg" in render("{% sparkline numbers 'bad' %}", numbers=[1, 2])


def test_uptime_marks_a_bad_day_by_shape_too() -> None:
    days = [{"state": "ok", "text": "Fine"}, {"state": "down", "text": "4 of 24 failed"}]

    html = render("{% uptime days 'Last 2 days' %}", days=days)

    assert html.count("uptime__mark") == 1
    assert "<title>4 of 24 failed</title>" in html


def test_when_shows_absolute_and_relative_time() -> None:
    html = render("{% when at %}", at=clock.now() - timedelta(minutes=3, seconds=5))

    assert "UTC</time>" in html
    assert "(3 minutes ago)" in html


def test_when_of_nothing_is_never() -> None:
    assert render("{% when at %}", at=None) == "Never"


@pytest.mark.parametrize(("tags", "kind"), [("error safe", "bad"), ("", "info")])
def test_message_kind(tags: str, kind: str) -> None:
    assert render("{{ tags|message_kind }}", tags=tags) == kind


@pytest.mark.parametrize(("may_lock", "warned"), [(True, True), (False, False)])
def test_a_finding_that_may_lock_a_user_says_so(*, may_lock: bool, warned: bool) -> None:
    html = render("{% finding item %}", item={"title": "Refused", "may_lock": may_lock})

    assert ("Intacct locks a user after several refused sign-ins." in html) is warned
