"""Why an answer cannot be taken: the guide's own rules, and what Intacct and our tables hold."""

from dataclasses import dataclass

from apps.checklists.guide.variables import Variable
from apps.core.characters import odd_character
from apps.intacct.rest import Misformatted, Username, parse_username

LONGEST = 80  # characters of an ID or name, as our tables keep them
LONGEST_SECRET = 200
LONGEST_LIST = 10_000  # in all
MOST_LINES = 200
IDS = {"company_id", "user_id", "entity_ids", "client_id"}
USER_NAME, CLIENT_SECRET = "user_name", "client_secret"
USER_NAME_PATTERN = ".*(@|%40).+"  # as a browser reads it; `parse_username` says the rest


@dataclass(frozen=True)
class Meant:
    """What the customer has told us before, and where the step is done: a user name repeats it."""

    company_id: str = ""
    entity_id: str = ""


def answer_problem(variable: Variable, given: str, *, meant: Meant | None = None) -> str:
    """One sentence on why ``given`` cannot be taken; empty when it can. It repeats no secret."""
    if variable.name == USER_NAME:
        return _username_problem(variable, given, meant or Meant())
    return (
        _odd_character(variable, given)
        or variable.problem_with(given)
        or _too_much(variable, given)
        or _twice(variable, given)
    )


def _username_problem(variable: Variable, given: str, meant: Meant) -> str:
    try:
        name = parse_username(given)
    except Misformatted as wrong:
        perhaps = f" Did you mean {wrong.suggestion}?" if wrong.suggestion else ""
        return f"{wrong.explanation}{perhaps}"
    parts = (name.user_id, name.company_id, name.entity_id)
    odd = (odd_character(part, label=variable.label, in_id=True) for part in parts)
    if max(map(len, parts)) > LONGEST:
        return f"Each part of {variable.label} must have {LONGEST} characters or fewer."
    return next(filter(None, odd), "") or _contradiction(name, meant)


def _contradiction(name: Username, meant: Meant) -> str:
    """Why the name cannot be the one of this step, although it could be one."""
    if meant.company_id and name.company_id != meant.company_id:
        return (
            f"You named the company {meant.company_id} before, and this one is for "
            f"{name.company_id}. Correct the one that is wrong."
        )
    if not meant.entity_id and name.entity_id:
        short = Username(name.user_id, name.company_id).text
        return f"This step is for the top level. Write {short}, without the | and the entity ID."
    if name.entity_id not in {"", meant.entity_id}:
        return f"This step is for entity {meant.entity_id}, and this name for {name.entity_id}."
    return ""


def _odd_character(variable: Variable, given: str) -> str:
    told = (
        odd_character(line, label=variable.label, in_id=variable.name in IDS)
        for line in _lines(variable, given)
    )
    return next(filter(None, told), "")


def _too_much(variable: Variable, given: str) -> str:
    lines = _lines(variable, given)
    longest = LONGEST_SECRET if variable.secret else LONGEST
    if max(map(len, lines)) > longest:
        return f"{variable.label} must have {longest} characters or fewer."
    if len(lines) > MOST_LINES:
        return f"{variable.label} must have {MOST_LINES} lines or fewer."
    if len(given) > LONGEST_LIST:
        return f"{variable.label} must have {LONGEST_LIST:,} characters or fewer in all."
    return ""


def _twice(variable: Variable, given: str) -> str:
    items = [line for line in _lines(variable, given) if line]
    again = [item for place, item in enumerate(items) if item in items[:place]]
    return f"{variable.label.removesuffix('s')} {again[0]} stands here twice." if again else ""


def _lines(variable: Variable, given: str) -> list[str]:
    """The lines of a list as a browser sends them; what else would break a line is odd."""
    return given.replace("\r\n", "\n").split("\n") if variable.kind == "list" else [given]
