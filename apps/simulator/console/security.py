"""Company › Setup › Company: who the company is, and on the Security tab whom it lets in."""

from typing import Any

from aiohttp import web

from apps.simulator.company import Company
from apps.simulator.console import menu
from apps.simulator.console.desk import Desk, Form, guarded
from apps.simulator.console.markup import (
    Piece,
    box,
    choice,
    element,
    field,
    form,
    joined,
    link,
    table,
)

TAB = f"{menu.SECURITY}/security"
EDIT_GENERAL, EDIT = f"{menu.SECURITY}/edit", f"{TAB}/edit"
ADD_SENDER, ADD_CLIENT = f"{EDIT}/web-services-authorizations/add", f"{EDIT}/clients/add"
SENDER, CLIENT = f"{EDIT}/web-services-authorizations", f"{EDIT}/clients"
MULTI_ENTITY = f"{menu.SETUP}/multi-entity"
SENDERS, CLIENTS = "Web Services authorizations", "Authorized client applications"
_CRUMBS = "Company › Setup › Company › Security"
_SENDER_HEADS = ("Sender ID", "Description", "Status")
_CLIENT_HEADS = ("Client ID", "Web Services user ID")


class Security(Desk):
    """Lines are added and taken away only while the company is edited, as in Intacct."""

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get(menu.SECURITY, self.general),
            web.get(EDIT_GENERAL, self.edit_general),
            web.get(TAB, self.look),
            web.get(EDIT, self.edit),
            web.get(ADD_SENDER, self.ask_sender),
            web.post(ADD_SENDER, guarded(self.add_sender, back=ADD_SENDER)),
            web.post(SENDER, guarded(self.change_sender, back=EDIT)),
            web.get(ADD_CLIENT, self.ask_client),
            web.post(ADD_CLIENT, guarded(self.add_client, back=ADD_CLIENT)),
            web.post(CLIENT, guarded(self.remove_client, back=EDIT)),
            web.post(menu.SECURITY, guarded(self.restrict, back=menu.SECURITY)),
        ]

    async def general(self, request: web.Request) -> web.Response:
        visit, company, _ = self.inside(request)
        facts = [("Company ID", visit.company_id), ("Environment", company.environment)]
        return self.show(
            request,
            "Company",
            element("h1", "Company"),
            _tabs(),
            element("p", link("Edit", EDIT_GENERAL)),
            table("General information", ("Field", "Value"), facts),
            table("Global settings", ("Field", "Value"), [("Permission type", _type(company))]),
            crumbs="Company › Setup › Company",
        )

    async def edit_general(self, request: web.Request) -> web.Response:
        _, company, _ = self.inside(request)
        level = box(
            "Restrict access to top level only", "top", "yes", ticked=company.top_level_only
        )
        return self.show(
            request,
            "Edit company",
            element("h1", "Company"),
            _tabs(edited=True),
            element("h2", "Multi-Entity Management"),
            form(menu.SECURITY, level, button="Save"),
            crumbs="Company › Setup › Company › Edit",
        )

    async def look(self, request: web.Request) -> web.Response:
        _, company, _ = self.inside(request)
        return self.show(
            request,
            "Security",
            element("h1", "Security"),
            _tabs(),
            element("p", link("Edit", EDIT)),
            table(SENDERS, _SENDER_HEADS, _sender_rows(company)),
            table(CLIENTS, _CLIENT_HEADS, _client_rows(company)),
            crumbs=_CRUMBS,
        )

    async def edit(self, request: web.Request) -> web.Response:
        _, company, _ = self.inside(request)
        senders = [(*row, _sender_buttons(row[0])) for row in _sender_rows(company)]
        clients = [(*row, _remove(CLIENT, row[0], user=row[1])) for row in _client_rows(company)]
        return self.show(
            request,
            "Edit company security",
            element("h1", "Security"),
            _tabs(edited=True),
            _section(SENDERS, (*_SENDER_HEADS, "Actions"), senders, add=ADD_SENDER),
            _section(CLIENTS, (*_CLIENT_HEADS, "Actions"), clients, add=ADD_CLIENT),
            element("p", link("Save", TAB)),
            crumbs=f"{_CRUMBS} › Edit",
        )

    async def ask_sender(self, request: web.Request) -> web.Response:
        fields = (
            field("Sender ID", "id"),
            field("Description", "description"),
            choice("Status", "status", ("Active", "Inactive")),
        )
        title = "Web Services sender information"
        return self.show(
            request, title, element("h1", title), form(ADD_SENDER, *fields, button="Save"),
            crumbs=f"{_CRUMBS} › {SENDERS} › Add",
        )  # fmt: skip

    async def add_sender(self, request: web.Request, typed: Form) -> web.StreamResponse:
        _, company, _ = self.inside(request)
        line = {
            "id": typed.get("id", ""),
            "description": typed.get("description", ""),
            "status": str(typed.get("status", "Active")).lower(),
        }
        others = [grant.document() for grant in company.senders if grant.id != line["id"]]
        self.change(request, senders=[*others, line])
        raise web.HTTPSeeOther(EDIT)

    async def change_sender(self, request: web.Request, typed: Form) -> web.StreamResponse:
        _, company, _ = self.inside(request)
        status = {"Set active": "active", "Set inactive": "inactive"}.get(str(typed.get("press")))
        kept: list[dict[str, Any]] = []
        for grant in company.senders:
            if grant.id != typed.get("id"):
                kept.append(grant.document())
            elif status:
                kept.append(grant.document() | {"status": status})
        self.change(request, senders=kept)
        raise web.HTTPSeeOther(EDIT)

    async def ask_client(self, request: web.Request) -> web.Response:
        fields = field("Client ID", "clientId"), field("Web Services user ID", "userId")
        title = "Authorized client application"
        return self.show(
            request, title, element("h1", title), form(ADD_CLIENT, *fields, button="Save"),
            crumbs=f"{_CRUMBS} › {CLIENTS} › Add",
        )  # fmt: skip

    async def add_client(self, request: web.Request, typed: Form) -> web.StreamResponse:
        _, company, _ = self.inside(request)
        line = {"clientId": typed.get("clientId", ""), "userId": typed.get("userId", "")}
        lines = [grant.document() for grant in company.clients]
        self.change(request, clients=[*(each for each in lines if each != line), line])
        raise web.HTTPSeeOther(EDIT)

    async def remove_client(self, request: web.Request, typed: Form) -> web.StreamResponse:
        _, company, _ = self.inside(request)
        gone = (typed.get("id"), typed.get("user"))
        lines = [
            grant.document()
            for grant in company.clients
            if (grant.client_id, grant.user_id) != gone
        ]
        self.change(request, clients=lines)
        raise web.HTTPSeeOther(EDIT)

    async def restrict(self, request: web.Request, typed: Form) -> web.StreamResponse:
        self.change(request, topLevelOnly="top" in typed)
        raise web.HTTPSeeOther(menu.SECURITY)


def _type(company: Company) -> str:
    return "Role-based" if company.permission_type == "role" else "User-based"


def _tabs(*, edited: bool = False) -> Piece:
    """The tabs; whoever edits the company goes on editing on the other one."""
    general, security = (EDIT_GENERAL, EDIT) if edited else (menu.SECURITY, TAB)
    links = link("General information", general), " · ", link("Security", security)
    return element("p", *links, role="group", **{"aria-label": "Tabs"})


def _section(title: str, heads: tuple[str, ...], rows: list[Any], *, add: str) -> Piece:
    name = f"Add to {title}"
    added = element("p", element("a", "Add", href=add, **{"aria-label": name}))
    return element("section", table(title, heads, rows), added, **{"aria-label": title})


def _sender_rows(company: Company) -> list[tuple[str, ...]]:
    return [(one.id, one.description, one.status.capitalize()) for one in company.senders]


def _client_rows(company: Company) -> list[tuple[str, ...]]:
    return [(one.client_id, one.user_id) for one in company.clients]


def _sender_buttons(sender_id: str) -> Piece:
    hidden = field_hidden("id", sender_id)
    words = ("Set active", "Set inactive", "Delete")
    return joined(*(form(SENDER, hidden, button=each) for each in words))


def _remove(action: str, client_id: str, *, user: str) -> Piece:
    hidden = joined(field_hidden("id", client_id), field_hidden("user", user))
    return form(action, hidden, button="Delete")


def field_hidden(name: str, value: str) -> Piece:
    """What a button says of its row."""
    return Piece(element("input", type="hidden", name=name, value=value).removesuffix("</input>"))
