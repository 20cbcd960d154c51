"""Company › Admin › Roles: a role, its applications, and the permissions in each."""

from urllib.parse import quote, unquote

from aiohttp import web

from apps.simulator.company import Company, Role
from apps.simulator.console import menu
from apps.simulator.console.desk import Desk, Form, guarded
from apps.simulator.console.markup import (
    Piece,
    box,
    element,
    field,
    form,
    joined,
    link,
    several,
    table,
)
from apps.simulator.objects import MODULES, activities

ADD = f"{menu.ROLES}/add"
RIGHTS = ("List", "View", "Add", "Edit", "Delete")
_WHOLE = {"All": "All", "Read only": "ReadOnly"}
_SELECTED = ""  # an application that is ticked and grants nothing yet
_CRUMBS = "Company › Admin › Roles"


class Roles(Desk):
    """Only in companies with role-based permissions; elsewhere there is nothing here."""

    def routes(self) -> list[web.RouteDef]:
        role = menu.ROLES + "/{name}"
        rights = role + "/permissions/{module}"
        return [
            web.get(menu.ROLES, self.look),
            web.get(ADD, self.ask),
            web.post(ADD, guarded(self.add, back=ADD)),
            web.get(role, self.subscriptions),
            web.get(role + "/view", self.view),
            web.post(role, guarded(self.subscribe, back=menu.ROLES)),
            web.get(rights, self.permissions),
            web.post(rights, guarded(self.grant, back=menu.ROLES)),
        ]

    async def look(self, request: web.Request) -> web.Response:
        _, company, _ = self.inside(request)
        rows = [(role.name, _actions(role), ", ".join(role.permissions)) for role in company.roles]
        if company.permission_type == "user":
            told = "This company gives permissions to users, not to roles."
            return self.show(request, "Roles", element("h1", "Roles"), element("p", told))
        return self.show(
            request,
            "Roles",
            element("h1", "Roles"),
            element("p", link("Add", ADD)),
            table("Roles", ("Name", "Actions", "Applications"), rows),
            crumbs=_CRUMBS,
        )

    async def ask(self, request: web.Request) -> web.Response:
        parts = form(ADD, field("Name", "name"), button="Save")
        return self.show(request, "Role", element("h1", "Role"), parts, crumbs=f"{_CRUMBS} › Add")

    async def add(self, request: web.Request, typed: Form) -> web.StreamResponse:
        _, company, _ = self.inside(request)
        name = str(typed.get("name", ""))
        self.change(request, roles=[*_documents(company, but=name), {"name": name}])
        raise web.HTTPSeeOther(role_url(name))

    async def view(self, request: web.Request) -> web.Response:
        _, company, _ = self.inside(request)
        role = _role(company, request)
        below = element("p", link("View subscriptions", role_url(role.name)))
        crumbs = f"{_CRUMBS} › {role.name}"
        return self.show(request, "Role", element("h1", role.name), below, crumbs=crumbs)

    async def subscriptions(self, request: web.Request) -> web.Response:
        """Roles subscriptions: tick an application, then its Permissions link says how much."""
        _, company, _ = self.inside(request)
        role = _role(company, request)
        rows = [
            (
                box(MODULES[code], "module", code, ticked=code in role.permissions),
                _named_link("Permissions", MODULES[code], _rights_url(role, code)),
                _summary(role, code),
            )
            for code in dict.fromkeys(["CO", *company.applications])
        ]
        return self.show(
            request,
            "Roles subscriptions",
            element("h1", f"Roles subscriptions: {role.name}"),
            form(
                role_url(role.name),
                table("Applications", ("Application", "Permissions", "Granted"), rows),
                button="Save",
            ),
            crumbs=f"{_CRUMBS} › {role.name}",
        )

    async def subscribe(self, request: web.Request, typed: Form) -> web.StreamResponse:
        _, company, _ = self.inside(request)
        role = _role(company, request)
        ticked = [str(value) for name, value in typed.items() if name == "module"]
        permissions = {code: role.document()["permissions"].get(code, {}) for code in ticked}
        self._save(request, role.name, permissions)
        raise web.HTTPSeeOther(role_url(role.name))

    async def permissions(self, request: web.Request) -> web.Response:
        _, company, _ = self.inside(request)
        role, code = _role(company, request), request.match_info["module"]
        granted = role.permissions.get(code, {})
        whole = {value: label for label, value in _WHOLE.items()}
        presets = [
            box(label, "preset", label, ticked=label == whole.get(str(granted)), kind="radio")
            for label in ("All", "Read only", "As ticked below")
        ]
        name = MODULES.get(code, code)
        return self.show(
            request,
            f"Permissions: {name}",
            element("h1", f"Permissions: {name}"),
            form(
                _rights_url(role, code), element("fieldset", *presets),
                *_activities(code, granted), button="Save",
            ),
            crumbs=f"{_CRUMBS} › {role.name} › {name}",
        )  # fmt: skip

    async def grant(self, request: web.Request, typed: Form) -> web.StreamResponse:
        _, company, _ = self.inside(request)
        role, code = _role(company, request), request.match_info["module"]
        permissions = dict(role.document()["permissions"])
        preset = _WHOLE.get(str(typed.get("preset", "")))
        permissions[code] = preset or _ticked(code, typed)
        self._save(request, role.name, permissions)
        raise web.HTTPSeeOther(role_url(role.name))

    def _save(self, request: web.Request, name: str, permissions: dict[str, object]) -> None:
        _, company, _ = self.inside(request)
        roles = [
            each | {"permissions": permissions} if each["name"] == name else each
            for each in _documents(company)
        ]
        self.change(request, roles=roles)


def _actions(role: Role) -> Piece:
    """What can be done in a role's row."""
    url = role_url(role.name)
    links = ("Edit", url), ("View", f"{url}/view"), ("Subscriptions", url)
    return joined(*(joined(link(*each), " ") for each in links))


def _named_link(words: str, of: str, href: str) -> Piece:
    """A link among many of the same words: what it is of, for who cannot see the row."""
    return element("a", words, href=href, **{"aria-label": f"{words} of {of}"})


def _activities(code: str, granted: dict[str, str] | str) -> list[Piece]:
    held = granted if isinstance(granted, dict) else {}
    return [
        several(
            activity, activity, [(right, right) for right in RIGHTS],
            set(held.get(activity, "").split("|")),
        )
        for activity in activities(code)
    ]  # fmt: skip


def _ticked(code: str, typed: Form) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    for name, value in typed.items():
        if name in activities(code):
            found.setdefault(name, []).append(str(value))
    return {activity: "|".join(rights) for activity, rights in found.items()}


def _summary(role: Role, code: str) -> str:
    granted = role.permissions.get(code, _SELECTED)
    if isinstance(granted, str):
        return granted
    return "; ".join(f"{name}: {rights.replace('|', ', ')}" for name, rights in granted.items())


def _role(company: Company, request: web.Request) -> Role:
    name = unquote(request.match_info["name"])
    found = next((role for role in company.roles if role.name == name), None)
    if found is None:
        raise web.HTTPNotFound
    return found


def _documents(company: Company, *, but: str = "") -> list[dict[str, object]]:
    return [role.document() for role in company.roles if role.name != but]


def role_url(name: str) -> str:
    """Where a role's subscriptions are."""
    return f"{menu.ROLES}/{quote(name, safe='')}"


def _rights_url(role: Role, code: str) -> str:
    return f"{role_url(role.name)}/permissions/{code}"
