"""Why there is no access token, where Intacct is not the one to say so."""

from apps.connections.models import Grant


class NoGrant(Exception):
    """Nothing was ever approved here, or nothing is named that tokens could be asked for with."""


class GrantEnded(Exception):
    """There was a grant, and it lets nobody in any more. `state` is a `Grant.State`."""

    def __init__(self, state: str) -> None:
        super().__init__(f"the grant is {state}")
        self.state = Grant.State(state)
