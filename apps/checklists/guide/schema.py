"""The format as a JSON Schema, for editors and for whoever writes guides by program.

It freezes the members and types of format 1. Names that must lead somewhere, order and proof are
the loader's to check.
"""

import json
from pathlib import Path

from apps.checklists.guide.format import Guide

PATH = Path(__file__).parent / "guide-1.schema.json"


def schema() -> str:
    """The schema of a guide file, ready to be written."""
    drawn = Guide.model_json_schema(mode="validation")
    drawn = {"$schema": "https://json-schema.org/draft/2020-12/schema", **drawn}
    return json.dumps(drawn, indent=2, ensure_ascii=False, sort_keys=True) + "\n"
