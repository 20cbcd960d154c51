import uuid

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from apps.connections import approvals
from apps.connections.approvals import Reason, Receipt
from apps.portal import approval_cookie
from apps.portal.approval_panel import approval_url
from apps.portal.approval_words import TO_VISITOR
from apps.portal.doors import walk_of
from apps.tenants import doorway
from apps.tenants.models import User
from apps.tenants.scope import acting_for

BAD_REQUEST, FORBIDDEN = 400, 403
NOT_A_VISIT = "Open this address in a window of its own."
STRANGERS = frozenset(
    {
        Reason.OTHER_BROWSER,
        Reason.OTHER_USER,
        Reason.SIGNED_OUT,
        Reason.INACTIVE,
        Reason.NOT_A_MEMBER,
        Reason.NOT_ALLOWED,
    }
)


@require_http_methods(["GET"])
def oauth_callback(request: HttpRequest, application_id: uuid.UUID) -> HttpResponse:
    """Take in who comes back from Intacct, and lead them on to an address that tells nothing."""
    if not _is_visit(request):
        response = HttpResponse(NOT_A_VISIT, content_type="text/plain", status=FORBIDDEN)
    else:
        user = request.user if isinstance(request.user, User) else None
        receipt = approvals.receive(
            application_id=application_id,
            query_string=request.META.get("QUERY_STRING", ""),
            user=user,
            browser_of=lambda approval_id: approval_cookie.kept(request, approval_id),
        )
        response = HttpResponseRedirect(_way_on(receipt, user), status=303)
    response["Referrer-Policy"] = "no-referrer"
    response["Cache-Control"] = "no-store"
    return response


@require_GET
def approval_problem(request: HttpRequest, reason: str) -> HttpResponse:
    """Tell who came back from Intacct, and was not let through, why."""
    words = TO_VISITOR.get(Reason(reason)) if reason in set(Reason) else None
    if words is None:
        raise Http404
    context = {"words": words, "details": [{"label": "Reason", "value": reason, "mono": True}]}
    status = FORBIDDEN if reason in STRANGERS else BAD_REQUEST
    return render(request, "portal/approval_problem.html", context, status=status)


def _is_visit(request: HttpRequest) -> bool:
    """Whether a person opened it: no browser fetching ahead, no frame, no image."""
    ahead = request.headers.get("Sec-Purpose", request.headers.get("Purpose", ""))
    shown_as = request.headers.get("Sec-Fetch-Dest", "document")
    return "prefetch" not in ahead and shown_as == "document"


def _way_on(receipt: Receipt, user: User | None) -> str:
    """The step of the approval, for who began it; else a page that tells the reason alone."""
    membership = doorway.enter(user=user, slug=receipt.tenant_slug) if user else None
    if membership is None or receipt.connection_id is None:
        return reverse("portal:approval-problem", args=[receipt.reason])
    with acting_for(membership.tenant):
        return approval_url(walk_of(receipt.connection_id))
