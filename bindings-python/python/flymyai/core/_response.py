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

    `is_event` says whether it is a word of the service inside a stream.

    Example:
        >>> FlyMyAIResponse(200, content=b'{"status": 200}').json()
        {'status': 200}
    """

    is_event: bool = False

    @classmethod
    def from_httpx(cls, response: httpx.Response) -> FlyMyAIResponse:
        """The same answer as one of this class."""
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
        """The answer's JSON; a leading `data` or `event` of an event's line is passed over."""
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
    tool_used: Optional[str]
    file_url: Optional[str]

    @classmethod
    def from_dict(cls, data: Optional[dict]) -> Optional[ChatResponseData]:
        """The answer inside a reply; `None` where there is none."""
        if not data:
            return None
        return cls(data.get("text"), data.get("tool_used"), data.get("file_url"))


@dataclass
class FlyMyAIM1Response:
    """M1's reply: an answer, or why there is none."""

    success: bool
    error: Optional[str]
    data: Optional[ChatResponseData]

    @classmethod
    def from_httpx(cls, response: Any) -> FlyMyAIM1Response:
        """The reply inside an HTTP response."""
        body = response.json()
        data = ChatResponseData.from_dict(body.get("data"))
        return cls(body.get("success"), body.get("error"), data)
