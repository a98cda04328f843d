"""Ends the spans of streams that the garbage collector frees.

A collection may begin anywhere, also while its thread holds a lock of a span processor, which the
end of a span acquires. Such spans end with the next traced call, or at the exit of the interpreter.
"""

from __future__ import annotations

import atexit
import gc
import os
import time
from collections import deque
from threading import get_ident
from typing import Any, Callable, Deque, Dict, List, Optional, Tuple
from weakref import WeakSet

_abandoned: Deque[Tuple[Callable[[int], None], int]] = deque()
_of_streams: WeakSet[Any] = WeakSet()
_collecting_thread: Optional[int] = None


def _note_collection(phase: str, info: Dict[str, Any]) -> None:
    global _collecting_thread
    _collecting_thread = get_ident() if phase == "start" else None


gc.callbacks.append(_note_collection)


def is_collecting() -> bool:
    """Returns whether this thread is in a collection, which then runs the caller."""
    return _collecting_thread == get_ident()


def end_later(end: Callable[[int], None]) -> None:
    """Notes a span that has ended now.

    Args:
        end: Ends it, with the time of its end in nanoseconds.
    """
    _abandoned.append((end, time.time_ns()))


def end_abandoned() -> None:
    """Ends the spans that were noted."""
    while _abandoned:
        try:
            end, at = _abandoned.popleft()
        except IndexError:  # Another thread was faster.
            return
        end(at)


def end_at_exit(span: Any) -> None:
    """Notes the span of a stream that may still be open when the program ends.

    Args:
        span: The span; its `end` is called then, which has no effect on one that has ended.
    """
    _of_streams.add(span)


def _end_all() -> None:
    spans: Optional[List[Any]] = None
    while spans is None:
        try:
            spans = list(_of_streams)
        except RuntimeError:
            # Another thread has opened a stream meanwhile.
            continue
    for span in spans:
        span.end()
    end_abandoned()


def _forget_all() -> None:
    _of_streams.clear()
    _abandoned.clear()


# The spans of a forked child are those of its parent, which ends them.
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget_all)
# The provider of the program was made before, and so it is shut down after this.
atexit.register(_end_all)
