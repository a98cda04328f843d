"""Predictions that arrive in parts, for event loops."""
# Public signatures name bare `dict` and `list`.
# pyright: standard
# The name is public.
# ruff: noqa: N999

from __future__ import annotations

import sys
from inspect import isawaitable
from typing import Any, AsyncIterator, Awaitable, Callable, Iterator, Optional, Set, TypeVar, Union

from ..._internal.async_library import in_trio, next_batch
from .._lazy_response import LazyResponse, response_of
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
    """The responses to one request, which is sent when the first of them is read.

    Args:
        open: Makes the native stream.
    """

    def __init__(self, open: Callable[[], Any]) -> None:
        self._open: Optional[Callable[[], Any]] = open
        self._stream: Optional[Any] = None
        self._ready: Iterator[Any] = iter(())

    async def next_response(self) -> Optional[LazyResponse]:
        """Returns the next response, which may be a failure; `None` at the end."""
        for raw in self._ready:
            return LazyResponse(raw)
        if self._stream is None:
            if self._open is None:
                return None
            self._stream, self._open = self._open(), None
        try:
            batch = await next_batch(self._stream)
        except BaseException:
            # Otherwise the next read would send the request again.
            self.close()
            raise
        if batch is None:
            return None
        self._ready = iter(batch)
        return await self.next_response()

    def close(self) -> None:
        """Ends the request."""
        self._open, self._ready = None, iter(())
        if self._stream is not None:
            self._stream.close()

    def __aiter__(self) -> AsyncResponses:
        return self

    async def __anext__(self) -> FlyMyAIResponse:
        response = await self.next_response()
        if response is None:
            raise StopAsyncIteration
        if response.is_error:
            raise failure(FlyMyAIPredictException, response)
        return response.response


class AsyncPredictionStream:
    """A prediction that arrives in parts; made by a client's `stream`.

    Args:
        response_iterator: The responses.
        client: The client that cancels the stream.
        client_info: The user and the model of the stream.

    Example:
        >>> stream = client.stream({"prompt": "a cat"})
        >>> [part.status async for part in stream]
        [200, 200]
    """

    stream_details: StreamDetails
    """The usage of the stream; set when the service has sent it."""
    event_callback: Any = None
    """The function that is called with each event; see `set_on_event`."""
    prediction_id: str
    """The service's id of the stream; set when the service has sent it."""
    follow_cancelling: bool = True
    """Whether a cancellation event of the service ends the iteration."""

    def __init__(
        self, response_iterator: AsyncIterator[Any], client: Any, client_info: APIKeyClientInfo
    ) -> None:
        self.response_iterator = response_iterator
        """The responses."""
        self._client = client
        self._client_info = client_info
        self._callbacks: Set[Any] = set()

    async def cancel(self) -> FlyMyAIResponse:
        """Requests the cancellation of the prediction.

        Returns:
            The response of the service.

        Raises:
            StreamCancellationException: Before the service has sent the stream's id.
            BaseFlyMyAIException: If the service refuses the request.

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
        """Sets the function that is called with each event.

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
        """Returns the next response with a part of the prediction; handles events before it.

        Raises:
            StopAsyncIteration: At the end.
            FlyMyAIPredictException: If the model fails.
            httpx.TransportError: If the connection fails.

        Example:
            >>> stream = client.stream({"prompt": "a cat"})
            >>> (await stream.loop_iter()).json()["output_data"]
            {'output': ['a ']}
        """
        return response_of(await self._next_part())

    async def __anext__(self) -> PredictionPartial:
        return parse_partial(self, await self._next_part())

    async def _next_part(self) -> Any:
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
        response = await responses.next_response()
        if response is None:
            raise StopAsyncIteration
        if response.is_error:
            raise stream_error(self, response)
        return response

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
