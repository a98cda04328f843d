"""Imports the module that makes spans, if OpenTelemetry can be imported."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Optional

from .span_guard import GUARD


@lru_cache(maxsize=1)
def load_tracing() -> Optional[Any]:
    """Returns the module that makes spans.

    Returns:
        The module; `None` if the import of OpenTelemetry fails, such as for an unknown name in
        `OTEL_PROPAGATORS`.
    """
    with GUARD:
        from . import tracing

        return tracing
    return None
