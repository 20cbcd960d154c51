import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from apps.connections import applications as services
from apps.connections.models import ClientApplication
from apps.ops.application_page import application_page, applications_page, secret_of
from apps.ops.doors import OperatorRequest, for_operators, may
from apps.ops.forms import ApplicationForm, KeysForm
from apps.vault.secret import Secret

SPACES_KEPT = (
    "The secret begins or ends with a space. It is kept as you pasted it. If the space came along "
    "by mistake, paste the secret again."
)
CLIENT_IN_USE = (
    "Connections are approved for the client ID that is stored, and another one ends every "
    "approval. Register another application for it instead."
)


@require_safe
@for_operators("viewer")
def applications(request: OperatorRequest) -> HttpResponse:
    page = applications_page(can_change=may(request.user, "admin"))
    return render(request, "ops/applications.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@for_operators("admin")
def application_new(request: OperatorRequest) -> HttpResponse:
    form = ApplicationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.register(**form.cleaned_data, actor=request.user.as_actor)
            return redirect("ops:application", made.id)
        except services.NameTaken:
            form.add_error("name", "Another application has this name. Enter another one.")
    context = {"form": form, "form_url": request.path}
    return render(request, "ops/application_new.html", context, status=422 if form.errors else 200)


@require_safe
@for_operators("viewer")
def application(request: OperatorRequest, application_id: uuid.UUID) -> HttpResponse:
    return _application(request, _found(application_id))


@require_POST
@for_operators("admin")
def application_keys(request: OperatorRequest, application_id: uuid.UUID) -> HttpResponse:
    """Save the keys that Sage issued; a worker then asks Intacct about them."""
    found = _found(application_id)
    form = KeysForm(request.POST, secret_is_set=secret_of(found) is not None)
    if not form.is_valid() or not _saved(request, found, form):
        return _application(request, _found(application_id), form, status=422)
    messages.success(request, "Keys saved. The secret is sealed and never shown again.")
    if form.cleaned_data["secret"] != form.cleaned_data["secret"].strip():
        messages.warning(request, SPACES_KEPT)
    return redirect("ops:application", application_id)


@require_POST
@for_operators("admin")
def application_standing(request: OperatorRequest, application_id: uuid.UUID) -> HttpResponse:
    """Have a worker ask Intacct again whether it knows the client."""
    found = _found(application_id)
    if secret_of(found) is None:
        messages.error(request, "Save the keys first: without them there is nothing to ask.")
    else:
        services.ask_again(application=found)
    return redirect("ops:application", application_id)


def _found(application_id: uuid.UUID) -> ClientApplication:
    return get_object_or_404(ClientApplication.objects.select_related("sender"), id=application_id)


def _saved(request: OperatorRequest, found: ClientApplication, form: KeysForm) -> bool:
    given = form.cleaned_data
    try:
        services.save_keys(
            application=found,
            client_id=given["client_id"],
            secret=Secret(given["secret"]) if given["secret"] else None,
            allowed_origins=given["allowed_origins"],
            actor=request.user.as_actor,
        )
    except services.ClientIdInUse:
        form.add_error("client_id", CLIENT_IN_USE)
        return False
    except services.ClientIdTaken:
        form.add_error("client_id", "Another application has this client ID. Compare both.")
        return False
    return True


def _application(
    request: OperatorRequest,
    found: ClientApplication,
    form: KeysForm | None = None,
    status: int = 200,
) -> HttpResponse:
    page = application_page(found, form, can_change=may(request.user, "admin"))
    return render(request, "ops/application.html", {"page": page}, status=status)
