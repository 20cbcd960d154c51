"""The front end has no build step, so these rules are what keeps it in order.

Rules: ``../shared/reference/style-anchors.md`` §3.6.
"""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SHEETS = sorted((ROOT / "static/css").glob("*.css"))
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
SCRIPTS = sorted((ROOT / "static/js").glob("*.js"))

TAGS = ROOT / "apps/core/templatetags/ui.py"

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
# Classes whose tail a template fills in, and the one that htmx sets.
MADE = re.compile(r"(alert|dot|field|spark|tag|checks__row)--|(segs|uptime)__|htmx-request$")
COLOR = re.compile(r"#[0-9a-fA-F]{3,8}\b|\b(?:oklch|oklab|rgba?|hsla?|color-mix|light-dark)\(")
INLINE = re.compile(r"\sstyle=|\son[a-z]+=|\shx-on|javascript:|<style|<script(?![^>]*\ssrc=)")
EVALUATED = re.compile(r"hx-trigger=\"[^\"]*\[|hx-vals=\"js:")


def named(paths: list[Path]) -> list[object]:
    return [pytest.param(path, id=path.name) for path in paths]


def every(pattern: str, paths: list[Path]) -> set[str]:
    return {found for path in paths for found in re.findall(pattern, path.read_text())}


@pytest.mark.parametrize("sheet", named(SHEETS))
def test_a_sheet_opens_its_own_layer(sheet: Path) -> None:
    assert sheet.read_text().startswith("@layer ")


@pytest.mark.parametrize("sheet", named([s for s in SHEETS if s.name != "tokens.css"]))
def test_only_the_tokens_name_colors(sheet: Path) -> None:
    assert COLOR.findall(sheet.read_text()) == []


@pytest.mark.parametrize("sheet", named(SHEETS))
def test_a_sheet_is_short(sheet: Path) -> None:
    assert len(sheet.read_text().splitlines()) <= 120


def test_every_sheet_and_script_is_linked_and_exists() -> None:
    sheets = every(r"css/([\w-]+\.css)", TEMPLATES)
    scripts = every(r"js/([\w-]+\.js)", TEMPLATES)

    assert sheets == {sheet.name for sheet in SHEETS}
    assert scripts == {script.name for script in SCRIPTS}


def test_the_layers_are_declared_before_any_is_opened() -> None:
    styles = (ROOT / "templates/layouts/_styles.html").read_text()

    assert re.findall(r"css/([\w-]+)\.css", styles)[0] == "tokens"


def test_every_token_in_use_is_defined() -> None:
    used = every(r"var\((--[\w-]+)", SHEETS)
    defined = every(r"(--[\w-]+):", SHEETS)

    assert used - defined == set()


def test_every_class_of_the_sheets_is_used_by_a_page() -> None:
    pages = "\n".join(path.read_text() for path in [*TEMPLATES, *SCRIPTS, TAGS])
    rules = "\n".join(COMMENT.sub("", sheet.read_text()) for sheet in SHEETS)
    classes = set(re.findall(r"\.([a-z][\w-]*)(?=[^{};]*\{)", rules))

    lost = {name for name in classes if name not in pages and not MADE.match(name)}

    assert lost == set()


@pytest.mark.parametrize("path", named(TEMPLATES))
def test_a_page_has_nothing_inline(path: Path) -> None:
    source = path.read_text()

    assert INLINE.findall(source) == []
    assert EVALUATED.findall(source) == []


def test_every_icon_in_use_is_drawn() -> None:
    drawn = every(r'<symbol id="([\w-]+)"', [ROOT / "static/icons/icons.svg"])
    used = every(r'{% icon "([\w-]+)"', TEMPLATES)

    assert used - drawn == set()


@pytest.mark.parametrize("path", named(TEMPLATES))
def test_a_template_is_short(path: Path) -> None:
    assert len(path.read_text().splitlines()) <= 60
