"""Doubts about a guide that loads: what a careful reader of the vendor's page would ask."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from apps.checklists.guide.cover import Accepted
from apps.checklists.guide.doubts import (
    branches,
    gaps,
    origins,
    places,
    proof,
    silences,
    values,
)
from apps.checklists.guide.doubts.doubt import Doubt, Rule, Sight
from apps.checklists.guide.format import Guide
from apps.checklists.guide.loader import load_marked

PROBES = frozenset(
    {
        *("reach", "client", "approval", "company", "web_services", "pairing", "sender"),
        *("sign_in", "admitted", "application", "read", "rights", "entities", "entity", "user"),
    }
)
"""The probes of `apps.checks.questions`, which plain Python cannot ask."""

RULES: tuple[Rule, ...] = (
    values.without_rule,
    values.without_recipient,
    values.entered_differently,
    places.spelled_two_ways,
    places.not_checked,
    branches.dead,
    branches.needs_what_it_excludes,
    proof.undetected,
    proof.unknown_probes,
    proof.unspecified_permissions,
    proof.missing_pictures,
    origins.unused_prerequisites,
    origins.unsourced,
    silences.whose_sender,
    silences.where_the_list_is,
    silences.what_is_authorized,
    silences.approved_either_way,
    silences.help_with_web_services,
    silences.joined_user_names,
    silences.whose_mailbox,
    silences.contact_names,
    silences.full_admin,
    gaps.role_or_user,
    gaps.entity_strategy,
    gaps.secrets_of_environments,
    gaps.how_many_users,
    gaps.one_developer_console,
    gaps.one_thing_two_names,
    gaps.handed_over,
    gaps.life_of_passwords,
)


@dataclass(frozen=True, order=True)
class Doubtful:
    """A doubt at its line. `accepted` is the editor's reason to stand by it, or empty."""

    path: Path
    line: int
    code: str
    sentence: str
    accepted: str = ""

    def __str__(self) -> str:
        stand = f" Accepted: {self.accepted}" if self.accepted else ""
        return f"{self.path}:{self.line}: {self.sentence} [{self.code}]{stand}"


def lint(
    path: Path, *, today: date, probes: frozenset[str] = PROBES
) -> tuple[Guide, tuple[Doubtful, ...]]:
    """A guide and all doubts about it, in the order of its file; raises what `load` raises.

    `today` is the day to reckon the age of menu paths from, `probes` are the names a step's
    `probes` may use.
    """
    whole, marked = load_marked(path)
    sight = Sight(whole.guide, path.parent, today, probes)
    found = [doubt for rule in RULES for doubt in rule(sight)]
    found += _idle(whole.guide.accepted, found)
    doubts = (
        Doubtful(
            path=path,
            line=marked.line(whole.own(doubt.place)),
            code=doubt.code,
            sentence=doubt.sentence,
            accepted=_reason(doubt, whole.guide.accepted),
        )
        for doubt in found
    )
    return whole.guide, tuple(sorted(doubts))


def _reason(doubt: Doubt, accepted: tuple[Accepted, ...]) -> str:
    return next((each.why for each in accepted if _covers(each, doubt)), "")


def _covers(accepted: Accepted, doubt: Doubt) -> bool:
    return accepted.lint == doubt.code and accepted.at in {None, doubt.about}


def _idle(accepted: tuple[Accepted, ...], found: list[Doubt]) -> Iterator[Doubt]:
    for at, each in enumerate(accepted):
        if not any(_covers(each, doubt) for doubt in found):
            sentence = f'Nothing is doubtful about "{each.lint}" here: remove this.'
            yield Doubt(("accepted", at), "idle-acceptance", each.lint, sentence)
