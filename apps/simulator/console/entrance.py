"""The console's doors and menus: sign in, the pages that only lead on, and what was mailed."""

import hmac

from aiohttp import web

from apps.simulator.company import User
from apps.simulator.console import menu
from apps.simulator.console.desk import COOKIE, Desk, Form, guarded, page
from apps.simulator.console.markup import Piece, element, field, form, joined, link, table
from apps.simulator.control import Handler

SIGN_IN = f"{menu.ROOT}/sign-in"


class Entrance(Desk):
    """Signs people in; Web Services users have no way into the website."""

    def routes(self) -> list[web.RouteDef]:
        listed = [web.get(item.url, self._branch(item)) for item in menu.branches()]
        return [
            web.get(menu.ROOT, self.begin),
            web.get(SIGN_IN, self.ask),
            web.post(SIGN_IN, guarded(self.sign_in, back=SIGN_IN)),
            web.get(menu.MAIL, self.mails),
            *listed,
        ]

    async def begin(self, request: web.Request) -> web.StreamResponse:
        raise web.HTTPSeeOther(menu.COMPANY if self.visit(request) else SIGN_IN)

    async def ask(self, _request: web.Request) -> web.Response:
        return _sign_in_page()

    async def sign_in(self, _request: web.Request, typed: Form) -> web.StreamResponse:
        company_id, user_id = str(typed.get("company", "")), str(typed.get("user", ""))
        user = self._user(company_id, user_id, password=str(typed.get("password", "")))
        if user is None:
            words = self.simulation.assumptions.sign_in_wording
            return _sign_in_page(company_id, user_id, problem=words)
        answer = web.HTTPSeeOther(menu.COMPANY)
        cookie = self.open_visit(company_id, user.id)
        answer.set_cookie(COOKIE, cookie, path="/", httponly=True, samesite="Lax")
        raise answer

    async def mails(self, request: web.Request) -> web.Response:
        """What Intacct would have mailed to somebody, newest first."""
        visit, _, _ = self.inside(request)
        rows = [
            (mail.to, mail.subject, mail.text)
            for mail in self.lobby.mails.get(visit.company_id, [])
        ]
        return self.show(
            request, "Mail", element("h1", "Mail"), table("Sent", ("To", "Subject", "Text"), rows)
        )

    def _branch(self, item: menu.Item) -> Handler:
        async def answer(request: web.Request) -> web.Response:
            rows = [element("li", link(each.words, each.url)) for each in item.below]
            return self.show(request, item.words, element("h1", item.words), element("ul", *rows))

        return answer

    def _user(self, company_id: str, user_id: str, *, password: str) -> User | None:
        company = self.simulation.companies.get(company_id)
        user = company.user(user_id) if company and company.status == "active" else None
        if user is None or user.status != "active" or user.web_services_only:
            return None
        return user if hmac.compare_digest(user.password.encode(), password.encode()) else None


def _sign_in_page(company: str = "", user: str = "", problem: str = "") -> web.Response:
    told: Piece = element("p", problem, role="alert") if problem else Piece()
    parts = joined(
        element("h1", "Sign in to Sage Intacct"),
        told,
        form(
            SIGN_IN,
            field("Company ID", "company", company),
            field("User ID", "user", user),
            field("Password", "password", kind="password"),
            button="Sign in",
        ),
    )
    return web.Response(text=page("Sign in", parts), content_type="text/html")
