"""Which entities a user may see and sign in to (intacct-xml.md §6, Entity)."""

from apps.simulator.company import Company, User


def accessible(company: Company, user: User) -> list[str]:
    """The IDs of the active entities the user is not restricted from."""
    active = [entity.id for entity in company.entities if entity.status == "active"]
    return [entity for entity in active if not user.entities or entity in user.entities]


def enterable(company: Company, user: User) -> list[str]:
    """The IDs of the entities the user may sign in to: none where only the top level is open."""
    if not company.multi_entity or company.top_level_only:
        return []
    return accessible(company, user)


def standing(company: Company, user: User, wanted: str) -> str | None:
    """Where a session stands that asks for an entity, or for none; None where it may not.

    Empty is the top level; who is restricted to a single entity stands in that one instead.
    """
    places = enterable(company, user)
    if wanted:
        return wanted if wanted in places else None
    alone = user.entities[0] if len(user.entities) == 1 else ""
    return alone if alone in places else ""
