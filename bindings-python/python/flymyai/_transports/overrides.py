"""Waits whose parts, other methods of the resources, a user has made their own.

A wait looks at its run by `runs.get`, a compilation of a run is `agents.freeze`
and then `compilations.wait`, and so on. Where a subclass or a test has replaced
such a method, it is called in place of the requests it stands for. The core still
does the wait.
"""

from __future__ import annotations

import json
from typing import Any, Callable, Dict, List

from .._native import compilation_error
from ..types import Compilation
from .detect import LOOKS, TURNS
from .senders import Headers, Limits, Reply, Sender


class Looks(Sender):
    """Has a method of the resources do what the requests of a wait would.

    Args:
        look: Returns the record that is waited for.
    """

    def __init__(self, look: Callable[[], Any]) -> None:
        self._look = look
        self.last: Any = None
        self._logs: Dict[str, Any] = {}

    def ask(self, method: str, url: str, headers: Headers, body: Any, limits: Limits) -> Any:
        return self._look()

    def read(self, response: Any) -> Reply:
        self.last = response
        return (200, "", [], self._written(response))

    def _written(self, record: Any) -> bytes:
        """What the core asks of a record; a test's stand-in may have little more."""
        if isinstance(record, Compilation):
            return record.model_dump_json(warnings=False).encode()
        logs: Any = getattr(record, "logs", None)
        known: List[Any] = list(logs) if type(logs) in (list, tuple) else []
        for log in known:
            self._logs.setdefault(str(log.id), log)
        status: Any = getattr(record, "status", None)
        status = getattr(status, "value", status)
        if not isinstance(status, str):
            # It only says whether it is over.
            status = "completed" if record.is_terminal else "running"
        shown = [{"id": str(log.id)} for log in known]
        subject = str(getattr(record, "id", ""))
        return json.dumps({"id": subject, "status": status, "logs": shown}).encode()

    def log(self, raw: bytes) -> Any:
        """The event that stands behind what the core has picked."""
        return self._logs[str(json.loads(raw)["id"])]


def looks_of(client: Any, operation: str, subject: Any) -> Looks:
    """The looks of a wait.

    Args:
        client: The agents client.
        operation: The wait.
        subject: The id of what it is about, as the caller wrote it.
    """
    look = _method(client, LOOKS[operation])
    return Looks(lambda: look(subject))


def in_turn(
    client: Any, operation: str, subject: Any, more: Dict[str, Any], wait: Dict[str, Any]
) -> Any:
    """Calls the two methods that an operation consists of.

    Args:
        client: The agents client.
        operation: The operation.
        subject: The id of what it is about, as the caller wrote it.
        more: What else the first method is called with.
        wait: What else the second one, the wait, is called with.
    """
    first, second = TURNS[operation]
    return _end(
        operation, _method(client, second)(_method(client, first)(subject, **more).id, **wait)
    )


async def async_in_turn(
    client: Any, operation: str, subject: Any, more: Dict[str, Any], wait: Dict[str, Any]
) -> Any:
    """The same for an asynchronous client; see `in_turn`."""
    first, second = TURNS[operation]
    begun = await _method(client, first)(subject, **more)
    return _end(operation, await _method(client, second)(begun.id, **wait))


def _end(operation: str, found: Any) -> Any:
    """What an operation ends with: a compilation that has failed is an error."""
    if operation == "agents.compile_from_run" and isinstance(found, Compilation):
        error = compilation_error(found.model_dump_json(warnings=False).encode())
        if error is not None:
            raise error
    return found


def _method(client: Any, part: str) -> Any:
    resource, _, name = part.partition(".")
    return getattr(getattr(client, resource), name)
