"""Messages to people outside: filled in from what is known, never from a secret."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.template.loader import render_to_string

from apps.checklists import queries
from apps.checklists.library import newest
from apps.checklists.onboarding import onboard
from apps.portal.messages_panel import Letter, letters_of
from apps.portal.walk import Walk
from apps.tenants.scope import acting_for
from tests.factories import ROBOT


@pytest.fixture
def letter(db: None) -> Letter:
    made = onboard(
        name="Acme", guide=newest("calance"), environment="implementation", email="", actor=ROBOT
    )
    with acting_for(made.tenant):
        walk = Walk(queries.checklist_of(made.checklist.connection))
        stop = next(each for each in walk.stops if letters_of(walk, each))
        (found,) = letters_of(walk, stop)
    return found


def test_a_letter_is_ready_to_copy_and_to_send(letter: Letter) -> None:
    parts = urlsplit(letter.mailto)
    sent = {name: values[0] for name, values in parse_qs(parts.query).items()}

    assert letter.to == "Your Sage account manager"
    assert (parts.scheme, parts.path) == ("mailto", "")
    assert sent == {"subject": letter.subject, "body": letter.body.replace("\n", "\r\n")}
    assert "+" not in letter.mailto  # mail programs would show it as it stands


def test_it_is_shown_escaped(letter: Letter) -> None:
    shown = Letter(letter.to, letter.subject, "a <b> & c", "mailto:?subject=x")

    html = render_to_string("portal/_message.html", {"letter": shown})

    assert "a &lt;b&gt; &amp; c" in html
    assert 'href="mailto:?subject=x"' in html
