from dataclasses import replace
from datetime import timedelta

from tests.intacct.gateway import LOGIN, NOON, SENDER, a_session


def test_no_repr_shows_a_secret() -> None:
    shown = repr(SENDER) + repr(LOGIN) + repr(a_session()) + f"{SENDER}{LOGIN}{a_session()}"

    assert "canary" not in shown


def test_a_session_is_live_until_a_margin_before_its_end() -> None:
    session = replace(a_session(), expires_at=NOON)

    assert session.is_live(at=NOON - timedelta(minutes=2))
    assert not session.is_live(at=NOON - timedelta(seconds=59))
    assert session.is_live(at=NOON - timedelta(seconds=59), margin=timedelta())


def test_without_a_moment_now_is_meant() -> None:
    assert not a_session().is_live()
