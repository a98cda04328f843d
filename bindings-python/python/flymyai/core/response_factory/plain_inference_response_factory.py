"""Parses responses that are event streams."""
# Public signatures name bare `dict` and `list`.
# pyright: standard

from __future__ import annotations

from typing import Any, Optional

import httpx

from .._response import FlyMyAIResponse
from .._streaming import ServerSentEvent
from ..exceptions import BaseFlyMyAIException
from .base_response_factory import ResponseFactory, ResponseFactoryException

__all__ = [
    "BaseFlyMyAIException",
    "FlyMyAIResponse",
    "ResponseFactory",
    "ResponseFactoryException",
    "SSEInferenceResponseFactory",
    "ServerSentEvent",
    "httpx",
]


class SSEInferenceResponseFactory(ResponseFactory):
    """Makes a `FlyMyAIResponse` of one event of an HTTP response.

    Args:
        httpx_response: The response.
        httpx_request: Its request; the response's own when left out.
        sse: The event; the response as a whole when left out.

    Example:
        >>> event = ServerSentEvent(data='{"status": 200, "output_data": {}}')
        >>> SSEInferenceResponseFactory(sse=event).construct().status_code
        200
    """

    def __init__(
        self,
        httpx_response: Optional[httpx.Response] = None,
        httpx_request: Optional[httpx.Request] = None,
        sse: Optional[ServerSentEvent] = None,
    ) -> None:
        super().__init__(httpx_response, httpx_request)
        self.sse = sse
        """The event."""

    def construct(self) -> FlyMyAIResponse:
        """Returns the response.

        Raises:
            BaseFlyMyAIException: For an event that is a failure.
            ResponseFactoryException: With neither response nor event.
        """
        if self.sse is None:
            return self._whole()
        sent = self.httpx_response
        request = self.httpx_request
        if request is None and sent is not None:
            request = sent.request
        status = self.get_sse_status_code()
        made = FlyMyAIResponse(
            status, content=(self.sse.event or self.sse.data).encode(), request=request
        )
        if sent is not None:
            made.headers = sent.headers
        made.is_event = self.sse.event is not None
        if status >= 400:
            raise BaseFlyMyAIException.from_response(made)
        return made

    def get_sse_status_code(self) -> int:
        """Returns the event's status, or else the response's; 599 for a failure without one."""
        body: Any = self.sse.json() if self.sse is not None else {}
        body = body if isinstance(body, dict) else {}
        status = body.get("status")
        if status is None:
            status = 200 if self.httpx_response is None else self.httpx_response.status_code
        if body.get("details") is not None and status < 400:
            return 599
        return int(status)
