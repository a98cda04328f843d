"""Predictions that arrive in parts, for threads."""
# The name is public.
# ruff: noqa: N999

from __future__ import annotations

from typing import Any, Callable, Iterator, Optional, TypeVar

from .._lazy_response import LazyResponse, response_of
from ..authorizations import APIKeyClientInfo
from ..exceptions import BaseFlyMyAIException, FlyMyAIPredictException, failure
from ..models.successful_responses import PredictionEvent, PredictionPartial, StreamDetails
from ..types.event_types import EventType
from ._parse import parse_event, parse_partial, stream_error
from .exceptions import StreamCancellationException

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .._response import FlyMyAIResponse

__all__ = [
    "APIKeyClientInfo",
    "BaseFlyMyAIException",
    "Callable",
    "EventType",
    "Iterator",
    "Optional",
    "PredictionEvent",
    "PredictionPartial",
    "PredictionStream",
    "StreamCancellationException",
    "StreamDetails",
    "TypeVar",
]

_SyncEventCallbackType = TypeVar("_SyncEventCallbackType", bound=Callable[[PredictionEvent], Any])


class Responses:
    """The responses to one request, which is sent when the first of them is read.

    Args:
        open: Makes the native stream.
    """

    def __init__(self, open: Callable[[], Any]) -> None:
        self._open: Optional[Callable[[], Any]] = open
        self._stream: Any = None
        self._ready: Iterator[Any] = iter(())

    def next_response(self) -> Optional[LazyResponse]:
        """Returns the next response, which may be a failure; `None` at the end."""
        for raw in self._ready:
            return LazyResponse(raw)
        if self._stream is None:
            if self._open is None:
                return None
            self._stream, self._open = self._open(), None
        batch = self._stream.next_batch()
        if batch is None:
            return None
        self._ready = iter(batch)
        return self.next_response()

    def close(self) -> None:
        """Ends the request."""
        self._open, self._ready = None, iter(())
        if self._stream is not None:
            self._stream.close()

    def __iter__(self) -> Responses:
        return self

    def __next__(self) -> FlyMyAIResponse:
        response = self.next_response()
        if response is None:
            raise StopIteration
        if response.is_error:
            raise failure(FlyMyAIPredictException, response)
        return response.response


class PredictionStream:
    """A prediction that arrives in parts; made by a client's `stream`.

    Args:
        response_iterator: The responses.
        client: The client that cancels the stream.
        client_info: The user and the model of the stream.

    Example:
        >>> stream = client.stream({"prompt": "a cat"})
        >>> [part.status for part in stream]
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
        self, response_iterator: Iterator[Any], client: Any, client_info: APIKeyClientInfo
    ) -> None:
        self.response_iterator = response_iterator
        """The responses."""
        self._client = client
        self._client_info = client_info

    def cancel(self) -> FlyMyAIResponse:
        """Requests the cancellation of the prediction.

        Returns:
            The response of the service.

        Raises:
            StreamCancellationException: Before the service has sent the stream's id.
            BaseFlyMyAIException: If the service refuses the request.

        Example:
            >>> stream = client.stream({"prompt": "a cat"}, model="demo/endless")
            >>> part = next(stream)
            >>> stream.cancel().status_code
            200
        """
        if not hasattr(self, "prediction_id"):
            raise StreamCancellationException("No prediction_id obtained!")
        response: FlyMyAIResponse = self._client.cancel_prediction(
            self.prediction_id, client_info=self._client_info
        )
        return response

    def set_on_event(self, callback: Callable[[PredictionEvent], Any]) -> None:
        """Sets the function that is called with each event; its exceptions end the iteration.

        Args:
            callback: Takes the event.

        Example:
            >>> stream = client.stream({"prompt": "a cat"})
            >>> stream.set_on_event(lambda event: print(event.event_type.value))
            >>> parts = list(stream)
            id
        """
        self.event_callback = callback

    def __iter__(self) -> PredictionStream:
        return self

    def loop_iter(self) -> Any:
        """Returns the next response with a part of the prediction; handles events before it.

        Raises:
            StopIteration: At the end.
            FlyMyAIPredictException: If the model fails.
            httpx.TransportError: If the connection fails.

        Example:
            >>> stream = client.stream({"prompt": "a cat"})
            >>> stream.loop_iter().json()["output_data"]
            {'output': ['a ']}
        """
        return response_of(self._next_part())

    def __next__(self) -> PredictionPartial:
        return parse_partial(self, self._next_part())

    def _next_part(self) -> Any:
        while True:
            response = self._response()
            if not response.is_event:
                return response
            event = parse_event(self, response)
            if event is None:
                continue
            if self.event_callback is not None:
                self.event_callback(event)
            if event.event_type == EventType.CANCELLING and self.follow_cancelling:
                self._end()
                raise StopIteration

    def _response(self) -> Any:
        responses = self.response_iterator
        if not isinstance(responses, Responses):
            return next(responses)
        response = responses.next_response()
        if response is None:
            raise StopIteration
        if response.is_error:
            raise stream_error(self, response)
        return response

    def _end(self) -> None:
        close = getattr(self.response_iterator, "close", None)
        if close is not None:
            close()
        self.response_iterator = iter(())


def __getattr__(name: str) -> Any:
    if name == "BaseClient":
        from ..clients.base_client import BaseClient

        return BaseClient
    if name == "FlyMyAIResponse":
        from .._response import FlyMyAIResponse

        return FlyMyAIResponse
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
