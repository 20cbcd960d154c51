"""What every form of ops asks of a line of text."""

from collections.abc import Callable

from django.core.exceptions import ValidationError

from apps.core.characters import odd_character


def plain(label: str, *, in_id: bool = False) -> Callable[[str], None]:
    """Make a validator that refuses what came along when text was copied."""

    def refuse(text: str) -> None:
        if odd := odd_character(text, label=label, in_id=in_id):
            raise ValidationError(odd, code="odd")

    return refuse
