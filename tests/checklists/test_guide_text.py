import pytest

from apps.checklists.guide.text import Part, Text


def test_values_are_filled_in_as_they_are() -> None:
    text = Text.checked("Enter “{sender_id}” in {{braces}}.")

    rendered = text.render({"sender_id": "CraftableMPP {x}"})

    assert rendered == "Enter “CraftableMPP {x}” in {braces}."


def test_a_value_not_known_yet_reads_as_an_ellipsis() -> None:
    assert Text.checked("For {company_id}.").render({}) == "For …."


def test_parts_tell_words_from_values() -> None:
    text = Text.checked("Enter “{sender_id}”.")

    assert text.parts() == (Part("Enter “", "sender_id"), Part("”.", ""))
    assert text.names == {"sender_id"}


@pytest.mark.parametrize(
    "words",
    ["{", "a } b", "{}", "{Sender}", "{sender id}", "{a.b}", "{a!r}", "{a:>9}", " a", "a\n"],
)
def test_stray_braces_and_surrounding_space_are_refused(words: str) -> None:
    with pytest.raises(ValueError, match=r"brace|placeholder|white space"):
        Text.checked(words)
