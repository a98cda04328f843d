"""The table: the behaviour of each hostile service, its calls, and the expected outcome."""

from __future__ import annotations

from typing import NamedTuple, Tuple

ALL = ("get", "wait", "predict", "stream")
MODELS = ("predict", "stream")
# Seconds that a call may take, as its caller sets.
TIMEOUT = 2


class Row(NamedTuple):
    """One behaviour of `server.py`."""

    behaviour: str
    # The calls that meet it.
    kinds: Tuple[str, ...] = ALL
    # The expected outcome: "error", "result", or "any" where both are right.
    ends: str = "error"
    # Whether a call lasts until its timeout, so that it can be interrupted meanwhile.
    lasts: bool = False
    # Whether the short form has it.
    quick: bool = False
    # Seconds that the call takes by itself, beside its timeout.
    takes: float = 0.0


ROWS = [
    Row("good", ends="result", quick=True),
    # Compression.
    Row("gzip-without-output", quick=True),
    Row("gzip-bomb", quick=True),
    Row("gzip-cut-off"),
    # Size.
    Row("endless-body", ("get", "wait"), quick=True),
    Row("endless-error-body"),
    Row("huge-content-length", ("get", "wait")),
    Row("endless-line", MODELS, quick=True),
    Row("endless-comments", ("predict",), quick=True),
    Row("endless-data-lines", MODELS),
    Row("long-event-id", ("stream",), ends="any", quick=True),
    Row("deep-json", ends="any"),
    # Heads.
    Row("endless-headers", quick=True),
    Row("many-headers", ends="any"),
    Row("endless-continues", lasts=True, quick=True),
    Row("no-http"),
    Row("bad-chunk-size"),
    Row("endless-chunk-extension"),
    Row("endless-redirects"),
    # Time.
    Row("silence", lasts=True, quick=True),
    Row("silence-after-head", lasts=True),
    Row("dripping-head", lasts=True),
    Row("dripping-body", ("get", "wait"), lasts=True, quick=True),
    Row("endless-retry-after", quick=True),
    Row("slow-reader", ("upload",), ends="result", takes=8.0),
    Row("late-reader", ("upload",), ends="result", takes=48.0),
    # Connections.
    Row("reset", quick=True),
    Row("close"),
    Row("cut-body", ends="any"),
]
