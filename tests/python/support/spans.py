"""The spans of a test, and parts of OpenTelemetry that fail."""

from __future__ import annotations

from typing import Any, List, Optional

import pytest
from opentelemetry import context, propagate, trace
from opentelemetry.sdk.trace import ReadableSpan, SpanProcessor, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.sdk.trace.sampling import (
    ALWAYS_ON,
    Decision,
    Sampler,
    SamplingResult,
    StaticSampler,
)
from opentelemetry.trace import Span

from flymyai._internal import span_guard


class Failure(Exception):
    """The exception of a part that fails."""


def _is_ours(span: Any) -> bool:
    return bool(span.instrumentation_scope.name == "flymyai")


class _Processor(SpanProcessor):
    """Fails for the spans of the package, in one of its methods."""

    def __init__(self, method: str) -> None:
        self._method = method

    def on_start(self, span: Any, parent_context: Optional[context.Context] = None) -> None:
        if self._method == "on_start" and _is_ours(span):
            raise Failure

    def on_end(self, span: ReadableSpan) -> None:
        if self._method == "on_end" and _is_ours(span):
            raise Failure


class _Sampler(Sampler):
    """Drops the spans of the package, or fails for them; records those of the program."""

    def __init__(self, fails: bool) -> None:
        self._fails = fails

    def should_sample(self, *args: Any, **keywords: Any) -> SamplingResult:
        if not args[2].startswith("invoke_agent"):
            return ALWAYS_ON.should_sample(*args, **keywords)
        if self._fails:
            raise Failure
        return StaticSampler(Decision.DROP).should_sample(*args, **keywords)

    def get_description(self) -> str:
        return "test"


def _fail_to_inject(*args: Any) -> None:
    raise Failure


class Spans:
    """The spans that were exported, and a tracer for the program's own spans.

    Args:
        monkeypatch: Sets the provider. `set_tracer_provider` works once in a process.
        breaks: The part that fails, or `sampled`.
    """

    def __init__(self, monkeypatch: pytest.MonkeyPatch, breaks: Optional[str] = None) -> None:
        self._exporter = InMemorySpanExporter()
        sampler = _Sampler(breaks == "sampler") if breaks in ("sampler", "sampled") else ALWAYS_ON
        self.provider = TracerProvider(sampler, shutdown_on_exit=False)
        self.provider.add_span_processor(SimpleSpanProcessor(self._exporter))
        if breaks in ("on_start", "on_end"):
            self.provider.add_span_processor(_Processor(breaks))
        if breaks == "propagator":
            monkeypatch.setattr(propagate, "inject", _fail_to_inject)
        monkeypatch.setattr(trace, "_TRACER_PROVIDER", self.provider)
        monkeypatch.setattr(span_guard, "_has_reported", False)
        self.tracer = self.provider.get_tracer("program")

    def all(self) -> List[ReadableSpan]:
        """All spans, with those of the program."""
        return list(self._exporter.get_finished_spans())

    def ended(self) -> List[ReadableSpan]:
        """The spans of the package."""
        return [each for each in self.all() if _is_ours(each)]

    def only(self) -> ReadableSpan:
        (span,) = self.ended()
        return span


def current() -> Span:
    return trace.get_current_span()


def check_headers(sent: List[str], span: Any) -> None:
    """Checks that these headers are the context of the span."""
    expected = f"00-{span.trace_id:032x}-{span.span_id:016x}-{span.trace_flags:02x}"
    assert sent == [expected] * len(sent)
