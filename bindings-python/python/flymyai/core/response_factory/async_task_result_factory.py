"""Parses responses about tasks."""
# The name is public.
# ruff: noqa: N818

from __future__ import annotations

from ..._base_error import FlyMyAIError
from .._response import FlyMyAIResponse
from .base_response_factory import ResponseFactory

__all__ = ["AsyncTaskResultFactory", "MaybeNotExistent", "ResponseFactory"]


class MaybeNotExistent(FlyMyAIError):
    """The task may not exist."""


class AsyncTaskResultFactory(ResponseFactory):
    """Makes a `FlyMyAIResponse` of the response about a task.

    Args:
        httpx_response: The response.
        httpx_request: Its request; the response's own when left out.

    Example:
        >>> import httpx
        >>> response = httpx.Response(200, json={}, request=httpx.Request("GET", "http://a/"))
        >>> AsyncTaskResultFactory(response).construct().json()
        {}
    """

    def construct(self) -> FlyMyAIResponse:
        """Returns the response.

        Raises:
            BaseFlyMyAIException: For a response that is a failure.
            ResponseFactoryException: Without a response.
        """
        return self._whole()
