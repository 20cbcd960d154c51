"""Why there is no access token, where Intacct is not the one to say so."""

from apps.connections.models import Grant
from apps.intacct import ErrorDetail, Layer, Refused


class NoGrant(Exception):
    """Nothing was ever approved here, or nothing is named that tokens could be asked for with."""


class GrantEnded(Exception):
    """There was a grant, and it lets nobody in any more. `state` is a `Grant.State`."""

    def __init__(self, state: str) -> None:
        super().__init__(f"the grant is {state}")
        self.state = Grant.State(state)


class ClientChanged(Refused):
    """The application goes by another client ID than the one the tokens were given to.

    Intacct ends every grant whose token comes with the wrong client, so it was not asked. It is
    told as its refusal of a client would be: trouble, ours to mend, and no end of the grant.
    """

    def __init__(self) -> None:
        told = (ErrorDetail(errorno="invalid_client"),)
        super().__init__(layer=Layer.TOKEN, http_status=401, errors=told)
