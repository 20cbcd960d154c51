from django.db import models

from apps.core.models import BaseModel


class UnknownAnswer(BaseModel):
    """Something Intacct said that no rule of the diagnosis knows, counted for operators.

    Of no tenant: company and user names are taken out of the text before it is kept.
    """

    layer = models.CharField(max_length=20)
    errorno = models.CharField(max_length=40, blank=True)
    text = models.CharField(max_length=300)
    times = models.PositiveIntegerField(default=1)
    last_seen_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["layer", "errorno", "text"], name="checks_unknown_answer_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.errorno} {self.text}".strip()


class Outbreak(BaseModel):
    """The same trouble beginning at many connections within minutes: one cause, not theirs."""

    code = models.CharField(max_length=60)
    connections = models.PositiveIntegerField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["code"],
                condition=models.Q(ended_at__isnull=True),
                name="checks_outbreak_open_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} at {self.connections} connections"
