"""The HTML of Intacct's sign-in and consent pages; how they look is made up."""

from functools import cache
from html import escape
from pathlib import Path
from string import Template

from apps.simulator.answers import Reply
from apps.simulator.oauth.approvals import Approval

SIGN_IN = "/ia/api/v1/oauth2/authorize/sign-in"
CONSENT = "/ia/api/v1/oauth2/authorize/consent"

_HTML = "text/html; charset=utf-8"
_FOLDER = Path(__file__).parent
_ALERT = '<p role="alert">{}</p>'
_ADMIN_ACCEPTS = (
    "<p>You are an administrator: accepting also authorizes the sender ID "
    "<strong>{}</strong> of the application in this company.</p>"
)


def sign_in(approval: Approval, *, company: str = "", user: str = "", problem: str = "") -> Reply:
    """The sign-in page; what was typed comes back, except for the password."""
    content = _filled("sign_in", action=SIGN_IN, approval=approval.id, company=company, user=user)
    alert = _ALERT.format(escape(problem)) if problem else ""
    return _page("Sign in", content.replace("$problem", alert), outcome=problem and "refused")


def consent(approval: Approval, *, sender_id: str = "") -> Reply:
    """The consent page; `sender_id` is the one that accepting would authorize, if any."""
    content = _filled("consent", action=CONSENT, **_names(approval))
    told = _ADMIN_ACCEPTS.format(escape(sender_id)) if sender_id else ""
    return _page("Allow access", content.replace("$consequence", told))


def administrator(approval: Approval) -> Reply:
    """For a user who may not approve."""
    content = _filled("administrator", action=CONSENT, **_names(approval))
    return _page("Contact your administrator", content, outcome="not_an_administrator")


def stopped(title: str, reason: str, *, outcome: str) -> Reply:
    """An error that is not told to the client, since it could not be trusted with it."""
    return _page(title, _filled("stopped", title=title, reason=reason), outcome=outcome, status=400)


def _names(approval: Approval) -> dict[str, str]:
    return {
        "approval": approval.id,
        "client": approval.asked.client_id,
        "company": approval.company_id,
        "user": approval.user_id,
    }


def _page(title: str, content: str, *, outcome: str = "", status: int = 200) -> Reply:
    page = _template("layout").substitute(title=escape(title), content=content)
    return Reply(status, page.encode(), outcome or "success", _HTML)


def _filled(name: str, **values: str) -> str:
    """The template with every value escaped; a name it is not given stays for the caller."""
    return _template(name).safe_substitute({key: escape(value) for key, value in values.items()})


@cache
def _template(name: str) -> Template:
    return Template((_FOLDER / f"{name}.html").read_text())
