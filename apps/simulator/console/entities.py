"""Company › Admin › Entities: the entities below the top level."""

from aiohttp import web

from apps.simulator.console import menu
from apps.simulator.console.desk import Desk, Form, guarded
from apps.simulator.console.markup import choice, element, field, form, link, table

ADD = f"{menu.ENTITIES}/add"


class Entities(Desk):
    """The list, and one more."""

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get(menu.ENTITIES, self.look),
            web.get(ADD, self.ask),
            web.post(ADD, guarded(self.add, back=ADD)),
        ]

    async def look(self, request: web.Request) -> web.Response:
        _, company, _ = self.inside(request)
        rows = [(one.id, one.name, one.status.capitalize()) for one in company.entities]
        return self.show(
            request,
            "Entities",
            element("h1", "Entities"),
            element("p", link("Add", ADD)),
            table("Entities", ("Entity ID", "Name", "Status"), rows),
            crumbs="Company › Admin › Entities",
        )

    async def ask(self, request: web.Request) -> web.Response:
        fields = (
            field("Entity ID", "id"),
            field("Name", "name"),
            choice("Status", "status", ("Active", "Inactive")),
        )
        return self.show(
            request, "Entity", element("h1", "Entity"), form(ADD, *fields, button="Save"),
            crumbs="Company › Admin › Entities › Add",
        )  # fmt: skip

    async def add(self, request: web.Request, typed: Form) -> web.StreamResponse:
        _, company, _ = self.inside(request)
        one = {
            "id": typed.get("id", ""),
            "name": typed.get("name", ""),
            "status": str(typed.get("status", "Active")).lower(),
        }
        others = [each.document() for each in company.entities if each.id != one["id"]]
        self.change(request, entities=[*others, one])
        raise web.HTTPSeeOther(menu.ENTITIES)
