"""Old path of the resource classes: the module is `flymyai.resources`.

Its names are imported when they are used, with the models that they need.
"""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Any, Dict, List, Optional

from .. import resources, types

if TYPE_CHECKING:
    from ..resources import *  # noqa: F403
    from ..types import *  # noqa: F403
    from ..types.runs import TERMINAL_STATUSES as _TERMINAL_STATUSES

__all__ = [
    "TYPE_CHECKING",
    "_TERMINAL_STATUSES",
    "Any",
    "Dict",
    "List",
    "Optional",
    "asyncio",
    "time",
]
__all__ += resources.__all__
__all__ += types.__all__


def __getattr__(name: str) -> object:
    value: object
    if name == "_TERMINAL_STATUSES":
        from ..types.runs import TERMINAL_STATUSES

        value = TERMINAL_STATUSES
    elif name in resources.__all__:
        value = getattr(resources, name)
    elif name in types.__all__:
        value = getattr(types, name)
    else:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = value
    return value


def __dir__() -> List[str]:
    return sorted({*globals(), *__all__})
