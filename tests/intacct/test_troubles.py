import pytest

from apps.intacct.troubles import LONGEST_WAIT, WAIT, retry_after
from tests.intacct.gateway import answer


@pytest.mark.parametrize(
    ("asked", "seconds"),
    [
        ("30", 30),
        ("0", 1),
        ("1000000000", LONGEST_WAIT),
        ("9" * 5000, WAIT),
        ("-1", WAIT),
        ("1.5", WAIT),
        ("soon", WAIT),
        ("", WAIT),
        ("٣", WAIT),
        ("Mon, 04 May 2026 12:00:30 GMT", 30),
        ("Mon, 04 May 2026 11:00:00 GMT", 1),
        ("Fri, 31 Dec 9999 23:59:59 GMT", LONGEST_WAIT),
        ("Mon, 04 May 2026 12:00:30", WAIT),
    ],
)
def test_the_wait_asked_for_is_capped(asked: str, seconds: int) -> None:
    assert retry_after(answer("", 429, Retry_After=asked)) == seconds


def test_intacct_s_own_header_is_honored() -> None:
    assert retry_after(answer("", 429, X_IA_Throttle_Limit_RetryAfter="7")) == 7
