"""Old path of the names of apps; see `flymyai.resources` and `flymyai.types`.

They are imported when they are used.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import List

    from ..resources import Apps, AsyncApps
    from ..types import AppFile, AppFiles, AppPlan, AppRelease

__all__ = ["AppFile", "AppFiles", "AppPlan", "AppRelease", "Apps", "AsyncApps"]


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from .._internal.finalization import import_module

    home = "flymyai.resources" if name in ("AsyncApps", "Apps") else "flymyai.types"
    globals()[name] = value = getattr(import_module(home), name)
    return value


def __dir__() -> List[str]:
    return sorted({*globals(), *__all__})
