"""What every page of the console needs: who is signed in, the layout, and the company to change."""

import secrets
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from html import escape
from pathlib import Path
from string import Template
from typing import Any

from aiohttp import web

from apps.simulator.bodies import WrongMember
from apps.simulator.company import Company, User
from apps.simulator.console import menu
from apps.simulator.console.markup import Piece, element, joined, link
from apps.simulator.simulation import Simulation

COOKIE = "simulated-intacct"
Form = Mapping[str, Any]


@dataclass
class Mail:
    """What Intacct would have mailed: the console shows it instead."""

    to: str
    subject: str
    text: str = field(repr=False)


@dataclass
class Visit:
    """Who signed in, and where."""

    company_id: str
    user_id: str


@dataclass
class Lobby:
    """Visits by cookie, and the mails of every company. In memory, gone with the process."""

    visits: dict[str, Visit] = field(default_factory=dict, repr=False)
    mails: dict[str, list[Mail]] = field(default_factory=dict, repr=False)


class Desk:
    """The base of the console's pages."""

    def __init__(self, simulation: Simulation, lobby: Lobby) -> None:
        self.simulation = simulation
        self.lobby = lobby

    def visit(self, request: web.Request) -> Visit | None:
        return self.lobby.visits.get(request.cookies.get(COOKIE, ""))

    def open_visit(self, company_id: str, user_id: str) -> str:
        """Remember who signed in; returns the cookie."""
        cookie = secrets.token_urlsafe(24)
        self.lobby.visits[cookie] = Visit(company_id, user_id)
        return cookie

    def inside(self, request: web.Request) -> tuple[Visit, Company, User]:
        """Who is in, the company and the user; whoever is not is sent to sign in."""
        visit = self.visit(request)
        company = self.simulation.companies.get(visit.company_id) if visit else None
        user = company.user(visit.user_id) if company and visit else None
        if visit is None or company is None or user is None:
            raise web.HTTPSeeOther(f"{menu.ROOT}/sign-in")
        if user.admin == "off":
            raise web.HTTPForbidden(
                text=page("You do not have permission", _DENIED), content_type="text/html"
            )
        return visit, company, user

    def change(self, request: web.Request, **members: object) -> None:
        """Merge these members into the company, as `PATCH /_sim/companies` would."""
        visit, company, _ = self.inside(request)
        self.simulation.put_company(visit.company_id, company.merged(members))
        self.simulation.save()

    def mail(self, company_id: str, *, to: str, subject: str, text: str) -> None:
        self.lobby.mails.setdefault(company_id, []).insert(0, Mail(to, subject, text))

    def show(
        self, request: web.Request, title: str, *parts: str, crumbs: str = "", status: int = 200
    ) -> web.Response:
        """A page of the company, under the menu."""
        visit, _, _ = self.inside(request)
        head = element("p", crumbs, **{"class": "crumbs"}) if crumbs else ""
        body = page(title, head, *parts, who=visit)
        return web.Response(text=body, content_type="text/html", status=status)


def page(title: str, *parts: str, who: Visit | None = None) -> str:
    """A whole page; with a visit it carries the menu and says where one is."""
    return _layout().substitute(
        title=escape(title), menu=_menu(who) if who else "", content=joined(*parts)
    )


def guarded(
    handler: Callable[[web.Request, Form], Awaitable[web.StreamResponse]], *, back: str
) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    """Read the form, and tell the person in a page what the company cannot take."""

    async def answer(request: web.Request) -> web.StreamResponse:
        form = await request.post()
        try:
            return await handler(request, form)
        except WrongMember as wrong:
            said = element("p", f"{wrong.member}: {wrong.message}", role="alert")
            text = page(
                "Cannot be saved", element("h1", "Cannot be saved"), said, link("Back", back)
            )
            return web.Response(text=text, content_type="text/html", status=400)

    return answer


def _menu(who: Visit) -> Piece:
    place = element("span", f"{who.company_id} · {who.user_id}", **{"class": "who"})
    links = [link("Company", menu.COMPANY), link("Mail", menu.MAIL), place]
    return element("nav", *links, **{"aria-label": "Intacct"})


_DENIED = element("h1", "You do not have permission")


@cache
def _layout() -> Template:
    return Template((Path(__file__).parent / "layout.html").read_text())
