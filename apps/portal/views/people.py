from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from apps.portal.doors import for_role
from apps.portal.forms import JoinForm
from apps.portal.invitation_page import invitation_page, stranger_to
from apps.portal.next_visit import first_url
from apps.portal.tenant_page import connection_rows
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
    """Show the tenant's one connection, or list several, such as a practice company's too."""
    rows = connection_rows(request.tenant)
    if not rows:
        return render(request, "portal/no_connection.html", {"tenant": request.tenant})
    if len(rows) == 1:
        return redirect(first_url(request, rows[0]))
    return render(request, "portal/tenant.html", {"rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Show an invitation; only the button takes it, so a mail scanner's GET does not."""
    found = _found(token)
    if request.method == "POST" and found is not None and not stranger_to(request, found):
        try:
            return _accept(request, found)
        except services.CannotAccept:
            found = _found(token)  # as it stands now: somebody was quicker
    return _place_in(request, found) or _show(request, found)


def _found(token: str) -> Invitation | None:
    invitation_id = invitation_id_in(token)
    return doorway.invitation_with(invitation_id=invitation_id) if invitation_id else None


def _accept(request: HttpRequest, found: Invitation) -> HttpResponse:
    if found.state != "open":
        raise services.CannotAccept(found.state)
    existing = User.objects.filter(email__iexact=found.email).first()
    if existing is None:
        return _join(request, found)
    if request.user != existing:
        return redirect(f"{reverse(settings.LOGIN_URL)}?next={request.path}")
    services.accept(invitation=found, user=existing)
    return redirect("portal:tenant", found.tenant.slug)


def _join(request: HttpRequest, found: Invitation) -> HttpResponse:
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


def _place_in(request: HttpRequest, found: Invitation | None) -> HttpResponse | None:
    """The way on for whoever is in the tenant already, by a used invitation; else None."""
    user = request.user
    if found is None or found.state != "used" or not isinstance(user, User):
        return None
    slug = found.tenant.slug
    return redirect("portal:tenant", slug) if doorway.enter(user=user, slug=slug) else None


def _show(
    request: HttpRequest, found: Invitation | None, form: JoinForm | None = None, status: int = 200
) -> HttpResponse:
    page = invitation_page(request, found)
    if found is None:
        status = 404
    elif form is None and page.state == "open" and not (page.has_account or page.signed_in_as):
        form = JoinForm(email=found.email)
    context = {"page": page, "form": form, "form_url": request.path}
    return render(request, "portal/invitation.html", context, status=status)
