"""Server-sent events, for programs that read lines themselves.

The clients of this package parse events in core.
"""
# The name is public.
# ruff: noqa: N818

from __future__ import annotations

import json
from typing import Any, AsyncIterator, Iterator, List, Optional

from typing_extensions import override

from .._base_error import FlyMyAIError

__all__ = [
    "Any",
    "AsyncIterator",
    "Iterator",
    "SSEDecoder",
    "SSEException",
    "ServerSentEvent",
    "json",
    "override",
]


class SSEException(FlyMyAIError):
    """The headers or the URL of an event were set twice."""


class ServerSentEvent:
    """One event.

    Args:
        event: The `event` field.
        data: The `data` lines, joined by line feeds.
        id: The last `id` seen.
        retry: The `retry` field, in milliseconds.

    Example:
        >>> ServerSentEvent(data='{"a": 1}').json()
        {'a': 1}
    """

    def __init__(
        self,
        *,
        event: Optional[str] = None,
        data: Optional[str] = None,
        id: Optional[str] = None,
        retry: Optional[int] = None,
    ) -> None:
        self._event = event or None
        self._data = data or ""
        self._id = id
        self._retry = retry

    @property
    def event(self) -> Optional[str]:
        """The `event` field."""
        return self._event

    @property
    def id(self) -> Optional[str]:
        """The last `id` seen."""
        return self._id

    @property
    def retry(self) -> Optional[int]:
        """The `retry` field, in milliseconds."""
        return self._retry

    @property
    def data(self) -> str:
        """The `data` lines."""
        return self._data

    @property
    def headers(self) -> Any:
        """The headers of the response; settable once."""
        return self._headers

    @headers.setter
    def headers(self, headers: Any) -> None:
        if hasattr(self, "_headers"):
            raise SSEException("the headers of this event are known already")
        self._headers = headers

    @property
    def url(self) -> Any:
        """The URL of the response; settable once."""
        return self._url

    @url.setter
    def url(self, url: Any) -> None:
        if hasattr(self, "_url"):
            raise SSEException("the URL of this event is known already")
        self._url = url

    def json(self) -> Any:
        """Returns the JSON of the `event` field, or else of `data`.

        Raises:
            AttributeError: When both are empty.
        """
        text = self._event or self._data
        if not text:
            raise AttributeError("this event has no JSON")
        return json.loads(text)

    @override
    def __repr__(self) -> str:
        fields = (self.event, self.data, self.id, self.retry)
        return "ServerSentEvent(event={}, data={}, id={}, retry={})".format(*fields)


class SSEDecoder:
    """Finds the events in a stream of lines.

    Example:
        >>> [event.data for event in SSEDecoder().iter(["data: a", ""])]
        ['a']
    """

    def __init__(self) -> None:
        self._event: Optional[str] = None
        self._data: List[str] = []
        self._last_event_id: Optional[str] = None
        self._retry: Optional[int] = None

    def iter(self, iterator: Iterator[str]) -> Iterator[ServerSentEvent]:
        """Yields the events in these lines.

        Args:
            iterator: The lines.
        """
        for line in iterator:
            event = self.decode(line.rstrip("\r\n"))
            if event is not None:
                yield event

    async def aiter(self, iterator: AsyncIterator[str]) -> AsyncIterator[ServerSentEvent]:
        """Yields the events in lines that arrive asynchronously.

        Args:
            iterator: The lines.
        """
        async for line in iterator:
            event = self.decode(line.rstrip("\r\n"))
            if event is not None:
                yield event

    def decode(self, line: str) -> Optional[ServerSentEvent]:
        """Takes one line; returns the event that it completes.

        Args:
            line: The line, without its end.
        """
        if not line:
            return self._dispatch()
        name, _, value = line.partition(":")
        if value.startswith(" "):
            value = value[1:]
        if name == "event":
            self._event = value
        elif name == "data":
            self._data.append(value)
        elif name == "id" and "\0" not in value:
            self._last_event_id = value
        elif name == "retry" and value.isascii() and value.isdigit():
            self._retry = int(value)
        return None

    def _dispatch(self) -> Optional[ServerSentEvent]:
        if not (self._event or self._data or self._last_event_id or self._retry is not None):
            return None
        event = ServerSentEvent(
            event=self._event,
            data="\n".join(self._data),
            id=self._last_event_id,
            retry=self._retry,
        )
        self._event, self._data, self._retry = None, [], None
        return event
