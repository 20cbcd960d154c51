"""The JSON Schema beside the format is the format's."""

import json

from apps.checklists.guide import schema
from apps.checklists.guide.format import Guide


def test_the_schema_that_is_kept_is_current() -> None:
    assert schema.PATH.read_text(encoding="utf-8") == schema.schema(), "run `guides schema --write`"


def test_the_schema_refuses_unknown_members_everywhere() -> None:
    drawn = json.loads(schema.schema())
    models = [drawn, *drawn["$defs"].values()]

    loose = [each["title"] for each in models if each.get("additionalProperties", False)]

    assert loose == []
    assert set(drawn["properties"]) == set(Guide.model_fields)


def test_a_purpose_may_be_a_bare_name() -> None:
    drawn = json.loads(schema.schema())

    served = drawn["$defs"]["Step"]["properties"]["purposes"]["items"]["anyOf"]

    assert {"$ref": "#/$defs/Purpose"} in served
