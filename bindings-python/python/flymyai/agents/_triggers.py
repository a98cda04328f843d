"""Old path of the names of triggers; see `flymyai.resources` and `flymyai.types`.

They are imported when they are used.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import List

    from ..resources import AsyncTriggersV1, TriggersV1
    from ..types import TriggerEventV1, TriggerV1

__all__ = ["AsyncTriggersV1", "TriggerEventV1", "TriggerV1", "TriggersV1"]


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from .._internal.finalization import import_module

    home = "flymyai.resources" if name in ("AsyncTriggersV1", "TriggersV1") else "flymyai.types"
    globals()[name] = value = getattr(import_module(home), name)
    return value


def __dir__() -> List[str]:
    return sorted({*globals(), *__all__})
