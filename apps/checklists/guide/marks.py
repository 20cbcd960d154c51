"""Reads YAML as plain data that remembers on which line each member stands."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from apps.checklists.guide.errors import GuideRefused, Problem

Place = tuple[str | int, ...]
"""The way to a member from the top of the file: keys and list positions."""

MOST_BYTES = 1_000_000
DEEPEST = 40

_BOOL = "tag:yaml.org,2002:bool"
_INT = "tag:yaml.org,2002:int"
_NULL = "tag:yaml.org,2002:null"
_DECIMAL = re.compile("0|[1-9][0-9]{0,8}")
_OURS = frozenset(
    f"tag:yaml.org,2002:{kind}"
    for kind in ("bool", "int", "null", "str", "float", "timestamp", "value", "map", "seq")
)


@dataclass(frozen=True)
class Marked:
    """A file's data and the line (from 1) of every place in it."""

    path: Path
    data: object
    lines: Mapping[Place, int]

    def problem(self, place: Place, sentence: str) -> Problem:
        """The problem at the nearest line there is: the place itself or what holds it."""
        return Problem(self.path, self.line(place), sentence)

    def line(self, place: Place) -> int:
        """The line of a place, or of the nearest thing that holds it."""
        while place not in self.lines:
            place = place[:-1]
        return self.lines[place]


def read(path: Path) -> Marked:
    """Read one YAML file; GuideRefused when it is no YAML, too big, or uses aliases or tags.

    Only `true`, `false` and plain decimals are more than text, so that no value changes its
    spelling on the way in (YAML would turn `On` into a truth and `007` into seven).
    """
    reader = _Reader(path)
    data = reader.value(_compose(path), ())
    if reader.problems:
        raise GuideRefused(reader.problems)
    return Marked(path, data, reader.lines)


def _compose(path: Path) -> yaml.Node:
    if path.stat().st_size > MOST_BYTES:
        raise GuideRefused([Problem(path, 1, "A guide has at most 1 MB.")])
    try:
        root = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise GuideRefused([Problem(path, line, f"Not YAML: {error.problem}.")]) from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise GuideRefused([Problem(path, 1, "Not text in UTF-8.")]) from error
    except RecursionError as error:
        raise GuideRefused([Problem(path, 1, "Nested too deeply.")]) from error
    if root is None:
        raise GuideRefused([Problem(path, 1, "The file is empty.")])
    return root


class _Reader:
    def __init__(self, path: Path) -> None:
        self.path = path
        self.lines: dict[Place, int] = {}
        self.problems: list[Problem] = []
        self._seen: set[int] = set()

    def value(self, node: yaml.Node, place: Place) -> object:
        self.lines.setdefault(place, _line(node))
        if refusal := self._refusal(node, place):
            self._refuse(node, refusal)
            return None
        self._seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, place)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*place, at)) for at, item in enumerate(node.value)]
        return _scalar(node)

    def _refusal(self, node: yaml.Node, place: Place) -> str:
        if id(node) in self._seen:
            return "Write this out: aliases are no part of the format."
        if node.tag not in _OURS:
            return "Remove the tag: tags are no part of the format."
        return "Nested too deeply." if len(place) > DEEPEST else ""

    def _mapping(self, node: yaml.MappingNode, place: Place) -> dict[str, object]:
        members: dict[str, object] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self._refuse(key, "The name of a member must be one word.")
                continue
            name = str(key.value)
            if name in members:
                self._refuse(key, f'Member "{name}" stands here twice.')
            self.lines[*place, name] = _line(key)
            members[name] = self.value(value, (*place, name))
        return members

    def _refuse(self, node: yaml.Node, sentence: str) -> None:
        self.problems.append(Problem(self.path, _line(node), sentence))


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1


def _scalar(node: yaml.Node) -> object:
    words = str(node.value)
    if node.tag == _BOOL and words in ("true", "false"):
        return words == "true"
    if node.tag == _INT and _DECIMAL.fullmatch(words):
        return int(words)
    return None if node.tag == _NULL else words
