"""Operations that call an overridden method of a resource.

A wait polls its run with `runs.get`; a compilation of a run calls `agents.freeze` and then
`compilations.wait`; the live compilation is the first of `compilations.list`. If a subclass or
a test overrides such a method, it is called instead of its request. Core still runs the wait.
"""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any, Callable, Dict, List

from .._arguments import PhaseTimeouts
from .._native import compilation_error
from ..types import Compilation
from .detect import COMPOSED_METHODS, POLL_METHODS
from .senders import Headers, Response, Sender


class OverriddenPoll(Sender):
    """Polls with an overridden method instead of a request.

    Args:
        poll: Returns the record of the wait.
    """

    def __init__(self, poll: Callable[[], Any]) -> None:
        self._poll = poll
        self.last: Any = None
        self._logs: Dict[str, Any] = {}

    def send(
        self, method: str, url: str, headers: Headers, body: Any, timeouts: PhaseTimeouts
    ) -> Any:
        return self._poll()

    def read(self, response: Any) -> Response:
        self.last = response
        return (200, "", [], self._record_json(response))

    def _record_json(self, record: Any) -> bytes:
        """Returns the fields of a record that core reads; a stub may have no others."""
        if isinstance(record, Compilation):
            return record.model_dump_json(warnings=False).encode()
        logs: Any = getattr(record, "logs", None)
        known: List[Any] = list(logs) if type(logs) in (list, tuple) else []
        for log in known:
            self._logs.setdefault(str(log.id), log)
        status: Any = getattr(record, "status", None)
        status = getattr(status, "value", status)
        if not isinstance(status, str):
            # A stub that has only `is_terminal`.
            status = "completed" if record.is_terminal else "running"
        fields: Dict[str, Any] = {
            "id": str(getattr(record, "id", "")),
            "status": status,
            "logs": [_event(log) for log in known],
        }
        agent_id: Any = getattr(record, "user_agent_task_uuid", None)
        if isinstance(agent_id, str):
            fields["user_agent_task_uuid"] = agent_id
        return json.dumps(fields).encode()

    def event(self, raw: bytes) -> Any:
        """Returns the event that core has selected."""
        return self._logs[str(json.loads(raw)["id"])]


def _event(log: Any) -> Dict[str, Any]:
    """Returns the fields of an event that core reads, without the data of the user."""
    event = {"id": str(log.id)}
    kind: Any = getattr(log, "type", None)
    kind = getattr(kind, "value", kind)
    if isinstance(kind, str):
        event["type"] = kind
    created_at: Any = getattr(log, "created_at", None)
    if isinstance(created_at, datetime):
        event["created_at"] = created_at.isoformat()
    return event


def overridden_poll(client: Any, operation: str, subject: Any) -> OverriddenPoll:
    """Returns the overridden poll of a wait.

    Args:
        client: The agents client.
        operation: The wait.
        subject: The id of the record, as the caller passed it.
    """
    poll = _method(client, POLL_METHODS[operation])
    return OverriddenPoll(lambda: poll(subject))


def call_composed(
    client: Any, operation: str, subject: Any, more: Dict[str, Any], wait: Dict[str, Any]
) -> Any:
    """Calls the methods that an operation is composed of.

    Args:
        client: The agents client.
        operation: The operation.
        subject: The id of the record, as the caller passed it.
        more: The other arguments of the first method.
        wait: The other arguments of the second method, the wait.
    """
    if operation == "compilations.get_live":
        return _first(client.compilations.list(agent_id=subject, is_live=True))
    first, second = COMPOSED_METHODS[operation]
    return _result(
        operation, _method(client, second)(_method(client, first)(subject, **more).id, **wait)
    )


async def async_call_composed(
    client: Any, operation: str, subject: Any, more: Dict[str, Any], wait: Dict[str, Any]
) -> Any:
    """The same for an asynchronous client; see `call_composed`."""
    if operation == "compilations.get_live":
        return _first(await client.compilations.list(agent_id=subject, is_live=True))
    first, second = COMPOSED_METHODS[operation]
    begun = await _method(client, first)(subject, **more)
    return _result(operation, await _method(client, second)(begun.id, **wait))


def _first(rows: Any) -> Any:
    return rows[0] if rows else None


def _result(operation: str, found: Any) -> Any:
    """Returns the result of an operation; raises for a compilation that has failed."""
    if operation == "agents.compile_from_run" and isinstance(found, Compilation):
        error = compilation_error(found.model_dump_json(warnings=False).encode())
        if error is not None:
            raise error
    return found


def _method(client: Any, part: str) -> Any:
    resource, _, name = part.partition(".")
    return getattr(getattr(client, resource), name)
