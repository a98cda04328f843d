"""The models of successful responses."""
# Values of the service may be of any type.
# pyright: standard

from typing import Any, Awaitable, Dict, Generic, List, Optional, TypeVar, Union

import pydantic
from pydantic import Field, PrivateAttr, field_serializer, model_validator
from pydantic_core import PydanticCustomError
from typing_extensions import Self, TypedDict

from .._lazy_response import LazyResponse
from ..authorizations import APIKeyClientInfo
from ..exceptions import BaseFlyMyAIException, FlyMyAIExceptionGroup
from ..types.event_types import EventType
from ._response_base import BaseFromServer, BasePredictionResponse, exceptions_as_text
from ._stream_responses import PredictionEvent, PredictionPartial, StreamDetails
from ._task_responses import (
    AsyncPredictionResponse,
    AsyncPredictionResponseList,
    AsyncPredictionTask,
    _ClientT,
)
from .base import ResponseLike

__all__ = [
    "APIKeyClientInfo",
    "AsyncPredictionResponse",
    "AsyncPredictionResponseList",
    "AsyncPredictionTask",
    "Awaitable",
    "BaseFlyMyAIException",
    "BaseFromServer",
    "BasePredictionResponse",
    "EventType",
    "Field",
    "FlyMyAIExceptionGroup",
    "Generic",
    "List",
    "OpenAPISchemaResponse",
    "Optional",
    "PredictionEvent",
    "PredictionPartial",
    "PredictionResponse",
    "PrivateAttr",
    "PydanticCustomError",
    "ResponseLike",
    "Self",
    "StreamDetails",
    "TypeVar",
    "TypedDict",
    "Union",
    "_ClientT",
    "model_validator",
    "pydantic",
]


class PredictionResponse(BasePredictionResponse):
    """A prediction."""

    status: int
    """The service's status; 200."""
    inference_time: Optional[float] = None
    """How long the model took, in seconds."""


class OpenAPISchemaResponse(BaseFromServer):
    """A model's description."""

    exc_history: Optional[List[Any]]
    """Empty."""
    openapi_schema: Dict[Any, Any]
    """The OpenAPI document."""
    status: int
    """The HTTP status."""

    @field_serializer("exc_history", when_used="json")
    def _exceptions_as_text(self, history: Optional[List[Any]]) -> Optional[List[Any]]:
        return exceptions_as_text(history)


def schema_of(response: LazyResponse) -> OpenAPISchemaResponse:
    """Returns the description in a response."""
    made = OpenAPISchemaResponse(
        exc_history=[], openapi_schema=response.json(), status=response.status_code
    )
    made._response = response
    return made


def __getattr__(name: str) -> Any:
    if name == "FlyMyAIResponse":
        from .._response import FlyMyAIResponse

        return FlyMyAIResponse
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
