"""Waits for a run that is started, and passes its events to a function of the program."""

from __future__ import annotations

import inspect
from contextlib import nullcontext
from typing import Any, Callable, ContextManager, Tuple

from .._transports.detect import composition_is_overridden
from ..types import ExecutionLog
from ._base_client import composed_arguments, is_traced
from ._event_stream import AsyncEvents, Events
from ._responses import Single

_EXECUTION_LOG = Single(ExecutionLog)


def wait_with_events(
    client: Any, on_event: Any, read: Any, arguments: Tuple[Any, ...], subject: Any
) -> Any:
    """Runs an operation that starts a run and waits for it.

    Args:
        client: The agents client.
        on_event: Is called for each event.
        read: Reads the response.
        arguments: The arguments of the native call.
        subject: The id as the caller passed it.
    """
    _check(on_event)
    if inspect.iscoroutinefunction(on_event):
        raise TypeError(
            "on_event must not be a coroutine function: use AsyncAgentClient, which awaits it"
        )
    operation = arguments[0]
    if composition_is_overridden(client, operation):
        first, wait = composed_arguments(arguments)
        run_id = client.agents.run(subject, **first).id
        for event in client.runs.stream_events(run_id, raise_on_timeout=True, **wait):
            on_event(event)
        return client.runs.get(run_id)
    with _span(client, arguments) as trace:
        stream = client._run_events(arguments, trace)
        with Events(stream, _EXECUTION_LOG, True) as events:
            for event in events:
                on_event(event)
            return client._read(read, stream.record(), operation, stream.idempotency_key)


async def async_wait_with_events(
    client: Any, on_event: Any, read: Any, arguments: Tuple[Any, ...], subject: Any
) -> Any:
    """The same for an asynchronous client; the function may be a coroutine function."""
    _check(on_event)
    operation = arguments[0]
    if composition_is_overridden(client, operation):
        first, wait = composed_arguments(arguments)
        run_id = (await client.agents.run(subject, **first)).id
        async for event in client.runs.stream_events(run_id, raise_on_timeout=True, **wait):
            await _notify(on_event, event)
        return await client.runs.get(run_id)
    with _span(client, arguments) as trace:
        stream = client._run_events(arguments, trace)
        with AsyncEvents(stream, _EXECUTION_LOG, True) as events:
            async for event in events:
                await _notify(on_event, event)
            return client._read(read, stream.record(), operation, stream.idempotency_key)


def _span(client: Any, arguments: Tuple[Any, ...]) -> ContextManager[Any]:
    """Returns the span of a call as a context, if the call is traced."""
    operation, subject = arguments[:2]
    if not is_traced(client, operation):
        return nullcontext()
    span: ContextManager[Any] = client._span(operation, subject)
    return span


def _check(on_event: Any) -> None:
    if not callable(on_event):
        kind = type(on_event).__name__
        raise TypeError(f"on_event must be a function that takes an event, not {kind}")


async def _notify(on_event: Callable[[Any], Any], event: Any) -> None:
    returned = on_event(event)
    if inspect.isawaitable(returned):
        await returned
