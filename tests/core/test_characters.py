import pytest

from apps.core.characters import holds_invisible, holds_untypable


@pytest.mark.parametrize("text", ["\0", "a\x01", "\x0b", "\x1b[0m", "\x7f", "\x85", "\r", "\n"])
def test_control_characters_cannot_be_typed(text: str) -> None:
    assert holds_untypable(text)


@pytest.mark.parametrize("text", ["\ud800", "a\udfff", "\ufffe", "\uffff"])
def test_what_is_no_character_cannot_be_typed(text: str) -> None:
    assert holds_untypable(text)


@pytest.mark.parametrize("text", ["", " p\tw ", "é株🔑", "<&\"'>", "\u200b", "\xa0"])
def test_everything_else_can(text: str) -> None:
    assert not holds_untypable(text)


@pytest.mark.parametrize("mark", ["\u200b", "\u200d", "\ufeff", "\u2060", "\xad", "\xa0", "\u202f"])
def test_what_nobody_sees_is_noticed(mark: str) -> None:
    assert holds_invisible(f"100{mark}")


@pytest.mark.parametrize("mark", ["\u2028", "\u2029", "\u3000", "\t"])
def test_a_gap_that_is_no_space_is_noticed(mark: str) -> None:
    assert holds_invisible(f"1{mark}00")


@pytest.mark.parametrize("text", ["", "Alder Finch", "A-1_é", "株式"])
def test_what_can_be_seen_is_fine(text: str) -> None:
    assert not holds_invisible(text)
