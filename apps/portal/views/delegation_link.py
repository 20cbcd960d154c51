"""The mailed link of a delegation. Looking at it changes nothing: only name and code open it.

No Referrer-Policy of `no-referrer` where there is a form: browsers would send it with
`Origin: null`, which the CSRF check refuses. The site's `same-origin` keeps the link from every
other site.
"""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from apps.checklists import delegations, doorway
from apps.checklists.delegations.links import delegation_id_in
from apps.checklists.models import Delegation
from apps.portal import delegate_cookie
from apps.portal.delegate_doors import visit_of
from apps.portal.delegate_forms import OpenForm
from apps.portal.delegate_page import landing_page
from apps.tenants.scope import acting_for

GONE, UNFIT = 410, 422


@require_http_methods(["GET", "HEAD", "POST"])
def delegation(request: HttpRequest, token: str) -> HttpResponse:
    """Show who asks for what; with the right code lead on to an address without the token."""
    found = _found(token)
    with acting_for(found.tenant):
        if request.method == "POST":
            response = _open(request, found)
        elif delegate_cookie.kept(request, found.id):
            response = _lead_on(found)
        else:
            response = _show(request, found)
    response["Cache-Control"] = "no-store"
    return response


@require_POST
def delegation_mail(request: HttpRequest, token: str) -> HttpResponse:
    """Send the invited address another code, once five wrong ones were typed."""
    found = _found(token)
    with acting_for(found.tenant):
        try:
            delegations.mail_again(delegation=found)
        except (delegations.Ended, delegations.NoMoreMails):
            return _show(request, found)
    messages.success(request, "Another email with a new code is on its way.")
    return HttpResponseRedirect(reverse("portal:delegation", args=[token]), status=303)


def _found(token: str) -> Delegation:
    """The delegation of a mailed link; one that is edited or not ours is not there."""
    delegation_id = delegation_id_in(token)
    found = doorway.delegation_with(delegation_id) if delegation_id else None
    if found is None:
        raise Http404
    return found


def _open(request: HttpRequest, found: Delegation) -> HttpResponse:
    form = OpenForm(request.POST)
    if not form.is_valid():
        return _show(request, found, form)
    name, code = form.cleaned_data["name"], form.cleaned_data["code"]
    try:
        delegations.open_(delegation=found, name=name, code=code)
    except delegations.WrongCode as wrong:
        left = "1 try" if wrong.args[0] == 1 else f"{wrong.args[0]} tries"
        form.add_error("code", f"The newest email has another code. You have {left} left.")
        return _show(request, found, form)
    except (delegations.Ended, delegations.NeedsMail):
        return _show(request, found)
    response = _lead_on(found)
    delegate_cookie.keep(response, found, name=name)
    return response


def _lead_on(found: Delegation) -> HttpResponse:
    return HttpResponseRedirect(reverse("portal:delegated", args=[found.id]), status=303)


def _show(request: HttpRequest, found: Delegation, form: OpenForm | None = None) -> HttpResponse:
    found.refresh_from_db(fields=["mails", "wrong_codes"])
    page = landing_page(visit_of(found), url=request.path.removesuffix("mail/"))
    is_open = page.state == Delegation.State.OPEN
    context = {"page": page, "form": (form or OpenForm()) if is_open else None}
    status = (UNFIT if request.method == "POST" else 200) if is_open else GONE
    return render(request, "portal/delegation.html", context, status=status)
