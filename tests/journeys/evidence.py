"""Everything the running stack keeps or sends, for a test to search: each thing with its name."""

import base64
import binascii
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg
import redis
from psycopg import sql

from config.local import roles
from config.local.journey_stack import JourneyStack

Thing = tuple[str, bytes]
READERS = {
    "string": ("GET",),
    "list": ("LRANGE", "0", "-1"),
    "hash": ("HGETALL",),
    "set": ("SMEMBERS",),
    "zset": ("ZRANGE", "0", "-1"),
    "none": ("EXISTS",),  # it expired a moment ago
}


def tables(stack: JourneyStack) -> Iterator[Thing]:
    """Yield every row of every table as text; binary columns are hexadecimal in it."""
    with psycopg.connect(stack.database_url) as connection:
        connection.execute("SELECT set_config('role', %s, true)", [roles.ACROSS])
        names = connection.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
        ).fetchall()
        for (name,) in names:
            query = sql.SQL("SELECT kept::text FROM {} AS kept").format(sql.Identifier(name))
            for (row,) in connection.execute(query):
                yield name, row.encode()


def files(folder: Path) -> Iterator[Thing]:
    """Yield every file below a folder."""
    for path in folder.rglob("*"):
        with suppress(OSError):  # a server may remove its own files meanwhile
            if path.is_file():
                yield str(path), path.read_bytes()


def keys(redis_url: str) -> Iterator[Thing]:
    """Yield every key of Redis with its value."""
    with redis.Redis.from_url(redis_url) as client:
        for key in client.scan_iter():
            reader, *span = READERS[client.type(key).decode()]
            yield key.decode(), repr(client.execute_command(reader, key, *span)).encode()


@contextmanager
def overheard(redis_url: str) -> Iterator[list[bytes]]:
    """Collect every command Redis gets meanwhile, and each message's body decoded."""
    heard: list[bytes] = []
    with redis.Redis.from_url(redis_url) as client, client.monitor() as ear:
        thread = threading.Thread(target=_listen, args=(ear, heard), daemon=True)
        thread.start()
        yield heard
        client.echo("over")
        thread.join(timeout=10)


def _listen(ear: redis.client.Monitor, heard: list[bytes]) -> None:
    for command in ear.listen():  # type: ignore[no-untyped-call]
        heard.append(command["command"].encode())
        if command["command"] == "ECHO over":
            return


def bodies(heard: list[bytes]) -> Iterator[bytes]:
    """Yield the decoded body of each Celery message among the commands."""
    for command in heard:
        for part in command.split(b'"'):
            with suppress(binascii.Error):
                yield base64.b64decode(part.rstrip(b"\\"), validate=True)
