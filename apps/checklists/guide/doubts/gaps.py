"""What the vendors' own pages leave out or get wrong (`reference/market.md` §3.1, X11 to X20).

X10 is `permission-unspecified`, X17 `undetected`, X19 `unused-prerequisite`.
"""

from collections.abc import Iterator

from apps.checklists.guide.doubts.doubt import Doubt, Sight
from apps.checklists.guide.doubts.silences import serving
from apps.checklists.guide.format import Guide
from apps.checklists.guide.instructions import ValueToEnter
from apps.checklists.guide.purposes import Purpose
from apps.checklists.guide.walk import parts, placed_instructions


def role_or_user(sight: Sight) -> Iterator[Doubt]:
    """X11: some companies give permissions to users, not to roles."""
    guide = sight.guide
    told = [t for step in guide.steps for t in step.troubles]
    by_user = any(each.given_to == "user" for each in guide.matrices) or guide.facts
    if by_user or any(each.purpose == Purpose.ROLE_PERMISSIONS for each in told):
        return
    for at, each in enumerate(guide.matrices):
        sentence = "Nothing says what to do where permissions are given to users, not to roles."
        yield Doubt(("matrices", at), "X11", each.id, sentence)


def entity_strategy(sight: Sight) -> Iterator[Doubt]:
    """X12: which entities the connection works in is for the customer to decide."""
    guide = sight.guide
    chosen = any(each.may_be_blank and each.sentinels for each in guide.variables)
    homes = list(serving(guide, Purpose.ENTITY_ACCESS))
    conditions = [part.when for _, step in homes for part in (step, *step.purposes)]
    chosen = chosen or any(step.repeat for _, step in homes)
    if homes and not chosen and not any(each.clauses for each in conditions):
        place, step = homes[0]
        sentence = "Nothing asks which entities the connection works in."
        yield Doubt(place, "X12", step.id, sentence)


def secrets_of_environments(sight: Sight) -> Iterator[Doubt]:
    """X13: a Web Services user's password is another one in each environment."""
    senders = {each.password for each in sight.guide.senders}
    for at, each in enumerate(sight.guide.variables):
        shared = each.secret and each.scope == "tenant" and each.name not in senders
        if shared and each.owner == "customer" and len(sight.guide.environments) > 1:
            sentence = f'"{each.name}" is one for all environments: is its scope environment?'
            yield Doubt(("variables", at), "X13", each.name, sentence)


def how_many_users(sight: Sight) -> Iterator[Doubt]:
    """X14: one user, one for each entity, or one that is there already."""
    homes = list(serving(sight.guide, Purpose.USER_EXISTS))
    told = any(step.repeat or step.skip_if_done or step.user for _, step in homes)
    if homes and not told and len(homes) == 1 and not homes[0][1].when.clauses:
        sentence = "Nothing says how many users to create, or whether one may be used again."
        yield Doubt(homes[0][0], "X14", homes[0][1].id, sentence)


def one_developer_console(sight: Sight) -> Iterator[Doubt]:
    """X15: Sage's developer console has looked three different ways."""
    for place, step, each in placed_instructions(sight.guide):
        if each.place == "developer_console" and each.path and not each.path_variants:
            sentence = "Sage's developer console has had other menus: add a variant."
            yield Doubt((*place, "path"), "X15", step.id, sentence)


def one_thing_two_names(sight: Sight) -> Iterator[Doubt]:
    """X16: a value that pages call by several names, without a glossary entry for them."""
    known = _known_together(sight.guide)
    labels = {each.name: each.label for each in sight.guide.variables}
    for place, value in parts(sight.guide, ValueToEnter):
        names = frozenset({value.label, labels[value.variable]})
        if not any(names <= group for group in known) and len(names) > 1:
            sentence = f'"{value.label}" is also called "{labels[value.variable]}": add an alias.'
            yield Doubt((*place, "label"), "X16", value.variable, sentence)


def handed_over(sight: Sight) -> Iterator[Doubt]:
    """X18: the vendor learns that the customer is done."""
    served = any(Purpose.HANDED_OVER in step.serves for step in sight.guide.steps)
    if not served and not any(step.hand_offs for step in sight.guide.steps):
        yield Doubt(("sections",), "X18", sight.guide.slug, "No step hands anything over.")


def life_of_passwords(sight: Sight) -> Iterator[Doubt]:
    """X20: how long a secret lives, and who can reset it."""
    for at, each in enumerate(sight.guide.variables):
        if each.secret and each.lifetime is None:
            sentence = f'Nothing says how long "{each.name}" lives: give it a "lifetime".'
            yield Doubt(("variables", at), "X20", each.name, sentence)


def _known_together(guide: Guide) -> list[frozenset[str]]:
    return [frozenset({each.term, *each.aliases}) for each in guide.glossary]
