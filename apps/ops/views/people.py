from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from apps.checklists.library import newest
from apps.checklists.onboarding import NoApplication, Onboarded, onboard
from apps.connections import services as connections
from apps.connections.models import Sender
from apps.ops.doors import OperatorRequest, for_operators, may
from apps.ops.forms import InvitationForm, SenderForm, TenantForm
from apps.ops.tenant_page import tenant_page
from apps.tenants import services
from apps.tenants.models import Tenant
from apps.vault.secret import Secret

NO_APPLICATION = (
    "Customers of this guide approve your application, and none with API keys is registered for "
    "this environment. Register one first."
)


@require_GET
@for_operators("viewer")
def tenant(request: OperatorRequest, slug: str) -> HttpResponse:
    return _tenant(request, slug, InvitationForm())


@require_POST
@for_operators("operator")
def invitations(request: OperatorRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Tenant, slug=slug)
    form = InvitationForm(request.POST)
    if not form.is_valid():
        return _tenant(request, slug, form, status=422)
    services.invite(tenant=found, actor=request.user.as_actor, **form.cleaned_data)
    messages.success(request, f"Invitation sent to {form.cleaned_data['email']}.")
    return redirect("ops:tenant", slug)


@require_http_methods(["GET", "HEAD", "POST"])
@for_operators("operator")
def tenant_new(request: OperatorRequest) -> HttpResponse:
    form = TenantForm(request.POST or None)
    context = {"form": form, "form_url": request.path, "applications_url": ""}
    if request.method == "POST" and form.is_valid():
        try:
            made = _onboard(request, form)
            messages.success(request, f"{made.tenant.name} is invited.")
            return redirect("ops:tenant", made.tenant.slug)
        except NoApplication:
            form.add_error("guide", NO_APPLICATION)
            context["applications_url"] = reverse("ops:applications")
    return render(request, "ops/tenant_new.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_operators("admin")
def senders(request: OperatorRequest) -> HttpResponse:
    form = SenderForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        connections.save_sender(
            sender_id=form.cleaned_data["sender_id"],
            password=Secret(form.cleaned_data["password"]),
            actor=request.user.as_actor,
        )
        messages.success(request, "Sender saved. Its password is sealed and never shown again.")
        return redirect("ops:senders")
    context = {"form": form, "form_url": request.path, "rows": Sender.objects.order_by("sender_id")}
    return render(request, "ops/senders.html", context, status=422 if form.errors else 200)


def _onboard(request: OperatorRequest, form: TenantForm) -> Onboarded:
    return onboard(
        name=form.cleaned_data["name"],
        guide=newest(form.cleaned_data["guide"]),
        environment=form.cleaned_data["environment"],
        email=form.cleaned_data["email"],
        actor=request.user.as_actor,
    )


def _tenant(
    request: OperatorRequest, slug: str, form: InvitationForm, status: int = 200
) -> HttpResponse:
    found = get_object_or_404(Tenant, slug=slug)
    page = tenant_page(found, form, can_operate=may(request.user, "operator"))
    return render(request, "ops/tenant.html", {"page": page}, status=status)
