"""Measure, with the yardstick in the same run. The last line is one JSON object."""

import json
from collections.abc import Callable
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from apps.ops.benches import diagnosis, wizard
from apps.ops.benches.report import Report
from config.local.process import CannotStart

BENCHES: dict[str, Callable[[], Report]] = {"diagnosis": diagnosis.run, "wizard": wizard.run}


class Command(BaseCommand):
    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", choices=sorted(BENCHES))
        parser.add_argument("--json", action="store_true", help="print the JSON object alone")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            report = BENCHES[options["name"]]()
        except CannotStart as trouble:
            raise CommandError(str(trouble)) from None
        if not options["json"]:
            for line in report.lines:
                self.stdout.write(line)
        self.stdout.write(json.dumps(report.figures))
        if report.failures:
            raise CommandError("\n".join(report.failures))
