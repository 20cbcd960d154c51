"""The application that asks for tokens."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class ClientLogin:
    """What the developer console gave out: a client ID (`….app.sage.com`) and its secret.

    Both are sent byte for byte: a space pasted along with the secret is refused as a wrong one.
    """

    client_id: str
    secret: str = field(repr=False)
