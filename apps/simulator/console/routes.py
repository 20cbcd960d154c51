"""All pages of the console, for one simulation."""

from aiohttp import web

from apps.simulator.console.desk import Lobby
from apps.simulator.console.developer import DeveloperConsole
from apps.simulator.console.entities import Entities
from apps.simulator.console.entrance import Entrance
from apps.simulator.console.roles import Roles
from apps.simulator.console.security import Security
from apps.simulator.console.subscriptions import Subscriptions
from apps.simulator.console.users import Users
from apps.simulator.simulation import Simulation


def routes(simulation: Simulation) -> list[web.RouteDef]:
    """The routes of the company's pages and of the developer console."""
    here = simulation, Lobby()
    desks = (
        Entrance(*here),
        Subscriptions(*here),
        Security(*here),
        Roles(*here),
        Users(*here, web_services=True),
        Users(*here, web_services=False),
        Entities(*here),
    )
    company = [route for desk in desks for route in desk.routes()]
    return [*company, *DeveloperConsole(simulation).routes()]
