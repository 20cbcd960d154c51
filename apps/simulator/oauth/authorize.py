"""`/oauth2/authorize`: sign in, then accept or decline (intacct-rest.md §4.1; RFC 6749 §4.1)."""

import hmac
from collections.abc import Callable
from urllib.parse import urlencode, urlsplit

from aiohttp import web

from apps.simulator import clock
from apps.simulator.answers import Reply
from apps.simulator.company import Client, Company, User
from apps.simulator.ledger import Call
from apps.simulator.oauth import admission, asking, pages
from apps.simulator.oauth.approvals import Approval
from apps.simulator.oauth.asking import Asked
from apps.simulator.rest.front import BASE, Front
from apps.simulator.simulation import Simulation

_UNKNOWN = "The client ID of the application is not known."
_ELSEWHERE = "The redirect URI is not one of those registered for the application."
_OVER = "It was answered already, or it took too long. Start again from the application."


class AuthorizePages:
    """The pages a browser is sent to. Where the client cannot be trusted, nothing is sent back."""

    def __init__(self, simulation: Simulation, front: Front) -> None:
        self._simulation = simulation
        self._front = front

    def routes(self) -> list[web.RouteDef]:
        """The documented address, and the one the discovery document names."""
        return [
            web.get(f"{BASE}/oauth2/authorize", self.begin),
            web.get("/ia/authorize", self.begin),
            web.post(pages.SIGN_IN, self.sign_in),
            web.get(pages.CONSENT, self.ask),
            web.post(pages.CONSENT, self.decide),
        ]

    async def begin(self, request: web.Request) -> web.StreamResponse:
        call = Call(time=clock.stamp(clock.now()), path=request.path, functions=("authorize",))
        client = self._simulation.clients.get(request.query.get("client_id", ""))
        call.sender = client.sender_id if client else ""
        return await self._front.answer(request, call, lambda _: self._begun(request, client))

    async def sign_in(self, request: web.Request) -> web.StreamResponse:
        form = await _form(request)
        call = Call(time=clock.stamp(clock.now()), path=request.path, functions=("sign_in",))
        call.company, call.user = form.get("company", ""), form.get("user", "")
        return await self._front.answer(
            request, call, lambda _: self._with_approval(form, self._signed_in)
        )

    async def ask(self, request: web.Request) -> web.StreamResponse:
        """A page of its own, so that Back from the application finds it."""
        form = dict(request.query)
        call = self._call(request, form, "consent")
        return await self._front.answer(
            request, call, lambda _: self._with_approval(form, self._asked)
        )

    async def decide(self, request: web.Request) -> web.StreamResponse:
        form = await _form(request)
        call = self._call(request, form, "accept" if _accepts(form) else "decline")
        return await self._front.answer(
            request, call, lambda _: self._with_approval(form, self._decided)
        )

    def _call(self, request: web.Request, form: dict[str, str], step: str) -> Call:
        call = Call(time=clock.stamp(clock.now()), path=request.path, functions=(step,))
        approval = self._simulation.approvals.find(form.get("approval", ""))
        if approval is not None:
            call.company, call.user = approval.company_id, approval.user_id
        return call

    def _begun(self, request: web.Request, client: Client | None) -> Reply:
        """RFC 6749 §4.1.2.1: a bad client or redirect URI is told to the person alone."""
        query = request.query
        if client is None:
            return pages.stopped(
                "This application is not known", _UNKNOWN, outcome="unknown_client"
            )
        if query.get("redirect_uri", "") not in client.redirect_uris:
            return pages.stopped(
                "This address is not registered", _ELSEWHERE, outcome="redirect_uri"
            )
        asked = asking.read(query)
        error = asking.error_of(query)
        if error:
            return _sent_back(asked, error=error)
        return pages.sign_in(self._simulation.approvals.begin(asked))

    def _with_approval(
        self, form: dict[str, str], act: Callable[[Approval, dict[str, str]], Reply]
    ) -> Reply:
        approval = self._simulation.approvals.find(form.get("approval", ""))
        seconds = self._simulation.assumptions.approval_seconds
        if approval is None or approval.decided or approval.begun + seconds < clock.now():
            return pages.stopped("This approval is over", _OVER, outcome="approval_over")
        if approval.asked.client_id not in self._simulation.clients:
            return pages.stopped(
                "This application is not known", _UNKNOWN, outcome="unknown_client"
            )
        return act(approval, form)

    def _signed_in(self, approval: Approval, form: dict[str, str]) -> Reply:
        company_id, user_id = form.get("company", ""), form.get("user", "")
        user = self._user(company_id, user_id, password=form.get("password", ""))
        if user is None:
            words = self._simulation.assumptions.sign_in_wording
            return pages.sign_in(approval, company=company_id, user=user_id, problem=words)
        approval.company_id, approval.user_id = company_id, user.id
        return _redirect(303, f"{pages.CONSENT}?{urlencode({'approval': approval.id})}")

    def _asked(self, approval: Approval, _form: dict[str, str]) -> Reply:
        company, user, client = self._parties(approval)
        if company is None or user is None:
            return pages.sign_in(approval)
        if not self._may_approve(user, client, company):
            return pages.administrator(approval)
        welcome = company.authorizes(client.sender_id)
        return pages.consent(approval, sender_id="" if welcome else client.sender_id)

    def _decided(self, approval: Approval, form: dict[str, str]) -> Reply:
        """Accept or Decline; an administrator's Accept authorizes the sender ID as well."""
        if not _accepts(form):
            approval.decided = True
            return _sent_back(approval.asked, error="access_denied")
        company, user, client = self._parties(approval)
        if company is None or user is None or not self._may_approve(user, client, company):
            return self._asked(approval, form)
        if user.admin == "full" and client.sender_id and not company.authorizes(client.sender_id):
            changed = company.with_sender(client.sender_id)
            self._simulation.put_company(approval.company_id, changed)
            self._simulation.save()
        seconds = self._simulation.assumptions.code_seconds
        code = self._simulation.approvals.issue(approval, seconds=seconds)
        return _sent_back(approval.asked, code=code)

    def _user(self, company_id: str, user_id: str, *, password: str) -> User | None:
        """The user who signs in so; Web Services users have no way into the website."""
        company = self._simulation.companies.get(company_id)
        user = company.user(user_id) if company and company.status == "active" else None
        if user is None or user.status != "active":
            return None
        if not hmac.compare_digest(user.password.encode(), password.encode()):
            self._simulation.count_bad_sign_in(company_id, user)
            return None
        self._simulation.bad_sign_ins.pop((company_id, user.id), None)
        barred = user.web_services_only
        if barred and not self._simulation.assumptions.web_services_user_may_approve:
            return None
        return user

    def _parties(self, approval: Approval) -> tuple[Company | None, User | None, Client]:
        company = self._simulation.companies.get(approval.company_id)
        user = company.user(approval.user_id) if company else None
        return company, user, self._simulation.clients[approval.asked.client_id]

    def _may_approve(self, user: User, client: Client, company: Company) -> bool:
        if user.admin == "full":
            return True
        welcome = admission.sender_is_welcome(client, company, self._simulation)
        return welcome and self._simulation.assumptions.non_admin_may_approve


async def _form(request: web.Request) -> dict[str, str]:
    return {name: value for name, value in (await request.post()).items() if isinstance(value, str)}


def _sent_back(asked: Asked, **answer: str) -> Reply:
    """302 to the client with a code or an error, and the state it gave."""
    if asked.state:
        answer["state"] = asked.state
    glue = "&" if urlsplit(asked.redirect_uri).query else "?"
    location = f"{asked.redirect_uri}{glue}{urlencode(answer)}"
    return _redirect(302, location, outcome=answer.get("error", "success"))


def _redirect(status: int, location: str, *, outcome: str = "success") -> Reply:
    return Reply(status, b"", outcome, "text/plain", location)


def _accepts(form: dict[str, str]) -> bool:
    return form.get("decision") == "accept"
