"""Predictions in pieces, for event loops."""
# Public signatures name bare `dict` and `list`.
# pyright: standard
# The name is public.
# ruff: noqa: N999

from __future__ import annotations

import sys
from inspect import isawaitable
from typing import Any, AsyncIterator, Awaitable, Callable, Iterator, Optional, Set, TypeVar, Union

from ..._internal.async_library import in_trio, next_batch
from ..._internal.lazy_response import LazyResponse, response_of
from ..authorizations import APIKeyClientInfo
from ..exceptions import BaseFlyMyAIException, FlyMyAIPredictException, failure
from ..models.successful_responses import PredictionEvent, PredictionPartial, StreamDetails
from ..types.event_types import EventType
from ._parse import parse_event, parse_partial, stream_error
from .exceptions import StreamCancellationException

TYPE_CHECKING = False
if TYPE_CHECKING:
    import asyncio

    from .._response import FlyMyAIResponse

__all__ = [
    "APIKeyClientInfo",
    "AsyncIterator",
    "AsyncPredictionStream",
    "Awaitable",
    "BaseFlyMyAIException",
    "Callable",
    "EventType",
    "PredictionEvent",
    "PredictionPartial",
    "StreamCancellationException",
    "StreamDetails",
    "TypeVar",
    "Union",
    "asyncio",
]

_AsyncEventCallbackType = TypeVar(
    "_AsyncEventCallbackType", bound=Callable[[PredictionEvent], Union[Any, Awaitable[Any]]]
)


class AsyncResponses:
    """The answers of one request, as responses; the request is made for the first.

    Args:
        open: Makes the native stream.
    """

    def __init__(self, open: Callable[[], Any]) -> None:
        self._open: Optional[Callable[[], Any]] = open
        self._stream: Optional[Any] = None
        self._ready: Iterator[Any] = iter(())

    async def answer(self) -> Optional[LazyResponse]:
        """The next answer, failure or not; `None` when there are no more."""
        for raw in self._ready:
            return LazyResponse(raw)
        if self._stream is None:
            if self._open is None:
                return None
            self._stream, self._open = self._open(), None
        try:
            batch = await next_batch(self._stream)
        except BaseException:
            # Asked again, a stream that was cancelled would begin anew.
            self.close()
            raise
        if batch is None:
            return None
        self._ready = iter(batch)
        return await self.answer()

    def close(self) -> None:
        """Ends the request."""
        self._open, self._ready = None, iter(())
        if self._stream is not None:
            self._stream.close()

    def __aiter__(self) -> AsyncResponses:
        return self

    async def __anext__(self) -> FlyMyAIResponse:
        answer = await self.answer()
        if answer is None:
            raise StopAsyncIteration
        if answer.is_error:
            raise failure(FlyMyAIPredictException, answer)
        return answer.response


class AsyncPredictionStream:
    """A prediction in pieces; made by a client's `stream`.

    Args:
        response_iterator: The responses.
        client: Who cancels.
        client_info: The user and the model of the stream.

    Example:
        >>> stream = client.stream({"prompt": "a cat"})
        >>> [part.status async for part in stream]
        [200, 200]
    """

    stream_details: StreamDetails
    """What the stream took; not there until the service tells."""
    event_callback: Any = None
    """What is called with each event; see `set_on_event`."""
    prediction_id: str
    """What the service calls the stream; not there until it does."""
    follow_cancelling: bool = True
    """Whether the service's word that the stream is being cancelled ends it."""

    def __init__(
        self, response_iterator: AsyncIterator[Any], client: Any, client_info: APIKeyClientInfo
    ) -> None:
        self.response_iterator = response_iterator
        """The responses."""
        self._client = client
        self._client_info = client_info
        self._callbacks: Set[Any] = set()

    async def cancel(self) -> FlyMyAIResponse:
        """Tells the service to stop.

        Returns:
            The service's answer.

        Raises:
            StreamCancellationException: Before the service has named the stream.
            BaseFlyMyAIException: When the service refused.

        Example:
            >>> stream = client.stream({"prompt": "a cat"}, model="demo/endless")
            >>> part = await stream.__anext__()
            >>> (await stream.cancel()).status_code
            200
        """
        if not hasattr(self, "prediction_id"):
            raise StreamCancellationException("No prediction_id obtained!")
        response: FlyMyAIResponse = await self._client.cancel_prediction(
            self.prediction_id, client_info=self._client_info
        )
        return response

    def set_on_event(self, callback_or_coro: Callable[[PredictionEvent], Any]) -> None:
        """Says what is called with each event.

        An exception from a function ends the iteration. Coroutines run beside it, and
        their exceptions are dropped. Under trio, where no task runs outside a nursery,
        the iteration awaits them, and their exceptions end it.

        Args:
            callback_or_coro: Takes the event.

        Example:
            >>> stream = client.stream({"prompt": "a cat"})
            >>> stream.set_on_event(lambda event: print(event.event_type.value))
            >>> parts = [part async for part in stream]
            id
        """
        self.event_callback = callback_or_coro

    def __aiter__(self) -> AsyncPredictionStream:
        return self

    async def loop_iter(self) -> Any:
        """Returns the next response that is a piece of the prediction; events are dealt with.

        Raises:
            StopAsyncIteration: At the end.
            FlyMyAIPredictException: When the model fails.
            httpx.TransportError: When the connection does.

        Example:
            >>> stream = client.stream({"prompt": "a cat"})
            >>> (await stream.loop_iter()).json()["output_data"]
            {'output': ['a ']}
        """
        return response_of(await self._piece())

    async def __anext__(self) -> PredictionPartial:
        return parse_partial(self, await self._piece())

    async def _piece(self) -> Any:
        while True:
            response = await self._response()
            if not response.is_event:
                return response
            event = parse_event(self, response)
            if event is None:
                continue
            if self.event_callback is not None:
                called = self.event_callback(event)
                if not in_trio():
                    self._start(called)
                elif isawaitable(called):
                    await called
            if event.event_type == EventType.CANCELLING and self.follow_cancelling:
                self._end()
                raise StopAsyncIteration

    async def _response(self) -> Any:
        responses = self.response_iterator
        if not isinstance(responses, AsyncResponses):
            return await responses.__anext__()
        answer = await responses.answer()
        if answer is None:
            raise StopAsyncIteration
        if answer.is_error:
            raise stream_error(self, answer)
        return answer

    def _start(self, called: Any) -> None:
        asyncio = sys.modules.get("asyncio")
        if asyncio is None:
            return
        if asyncio.iscoroutine(called) or isinstance(called, asyncio.Future):
            # The loop itself holds tasks by weak references only.
            task = asyncio.ensure_future(called)
            self._callbacks.add(task)
            task.add_done_callback(self._callbacks.discard)
            if task is not called:
                task.add_done_callback(_retrieve)

    def _end(self) -> None:
        close = getattr(self.response_iterator, "close", None)
        if close is not None:
            close()
        self.response_iterator = _nothing()


def _retrieve(task: asyncio.Task[Any]) -> None:
    """Suppresses the warning about the exception of a task that cannot be awaited, as in 1.1.0."""
    if not task.cancelled():
        task.exception()


async def _nothing() -> AsyncIterator[Any]:
    return
    yield


def __getattr__(name: str) -> Any:
    if name == "asyncio":
        import asyncio

        return asyncio
    if name == "BaseClient":
        from ..clients.base_client import BaseClient

        return BaseClient
    if name == "FlyMyAIResponse":
        from .._response import FlyMyAIResponse

        return FlyMyAIResponse
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
