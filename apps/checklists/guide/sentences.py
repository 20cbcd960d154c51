"""Says in one plain sentence what the schema found wrong."""

from pydantic_core import ErrorDetails

_EXPECTED = {
    "string_type": "must be text; put a number in quotes",
    "string_too_short": "must not be empty",
    "too_short": "has too few items",
    "tuple_type": "must be a list",
    "model_type": "must be a mapping of members",
    "model_attributes_type": "must be a mapping of members",
    "int_type": "must be a whole number",
    "bool_type": "must be true or false",
    "greater_than": "must be more than 0",
    "date_type": "must be a date such as 2026-11-21",
    "date_parsing": "must be a date such as 2026-11-21",
    "date_from_datetime_parsing": "must be a date such as 2026-11-21",
    "string_pattern_mismatch": "must match {pattern}",
    "literal_error": "must be {expected}",
    "enum": "must be {expected}",
}


def sentence_for(error: ErrorDetails) -> str:
    """A sentence that names the member; it quotes the format, never the file's values."""
    kind, context, name = error["type"], error.get("ctx", {}), _name(error)
    if kind == "missing":
        return f"Member {name} is missing."
    if kind == "extra_forbidden":
        return f"Unknown member {name}."
    if kind == "value_error":
        return str(context["error"])
    expected = _EXPECTED.get(kind)
    return f"{name} {expected.format_map(context)}." if expected else f"{name}: {error['msg']}."


def _name(error: ErrorDetails) -> str:
    names = [part for part in error["loc"] if isinstance(part, str)]
    last = f'"{names[-1]}"' if names else "The guide"
    position = error["loc"][-1] if error["loc"] else ""
    return f"Item {position + 1} of {last}" if isinstance(position, int) else last
