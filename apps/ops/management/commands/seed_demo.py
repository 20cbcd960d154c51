"""Fill an empty portal and its imitated Intacct, so that there is something to see and to do."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from apps.ops.demo import show
from apps.ops.demo.people import DEMO_FILE, SignIn


class Command(BaseCommand):
    help = "Seed a vendor, four tenants and an operator. Prints the sign-ins as its last line."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--keep", type=Path, default=settings.BASE_DIR / "var" / DEMO_FILE)

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.ENVIRONMENT == "production" or not settings.SIMULATOR_URL:
            raise CommandError("The demo needs the simulator, and never runs in production.")
        cast = show.open_doors(keep=options["keep"])
        sign_ins = [_told(each) for each in cast.people]
        self.stdout.write(json.dumps({"signins": sign_ins, "intacct": asdict(cast.approver)}))


def _told(sign_in: SignIn) -> dict[str, str]:
    return {"who": sign_in.who, "email": sign_in.email, "password": sign_in.password}
