"""Whether the installed pydantic can pickle the time zones of its own times."""

from __future__ import annotations

import pickle
from datetime import datetime

import pydantic
import pytest


def _can_pickle_times() -> bool:
    moment = pydantic.TypeAdapter(datetime).validate_json('"2026-01-01T00:00:00Z"')
    try:
        pickle.dumps(moment)
    except pickle.PicklingError:
        return False
    return True


pickles_times = pytest.mark.skipif(
    not _can_pickle_times(), reason="the oldest pydantic can't pickle the time zones of its times"
)
