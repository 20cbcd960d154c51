from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from apps.connections.models import Connection
from apps.portal.doors import for_role
from apps.portal.forms import JoinForm
from apps.portal.invitation_page import InvitationPage, invitation_page
from apps.tenants import doorway, services
from apps.tenants.invitations import invitation_id_in
from apps.tenants.middleware import TenantRequest
from apps.tenants.models import Invitation, User


@require_GET
@login_required
def home(request: HttpRequest) -> HttpResponse:
    """Take people where they work: operators to ops, a member of one tenant to that tenant."""
    user = request.user
    if isinstance(user, User) and user.operator_role:
        return redirect("ops:overview")
    memberships = doorway.memberships_of(user=user) if isinstance(user, User) else ()
    if len(memberships) == 1:
        return redirect("portal:tenant", memberships[0].tenant.slug)
    rows = [
        {
            "name": each.tenant.name,
            "url": reverse("portal:tenant", args=[each.tenant.slug]),
            "role": each.get_role_display(),
        }
        for each in memberships
    ]
    return render(request, "portal/tenants.html", {"rows": rows})


@require_GET
@for_role("viewer")
def tenant(request: TenantRequest) -> HttpResponse:
    """Show the tenant's connection; with several, the one that needs attention first."""
    order = {"broken": 0, "unclear": 1, "setting_up": 2, "connected": 3}
    connections = sorted(
        Connection.objects.order_by("created_at")[:50], key=lambda each: order[each.state]
    )
    if not connections:
        return render(request, "portal/no_connection.html", {"tenant": request.tenant})
    return redirect("portal:hub", request.tenant.slug, connections[0].id)


@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Show an invitation; only the button takes it, so a mail scanner's GET does not."""
    invitation_id = invitation_id_in(token)
    found = doorway.invitation_with(invitation_id=invitation_id) if invitation_id else None
    if request.method == "POST" and found is not None and found.state == "open":
        return _accept(request, found)
    return _show(request, found, JoinForm(email=found.email) if found else None)


def _accept(request: HttpRequest, found: Invitation) -> HttpResponse:
    existing = User.objects.filter(email__iexact=found.email).first()
    if existing is not None:
        if request.user != existing:
            return redirect(f"{reverse(settings.LOGIN_URL)}?next={request.path}")
        services.accept(invitation=found, user=existing)
        return redirect("portal:tenant", found.tenant.slug)
    form = JoinForm(request.POST, email=found.email)
    if not form.is_valid():
        return _show(request, found, form, status=422)
    membership = services.join(
        invitation=found,
        name=form.cleaned_data["name"],
        password=form.cleaned_data["password"],
    )
    login(request, membership.user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return redirect("portal:tenant", found.tenant.slug)


def _show(
    request: HttpRequest, found: Invitation | None, form: JoinForm | None, status: int = 200
) -> HttpResponse:
    page: InvitationPage = invitation_page(request, found)
    if page.state == "unknown":
        status = 404
    needs_form = page.state == "open" and not page.has_account
    context = {"page": page, "form": form if needs_form else None, "form_url": request.path}
    return render(request, "portal/invitation.html", context, status=status)
