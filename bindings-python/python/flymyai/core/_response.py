"""Responses of the inference API, as `httpx` responses."""
# Public signatures name bare `dict` and `list`.
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
    """A response of the inference API.

    Example:
        >>> FlyMyAIResponse(200, content=b'{"status": 200}').json()
        {'status': 200}
    """

    is_event: bool = False
    """Whether it is an event of the service inside a stream."""

    @classmethod
    def from_httpx(cls, response: httpx.Response) -> FlyMyAIResponse:
        """Returns the same response as one of this class.

        Args:
            response: The response.
        """
        made = cls(
            response.status_code,
            content=response.content,
            request=response.request,
            default_encoding=response.default_encoding,
        )
        # Set afterwards: the constructor would decompress the content again.
        made.headers = response.headers
        return made

    def json(self, **kwargs: Any) -> Any:
        """Returns the JSON; a leading `data` or `event` is skipped.

        Args:
            **kwargs: As for `json.loads`.

        Raises:
            json.JSONDecodeError: For other text.
        """
        text = self.text
        for name in ("data", "event"):
            if text.startswith(name):
                text = text[len(name) :]
                break
        return json.loads(text, **kwargs)


@dataclass
class ChatResponseData:
    """A message of M1."""

    text: Optional[str]
    """The text of the message."""
    tool_used: Optional[str]
    """The tool that was used for it."""
    file_url: Optional[str]
    """The address of a file that was made."""

    @classmethod
    def from_dict(cls, data: Optional[dict]) -> Optional[ChatResponseData]:
        """Returns the message in a response; `None` if there is none.

        Args:
            data: The `data` of the response.
        """
        if not data:
            return None
        return cls(data.get("text"), data.get("tool_used"), data.get("file_url"))


@dataclass
class FlyMyAIM1Response:
    """A response of M1: a message or an error."""

    success: bool
    """Whether there is a message."""
    error: Optional[str]
    """The error, if there is no message."""
    data: Optional[ChatResponseData]
    """The message."""

    @classmethod
    def from_httpx(cls, response: Any) -> FlyMyAIM1Response:
        """Returns the parsed HTTP response.

        Args:
            response: The response.
        """
        body = response.json()
        data = ChatResponseData.from_dict(body.get("data"))
        return cls(body.get("success"), body.get("error"), data)
