"""Where Intacct keeps what: the menu as the guides spell it, segment by segment."""

from dataclasses import dataclass, field

ROOT = "/console"
COMPANY = f"{ROOT}/company"
ADMIN, SETUP = f"{COMPANY}/admin", f"{COMPANY}/setup"
SUBSCRIPTIONS, SECURITY = f"{COMPANY}/subscriptions", f"{SETUP}/company"
ROLES, USERS = f"{ADMIN}/roles", f"{ADMIN}/users"
WEB_SERVICES_USERS, ENTITIES = f"{ADMIN}/web-services-users", f"{ADMIN}/entities"
PEOPLE = f"{ADMIN}/users-roles-and-groups"
MAIL, DEVELOPER = f"{ROOT}/mail", "/developer"


@dataclass(frozen=True)
class Item:
    """One segment of a menu path: its words, its page, and what lies below it."""

    words: str
    url: str
    below: tuple["Item", ...] = field(default=())


_PEOPLE = (
    Item("Users", USERS),
    Item("Roles", ROLES),
    Item("Web Services users", WEB_SERVICES_USERS),
)
MENU = Item(
    "Company",
    COMPANY,
    (
        Item("Subscriptions", SUBSCRIPTIONS),
        Item(
            "Admin",
            ADMIN,
            (
                Item("Subscriptions", SUBSCRIPTIONS),
                Item("Users, roles, and groups", PEOPLE, _PEOPLE),
                *_PEOPLE,
                Item("Entities", ENTITIES),
            ),
        ),
        Item("Setup", SETUP, (Item("Company", SECURITY),)),
    ),
)


def branches() -> tuple[Item, ...]:
    """Every item that is only a menu, for which a page lists what lies below."""
    return tuple(_branches(MENU))


def _branches(item: Item) -> list[Item]:
    below = [branch for each in item.below for branch in _branches(each)]
    return [item, *below] if item.below else below
