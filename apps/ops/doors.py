"""The door of ops: operators only, of a role that reaches; inside, every tenant can be seen."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse

from apps.tenants.models import User
from apps.tenants.unfenced import across_tenants

P = ParamSpec("P")
ORDER = [User.OperatorRole.VIEWER, User.OperatorRole.OPERATOR, User.OperatorRole.ADMIN]


class OperatorRequest(HttpRequest):
    """A request by one of the vendor's own staff."""

    user: User


View = Callable[Concatenate[OperatorRequest, P], HttpResponse]


def may(user: User, role: str) -> bool:
    """Whether the operator reaches at least ``role``."""
    reached = ORDER.index(User.OperatorRole(user.operator_role)) if user.operator_role else -1
    return reached >= ORDER.index(User.OperatorRole(role))


def for_operators(role: str) -> Callable[[View[P]], Callable[..., HttpResponse]]:
    """Let operators of at least this role in; to everyone else ops does not exist."""

    def decorate(view: View[P]) -> Callable[..., HttpResponse]:
        @wraps(view)
        @login_required
        def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            inside = cast(OperatorRequest, request)
            if not inside.user.operator_role:
                raise Http404
            if not may(inside.user, role):
                raise PermissionDenied
            with across_tenants():
                return view(inside, *args, **kwargs)

        return guarded

    return decorate
