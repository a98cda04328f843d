"""The parts of streamed predictions."""
# Values of the service may be of any type.
# pyright: standard

from typing import Any, Dict, Optional

import pydantic
from pydantic import Field

from ..types.event_types import EventType
from ._response_base import BaseFromServer


class PredictionPartial(BaseFromServer):
    """A part of a prediction."""

    __module__ = "flymyai.core.models.successful_responses"

    status: int
    """The service's status; 200."""
    output_data: Optional[Dict[Any, Any]] = None
    """The outputs of this part, by the model's own names."""


def plain_partial(body: Any, response: Any) -> Optional[PredictionPartial]:
    """Returns the part in a response whose values need no conversion; `None` for another.

    It equals a validated one. Validation takes most of the time of a part, and most parts
    need none.
    """
    if type(body) is not dict:
        return None
    status, data = body.get("status"), body.get("output_data")
    if type(status) is not int or (data is not None and type(data) is not dict):
        return None
    given = {"status", "output_data"} if "output_data" in body else {"status"}
    made = PredictionPartial.__new__(PredictionPartial)
    # The attributes of a model, in all versions of pydantic 2.
    _set(made, "__dict__", {"status": status, "output_data": data})
    _set(made, "__pydantic_fields_set__", given)
    _set(made, "__pydantic_extra__", None)
    _set(made, "__pydantic_private__", {"_response": response})
    return made


_set = object.__setattr__


class PredictionEvent(BaseFromServer):
    """An event of the service inside a stream."""

    __module__ = "flymyai.core.models.successful_responses"

    status: int
    """The service's status; 200."""
    event_type: EventType
    """The type of the event."""
    prediction_id: Optional[str] = None
    """The service's id of the stream."""


class StreamDetails(pydantic.BaseModel):
    """Usage of a stream."""

    __module__ = "flymyai.core.models.successful_responses"

    input_tokens: Optional[int] = None
    """Tokens of the input."""
    output_tokens: Optional[int] = None
    """Tokens of the output."""
    size_in_billions: Optional[float] = Field(None, alias="model_size_in_billions")
    """The model's size, in billions of parameters."""
