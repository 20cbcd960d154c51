"""The database is the schedule: whatever Redis forgets, every check that is due still happens."""

import os
import signal

import redis

from tests.journeys.stage import Customer, Stage
from tests.journeys.waiting import until


def test_checks_go_on_after_the_broker_lost_everything(stage: Stage) -> None:
    customer = stage.bring_in("Flush")
    stage.connect(customer)

    forget_everything(stage)

    seen = count_scheduled(stage, customer)
    until(lambda: count_scheduled(stage, customer) > seen)


def test_a_check_that_was_queued_is_found_again(stage: Stage) -> None:
    customer = stage.bring_in("Flush")
    admin = stage.set_up(customer)
    worker = stage.stack.supervisor.pid("worker")
    os.kill(worker, signal.SIGSTOP)
    admin.post(customer.hub + "runs/")

    os.killpg(worker, signal.SIGKILL)  # what it had already been handed is lost with it
    forget_everything(stage)

    assert waiting(stage, customer)
    age(stage, customer)
    until(lambda: not waiting(stage, customer), seconds=30)


def forget_everything(stage: Stage) -> None:
    with redis.Redis.from_url(stage.stack.redis_url) as broker:
        broker.flushall()


def count_scheduled(stage: Stage, customer: Customer) -> int:
    query = (
        "SELECT count(*) FROM checks_run"
        " WHERE connection_id = %s AND why = 'scheduled' AND state = 'done'"
    )
    return int(stage.stack.rows(query, customer.connection_id)[0][0])


def waiting(stage: Stage, customer: Customer) -> bool:
    query = "SELECT id FROM checks_run WHERE connection_id = %s AND state = 'queued'"
    return bool(stage.stack.rows(query, customer.connection_id))


def age(stage: Stage, customer: Customer) -> None:
    """Let the time pass after which a tick takes a queued run for forgotten."""
    stage.stack.rows(
        "UPDATE checks_run SET created_at = created_at - interval '1 minute'"
        " WHERE connection_id = %s AND state = 'queued' RETURNING id",
        customer.connection_id,
    )
