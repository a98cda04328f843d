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
    """Makes an answer of the response to a question about a task."""

    def construct(self) -> FlyMyAIResponse:
        """The answer.

        Raises:
            BaseFlyMyAIException: For a response that is a failure.
        """
        return self._whole()
