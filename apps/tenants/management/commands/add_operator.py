"""Make the first operator, or another: someone must be able to invite the others."""

from getpass import getpass
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from apps.audit.actor import SYSTEM
from apps.tenants import services
from apps.tenants.models import User


class Command(BaseCommand):
    help = "Add an operator. Asks for the password, or reads one line of standard input."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--name", default="")
        roles = [role for role in User.OperatorRole.values if role]
        parser.add_argument("--role", choices=roles, default=User.OperatorRole.ADMIN)

    def handle(self, *args: Any, **options: Any) -> None:
        email, password = options["email"], getpass("Password: ")
        if User.objects.filter(email__iexact=email).exists():
            raise CommandError(f"{email} signs in already.")
        try:
            validate_password(password, User(email=email, name=options["name"]))
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        services.add_operator(
            email=email,
            name=options["name"],
            role=options["role"],
            password=password,
            actor=SYSTEM,
        )
        self.stdout.write(f"{email} is an operator ({options['role']}).")
