"""Companies, senders and clients as the control contract writes them (design.md §4)."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Annotated, Any, Literal, Self

from pydantic import Field, StringConstraints

from apps.simulator.bodies import Body, Id, WrongMember

ModuleCode = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2,5}$")]
Rights = Annotated[
    str, StringConstraints(pattern=r"^([A-Za-z][A-Za-z /-]*(\|[A-Za-z][A-Za-z /-]*)*)?$")
]

_KEYED_LISTS = {
    "entities": "id",
    "senders": "id",
    "clients": "clientId",
    "roles": "name",
    "users": "id",
}


class Sender(Body):
    """A Web Services sender ID's password, and whether Sage lets it in at all."""

    password: Id = Field(repr=False)
    status: Literal["active", "inactive"] = "active"


class Client(Body):
    """A registered OAuth application: what the developer console of Sage keeps."""

    secret: Id = Field(repr=False)
    redirect_uris: list[Id] = []
    sender_id: str = ""
    scope: Literal["production", "non-production"] = "production"


class Entity(Body):
    id: Id
    name: str = ""
    status: Literal["active", "inactive"] = "active"


class SenderGrant(Body):
    """A line of Company > Setup > Company > Security > Web Services authorizations."""

    id: Id
    status: Literal["active", "inactive"] = "active"
    description: str = ""


class ClientGrant(Body):
    """A line of Company > Setup > Company > Security > Authorized Client Applications."""

    client_id: Id
    user_id: str = ""


class Role(Body):
    """`permissions`: module → activity → rights, or module → `All` / `ReadOnly`."""

    name: Id
    permissions: dict[ModuleCode, dict[Id, Rights] | Literal["All", "ReadOnly"]] = {}


class User(Body):
    """`entities` empty means unrestricted."""

    id: Id
    password: Id = Field(repr=False)
    status: Literal["active", "inactive", "lockedout"] = "active"
    web_services_only: bool = True
    type: Id = "business"
    admin: Literal["off", "limited", "full"] = "off"
    roles: list[Id] = []
    entities: list[Id] = []
    email: str = ""


class Company(Body):
    """All an administrator can set in Intacct that the simulator heeds.

    `environment` is more than the contract has: clients of a non-production scope need it.
    """

    web_services: bool = True
    status: Literal["active", "suspended", "demo-expired"] = "active"
    environment: Literal["production", "non-production"] = "production"
    permission_type: Literal["role", "user"] = "role"
    multi_entity: bool = True
    top_level_only: bool = False
    applications: list[ModuleCode] = ["CO", "CM", "GL", "AP", "AR"]
    entities: list[Entity] = []
    senders: list[SenderGrant] = []
    clients: list[ClientGrant] = []
    roles: list[Role] = []
    users: list[User] = []

    @classmethod
    def read(cls, document: object) -> Self:
        """The checked company: ids are there once, users name only roles and entities it has."""
        company = super().read(document)
        _once("entities", (entity.id for entity in company.entities))
        _once("senders", (grant.id for grant in company.senders))
        _once("roles", (role.name for role in company.roles))
        _once("users", (user.id for user in company.users))
        _check_users(company)
        return company

    def merged(self, changes: Mapping[str, Any]) -> Self:
        """This company with the members given; a list item keeps what its new form leaves out.

        Items are matched by `id`, `name` or `clientId`; items the new list leaves out are gone.
        """
        document = self.document()
        for member, value in changes.items():
            document[member] = _merged_list(
                document.get(member), value, key=_KEYED_LISTS.get(member)
            )
        return self.read(document)

    def user(self, user_id: str, *, ignore_case: bool = False) -> User | None:
        """The user of that ID, compared byte for byte unless told otherwise."""
        wanted = user_id.casefold() if ignore_case else user_id
        for user in self.users:
            if (user.id.casefold() if ignore_case else user.id) == wanted:
                return user
        return None

    def with_user(self, changed: User) -> Self:
        """This company with one user replaced."""
        users = [changed if user.id == changed.id else user for user in self.users]
        return self.model_copy(update={"users": users})

    def with_sender(self, sender_id: str) -> Self:
        """This company with the sender ID authorized, as an administrator's approval does it."""
        others = [grant for grant in self.senders if grant.id != sender_id]
        return self.model_copy(update={"senders": [*others, SenderGrant(id=sender_id)]})

    def authorizes(self, sender_id: str) -> bool:
        """Whether the sender ID is on the list of Web Services authorizations, and active."""
        return any(grant.id == sender_id and grant.status == "active" for grant in self.senders)

    def without_secrets(self) -> dict[str, Any]:
        """The company's members, users without their passwords."""
        return self.model_dump(
            mode="json", by_alias=True, exclude={"users": {"__all__": {"password"}}}
        )


def _check_users(company: Company) -> None:
    roles = {role.name for role in company.roles}
    entities = {entity.id for entity in company.entities}
    for place, user in enumerate(company.users):
        _known(f"users.{place}.roles", user.roles, roles)
        _known(f"users.{place}.entities", user.entities, entities)


def _merged_list(old: object, new: object, *, key: str | None) -> object:
    if key is None or not isinstance(new, list) or not isinstance(old, list):
        return new
    known = {item[key]: item for item in old}
    return [
        {**known.get(str(item.get(key)), {}), **item} if isinstance(item, dict) else item
        for item in new
    ]


def _once(member: str, names: Iterable[str]) -> None:
    for name, count in Counter(names).items():
        if count > 1:
            raise WrongMember(member, f"{name!r} is there {count} times.")


def _known(member: str, names: Iterable[str], known: set[str]) -> None:
    for name in names:
        if name not in known:
            raise WrongMember(member, f"{name!r} is not in this company.")
