import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from apps.intacct.markup import render, tag

WRITABLE = st.text(
    st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff")
)


@given(WRITABLE)
def test_text_survives_byte_for_byte(text: str) -> None:
    document = etree.fromstring(render(tag("a", text)))

    assert (document.text or "") == text


@pytest.mark.parametrize("text", [" both ends ", "\tA\r\nb\n", "]]>", "&amp;<b>\"'", "🔐 Zoë"])
def test_spaces_case_and_markup_are_kept(text: str) -> None:
    document = etree.fromstring(render(tag("a", text, b=text)))

    assert document.text == text
    assert document.get("b") == text


@pytest.mark.parametrize("character", ["\0", "\x01", "\x0b", "\x1f", "\ud800", "\ufffe", "\uffff"])
def test_what_xml_cannot_carry_is_refused_by_name(character: str) -> None:
    with pytest.raises(ValueError, match=r"^password holds a character") as caught:
        tag("password", f"canary{character}")

    assert "canary" not in str(caught.value)


def test_repr_shows_no_content() -> None:
    assert "canary" not in repr(tag("login", tag("password", "canary")))


def test_a_tag_can_be_rendered_twice() -> None:
    root = tag("a", tag("b", "c"))

    assert render(root) == render(root)
