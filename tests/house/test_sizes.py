"""How large the largest things are: printed with `pytest -s`, so that growth is seen."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
LONGEST_FILE = 300


def modules() -> list[Path]:
    """Every module of the house, but for migrations, which are generated."""
    found = [*ROOT.glob("apps/**/*.py"), *ROOT.glob("config/**/*.py")]
    return [path for path in found if "migrations" not in path.parts]


def functions() -> Iterator[tuple[int, str]]:
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                yield lines, f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"


def files() -> Iterator[tuple[int, str]]:
    for path in modules():
        yield len(path.read_text(encoding="utf-8").splitlines()), str(path.relative_to(ROOT))


def largest(found: Iterator[tuple[int, str]]) -> list[tuple[int, str]]:
    ten = sorted(found, reverse=True)[:10]
    print("", *(f"{lines:5} {name}" for lines, name in ten), sep="\n")  # noqa: T201
    return ten


def test_no_file_is_longer_than_it_may_be() -> None:
    largest(functions())

    assert [name for lines, name in largest(files()) if lines > LONGEST_FILE] == []
