"""The modules `time` and `asyncio`, or their replacements."""

from __future__ import annotations

import sys
import time
from types import FunctionType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Callable, Optional, Tuple

_modules = sys.modules

# Modules of 1.1.0 whose waits used `time` and `asyncio`; tests replace them there.
_RESOURCES, _UTILS = "flymyai.agents._resources", "flymyai.utils.utils"


def _resolve(name: str, module: Any) -> Any:
    for place in (_RESOURCES, _UTILS):
        found = getattr(_modules.get(place), name, module)
        if found is not module:
            return found
    return module


def clock() -> Any:
    """Returns the module `time`, or its replacement.

    Example:
        >>> clock().sleep(0)
    """
    # Every call does this, and few programs import these modules.
    is_replaceable = _RESOURCES in _modules or _UTILS in _modules
    return _resolve("time", time) if is_replaceable else time


def async_clock() -> Any:
    """Returns the module `asyncio`, or its replacement; `None` before its import.

    Example:
        >>> import asyncio
        >>> async_clock() is asyncio
        True
    """
    asyncio = _modules.get("asyncio")
    is_replaceable = _RESOURCES in _modules or _UTILS in _modules
    return _resolve("asyncio", asyncio) if is_replaceable else asyncio


def monotonic() -> float:
    """Returns the time of the clock that waits use.

    Example:
        >>> monotonic() <= monotonic()
        True
    """
    now: float = clock().monotonic()
    return now


def async_functions() -> Tuple[Any, Any]:
    """Returns `time.monotonic` and `asyncio.sleep`, or their replacements.

    The second one is `None` before the import of asyncio.

    Example:
        >>> import asyncio, time
        >>> async_functions() == (time.monotonic, asyncio.sleep)
        True
    """
    # Every call does this, and few programs import these modules.
    if _RESOURCES in _modules or _UTILS in _modules:
        now, asyncio = clock(), async_clock()
    else:
        now, asyncio = time, _modules.get("asyncio")
    return now.monotonic, None if asyncio is None else asyncio.sleep


def replaced_async_sleep() -> Optional[Callable[[float], Any]]:
    """Returns the replacement of `asyncio.sleep`; `None` if it is not patched.

    Example:
        >>> replaced_async_sleep() is None
        True
    """
    _, sleep = async_functions()
    return None if sleep is None or is_defined_in(sleep, "asyncio.tasks") else sleep


def is_defined_in(function: Any, module: str) -> bool:
    """Returns whether a value is a function that a module defines, not a replacement.

    Args:
        function: The value.
        module: The module's name.

    Example:
        >>> is_defined_in(clock, "flymyai._internal.clock")
        True
    """
    return type(function) is FunctionType and function.__globals__.get("__name__") == module
