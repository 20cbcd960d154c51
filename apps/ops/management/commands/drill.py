"""Break things on purpose, on premises of the drill's own, and see whether the promises hold."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from apps.ops.drills import token_crowd, token_rotation
from config.local.process import CannotStart

DRILLS = {"token-crowd": token_crowd.run, "token-rotation": token_rotation.run}


class Command(BaseCommand):
    help = f"{__doc__} Each drill's last line is one JSON object."

    def add_arguments(self, parser: CommandParser) -> None:
        which = parser.add_mutually_exclusive_group(required=True)
        which.add_argument("name", nargs="?", choices=sorted(DRILLS))
        which.add_argument("--all", action="store_true", help="every drill, one after another")
        parser.add_argument("--json", action="store_true", help="print the JSON objects alone")

    def handle(self, *args: Any, **options: Any) -> None:
        names = sorted(DRILLS) if options["all"] else [options["name"]]
        failures = [failure for name in names for failure in self._run(name, alone=options["json"])]
        if failures:
            raise CommandError("\n".join(failures))

    def _run(self, name: str, *, alone: bool) -> list[str]:
        try:
            report = DRILLS[name]()
        except CannotStart as trouble:
            raise CommandError(str(trouble)) from None
        if not alone:
            for line in report.lines:
                self.stdout.write(line)
        self.stdout.write(json.dumps(report.figures))
        return report.failures
