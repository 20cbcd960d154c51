"""Company › Admin › Users and Web Services users: who they are, their roles and entities.

Nobody chooses a password here: Intacct mails one to the account's address, and so does this.
"""

import secrets
from typing import Any
from urllib.parse import quote, unquote

from aiohttp import web

from apps.simulator.company import Company, User
from apps.simulator.console import menu
from apps.simulator.console.desk import Desk, Form, guarded
from apps.simulator.console.markup import Piece, element, field, form, joined, link, table
from apps.simulator.console.roles import role_url
from apps.simulator.console.user_form import document, fields, status


class Users(Desk):
    """One of the two lists: people, or the users that only sign in over Web Services."""

    def __init__(self, *of: Any, web_services: bool) -> None:
        super().__init__(*of)
        self.web_services = web_services
        self.url = menu.WEB_SERVICES_USERS if web_services else menu.USERS
        self.title = "Web Services users" if web_services else "Users"
        self.one = "Web Services user" if web_services else "User"

    def routes(self) -> list[web.RouteDef]:
        add, user = f"{self.url}/add", self.url + "/{id}"
        return [
            web.get(self.url, self.look),
            web.get(add, self.ask),
            web.post(add, guarded(self.add, back=add)),
            web.get(user, self.edit),
            web.get(user + "/view", self.view),
            web.get(user + "/subscriptions", self.subscriptions),
            web.post(user, guarded(self.save, back=self.url)),
            web.post(user + "/reset-password", guarded(self.reset_password, back=self.url)),
        ]

    async def look(self, request: web.Request) -> web.Response:
        _, company, _ = self.inside(request)
        rows = [
            (
                user.id,
                self._actions(company, user),
                status(user),
                ", ".join(user.roles) or "none",
            )
            for user in company.users
            if user.web_services_only == self.web_services
        ]
        return self.show(
            request,
            self.title,
            element("h1", self.title),
            element("p", element("a", "Add", href=f"{self.url}/add")),
            table(self.title, ("User ID", "Actions", "Status", "Roles"), rows),
            crumbs=f"Company › Admin › {self.title}",
        )

    async def ask(self, request: web.Request) -> web.Response:
        _, company, _ = self.inside(request)
        return self._form(request, company, None, action=f"{self.url}/add")

    async def edit(self, request: web.Request) -> web.Response:
        _, company, _ = self.inside(request)
        user = self._found(company, request)
        return self._form(request, company, user, action=self._url(user.id))

    async def view(self, request: web.Request) -> web.Response:
        _, company, _ = self.inside(request)
        user = self._found(company, request)
        rows = [
            ("User ID", user.id),
            ("Email address", user.email),
            ("Status", status(user)),
            ("Admin privileges", user.admin.capitalize()),
            ("Roles", ", ".join(user.roles) or "none"),
            ("User entities", ", ".join(user.entities) or "all"),
        ]
        return self.show(
            request, self.one, element("h1", user.id), table(self.one, ("Field", "Value"), rows)
        )

    async def subscriptions(self, request: web.Request) -> web.StreamResponse:
        """Where users hold permissions: each has a role of its own, which no page calls so."""
        _, company, _ = self.inside(request)
        user = self._found(company, request)
        if user.id not in user.roles:
            roles = [role.document() for role in company.roles if role.name != user.id]
            self.change(request, roles=[*roles, {"name": user.id}])
            self._change(request, user, roles=[user.id])
        raise web.HTTPSeeOther(role_url(user.id))

    async def add(self, request: web.Request, typed: Form) -> web.StreamResponse:
        visit, company, _ = self.inside(request)
        user = document(company, typed) | {
            "id": typed.get("id", ""),
            "password": new_password(),
            "webServicesOnly": self.web_services,
        }
        others = [each.document() for each in company.users if each.id != user["id"]]
        self.change(request, users=[*others, user])
        self._tell(visit.company_id, user)
        raise web.HTTPSeeOther(menu.MAIL)

    async def save(self, request: web.Request, typed: Form) -> web.StreamResponse:
        _, company, _ = self.inside(request)
        user = self._found(company, request)
        self._change(request, user, **document(company, typed, user))
        raise web.HTTPSeeOther(self.url)

    async def reset_password(self, request: web.Request, _typed: Form) -> web.StreamResponse:
        visit, company, _ = self.inside(request)
        user, password = self._found(company, request), new_password()
        self._change(request, user, password=password)
        self._tell(visit.company_id, user.document() | {"password": password})
        raise web.HTTPSeeOther(menu.MAIL)

    def _form(
        self, request: web.Request, company: Company, user: User | None, *, action: str
    ) -> web.Response:
        known = "" if user is None else user.id
        who = field("User ID", "id", known) if user is None else element("h2", known)
        resets = [form(f"{action}/reset-password", button="Reset password")] if user else []
        return self.show(
            request,
            self.one,
            element("h1", self.one),
            form(action, who, *fields(company, user), button="Save"),
            *resets,
            crumbs=f"Company › Admin › {self.title} › {known or 'Add'}",
        )

    def _change(self, request: web.Request, user: User, **members: Any) -> None:
        _, company, _ = self.inside(request)
        users = [
            each.document() | members if each.id == user.id else each.document()
            for each in company.users
        ]
        self.change(request, users=users)

    def _tell(self, company_id: str, user: dict[str, Any]) -> None:
        words = f"User ID: {user['id']} Password: {user['password']}"
        to = str(user["email"]) or "nobody"
        self.mail(company_id, to=to, subject="Your Sage Intacct user", text=words)

    def _found(self, company: Company, request: web.Request) -> User:
        user = company.user(unquote(request.match_info["id"]))
        if user is None or user.web_services_only != self.web_services:
            raise web.HTTPNotFound
        return user

    def _actions(self, company: Company, user: User) -> Piece:
        """What can be done in a user's row; where users hold permissions, theirs too."""
        links = [("Edit", self._url(user.id)), ("View", self._view(user.id))]
        if company.permission_type == "user":
            links.append(("Subscriptions", f"{self._url(user.id)}/subscriptions"))
        return joined(*(joined(link(*each), " ") for each in links))

    def _url(self, user_id: str) -> str:
        return f"{self.url}/{quote(user_id, safe='')}"

    def _view(self, user_id: str) -> str:
        return f"{self._url(user_id)}/view"


def new_password() -> str:
    """Three kinds of characters, as Intacct's own have."""
    return f"Ia!{secrets.token_urlsafe(12)}"
