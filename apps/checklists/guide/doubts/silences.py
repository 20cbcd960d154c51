"""What the vendors' own pages leave out or get wrong (`reference/market.md` §3.1, X1 to X9)."""

from collections.abc import Iterator

from apps.checklists.guide.doubts.doubt import Doubt, Sight
from apps.checklists.guide.format import Guide
from apps.checklists.guide.marks import Place
from apps.checklists.guide.purposes import Purpose
from apps.checklists.guide.steps import Step
from apps.checklists.guide.walk import placed_instructions, placed_steps

OTHERS_CREDENTIAL = {
    "client_credentials": Purpose.SENDER_AUTHORIZED,
    "xml": Purpose.CLIENT_AUTHORIZED,
}
"""By a guide's auth: what belongs to another kind of connection."""


def serving(guide: Guide, purpose: Purpose) -> Iterator[tuple[Place, Step]]:
    """The steps that serve a purpose under any decisions."""
    return ((place, step) for place, step in placed_steps(guide) if purpose in step.serves)


def whose_sender(sight: Sight) -> Iterator[Doubt]:
    """X1: who owns the sender ID."""
    named = any("sender" in each.name for each in sight.guide.variables)
    if not (sight.guide.senders or named):
        for place, step in serving(sight.guide, Purpose.SENDER_AUTHORIZED):
            sentence = 'Nothing says whose sender ID this is: list it under "senders".'
            yield Doubt(place, "X1", step.id, sentence)


def where_the_list_is(sight: Sight) -> Iterator[Doubt]:
    """X2: the list of sender IDs stands on the Security tab."""
    for place, step in serving(sight.guide, Purpose.SENDER_AUTHORIZED):
        paths = [i.path for i in step.instructions if i.path]
        paths += [each.path for i in step.instructions for each in i.path_variants]
        if paths and not any("security" in "".join(path).casefold() for path in paths):
            sentence = "Intacct lists sender IDs under Security: add that path, or a variant."
            yield Doubt(place, "X2", step.id, sentence)


def what_is_authorized(sight: Sight) -> Iterator[Doubt]:
    """X3: a sender ID is not what a client application is authorized by, and vice versa."""
    purpose = OTHERS_CREDENTIAL.get(sight.guide.auth)
    for place, step in serving(sight.guide, purpose) if purpose else ():
        sentence = f'A guide with auth "{sight.guide.auth}" does not need "{purpose}".'
        yield Doubt(place, "X3", step.id, sentence)


def approved_either_way(sight: Sight) -> Iterator[Doubt]:
    """X4: with OAuth a sender ID is approved by hand, or by an admin's consent."""
    if sight.guide.auth == "authorization_code":
        for place, step in serving(sight.guide, Purpose.SENDER_AUTHORIZED):
            conditions = [each.when for each in (step, *step.purposes, *step.instructions)]
            if not any(each.clauses for each in conditions):
                sentence = "An admin's consent approves the sender ID as well: offer both ways."
                yield Doubt(place, "X4", step.id, sentence)


def help_with_web_services(sight: Sight) -> Iterator[Doubt]:
    """X5: not everybody can switch Web Services on."""
    for place, step in serving(sight.guide, Purpose.WEB_SERVICES_ON):
        if not (step.wait or step.hand_offs or step.troubles):
            sentence = "Nothing says whom to ask when Web Services cannot be switched on."
            yield Doubt(place, "X5", step.id, sentence)


def joined_user_names(sight: Sight) -> Iterator[Doubt]:
    """X6: `user@company` is computed, not typed."""
    for at, each in enumerate(sight.guide.variables):
        given = f"{each.shown or ''}{each.example or ''}"
        if "@" in given and each.kind == "text" and "user" in each.label.casefold():
            sentence = f'"{each.name}" joins a user to a company: ask for both, and derive it.'
            yield Doubt(("variables", at), "X6", each.name, sentence)


def whose_mailbox(sight: Sight) -> Iterator[Doubt]:
    """X7: the customer cannot type a password that goes to the vendor's mailbox."""
    variables = {each.name: each for each in sight.guide.variables}
    asked = {name for step in sight.guide.steps if not step.on_vendor_side for name in step.asks}
    for at, each in enumerate(sight.guide.variables):
        mailbox = variables.get(each.mailed_to or "")
        if each.name in asked and mailbox and mailbox.owner == "vendor":
            sentence = f'"{each.name}" goes to the vendor\'s mailbox, and the customer is asked it.'
            yield Doubt(("variables", at), "X7", each.name, sentence)


def contact_names(sight: Sight) -> Iterator[Doubt]:
    """X8: a contact's name is nothing to insist on."""
    for place, step, instruction in placed_instructions(sight.guide):
        for at, value in enumerate(instruction.values):
            if value.label.casefold() == "contact name" and not value.optional:
                sentence = "Pages disagree about the contact name: mark it optional."
                yield Doubt((*place, "values", at), "X8", step.id, sentence)


def full_admin(sight: Sight) -> Iterator[Doubt]:
    """X9: full admin privileges need a reason."""
    for place, step, instruction in placed_instructions(sight.guide):
        for value in instruction.values:
            full = sight.guide.variable(value.variable).shown == "Full"
            if full and "admin" in value.label.casefold() and not instruction.notes:
                sentence = "Say in a note why the user needs full admin privileges."
                yield Doubt(place, "X9", step.id, sentence)
