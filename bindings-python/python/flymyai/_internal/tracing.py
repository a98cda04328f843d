"""Makes the spans of OpenTelemetry for calls that follow runs.

Imported only if the program has imported `opentelemetry.trace`. Core knows the names, attributes
and events of the spans; see `CallTrace` there.
"""

from __future__ import annotations

import json
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Dict, Generator, List, Optional

from opentelemetry import context, propagate, trace
from opentelemetry.trace import SpanKind, Status, StatusCode

from .._version import __version__
from .async_library import next_batch

if TYPE_CHECKING:
    from .._native import CallTrace

_CANCELLED = "cancelled"
"""The `error.type` of a call that was cancelled or interrupted."""


class CallSpan:
    """The span of one call. It is the current span inside the `with` block.

    A call that only starts work has no span; its requests carry the caller's context.

    Args:
        native: The native trace of the call.
    """

    def __init__(self, native: CallTrace) -> None:
        self._native = native
        self.is_started = False
        """Whether `start` was called."""
        self.context: Any = None
        """The context of the span, once it has started."""
        self._span: Optional[trace.Span] = None
        self._token: Any = None

    def start(self) -> None:
        """Starts the span as a child of the current one, and sets the headers of the requests."""
        state = self._take()
        self.is_started = True
        self.context = context.get_current()
        if "name" in state:
            tracer = trace.get_tracer("flymyai", __version__)
            self._span = tracer.start_span(
                state["name"], self.context, SpanKind.CLIENT, state["attributes"]
            )
            self.context = trace.set_span_in_context(self._span, self.context)
        headers: Dict[str, str] = {}
        propagate.inject(headers, self.context)
        self._native.set_headers(list(headers.items()))

    def end(self, error: Optional[BaseException] = None) -> None:
        """Ends the span; later calls have no effect.

        Args:
            error: The exception that has ended the call.
        """
        span, self._span = self._span, None
        if span is None:
            return
        if span.is_recording():
            self._describe(span, error)
        span.end()

    def _describe(self, span: trace.Span, error: Optional[BaseException]) -> None:
        state = self._take()
        span.update_name(state["name"])
        span.set_attributes(state["attributes"])
        for event in state["events"]:
            time: Optional[List[int]] = event.get("time")
            at = None if time is None else time[0] * 1_000_000_000 + time[1]
            span.add_event(event["name"], event["attributes"], at)
        failure: Optional[Dict[str, str]] = state.get("failure")
        if error is not None:
            is_failure = isinstance(error, Exception)
            if is_failure:
                span.record_exception(error)
            kind = _type_of(error) if is_failure else _CANCELLED
            _fail(span, kind, str(error) if is_failure else _CANCELLED)
        elif failure is not None:
            _fail(span, failure["code"], failure["text"])

    def _take(self) -> Dict[str, Any]:
        state: Dict[str, Any] = json.loads(self._native.take())
        return state

    def __enter__(self) -> CallTrace:
        self.start()
        self._token = context.attach(self.context)
        return self._native

    def __exit__(self, kind: Any, error: Optional[BaseException], traceback: Any) -> None:
        context.detach(self._token)
        self.end(error)


def _type_of(error: BaseException) -> str:
    """Returns the `error.type`: the code of an error of this package, or the class."""
    code = getattr(error, "code", None)
    if isinstance(code, str):
        return code
    kind = type(error)
    module = "" if kind.__module__ == "builtins" else f"{kind.__module__}."
    return f"{module}{kind.__qualname__}"


def _fail(span: trace.Span, kind: str, text: str) -> None:
    span.set_attribute("error.type", kind)
    span.set_status(Status(StatusCode.ERROR, text))


class _TracedStream:
    """An event stream whose span starts with the first batch and ends with the stream.

    No context stays attached between two batches.

    Args:
        stream: The stream.
        span: Its span.
    """

    def __init__(self, stream: Any, span: CallSpan) -> None:
        self._stream = stream
        self._span = span

    @contextmanager
    def _attached(self) -> Generator[None, None, None]:
        """Requests a batch in the context of the span; an exception ends the span."""
        if not self._span.is_started:
            self._span.start()
        token = context.attach(self._span.context)
        try:
            yield
        except BaseException as error:
            self._span.end(error)
            raise
        finally:
            context.detach(token)

    def record(self) -> Any:
        """Returns the status and the record of the run, once it has ended."""
        return self._stream.record()

    @property
    def status(self) -> Any:
        """The status of the run at the last poll."""
        return self._stream.status

    @property
    def created_at(self) -> Any:
        """The time at which the run was created, once it is known."""
        return self._stream.created_at

    def timeout_error(self) -> Optional[BaseException]:
        """Returns the exception of a stream that has ended at its timeout; `None` for another."""
        error: Optional[BaseException] = self._stream.timeout_error()
        if error is not None:
            self._span.end(error)
        return error

    def close(self) -> None:
        """Ends the stream."""
        self._stream.close()
        self._span.end()

    def __del__(self) -> None:
        self._span.end()


class TracedStream(_TracedStream):
    """A traced stream for threads."""

    def next_batch(self) -> Any:
        """Returns the next items; `None` at the end."""
        with self._attached():
            return self._stream.next_batch()


class AsyncTracedStream(_TracedStream):
    """A traced stream for event loops."""

    async def next_batch(self) -> Any:
        """Returns the next items; `None` at the end."""
        with self._attached():
            return await next_batch(self._stream)
