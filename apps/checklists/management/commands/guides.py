"""`guides check [PATH…]`, `guides render SLUG`, `guides schema`: works with the vendors' guides."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from apps.checklists.guide import render, schema
from apps.checklists.guide.errors import GuideRefused
from apps.checklists.guide.format import Guide
from apps.checklists.guide.lint import Doubtful, lint
from apps.checklists.guide.loader import files, load_all
from apps.checklists.library import newest
from apps.checklists.management.coverage_table import table
from apps.checks.questions import PURPOSES
from apps.core.clock import now

FORMATS = {"md": render.markdown, "html": render.html}


class Command(BaseCommand):
    help = "Works with the vendors' guides."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)
        check = actions.add_parser("check", help="Say what is wrong with guides, by file and line.")
        check.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="a file or folder")
        check.add_argument("--strict", action="store_true", help="make every warning an error")
        check.add_argument(
            "--coverage", action="store_true", help="compare with the vendors' pages, line by line"
        )
        printed = actions.add_parser("render", help="Write a whole guide, every branch of it.")
        printed.add_argument("slug", metavar="SLUG")
        printed.add_argument("--format", choices=FORMATS, default="md")
        drawn = actions.add_parser("schema", help="Write the format as a JSON Schema.")
        drawn.add_argument("--write", action="store_true", help="to its file instead of here")

    def handle(self, *_: Any, **options: Any) -> None:
        {"check": self._check, "render": self._render, "schema": self._schema}[options["action"]](
            options
        )

    def _check(self, options: dict[str, Any]) -> None:
        places = options["paths"] or settings.GUIDES_DIRS
        try:
            load_all(places)
            checked = [
                lint(path, today=now().date(), probes=frozenset(PURPOSES)) for path in files(places)
            ]
        except (GuideRefused, OSError) as error:
            raise CommandError(str(error)) from error
        for guide, doubts in checked:
            self._report(guide, doubts)
        if options["coverage"]:
            self.stdout.write(table([guide for guide, _ in checked]))
        warned = any(not doubt.accepted for _, doubts in checked for doubt in doubts)
        if options["strict"] and warned:
            raise CommandError("There are warnings, and --strict makes them errors.")

    def _report(self, guide: Guide, doubts: tuple[Doubtful, ...]) -> None:
        for doubt in doubts:
            self.stdout.write(str(doubt))
        accepted = sum(bool(doubt.accepted) for doubt in doubts)
        counts = ((len(doubts) - accepted, "warnings"), (accepted, "accepted"))
        found = ", ".join(f"{count} {what}" for count, what in counts if count)
        steps = len(guide.steps)
        self.stdout.write(
            f"{guide.slug} version {guide.version}: {steps} steps, {found or 'nothing wrong'}"
        )

    def _render(self, options: dict[str, Any]) -> None:
        try:
            guide = newest(options["slug"])
        except GuideRefused as error:
            raise CommandError(str(error)) from error
        except KeyError as error:
            raise CommandError(f'There is no guide "{options["slug"]}".') from error
        self.stdout.write(FORMATS[options["format"]](guide), ending="")

    def _schema(self, options: dict[str, Any]) -> None:
        if options["write"]:
            schema.PATH.write_text(schema.schema(), encoding="utf-8")
        else:
            self.stdout.write(schema.schema(), ending="")
