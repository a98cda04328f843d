"""Guards the steps of spans: no exception of OpenTelemetry ends a call or replaces its result."""

from __future__ import annotations

from typing import Any, Optional, Type

_has_reported = False


def _report(error: Exception) -> None:
    """Logs the first failure of the process; the others have the same cause in most programs."""
    global _has_reported
    if _has_reported:
        return
    _has_reported = True
    from logging import getLogger

    text = "OpenTelemetry has failed; calls continue without a part of their spans"
    getLogger("flymyai").warning(text, exc_info=error)


class _Guard:
    """A step of a span, as a context: its exception is logged, and the step is left out."""

    def __enter__(self) -> None:
        pass

    def __exit__(
        self, kind: Optional[Type[BaseException]], error: Optional[BaseException], traceback: Any
    ) -> bool:
        # Others, such as that of Ctrl-C, are not failures of the step.
        if not isinstance(error, Exception):
            return False
        _report(error)
        return True


GUARD = _Guard()
