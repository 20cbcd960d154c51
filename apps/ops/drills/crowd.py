"""A crowd that wants the same token at the same instant: several processes, many threads each."""

import hashlib
import json
import os
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.conf import settings
from django.db import connections

from apps.connections import tokens
from apps.connections.models import Connection

CONNECTIONS = 4  # to the database, for each process: the crowd has to share
START_SECONDS = 1.0  # until which every process is there and waits


def rush(connection: Connection, *, processes: int, threads: int) -> list[dict[str, Any]]:
    """What each caller got: its token's hash or its error, and after how many seconds."""
    connections.close_all()
    start_at = time.time() + START_SECONDS
    ends = [_sent(connection, start_at=start_at, threads=threads) for _ in range(processes)]
    told: list[dict[str, Any]] = []
    for process, back in ends:
        with os.fdopen(back) as file:
            told += json.load(file)
        os.waitpid(process, 0)
    return told


def _sent(connection: Connection, *, start_at: float, threads: int) -> tuple[int, int]:
    back, told = os.pipe()
    process = os.fork()
    if process == 0:
        os.close(back)
        with os.fdopen(told, "w") as file:
            json.dump(_all_at_once(connection, start_at=start_at, threads=threads), file)
        os._exit(0)
    os.close(told)
    return process, back


def _all_at_once(connection: Connection, *, start_at: float, threads: int) -> list[dict[str, Any]]:
    settings.DATABASES["default"]["OPTIONS"]["pool"] = {"max_size": CONNECTIONS, "timeout": 10}
    barrier = threading.Barrier(threads)

    def ask(_: int) -> dict[str, Any]:
        barrier.wait()
        time.sleep(max(0.0, start_at - time.time()))
        began = time.monotonic()
        try:
            token = tokens.access_token(connection=connection)
            got = {"token": hashlib.sha256(token.secret.to_bytes()).hexdigest()}
        except Exception as error:  # noqa: BLE001 -- whatever it is, the drill tells it
            got = {"error": type(error).__name__}
        finally:
            connections.close_all()
        return got | {"seconds": time.monotonic() - began}

    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(ask, range(threads)))
