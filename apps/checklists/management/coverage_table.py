"""How much of the vendors' own pages the guides carry, as a table for a terminal."""

from collections.abc import Iterator, Sequence

from django.conf import settings

from apps.checklists.guide import seeds
from apps.checklists.guide.format import Guide
from apps.checklists.guide.seeds import BESIDES, KINDS, Share

PAGES = settings.BASE_DIR.parent / "shared" / "seeds" / "seeds.yaml"


def table(guides: Sequence[Guide]) -> str:
    """One row for each page, then what is missing, what leads nowhere, and what is ours."""
    try:
        shares = seeds.shares(PAGES, guides)
        lost = seeds.unknown(PAGES, guides)
    except FileNotFoundError:
        return f"No coverage: the vendors' pages are not in {PAGES.parent}."
    lines = [*_rows(shares), *_missing(shares)]
    lines += [f"{line} is no line of any page" for line in lost]
    lines += [f"{g.slug} version {g.version}: {seeds.by_editor(g)} by the editor" for g in guides]
    return "\n".join(lines)


def _rows(shares: Sequence[Share]) -> Iterator[str]:
    kinds = (*KINDS, *BESIDES)
    yield _row("page", kinds)
    for seed in dict.fromkeys(share.seed for share in shares):
        cells = {each.kind: _cell(each) for each in shares if each.seed == seed}
        yield _row(seed, [cells[kind] for kind in kinds])


def _row(name: str, cells: Sequence[str]) -> str:
    return f"{name:<5}" + "".join(f"{cell:>14}" for cell in cells)


def _cell(share: Share) -> str:
    if not share.lines:
        return "-"
    return f"{share.covered}/{len(share.lines)} {100 * share.covered // len(share.lines):>3}%"


def _missing(shares: Sequence[Share]) -> Iterator[str]:
    for share in shares:
        if share.missing and share.kind in KINDS:
            yield f"{share.seed} lacks {share.kind}: {', '.join(share.missing)}"
