import time

import pytest
from pytest_django import Settings

from apps.checks.rest_gateway import SLACK_SECONDS, PacedTokens
from apps.connections.models import Grant, TokenRequest
from apps.core.clock import now
from apps.intacct import Unreachable
from tests.checks.rest_stage import Setup


def test_the_slack_ends_in_front_of_the_soft_limit(settings: Settings) -> None:
    left = settings.CELERY_TASK_SOFT_TIME_LIMIT - settings.CHECK_RUN_SECONDS - SLACK_SECONDS

    assert left == 3


def test_a_refresh_token_is_not_spent_just_before_the_worker_s_limit(
    approved: Setup, settings: Settings
) -> None:
    settings.TOKEN_DEADLINE_SECONDS = 20
    Grant.objects.update(expires_at=now())
    at_the_end = PacedTokens(approved.connection, time.monotonic() + 0.1)

    with pytest.raises(Unreachable):
        at_the_end.access("")

    assert not TokenRequest.objects.exists()
    assert Grant.objects.get().epoch == 1
