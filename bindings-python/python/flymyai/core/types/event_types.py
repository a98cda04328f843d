"""The types of events in a stream."""

from __future__ import annotations

import enum


class EventType(str, enum.Enum):
    """The type of an event in a stream."""

    CANCELLING = "stream_cancelling"
    """The stream is being cancelled."""
    STREAM_ID = "id"
    """The event has the id of the stream."""
