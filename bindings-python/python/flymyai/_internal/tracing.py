"""Makes the spans of OpenTelemetry for calls that follow runs.

Imported only if the program has imported `opentelemetry.trace`. Core determines the names,
attributes and events of the spans; see `CallTrace` there.
"""

from __future__ import annotations

import json
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Dict, Generator, List, Optional

from opentelemetry import context, propagate, trace
from opentelemetry.trace import SpanKind, Status, StatusCode

from .._version import __version__
from .abandoned_spans import end_abandoned, end_at_exit, end_later, is_collecting
from .async_library import next_batch
from .span_guard import GUARD

if TYPE_CHECKING:
    from .._native import CallTrace


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
        self._context: Any = None
        self._span: Optional[trace.Span] = None
        self._name = ""
        self._token: Any = None

    def start(self) -> None:
        """Starts the span as a child of the current one, and sets the headers of the requests."""
        end_abandoned()
        self.is_started = True
        state = self._take()
        is_recording = False
        with GUARD:
            self._context = context.get_current()
            if "name" in state:
                self._name = state["name"]
                tracer = trace.get_tracer("flymyai", __version__)
                span = self._span = tracer.start_span(
                    self._name, self._context, SpanKind.CLIENT, state["attributes"]
                )
                self._context = trace.set_span_in_context(span, self._context)
                is_recording = span.is_recording()
        if not is_recording:
            self._native.discard_events()
        with GUARD:
            headers: Dict[str, str] = {}
            propagate.inject(headers, self._context)
            self._native.set_headers(list(headers.items()))

    def attach(self) -> Any:
        """Makes the span the current one; returns the argument of `detach`."""
        with GUARD:
            return context.attach(self._context)
        return None

    def detach(self, token: Any, error: Optional[BaseException] = None) -> None:
        """Makes the previous span the current one again.

        Args:
            token: The result of `attach`.
            error: The exception that has ended the call.
        """
        if token is None:
            return
        with GUARD:
            # The coroutine of a destroyed task ends in the context of whatever destroys it.
            # OpenTelemetry logs an error for a token of another context.
            if isinstance(error, GeneratorExit) and context.get_current() is not self._context:
                return
            context.detach(token)

    def end(self, error: Optional[BaseException] = None) -> None:
        """Ends the span; later calls have no effect.

        Args:
            error: The exception that has ended the call.
        """
        if is_collecting():
            self.end_later()
        else:
            self._end(error)
            end_abandoned()

    def end_later(self) -> None:
        """Has the next call end the span: this may be called while its thread holds any lock."""
        if self._span is not None:
            end_later(lambda at: self._end(at=at))

    def _end(self, error: Optional[BaseException] = None, at: Optional[int] = None) -> None:
        span, self._span = self._span, None
        if span is None:
            return
        if error is not None:
            self._fail(error)
        with GUARD:
            if span.is_recording():
                self._describe(span, error)
        with GUARD:
            span.end(at)
        self._native.discard_events()

    def _fail(self, error: BaseException) -> None:
        kind = type(error)
        text, code = "", None
        with GUARD:
            text = str(error).encode(errors="replace").decode()
            code = getattr(error, "code", None)
        with GUARD:
            self._native.fail(
                f"{kind.__module__}.{kind.__qualname__}",
                text,
                not isinstance(error, Exception),
                code if isinstance(code, str) else None,
            )

    def _describe(self, span: trace.Span, error: Optional[BaseException]) -> None:
        state = self._take()
        with GUARD:
            # The agent was not known at the start, and the program has not renamed the span. Only
            # the spans of SDKs have a `name`; the API does not define it.
            if state["name"] != self._name and getattr(span, "name", "") == self._name:
                span.update_name(state["name"])
        with GUARD:
            span.set_attributes(state["attributes"])
        with GUARD:
            for event in state["events"]:
                time: Optional[List[int]] = event.get("time")
                at = None if time is None else time[0] * 1_000_000_000 + time[1]
                span.add_event(event["name"], event["attributes"], at)
        failure: Optional[Dict[str, Any]] = state.get("failure")
        if failure is None:
            return
        if error is not None and failure["isException"]:
            with GUARD:
                span.record_exception(error)
        with GUARD:
            span.set_attribute("error.type", failure["type"])
            span.set_status(Status(StatusCode.ERROR, failure["text"]))

    def _take(self) -> Dict[str, Any]:
        state: Dict[str, Any] = json.loads(self._native.take())
        return state

    def __enter__(self) -> CallTrace:
        self.start()
        self._token = self.attach()
        return self._native

    def __exit__(self, kind: Any, error: Optional[BaseException], traceback: Any) -> None:
        self.detach(self._token, error)
        self.end(error)


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
        end_at_exit(span)

    @contextmanager
    def _attached(self) -> Generator[None, None, None]:
        """Requests a batch in the context of the span; an exception ends the span."""
        if not self._span.is_started:
            self._span.start()
        token = self._span.attach()
        try:
            yield
        except BaseException as error:
            self._span.detach(token, error)
            self._span.end(error)
            raise
        self._span.detach(token)

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

    def fail(self, error: BaseException) -> None:
        """Ends the span of a stream with an event that can't be read.

        Args:
            error: The exception that the stream raises.
        """
        self._span.end(error)

    def close(self) -> None:
        """Ends the stream."""
        self._stream.close()
        self._span.end()

    def __del__(self) -> None:
        self._span.end_later()


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
