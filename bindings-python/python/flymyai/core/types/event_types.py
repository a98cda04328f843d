"""Words of the service inside a stream."""

from __future__ import annotations

import enum


class EventType(str, enum.Enum):
    """What an event of a stream says."""

    CANCELLING = "stream_cancelling"
    """The stream is being cancelled."""
    STREAM_ID = "id"
    """What the service calls the stream."""
