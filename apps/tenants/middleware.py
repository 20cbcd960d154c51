"""Innermost middleware: the request's transaction, and the tenant it acts for.

It wraps the rendering too, which ``ATOMIC_REQUESTS`` would leave outside (docs/adr/0003).
"""

import re
from collections.abc import Callable
from contextlib import nullcontext
from typing import cast

from django.contrib.auth.views import redirect_to_login
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse

from apps.tenants import doorway
from apps.tenants.models import Membership, Tenant, User
from apps.tenants.scope import acting_for

ALIVE_PATH = "/healthz"  # answers without the database
TENANT_PATH = re.compile(r"^/t/([-\w]+)/")


class TenantRequest(HttpRequest):
    """A request to a tenant's page: who is in, and where."""

    user: User
    tenant: Tenant
    membership: Membership


class TenantMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info == ALIVE_PATH:
            return self.get_response(request)
        match = TENANT_PATH.match(request.path_info)
        if match is None:
            return self._answer(request)
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        self._enter(cast(TenantRequest, request), slug=match[1])
        return self._answer(request)

    def process_exception(self, request: HttpRequest, _: Exception) -> None:
        """Remember that the view raised: nothing it wrote may stay."""
        request.META["causeway.raised"] = True

    def _enter(self, request: TenantRequest, *, slug: str) -> None:
        membership = doorway.enter(user=request.user, slug=slug)
        if membership is None:
            raise Http404
        request.membership, request.tenant = membership, membership.tenant

    def _answer(self, request: HttpRequest) -> HttpResponse:
        tenant = getattr(request, "tenant", None)
        with acting_for(tenant) if tenant else nullcontext(), transaction.atomic():
            response = self.get_response(request)
            if request.META.get("causeway.raised"):
                transaction.set_rollback(True)
        if tenant or request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "no-store")
        return response
