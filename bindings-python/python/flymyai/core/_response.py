"""Answers as `httpx` responses."""
# `dict` and `list` without arguments: so these are annotated since the beginning.
# pyright: standard
# mypy: disable-error-code="type-arg"

from __future__ import annotations

import json
import os
import typing
from dataclasses import dataclass
from typing import Any, Optional

import httpx

__all__ = [
    "ChatResponseData",
    "FlyMyAIM1Response",
    "FlyMyAIResponse",
    "dataclass",
    "httpx",
    "json",
    "os",
    "typing",
]


class FlyMyAIResponse(httpx.Response):
    """An answer of the inference service.

    Example:
        >>> FlyMyAIResponse(200, content=b'{"status": 200}').json()
        {'status': 200}
    """

    is_event: bool = False
    """Whether it is an event of the service inside a stream."""

    @classmethod
    def from_httpx(cls, response: httpx.Response) -> FlyMyAIResponse:
        """Returns the same answer as one of this class.

        Args:
            response: The answer.
        """
        made = cls(
            response.status_code,
            content=response.content,
            request=response.request,
            default_encoding=response.default_encoding,
        )
        # As they came; given to the constructor, they would be acted upon.
        made.headers = response.headers
        return made

    def json(self, **kwargs: Any) -> Any:
        """Returns the answer's JSON; a leading `data` or `event` is passed over.

        Args:
            **kwargs: As for `json.loads`.

        Raises:
            json.JSONDecodeError: For other text.
        """
        text = self.text
        for word in ("data", "event"):
            if text.startswith(word):
                text = text[len(word) :]
                break
        return json.loads(text, **kwargs)


@dataclass
class ChatResponseData:
    """What M1 answered."""

    text: Optional[str]
    """The answer."""
    tool_used: Optional[str]
    """The tool that was used for it."""
    file_url: Optional[str]
    """The address of a file that was made."""

    @classmethod
    def from_dict(cls, data: Optional[dict]) -> Optional[ChatResponseData]:
        """Returns the answer inside a reply; `None` where there is none.

        Args:
            data: The reply's `data`.
        """
        if not data:
            return None
        return cls(data.get("text"), data.get("tool_used"), data.get("file_url"))


@dataclass
class FlyMyAIM1Response:
    """M1's reply: an answer, or why there is none."""

    success: bool
    """Whether there is an answer."""
    error: Optional[str]
    """Why there is none."""
    data: Optional[ChatResponseData]
    """The answer."""

    @classmethod
    def from_httpx(cls, response: Any) -> FlyMyAIM1Response:
        """Returns the reply inside an HTTP response.

        Args:
            response: The response.
        """
        body = response.json()
        data = ChatResponseData.from_dict(body.get("data"))
        return cls(body.get("success"), body.get("error"), data)
