import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from apps.connections import approvals
from apps.connections.models import Approval
from apps.ops.doors import OperatorRequest, for_operators
from apps.tenants.scope import acting_for


@require_POST
@for_operators("operator")
def company(request: OperatorRequest, approval_id: uuid.UUID) -> HttpResponse:
    """Use the company that was approved instead of the one that was meant."""
    rows = Approval.objects.select_related("tenant", "connection")
    approval = get_object_or_404(rows, id=approval_id)
    try:
        with acting_for(approval.tenant):
            approvals.accept_company(approval=approval, actor=request.user.as_actor)
        messages.success(request, f"The approval is accepted. {approval.tenant.name} goes on.")
    except approvals.CannotAccept:
        messages.error(request, "This approval can no longer be used. Look at what came after it.")
    return redirect("ops:tenant", approval.tenant.slug)
