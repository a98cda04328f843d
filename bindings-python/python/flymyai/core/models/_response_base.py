"""The base of the models of responses."""
# Values of the service may be of any type.
# pyright: standard

from typing import Any, Dict, List, Optional

import pydantic
from pydantic import Field, PrivateAttr, field_serializer
from typing_extensions import Self

from ..._internal.finalization import guard
from .._lazy_response import response_of


class BaseFromServer(pydantic.BaseModel):
    """The response of the service."""

    __module__ = "flymyai.core.models.successful_responses"

    _response: Any = PrivateAttr(None)

    @property
    def response(self) -> Any:
        """The HTTP response of this record; `None` if a program has made the record."""
        return response_of(self._response)

    @classmethod
    def from_response(cls, response: Any, **kwargs: Any) -> Self:
        """Returns the model of a response.

        Args:
            response: An HTTP response with a JSON object.
            **kwargs: Fields that the response does not have; `status` is used
                if the JSON has none.

        Raises:
            json.JSONDecodeError: For other text.
            pydantic.ValidationError: For an object that does not fit.
        """
        return cls.from_body(response.json(), response, **kwargs)

    @classmethod
    def from_body(cls, body: Any, response: Any, **kwargs: Any) -> Self:
        """Returns the model of a response whose JSON is decoded already.

        Args:
            body: The decoded JSON.
            response: The HTTP response.
            **kwargs: As for `from_response`.

        Raises:
            pydantic.ValidationError: For an object that does not fit.
        """
        if isinstance(body, dict):
            if body.get("status") is None:
                body["status"] = kwargs.pop("status", None) or response.status_code
            else:
                kwargs.pop("status", None)
            body.update(kwargs)
        with guard:
            made = cls.model_validate(body)
        made._response = response
        return made


def exceptions_as_text(history: Optional[List[Any]]) -> Optional[List[Any]]:
    if history is None:
        return None
    return [str(item) if isinstance(item, BaseException) else item for item in history]


class BasePredictionResponse(BaseFromServer):
    """A prediction, and the attempts that failed before it."""

    __module__ = "flymyai.core.models.successful_responses"

    exc_history: Optional[List[Any]] = Field(default_factory=list)
    """The attempts that failed before, one error each."""
    output_data: Dict[Any, Any]
    """The outputs, by the model's own names."""

    @field_serializer("exc_history", when_used="json")
    def _exceptions_as_text(self, history: Optional[List[Any]]) -> Optional[List[Any]]:
        return exceptions_as_text(history)
