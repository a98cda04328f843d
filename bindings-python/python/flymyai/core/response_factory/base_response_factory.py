"""The base of the response factories."""
# The name is public.
# ruff: noqa: N818

from __future__ import annotations

from abc import abstractmethod
from typing import Any, Optional

import httpx

from ..._base_error import FlyMyAIError
from .._response import FlyMyAIResponse
from .._streaming import ServerSentEvent
from ..exceptions import BaseFlyMyAIException

__all__ = [
    "BaseFlyMyAIException",
    "FlyMyAIResponse",
    "ResponseFactory",
    "ResponseFactoryException",
    "ServerSentEvent",
    "abstractmethod",
    "httpx",
]


class ResponseFactoryException(FlyMyAIError):
    """A factory was given no response."""


class ResponseFactory:
    """Makes a `FlyMyAIResponse` of an HTTP response.

    Args:
        httpx_response: The response.
        httpx_request: Its request; the response's own when left out.
    """

    def __init__(
        self,
        httpx_response: Optional[httpx.Response] = None,
        httpx_request: Optional[httpx.Request] = None,
        *_: Any,
        **__: Any,
    ) -> None:
        self.httpx_response = httpx_response
        """The response."""
        self.httpx_request = httpx_request
        """Its request, where it was given."""

    @abstractmethod
    def construct(self) -> FlyMyAIResponse:
        """Returns the response.

        Raises:
            BaseFlyMyAIException: For a response that is a failure.
        """
        raise NotImplementedError

    def _whole(self) -> FlyMyAIResponse:
        if self.httpx_response is None:
            raise ResponseFactoryException("httpx_response and sse params required")
        response = FlyMyAIResponse.from_httpx(self.httpx_response)
        if response.status_code >= 400:
            raise BaseFlyMyAIException.from_response(response)
        return response
