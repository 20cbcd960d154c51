"""Rules on who gives a value and who may see it."""

from collections.abc import Iterator

from apps.checklists.guide.conditions import ENVIRONMENT
from apps.checklists.guide.format import Guide
from apps.checklists.guide.instructions import ValueToEnter
from apps.checklists.guide.others import HandOff
from apps.checklists.guide.repeats import SCOPES
from apps.checklists.guide.steps import Step
from apps.checklists.guide.text import Text
from apps.checklists.guide.variables import Variable
from apps.checklists.guide.walk import Found, leaves, parts, placed_steps


def kept_secret(guide: Guide) -> Iterator[Found]:
    """No secret stands in a text, among the values to copy, or in a mail."""
    secrets = {each.name for each in guide.variables if each.secret}
    for place, leaf in leaves(guide):
        for name in sorted(leaf.names & secrets) if isinstance(leaf, Text) else ():
            yield place, f'The secret "{name}" may only be asked for, never shown.'
    for place, value in parts(guide, ValueToEnter):
        if value.copyable and value.variable in secrets:
            sentence = f'The secret "{value.variable}" may only be asked for, never shown.'
            yield (*place, "variable"), sentence
    for place, hand_off in parts(guide, HandOff):
        for at, name in enumerate(hand_off.values):
            if name in secrets and hand_off.via in {"mail", "phone"}:
                yield (*place, "values", at), f'The secret "{name}" may not go by {hand_off.via}.'


def asked_of_its_owner(guide: Guide) -> Iterator[Found]:
    """A step asks its own side for what that side owns, once for each round of a repeat."""
    variables = {each.name: each for each in guide.variables}
    for place, step in placed_steps(guide):
        for at, name in enumerate(step.asks):
            if name in variables and (problem := _misplaced(variables[name], step)):
                yield (*place, "asks", at), problem


def given_by_its_owner(guide: Guide) -> Iterator[Found]:
    """What the vendor owns is fixed, derived, or asked of the vendor's side."""
    asked = {name for step in guide.steps for name in step.asks}
    for at, each in enumerate(guide.variables):
        if each.owner == "vendor" and not (each.value or each.derived or each.name in asked):
            sentence = f'The vendor owns "{each.name}": give its "value", or ask for it.'
            yield ("variables", at), sentence


def derived_from_above(guide: Guide) -> Iterator[Found]:
    """A derived value rests on variables above it only, so that no two wait for each other."""
    later = {each.name for each in guide.variables}
    for at, each in enumerate(guide.variables):
        for name in sorted((each.derived.names if each.derived else frozenset()) & later):
            yield ("variables", at, "derived"), f'"{name}" must stand above "{each.name}".'
        later.discard(each.name)


def not_the_environment(guide: Guide) -> Iterator[Found]:
    """`environment` is where the company is: no variable or decision takes that name."""
    names = [("variables", at) for at, v in enumerate(guide.variables) if v.name == ENVIRONMENT]
    yield from ((place, f'"{ENVIRONMENT}" is known already.') for place in names)
    for place, step in placed_steps(guide):
        if step.decision and step.decision.variable == ENVIRONMENT:
            yield (*place, "decision", "variable"), f'"{ENVIRONMENT}" is known already.'


def mailed_to_an_address(guide: Guide) -> Iterator[Found]:
    """A secret is mailed to an email address; a sender's password is a secret."""
    kinds = {each.name: each.kind for each in guide.variables}
    for at, each in enumerate(guide.variables):
        if each.mailed_to and kinds.get(each.mailed_to, "email") != "email":
            yield ("variables", at, "mailed_to"), f'"{each.mailed_to}" is no email address.'
    for at, sender in enumerate(guide.senders):
        if sender.password and kinds.get(sender.password, "secret") != "secret":
            yield ("senders", at, "password"), f'"{sender.password}" is no secret.'


def bought_with_its_password(guide: Guide) -> Iterator[Found]:
    """Who brings a sender ID of their own brings its password too."""
    owners = {each.name: each.owner for each in guide.variables}
    asked = {name for step in guide.steps for name in step.asks}
    for at, sender in enumerate(guide.senders):
        owned = owners.get(sender.sender_id) == "customer"
        if guide.auth == "xml" and owned and sender.password not in asked:
            yield ("senders", at), f'Ask for the password of the sender "{sender.id}" as well.'


def _misplaced(variable: Variable, step: Step) -> str | None:
    owner = "vendor" if step.on_vendor_side else "customer"
    if variable.owner != owner:
        return f'The {owner} does not own "{variable.name}".'
    if variable.derived:
        return f'"{variable.name}" is derived: nobody has to answer it.'
    scopes = _scopes(step)
    if variable.scope not in scopes:
        return f'Here the scope of "{variable.name}" must be {" or ".join(scopes)}.'
    return None


def _scopes(step: Step) -> tuple[str, ...]:
    if step.repeat is None:
        return ("tenant", "environment", *(("vendor",) if step.on_vendor_side else ()))
    return (SCOPES.get(step.repeat.over, "none"),)
