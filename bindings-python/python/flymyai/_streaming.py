"""Event streams of runs: batches of raw events from the core, one model at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, AsyncGenerator, Generator

from ._replies import Single
from .types import ExecutionLog

if TYPE_CHECKING:
    from ._native import EventStream

_EVENT = Single(ExecutionLog)


def events(client: object, stream: EventStream) -> Generator[ExecutionLog, None, None]:
    """Yields a stream's events; polling starts at the first `next`.

    Args:
        client: Kept, though nothing is asked of it: a client that is garbage is
            closed, and this one is needed as long as its stream.
        stream: The native stream.
    """
    try:
        while True:
            batch = stream.next_batch()
            if batch is None:
                return
            for raw in batch:
                yield _EVENT(200, raw)
    finally:
        stream.close()


async def async_events(client: object, stream: EventStream) -> AsyncGenerator[ExecutionLog, None]:
    """Yields a stream's events; polling starts at the first `anext`.

    Args:
        client: Kept, as in `events`.
        stream: The native stream.
    """
    from ._loops import finished

    try:
        while True:
            batch = await finished(stream.start_next)
            if batch is None:
                return
            for raw in batch:
                yield _EVENT(200, raw)
    finally:
        stream.close()
