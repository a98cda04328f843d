"""Protects Python code below pydantic's native frames from a finalizing interpreter.

Before Python 3.14, a daemon thread that returns to a finalizing interpreter is
unwound. Through pydantic's Rust, that aborts the process. Python code runs below such
frames while pydantic models are built, and in validators.
"""

from __future__ import annotations

import os
import sys
from functools import wraps
from threading import current_thread
from time import monotonic, sleep

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import ModuleType
    from typing import Any, Callable, List, TypeVar

    F = TypeVar("F", bound=Callable[..., Any])

THREADS_ARE_UNWOUND = sys.version_info < (3, 14)
# The number of checks for threads in guarded code at exit, and their interval in seconds.
MAX_CHECKS = 2000
CHECK_PAUSE = 0.001
# From the beginning of the exit on, for this time in seconds, daemon threads do not
# enter guarded code: the interpreter begins to finalize, unless exit handlers take longer.
PAUSE = 0.1


class Guard:
    """A context, or decorator, for code that must not be unwound: exit waits for its threads.

    Example:
        >>> guard = Guard()
        >>> with guard:
        ...     guard.is_entered
        True
    """

    def __init__(self) -> None:
        # One entry for each thread inside; a list's methods need no lock.
        self._entered: List[None] = []
        self._exit_began = 0.0

    @property
    def is_entered(self) -> bool:
        """Whether a thread is inside."""
        return bool(self._entered)

    def __enter__(self) -> None:
        if self._exit_began:
            self._pause()
        self._entered.append(None)

    def __exit__(self, *exception: object) -> None:
        if self._entered:
            self._entered.pop()

    def __call__(self, function: F) -> F:
        """Decorates a function whose whole body is guarded."""

        @wraps(function)
        def guarded(*arguments: Any, **options: Any) -> Any:
            with self:
                return function(*arguments, **options)

        return guarded  # type: ignore[return-value]

    def _pause(self) -> None:
        if current_thread().daemon:
            sleep(max(0.0, self._exit_began + PAUSE - monotonic()))

    def close(self) -> None:
        """Waits for the threads inside; called when the process begins to exit."""
        self._exit_began = monotonic()
        # Programs may have replaced the clock.
        for _ in range(MAX_CHECKS):
            if not self._entered:
                break
            sleep(CHECK_PAUSE)

    def reset(self) -> None:
        """Removes all entries; called in a forked child, which has none of the threads."""
        self._entered.clear()


guard = Guard()

if THREADS_ARE_UNWOUND:
    import atexit

    atexit.register(guard.close)
    if hasattr(os, "register_at_fork"):
        os.register_at_fork(after_in_child=guard.reset)


def import_module(name: str) -> ModuleType:
    """Imports a module, as `importlib.import_module` does; the module may build pydantic models."""
    from importlib import import_module

    with guard:
        return import_module(name)
