"""Whether this process lives, and whether it can serve."""

from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest, HttpResponse


def alive(_: HttpRequest) -> HttpResponse:
    """Answer without touching anything else."""
    return HttpResponse("ok\n", content_type="text/plain")


def ready(_: HttpRequest) -> HttpResponse:
    """Answer 200 when the database and the cache do."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    cache.get("ready")
    return HttpResponse("ready\n", content_type="text/plain")
