"""A stand-in for Sage's developer console: a workspace, its applications, their API keys.

Two generations of its menus are known: Apps, Add application, Create API keys (Sage's quickstart),
and Applications, Create new application with everything on one page (Oleria's guide).
"""

import secrets
from dataclasses import dataclass, field

from aiohttp import web

from apps.simulator.company import Client
from apps.simulator.console import menu
from apps.simulator.console.desk import Form, guarded, page
from apps.simulator.console.markup import Piece, choice, element, form, joined, link, table
from apps.simulator.console.markup import field as labeled
from apps.simulator.simulation import Simulation

ROOT = menu.DEVELOPER
WORKSPACES, APPS = f"{ROOT}/workspaces", f"{ROOT}/apps"
CREATE = f"{APPS}/create"
_SCOPES = {"Production": "production", "Non-production": "non-production"}


@dataclass
class App:
    """A registered application; its keys, once they were made."""

    name: str
    client_id: str = ""
    secret: str = field(default="", repr=False)


class DeveloperConsole:
    """One workspace for whoever comes: who may sign in there is not Intacct's matter."""

    def __init__(self, simulation: Simulation) -> None:
        self.simulation = simulation
        self.workspaces: list[str] = []
        self.apps: dict[str, App] = {}

    def routes(self) -> list[web.RouteDef]:
        app = APPS + "/{id}"
        return [
            web.get(ROOT, self.home),
            web.get(WORKSPACES, self.look),
            web.post(WORKSPACES, guarded(self.add_workspace, back=WORKSPACES)),
            web.get(APPS, self.list_apps),
            web.post(APPS, guarded(self.add_app, back=APPS)),
            web.get(CREATE, self.ask_all),
            web.post(CREATE, guarded(self.create, back=CREATE)),
            web.get(app, self.details),
            web.get(app + "/keys", self.look_at_keys),
            web.get(app + "/keys/create", self.ask_keys),
            web.post(app + "/keys/create", guarded(self.make_keys, back=APPS)),
        ]

    async def home(self, _: web.Request) -> web.Response:
        links = link("View workspaces", WORKSPACES), " · ", link("Applications", APPS)
        return _page("Sage developer console", element("p", *links))

    async def look(self, _: web.Request) -> web.Response:
        rows = [(name, link("Apps", APPS)) for name in self.workspaces]
        adds = form(
            WORKSPACES, labeled("Name", "name"), labeled("Contact email address", "email"),
            button="Create",
        )  # fmt: skip
        parts = table("Workspaces", ("Name", "Open"), rows), _window("Add workspace", adds)
        return _page("Workspaces", *parts)

    async def add_workspace(self, _: web.Request, typed: Form) -> web.StreamResponse:
        self.workspaces.append(str(typed.get("name", "")))
        raise web.HTTPSeeOther(APPS)

    async def list_apps(self, _: web.Request) -> web.Response:
        rows = [(link(app.name, f"{APPS}/{key}"), app.client_id) for key, app in self.apps.items()]
        adds = form(
            APPS,
            labeled("Name", "name"),
            labeled("Home page URL", "url"),
            labeled("Contact email address", "email"),
            button="Create",
        )
        return _page(
            "Apps",
            table("Applications", ("Name", "Client ID"), rows),
            element("p", link("Create new application", CREATE)),
            _window("Add application", adds),
        )

    async def add_app(self, _: web.Request, typed: Form) -> web.StreamResponse:
        raise web.HTTPSeeOther(f"{APPS}/{self._register(str(typed.get('name', '')))}")

    async def ask_all(self, _: web.Request) -> web.Response:
        fields = (
            choice("API type", "type", ("API - REST",)),
            labeled("Name", "name"),
            labeled("Intacct Web Services License Password/Key", "license", kind="password"),
            choice("Client Scope", "scope", _SCOPES),
        )
        return _page("Create new application", form(CREATE, *fields, button="Create"))

    async def create(self, _: web.Request, typed: Form) -> web.StreamResponse:
        key = self._register(str(typed.get("name", "")))
        sender_id = self._licensed(str(typed.get("license", "")))
        self._issue(self.apps[key], scope=_scope(typed), sender_id=sender_id)
        raise web.HTTPSeeOther(f"{APPS}/{key}/keys")

    async def details(self, request: web.Request) -> web.Response:
        app = self._app(request)
        lines = [link("Create API keys", f"{request.path}/keys/create")]
        if app.client_id:
            lines = [link("Sage Intacct", f"{request.path}/keys")]
        return _page(app.name, element("h2", "API Keys"), *(element("p", each) for each in lines))

    async def look_at_keys(self, request: web.Request) -> web.Response:
        app = self._app(request)
        rows = [("Client ID", app.client_id), ("Secret key", app.secret)]
        return _page(app.name, table("API keys: Sage Intacct", ("Key", "Value"), rows))

    async def ask_keys(self, request: web.Request) -> web.Response:
        fields = (
            choice("Sage Product API", "product", ("Sage Intacct",)),
            labeled("Redirect URI", "redirect"),
            labeled("Allowed Origin Domains", "origins"),
            labeled("Sender ID", "sender"),
            labeled("Web Services sender password", "password", kind="password"),
            choice("Client Scope", "scope", _SCOPES),
        )
        return _page("Create API keys", form(request.path, *fields, button="Create"))

    async def make_keys(self, request: web.Request, typed: Form) -> web.StreamResponse:
        app = self._app(request)
        uris = [part.strip() for part in str(typed.get("redirect", "")).split(",")]
        self._issue(
            app,
            scope=_scope(typed),
            redirect_uris=[uri for uri in uris if uri],
            sender_id=str(typed.get("sender", "")),
        )
        raise web.HTTPSeeOther(f"{APPS}/{request.match_info['id']}")

    def _register(self, name: str) -> str:
        key = str(len(self.apps) + 1)
        self.apps[key] = App(name or f"Application {key}")
        return key

    def _licensed(self, key: str) -> str:
        """The sender ID of the developer license that has this password; assumed: it says which."""
        senders = self.simulation.senders.items()
        return next((name for name, sender in senders if sender.password == key), "")

    def _issue(
        self, app: App, *, scope: str, redirect_uris: list[str] | None = None, sender_id: str = ""
    ) -> None:
        app.client_id = f"{secrets.token_hex(10)}.app.sage.com"
        app.secret = secrets.token_urlsafe(24)
        body = {"secret": app.secret, "redirectUris": redirect_uris or [],
                "senderId": sender_id, "scope": scope}  # fmt: skip
        self.simulation.clients[app.client_id] = Client.read(body)
        self.simulation.save()

    def _app(self, request: web.Request) -> App:
        found = self.apps.get(request.match_info["id"])
        if found is None:
            raise web.HTTPNotFound
        return found


def _scope(typed: Form) -> str:
    return _SCOPES.get(str(typed.get("scope", "Production")), "production")


def _window(title: str, adds: Piece) -> Piece:
    return element("section", element("h2", title), adds, **{"aria-label": title})


def _page(title: str, *parts: str) -> web.Response:
    places = ("View workspaces", WORKSPACES), ("Apps", APPS), ("Applications", APPS)
    nav = element("p", *(joined(link(*each), " ") for each in places))
    body: Piece = joined(nav, element("h1", title), *parts)
    return web.Response(text=page(title, body), content_type="text/html")
