from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from apps.simulator.launch import CannotStart, add_arguments, launch


class Command(BaseCommand):
    """`manage.py simulator --port P`: serves until told to stop; exit code 1 when it cannot."""

    help = "Run a simulated Sage Intacct (docs/simulator.md)."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        add_arguments(parser)

    def handle(self, *_args: Any, **options: Any) -> None:
        wanted = {name: options[name] for name in ("port", "host", "state", "assume")}
        try:
            launch(**wanted, say=self._say)
        except CannotStart as reason:
            raise CommandError(str(reason)) from None

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()
