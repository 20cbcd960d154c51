"""The guide a connection follows: on paper, in a newer version, and on to production."""

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from apps.checklists.library import newest
from apps.checklists.promoting import PRODUCTION, CannotPromote, promote
from apps.checklists.upgrading import NotAnUpgrade, upgrade
from apps.portal.doors import for_role, walk_of
from apps.portal.pictures import TYPES, picture_file
from apps.portal.printed_page import printed_page
from apps.portal.promotion_page import promotion_page
from apps.portal.upgrade_page import upgrade_page
from apps.portal.walk import Walk
from apps.tenants.middleware import TenantRequest

CONFLICT = 409


@require_GET
@for_role("viewer")
def printed(request: TenantRequest, connection_id: uuid.UUID) -> HttpResponse:
    page = printed_page(walk_of(connection_id))
    return render(request, "portal/printed.html", {"page": page})


@require_GET
@for_role("viewer")
def picture(request: TenantRequest, connection_id: uuid.UUID, name: str) -> HttpResponse:
    """A picture that the guide names; every other file is not there."""
    file = picture_file(walk_of(connection_id).guide, name)
    if file is None:
        raise Http404
    return HttpResponse(file.read_bytes(), content_type=TYPES[file.suffix.lower()])


@require_http_methods(["GET", "HEAD", "POST"])
@for_role("viewer")
def upgrading(request: TenantRequest, connection_id: uuid.UUID) -> HttpResponse:
    """Show what a newer version changes, and take it; nothing is there where there is none."""
    walk = walk_of(connection_id)
    if request.method == "POST":
        return _take_newest(request, walk)
    page = upgrade_page(walk)
    if page is None:
        return redirect(walk.hub_url())
    context = {"page": page, "may_lead": request.membership.may("admin")}
    return render(request, "portal/upgrade.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_role("viewer")
def promotion(request: TenantRequest, connection_id: uuid.UUID) -> HttpResponse:
    """Show a practice company beside production, and begin with production."""
    if request.method == "POST":
        _lead(request)
    walk = walk_of(connection_id)
    if walk.connection.environment == PRODUCTION:
        raise Http404
    if request.method == "POST":
        return _promote(request, walk)
    return _side_by_side(request, walk)


def _take_newest(request: TenantRequest, walk: Walk) -> HttpResponse:
    _lead(request)
    guide = newest(walk.guide.slug)
    try:
        upgrade(checklist=walk.checklist, guide=guide, actor=request.user.as_actor)
    except NotAnUpgrade:  # somebody was quicker, or pressed twice
        return redirect(walk.hub_url())
    messages.success(request, f"You follow version {guide.version} now.")
    return redirect(walk.hub_url())


def _promote(request: TenantRequest, walk: Walk) -> HttpResponse:
    page = promotion_page(walk)
    if page.production_url:  # pressed twice
        return redirect(page.production_url)
    if page.refusal:
        return _side_by_side(request, walk, status=CONFLICT)
    try:
        promoted = promote(checklist=walk.checklist, actor=request.user.as_actor)
    except CannotPromote:
        return _side_by_side(request, walk, status=CONFLICT)
    messages.success(request, "Production has its own steps now. Begin with your company.")
    return redirect(reverse("portal:hub", args=[request.tenant.slug, promoted.connection_id]))


def _side_by_side(request: TenantRequest, walk: Walk, *, status: int = 200) -> HttpResponse:
    context = {"page": promotion_page(walk), "may_lead": request.membership.may("admin")}
    return render(request, "portal/promotion.html", context, status=status)


def _lead(request: TenantRequest) -> None:
    if not request.membership.may("admin"):
        raise PermissionDenied
