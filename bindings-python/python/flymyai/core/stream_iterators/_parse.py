"""What streams make of the answers in them, synchronous or not."""
# Public signatures name bare `dict` and `list`.
# pyright: standard

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any, Optional

import pydantic_core

from ..._internal.lazy_response import Answer
from ..exceptions import FlyMyAIPredictException, failure
from ..models.successful_responses import (
    PredictionEvent,
    PredictionPartial,
    StreamDetails,
    plain_partial,
)
from ..types.event_types import EventType

# The first versions of pydantic 2 have none; it takes a fifth of the time of `json`.
_from_json: Any = getattr(pydantic_core, "from_json", None)
_EVENT_TYPES = {member.value for member in EventType}


def event_of(stream: Any, response: Any) -> Optional[PredictionEvent]:
    """The event that a response is; `None` for words nobody knows yet.

    Raises:
        json.JSONDecodeError: For an object that is broken off.
    """
    text = response.content.strip()
    if not text.startswith(b"{"):
        return None
    body = json.loads(text)
    if body.get("event_type") not in _EVENT_TYPES:
        return None
    event = PredictionEvent.from_body(body, response)
    if event.event_type == EventType.STREAM_ID and event.prediction_id is not None:
        stream.prediction_id = event.prediction_id
    return event


def _may_have_details(content: bytes) -> bool:
    # JSON may escape any letter of the name.
    return b"stream_details" in content or b"\\u00" in content


def partial_of(stream: Any, response: Any) -> PredictionPartial:
    """The piece of the prediction that a response is."""
    content = response.content
    if _from_json is not None and not _may_have_details(content):
        try:
            part = plain_partial(_from_json(content), response)
        except ValueError:
            part = None
        if part is not None:
            return part
    # As Python reads JSON, which takes more for it, and pydantic values.
    body = response.json()
    note_details(stream, body)
    return PredictionPartial.from_body(body, response)


def note_details(stream: Any, body: Any) -> None:
    """Keeps what the service says about the whole stream."""
    details = body.get("stream_details") if isinstance(body, dict) else None
    if details:
        stream.stream_details = StreamDetails.model_validate(details)


def refusal_of(stream: Any, answer: Answer) -> Exception:
    """The exception for an answer that ends a stream."""
    with suppress(ValueError):
        note_details(stream, answer.json())
    return failure(FlyMyAIPredictException, answer)
