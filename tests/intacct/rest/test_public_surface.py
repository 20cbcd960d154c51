from types import ModuleType

import pytest

from apps.intacct import rest
from apps.intacct.rest import results


def test_everything_public_is_exported() -> None:
    public = {name for name in vars(rest) if not name.startswith("_")}
    modules = {name for name in public if isinstance(getattr(rest, name), ModuleType)}

    assert set(rest.__all__) == public - modules


@pytest.mark.parametrize("name", [name for name in vars(results) if name[0].isupper()])
def test_no_result_can_be_changed(name: str) -> None:
    parameters = getattr(getattr(results, name), "__dataclass_params__", None)

    assert parameters is None or parameters.frozen
