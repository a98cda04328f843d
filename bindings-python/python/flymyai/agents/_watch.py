"""Shows the events of a run until it has ended."""

from __future__ import annotations

from typing import Any, Optional

from .._arguments import id_text
from .._transports.detect import poll_is_overridden
from ..types import ExecutionLog, RunDetail
from ._event_stream import AsyncEvents, Events
from ._responses import Single
from ._run_views import view_of

_EXECUTION_LOG = Single(ExecutionLog)
_RUN_DETAIL = Single(RunDetail)
_STREAM = "runs.stream_events"


def watch(client: Any, run_id: Any, timeout: Optional[float], poll_interval: float) -> Any:
    """Shows a run, and returns it once it has ended, as `runs.watch` does.

    Args:
        client: The agents client.
        run_id: The run's id.
        timeout: Seconds until the watch ends without the run.
        poll_interval: Seconds between two polls.
    """
    stream = client._events(id_text(run_id, "run_id"), timeout, poll_interval, run_id)
    with Events(stream, _EXECUTION_LOG, True) as events, view_of(run_id) as view:
        for event in events:
            view.add(event, stream.created_at, stream.status)
        if poll_is_overridden(client, _STREAM):
            run = client.runs.get(run_id)
        else:
            # The record of the last poll.
            run = client._read(_RUN_DETAIL, stream.record(), "runs.get", None)
        view.end(run)
        return run


async def async_watch(
    client: Any, run_id: Any, timeout: Optional[float], poll_interval: float
) -> Any:
    """The same for an asynchronous client."""
    stream = client._events(id_text(run_id, "run_id"), timeout, poll_interval, run_id)
    with AsyncEvents(stream, _EXECUTION_LOG, True) as events, view_of(run_id) as view:
        async for event in events:
            view.add(event, stream.created_at, stream.status)
        if poll_is_overridden(client, _STREAM):
            run = await client.runs.get(run_id)
        else:
            # The record of the last poll.
            run = client._read(_RUN_DETAIL, stream.record(), "runs.get", None)
        view.end(run)
        return run
