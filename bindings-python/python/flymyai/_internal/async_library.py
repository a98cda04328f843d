"""Detects the asynchronous library of the caller: trio inside its tasks, asyncio otherwise.

`asyncio_loop` and `trio_run` define the same functions for their libraries. A program that uses one
library does not import the other one.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, Awaitable, Callable, Optional

if TYPE_CHECKING:
    from .._native import CompletionQueue, TaskHandle

_modules = sys.modules
_loops: Optional[Any] = None
_trio: Optional[Any] = None


def in_trio() -> bool:
    """Returns whether a trio task is running in this thread.

    Example:
        >>> in_trio()
        False
    """
    if "trio" not in _modules:
        return False
    # trio sets this value.
    sniffio: Any = _modules["sniffio"]
    try:
        found: bool = sniffio.current_async_library() == "trio"
    except sniffio.AsyncLibraryNotFoundError:
        return False
    return found


def library() -> Any:
    """Returns the module for the running library.

    Example:
        >>> library().__name__
        'flymyai._internal.asyncio_loop'
    """
    global _loops, _trio
    if "trio" in _modules and in_trio():
        if _trio is None:
            from . import trio_run as found

            _trio = found
        return _trio
    if _loops is None:
        from . import asyncio_loop as loops

        _loops = loops
    return _loops


def current_loop() -> Optional[Any]:
    """Returns an identity of the event loop or trio run; `None` outside of both.

    Example:
        >>> current_loop() is current_loop()
        True
    """
    if "trio" in _modules and in_trio():
        # Not by `trio_run`: the garbage collector may close a stream while that module is imported.
        return _modules["trio"].lowlevel.current_trio_token()
    asyncio = _modules.get("asyncio")
    return None if asyncio is None else asyncio._get_running_loop()


def await_native(start: Callable[[CompletionQueue, Any], TaskHandle]) -> Awaitable[Any]:
    """Starts a native call and returns an awaitable of its result.

    Args:
        start: Starts the call with a queue and the target of its result.
    """
    awaited: Awaitable[Any] = library().await_native(start)
    return awaited


async def next_batch(stream: Any) -> Any:
    """Returns the next batch of a native stream, or of a stream with host calls."""
    start = getattr(stream, "start_next", None)
    return await (stream.next_batch() if start is None else await_native(start))


if "asyncio" in _modules:
    # Imported early: a fork during the first call would leave it half initialised.
    library()
