from types import ModuleType

import pytest

from apps import intacct
from apps.intacct import results


def test_everything_public_is_exported() -> None:
    public = {name for name in vars(intacct) if not name.startswith("_")}
    modules = {name for name in public if isinstance(getattr(intacct, name), ModuleType)}

    assert set(intacct.__all__) == public - modules


@pytest.mark.parametrize("name", [name for name in vars(results) if name[0].isupper()])
def test_no_result_can_be_changed(name: str) -> None:
    kind = getattr(results, name)
    parameters = getattr(kind, "__dataclass_params__", None)

    assert parameters is None or parameters.frozen
