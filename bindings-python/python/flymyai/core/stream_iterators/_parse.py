"""Parses the responses of streams, synchronous or not."""
# Public signatures name bare `dict` and `list`.
# pyright: standard

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any, Optional

import pydantic_core

from ..._internal.finalization import guard
from .._lazy_response import LazyResponse
from ..exceptions import FlyMyAIPredictException, failure, raise_limit_failure
from ..models._stream_responses import (
    PredictionEvent,
    PredictionPartial,
    StreamDetails,
    plain_partial,
)
from ..types.event_types import EventType

# It takes a fifth of the time of `json`; the first versions of pydantic 2 lack it.
_from_json: Any = getattr(pydantic_core, "from_json", None)
_EVENT_TYPES = {member.value for member in EventType}


def parse_event(stream: Any, response: Any) -> Optional[PredictionEvent]:
    """Returns the event of a response; `None` for an unknown event.

    Raises:
        json.JSONDecodeError: For incomplete JSON.
        FlyMyAIPredictException: For JSON that exceeds a limit of Python's decoder.
    """
    text = response.content.strip()
    if not text.startswith(b"{"):
        return None
    try:
        body = json.loads(text)
    except (RecursionError, ValueError) as error:
        raise_limit_failure(FlyMyAIPredictException, response, error)
        raise
    if body.get("event_type") not in _EVENT_TYPES:
        return None
    event = PredictionEvent.from_body(body, response)
    if event.event_type == EventType.STREAM_ID and event.prediction_id is not None:
        stream.prediction_id = event.prediction_id
    return event


def _may_have_details(content: bytes) -> bool:
    # JSON may escape any character of the name.
    return b"stream_details" in content or b"\\u00" in content


def parse_partial(stream: Any, response: Any) -> PredictionPartial:
    """Returns the part of the prediction in a response.

    Raises:
        FlyMyAIPredictException: For JSON that exceeds a limit of Python's decoder.
    """
    content = response.content
    if _from_json is not None and not _may_have_details(content):
        try:
            part = plain_partial(_from_json(content), response)
        except ValueError:
            part = None
        if part is not None:
            return part
    # The slow path: JSON as Python reads it, and validation by pydantic.
    try:
        body = response.json()
    except (RecursionError, ValueError) as error:
        raise_limit_failure(FlyMyAIPredictException, response, error)
        raise
    record_details(stream, body)
    return PredictionPartial.from_body(body, response)


def record_details(stream: Any, body: Any) -> None:
    """Keeps the details of the whole stream, if a response has them."""
    details = body.get("stream_details") if isinstance(body, dict) else None
    if details:
        with guard:
            stream.stream_details = StreamDetails.model_validate(details)


def stream_error(stream: Any, response: LazyResponse) -> Exception:
    """Returns the exception for a response that ends a stream."""
    with suppress(ValueError, RecursionError):
        record_details(stream, response.json())
    return failure(FlyMyAIPredictException, response)
