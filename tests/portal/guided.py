"""Customers of any guide: of the built-in ones, or of one that a test writes."""

from pathlib import Path

from apps.checklists import library
from apps.checklists.library import newest
from apps.checklists.onboarding import onboard
from apps.tenants.scope import acting_for
from tests.factories import ROBOT, Customer, make_member, make_sender
from tests.portal.approving import make_application

BUILT_IN = Path(library.__file__).parent / "guides"
LINDEN = Path(__file__).parent / "guides" / "linden.yaml"
"""A guide that says something of every kind there is."""


def make_guided(slug: str, environment: str = "production") -> Customer:
    """A customer of the newest version of a guide; nothing was done yet."""
    if slug == "sage-rest-quickstart":
        make_application()
    elif slug == "craftable":
        make_sender()
    made = onboard(name="Acme", guide=newest(slug), environment=environment, email="", actor=ROBOT)
    admin = make_member(made.tenant)
    with acting_for(made.tenant):
        return Customer(made.tenant, admin, made.checklist.connection, made.checklist)


def publish(folder: Path, *replaced: tuple[str, str]) -> None:
    """Put the next version of Linden's guide into a folder, with some of its words replaced."""
    text = LINDEN.read_text(encoding="utf-8")
    for old, new in (("version: 1\n", "version: 2\n"), *replaced):
        assert old in text
        text = text.replace(old, new)
    (folder / "linden-2.yaml").write_text(text, encoding="utf-8")
    library.guides.cache_clear()
