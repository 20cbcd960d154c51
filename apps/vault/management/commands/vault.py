import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from apps.tenants.unfenced import across_tenants
from apps.vault import inspection, keyring


class Command(BaseCommand):
    help = "Make the vault's keys, or prove that they open what is stored."

    def add_arguments(self, parser: ArgumentParser) -> None:
        tasks = parser.add_subparsers(dest="task", required=True)
        keygen = tasks.add_parser("keygen", help="make one key pair")
        keygen.add_argument("--out", type=Path, help="write two files of mode 0600 there instead")
        tasks.add_parser("check", help="count secrets by key, and open a sample of each")

    def handle(self, *, task: str, **options: Any) -> None:
        if task == "keygen":
            self._keygen(options["out"])
        else:
            self._check()

    def _keygen(self, folder: Path | None) -> None:
        public, private = keyring.generate()
        for name, entry in (("VAULT_PUBLIC_KEYS", public), ("VAULT_PRIVATE_KEYS", private)):
            if folder:
                _write_for_owner(folder / name.lower(), entry)
                self.stdout.write(f"{name}_FILE={folder / name.lower()}")
            else:
                self.stdout.write(f"{name}={entry}")

    def _check(self) -> None:
        try:
            with across_tenants(), transaction.atomic():
                reports = inspection.reports()
        except keyring.UnusableRing as error:
            raise CommandError(str(error)) from None
        for report in reports:
            self.stdout.write(f"{report.key_id}: {report.rows} secrets")
        if faults := [
            f"Key {report.key_id}: {report.fault}." for report in reports if report.fault
        ]:
            raise CommandError("\n".join(faults))


def _write_for_owner(path: Path, text: str) -> None:
    # O_EXCL: a key file that exists is never written over, for its secrets would be lost with it.
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise CommandError(f"{path} cannot be written: {error.strerror}.") from None
    with os.fdopen(handle, "w") as file:
        file.write(text + "\n")
