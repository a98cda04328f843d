"""Which library awaits: trio inside its tasks, asyncio otherwise.

`_loops` and `_trio` offer the same functions, each for its library. Neither library is
imported for programs that run the other one.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, Awaitable, Callable, Optional

if TYPE_CHECKING:
    from ._native import Cancel, LoopQueue

_modules = sys.modules
_loops: Optional[Any] = None
_trio: Optional[Any] = None


def in_trio() -> bool:
    """Whether a task of trio's is running in this thread.

    Example:
        >>> in_trio()
        False
    """
    if "trio" not in _modules:
        return False
    # What trio itself tells it.
    sniffio: Any = _modules["sniffio"]
    try:
        found: bool = sniffio.current_async_library() == "trio"
    except sniffio.AsyncLibraryNotFoundError:
        return False
    return found


def library() -> Any:
    """The module for the library that is running.

    Example:
        >>> library().__name__
        'flymyai._loops'
    """
    global _loops, _trio
    if "trio" in _modules and in_trio():
        if _trio is None:
            from . import _trio as found

            _trio = found
        return _trio
    if _loops is None:
        from . import _loops as loops

        _loops = loops
    return _loops


def here() -> Optional[Any]:
    """What tells one event loop, or one run of trio's, from another; `None` outside of both.

    Example:
        >>> here() is here()
        True
    """
    if "trio" in _modules and in_trio():
        return library().here()
    asyncio = _modules.get("asyncio")
    return None if asyncio is None else asyncio._get_running_loop()


def finished(start: Callable[[LoopQueue, Any], Cancel]) -> Awaitable[Any]:
    """What a native call ends with, to be awaited.

    Args:
        start: Starts it, given a queue and what the queue resolves.
    """
    awaited: Awaitable[Any] = library().finished(start)
    return awaited


async def next_batch(stream: Any) -> Any:
    """What a stream has next: a native one, or one with errands to Python."""
    start = getattr(stream, "start_next", None)
    return await (stream.next_batch() if start is None else finished(start))


if "asyncio" in _modules:
    # Not left for the first call: a process that is forked meanwhile would find it half made.
    library()
