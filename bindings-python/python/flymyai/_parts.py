"""Waits whose parts, other methods of the resources, a user has made their own.

A wait looks at its run by `runs.get`, a compilation of a run begins with
`agents.freeze`, and so on. Where a subclass or a test has replaced such a method,
it is called in place of the request it stands for. The core still does the wait.
"""

from __future__ import annotations

import json
from typing import Any, Callable, Dict, List, Optional

from pydantic import BaseModel

from ._seams import PARTS
from ._senders import Headers, Limits, Reply, Sender


class Parts(Sender):
    """Has methods of the resources do what requests would.

    Args:
        begin: Stands for the first request, if that is not a look.
        look: Stands for the other ones; gets what `begin` returned.
    """

    def __init__(self, begin: Optional[Callable[[], Any]], look: Callable[[Any], Any]) -> None:
        self._begin = begin
        self._look = look
        self.last: Any = None
        self._logs: Dict[Any, Any] = {}

    def ask(self, method: str, url: str, headers: Headers, body: Any, limits: Limits) -> Any:
        begin, self._begin = self._begin, None
        return self._look(self.last) if begin is None else begin()

    def read(self, response: Any) -> Reply:
        self.last = response
        return (200, "", [], self._written(response))

    def _written(self, record: Any) -> bytes:
        logs: List[Any] = list(getattr(record, "logs", None) or [])
        for log in logs:
            self._logs.setdefault(str(log.id), log)
        if isinstance(record, BaseModel):
            return record.model_dump_json().encode()
        status = getattr(record.status, "value", record.status)
        if not isinstance(status, str):
            # A stand-in that only says whether it is over.
            status = "completed" if record.is_terminal else "running"
        shown = [{"id": str(log.id)} for log in logs]
        return json.dumps({"id": str(record.id), "status": status, "logs": shown}).encode()

    def log(self, raw: bytes) -> Any:
        """The event that stands behind what the core has picked."""
        return self._logs[str(json.loads(raw)["id"])]


def parts_of(
    client: Any,
    operation: str,
    subject: Any,
    timeout: Any,
    interval: Any,
    more: Optional[Dict[str, Any]] = None,
) -> Parts:
    """The parts of a wait.

    Args:
        client: The agents client.
        operation: The wait.
        subject: The id of what it is about, as the caller wrote it.
        timeout: The wait's timeout.
        interval: The pause between two looks.
        more: What else the first part is called with.
    """
    first, look = PARTS[operation]
    seen = _method(client, look)
    if first is None:
        return Parts(None, lambda _: seen(subject))
    begin = _method(client, first)
    return Parts(
        lambda: begin(subject, **(more or {})),
        lambda begun: seen(begun.id, timeout=timeout, poll_interval=interval),
    )


def _method(client: Any, part: str) -> Any:
    resource, _, name = part.partition(".")
    return getattr(getattr(client, resource), name)
