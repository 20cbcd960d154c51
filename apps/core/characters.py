"""Characters that come along when text is copied, and that nobody meant to type."""

import unicodedata

_NOT_CHARACTERS = {"\ufffe", "\uffff"}  # XML 1.0 §2.2 leaves them out, as it does surrogates
_UNSEEN = {"Cf", "Zl", "Zp", "Zs"}  # zero-width marks, and every gap but the space itself


def odd_character(text: str, *, label: str, in_id: bool = False) -> str:
    """One sentence on what does not belong in a single line; empty where all does.

    In an ID, what nobody sees is odd too: Intacct would compare it.
    """
    if holds_untypable(text):
        return f"{label} contains a character that cannot be typed. Paste it again."
    if in_id and holds_invisible(text):
        return f"{label} contains an invisible character. Type it again."
    return ""


def holds_untypable(text: str) -> bool:
    """Whether a single line holds control characters other than a tab, or what XML cannot carry."""
    return any(
        each in _NOT_CHARACTERS or (each != "\t" and unicodedata.category(each) in {"Cc", "Cs"})
        for each in text
    )


def holds_invisible(text: str) -> bool:
    """Whether it holds a zero-width character, or a gap that is not a plain space."""
    return any(
        each == "\t" or (each != " " and unicodedata.category(each) in _UNSEEN) for each in text
    )
