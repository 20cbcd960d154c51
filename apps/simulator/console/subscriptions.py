"""Company › Subscriptions: which applications are on, Web Services among them, at the bottom."""

from aiohttp import web

from apps.simulator.console import menu
from apps.simulator.console.desk import Desk, Form, guarded
from apps.simulator.console.markup import box, element, form
from apps.simulator.objects import MODULES

WEB_SERVICES = "web-services"


class Subscriptions(Desk):
    """Every application with a box; Company itself cannot be given up."""

    def routes(self) -> list[web.RouteDef]:
        here = menu.SUBSCRIPTIONS
        return [web.get(here, self.look), web.post(here, guarded(self.save, back=here))]

    async def look(self, request: web.Request) -> web.Response:
        _, company, _ = self.inside(request)
        boxes = [
            box(name, "on", code, ticked=code in company.applications)
            for code, name in MODULES.items()
            if code != "CO"
        ]
        last = box("Web Services", "on", WEB_SERVICES, ticked=company.web_services)
        boxes = [element("div", each) for each in (*boxes, last)]
        return self.show(
            request,
            "Subscriptions",
            element("h1", "Subscriptions"),
            form(menu.SUBSCRIPTIONS, *boxes, button="Save"),
            crumbs="Company › Subscriptions",
        )

    async def save(self, request: web.Request, typed: Form) -> web.StreamResponse:
        on = {str(value) for name, value in typed.items() if name == "on"}
        known = ["CO", *(code for code in MODULES if code in on)]
        self.change(request, applications=known, webServices=WEB_SERVICES in on)
        raise web.HTTPSeeOther(menu.SUBSCRIPTIONS)
