"""Answers about tasks."""
# The name is public.
# ruff: noqa: N818

from __future__ import annotations

from .._response import FlyMyAIResponse
from .base_response_factory import ResponseFactory

__all__ = ["AsyncTaskResultFactory", "MaybeNotExistent", "ResponseFactory"]


class MaybeNotExistent(Exception):
    """Perhaps there is no such task."""


class AsyncTaskResultFactory(ResponseFactory):
    """Makes an answer of the response to a question about a task.

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
        """Returns the answer.

        Raises:
            BaseFlyMyAIException: For a response that is a failure.
            ResponseFactoryException: Without a response.
        """
        return self._whole()
