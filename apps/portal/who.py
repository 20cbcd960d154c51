"""Who does something, in the words of a page."""

from apps.checklists.guide.actors import WORDS, Actor
from apps.checklists.guide.cover import Vendor

OF_THE_VENDOR = "the vendor's product"


def who(actor: str, vendor: Vendor) -> str:
    """An actor of the format in words; whom a customer named, as they wrote it."""
    if actor == Actor.VENDOR_OPERATOR:
        return f"the {vendor.team}"
    if actor == Actor.VENDOR_DEVELOPER:
        return f"{vendor.name}'s developers"
    if actor not in WORDS:
        return actor
    return WORDS[Actor(actor)].replace(OF_THE_VENDOR, vendor.product)


def sentence(words: str) -> str:
    """The words as the beginning of a sentence; what is capital stays so."""
    return words[:1].upper() + words[1:]
