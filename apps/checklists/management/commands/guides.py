"""`guides check [PATH…]`: reads guides and says, by file and line, what is wrong with them."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from apps.checklists.guide.errors import GuideRefused
from apps.checklists.guide.loader import load_all


class Command(BaseCommand):
    help = "Works with the vendors' guides."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)
        check = actions.add_parser("check", help="Say what is wrong with guides, by file and line.")
        check.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="a file or folder")

    def handle(self, *_: Any, **options: Any) -> None:
        try:
            guides = load_all(options["paths"] or settings.GUIDES_DIRS)
        except (GuideRefused, OSError) as error:
            raise CommandError(str(error)) from error
        for guide in guides.values():
            steps = len(guide.steps)
            self.stdout.write(f"{guide.slug} version {guide.version}: {steps} steps, nothing wrong")
