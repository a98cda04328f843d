"""Words of the service inside a stream."""

from __future__ import annotations

import enum


class EventType(str, enum.Enum):
    """What an event of a stream says."""

    CANCELLING = "stream_cancelling"
    STREAM_ID = "id"
