"""Event streams of runs: batches of raw events from the core, one model at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, AsyncGenerator, Generator, List, Optional, Union

from ._replies import Single
from .types import ExecutionLog

if TYPE_CHECKING:
    from ._async_doors import AsyncBatches
    from ._doors import Batches
    from ._native import EventStream

_EVENT = Single(ExecutionLog)


def events(
    client: object, stream: Union[EventStream, Batches]
) -> Generator[ExecutionLog, None, None]:
    """Yields a stream's events; polling starts at the first `next`.

    Args:
        client: Kept, though nothing is asked of it: a client that is garbage is
            closed, and this one is needed as long as its stream.
        stream: The native stream, or one with errands to Python.
    """
    try:
        while True:
            batch: Optional[List[Any]] = stream.next_batch()
            if batch is None:
                return
            for raw in batch:
                yield _EVENT(200, raw) if type(raw) is bytes else raw
    finally:
        stream.close()


async def async_events(
    client: object, stream: Union[EventStream, AsyncBatches]
) -> AsyncGenerator[ExecutionLog, None]:
    """Yields a stream's events; polling starts at the first `anext`.

    Args:
        client: Kept, as in `events`.
        stream: The native stream, or one with errands to Python.
    """
    from ._async_library import next_batch

    try:
        while True:
            batch: Optional[List[Any]] = await next_batch(stream)
            if batch is None:
                return
            for raw in batch:
                yield _EVENT(200, raw) if type(raw) is bytes else raw
    finally:
        stream.close()
