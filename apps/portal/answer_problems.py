"""Why an answer cannot be taken: the guide's own rules, and what Intacct and our tables hold."""

from apps.checklists.guide.variables import Variable
from apps.core.characters import odd_character

LONGEST = 80  # characters of an ID or name, as our tables keep them
LONGEST_SECRET = 200
LONGEST_LIST = 10_000  # in all
MOST_LINES = 200
IDS = {"company_id", "user_id", "entity_ids"}


def answer_problem(variable: Variable, given: str) -> str:
    """One sentence on why ``given`` cannot be taken; empty when it can. It repeats no secret."""
    return (
        _odd_character(variable, given)
        or variable.problem_with(given)
        or _too_much(variable, given)
        or _twice(variable, given)
    )


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
