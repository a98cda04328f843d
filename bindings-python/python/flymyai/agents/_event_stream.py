"""Iterates over the events of a run; leaving the block closes their stream."""

from __future__ import annotations

from types import TracebackType
from typing import Any, Callable, Generic, Iterator, List, Optional, Type, TypeVar

from .._record_clients import remember_client
from . import _failures

T = TypeVar("T")


class _Events(Generic[T]):
    """The events that a native stream returns batch by batch, as a context.

    The client is that of the records, for their methods. Closing is synchronous in both kinds: it
    also works after an event loop has ended.
    """

    def __init__(
        self,
        stream: Any,
        read: Callable[[int, Optional[bytes]], T],
        raise_on_timeout: bool,
        client: Any = None,
    ) -> None:
        self._stream = stream
        self._client = client
        self._read = read
        self._raise_on_timeout = raise_on_timeout

    def __exit__(
        self,
        kind: Optional[Type[BaseException]],
        error: Optional[BaseException],
        traceback: Optional[TracebackType],
    ) -> None:
        self._stream.close()

    def _event(self, raw: Any) -> T:
        # An overridden `runs.get` has already returned records.
        event: T = self._read_event(raw) if type(raw) is bytes else raw
        if self._client is not None:
            remember_client(event, self._client)
        return event

    def _read_event(self, raw: bytes) -> T:
        try:
            return self._read(200, raw)
        except Exception as error:
            failure = _failures.of_reading(error, "runs.stream_events", None)
        fail = getattr(self._stream, "fail", None)
        if fail is not None:
            # A traced stream.
            fail(failure)
        raise failure

    def _check_timeout(self) -> None:
        error = self._stream.timeout_error() if self._raise_on_timeout else None
        if error is not None:
            raise error


class Events(_Events[T]):
    """The events for a plain loop."""

    def __enter__(self) -> Events[T]:
        return self

    def __iter__(self) -> Iterator[T]:
        while True:
            batch: Optional[List[Any]] = self._stream.next_batch()
            if batch is None:
                break
            for raw in batch:
                yield self._event(raw)
        self._check_timeout()


class AsyncEvents(_Events[T]):
    """The events for an asynchronous loop."""

    def __enter__(self) -> AsyncEvents[T]:
        self._batch: Iterator[Any] = iter(())
        return self

    def __aiter__(self) -> AsyncEvents[T]:
        return self

    async def __anext__(self) -> T:
        from .._internal.async_library import next_batch

        while True:
            for raw in self._batch:
                return self._event(raw)
            batch: Optional[List[Any]] = await next_batch(self._stream)
            if batch is None:
                break
            self._batch = iter(batch)
        self._check_timeout()
        raise StopAsyncIteration
