"""Predictions that run as tasks, and their results."""
# Values of the service may be of any type.
# pyright: standard

from typing import (
    TYPE_CHECKING,
    Any,
    Awaitable,
    Dict,
    Generic,
    List,
    Optional,
    Tuple,
    TypeVar,
    Union,
    overload,
)

import pydantic
from pydantic import Field, PrivateAttr, ValidationInfo, model_validator
from pydantic_core import PydanticCustomError
from typing_extensions import Self

from ..._internal.finalization import guard
from .._lazy_response import LazyResponse
from ..authorizations import APIKeyClientInfo
from ..exceptions import BaseFlyMyAIException, FlyMyAIExceptionGroup
from ._response_base import BaseFromServer, BasePredictionResponse
from .base import ResponseLike

if TYPE_CHECKING:
    from ..clients.AsyncClient import BaseAsyncClient
    from ..clients.SyncClient import BaseSyncClient

_ClientT = TypeVar("_ClientT")


class AsyncPredictionResponse(BasePredictionResponse):
    """One result of a task."""

    __module__ = "flymyai.core.models.successful_responses"

    output_data: Dict[Any, Any] = Field(validation_alias="response")
    """The outputs, by the model's own names."""
    infer_details: Dict[Any, Any]
    """The result's status and times, by the service's names."""

    @property
    def status(self) -> Any:
        """The result's own status."""
        return self.infer_details.get("status") or 200

    @model_validator(mode="after")
    def validate_inference_details(self, ctx: ValidationInfo) -> Self:
        """Returns the result; raises if its status is not that of a success.

        Args:
            ctx: The validation context, which has the response.

        Raises:
            PydanticCustomError: For another status than 200.
        """
        if self.status == 200:
            return self
        context: Dict[str, Any] = {"status": self.status}
        response = (ctx.context or {}).get("response")
        if response is not None:
            context["response"] = response
            context["content"] = self.model_dump_json().encode()
        raise PydanticCustomError(
            "inference_response_error",
            "Inference details contains incorrect status: {status}",
            context,
        )


class AsyncPredictionResponseList(BaseFromServer):
    """The results of a task."""

    __module__ = "flymyai.core.models.successful_responses"

    inference_responses: List[AsyncPredictionResponse]
    """The results, in order."""

    @classmethod
    def from_response(cls, response: Any, **kwargs: Any) -> Self:
        """Returns the results inside a response.

        Args:
            response: An HTTP response with a JSON object.
            **kwargs: Without effect.

        Raises:
            FlyMyAIExceptionGroup: For results that are failures, or don't fit.
        """
        body = response.json()
        failure: pydantic.ValidationError
        try:
            with guard:
                made = cls.model_validate(body, context={"response": response})
        except pydantic.ValidationError as error:
            failure = error
        else:
            for item in made.inference_responses:
                item._response = response
            made._response = response
            return made
        raise cls.convert_error(failure) from failure

    @classmethod
    def convert_error(cls, e: pydantic.ValidationError) -> FlyMyAIExceptionGroup:
        """Returns all errors of the results: each failure, then the validation error.

        Args:
            e: The validation error.
        """
        errors: List[Exception] = []
        for problem in e.errors(include_url=False):
            context = problem.get("ctx") or {}
            if problem["type"] == "inference_response_error" and "response" in context:
                found = BaseFlyMyAIException.from_response(_like(context))
                if found is not None:
                    errors.append(found)
        return FlyMyAIExceptionGroup([*errors, e])


def _like(context: Dict[str, Any]) -> ResponseLike:
    import httpx

    status = context["status"]
    url = httpx.URL(str(context["response"].url))
    # A status that is not a number is reported by the validation error alone.
    return ResponseLike(status if isinstance(status, int) else 0, url, context["content"])


class AsyncPredictionTask(BaseFromServer, Generic[_ClientT]):
    """A prediction under way; keep its `prediction_id` to ask for the result later.

    Example:
        >>> task = client.predict_async_task({"prompt": "a cat"})
        >>> again = AsyncPredictionTask(prediction_id=task.prediction_id)
        >>> again.set_client(client)
        >>> len(again.result(timeout=60).inference_responses)
        1
    """

    __module__ = "flymyai.core.models.successful_responses"

    prediction_id: str
    """The service's id of the prediction."""
    _affiliated_client: Any = PrivateAttr(None)
    _client_info: Optional[APIKeyClientInfo] = PrivateAttr(None)

    @property
    def client_info(self) -> Optional[APIKeyClientInfo]:
        """The user and the model of the prediction; those of the client when not set."""
        return self._client_info

    @client_info.setter
    def client_info(self, client_info: Optional[APIKeyClientInfo]) -> None:
        self._client_info = client_info

    def set_client(self, client: _ClientT) -> None:
        """Sets the client that fetches the result.

        Args:
            client: The client.

        Example:
            >>> task = client.predict_async_task({"prompt": "a cat"})
            >>> task.set_client(client)
        """
        self._affiliated_client = client
        info = self._client_info
        own: Optional[APIKeyClientInfo] = getattr(client, "client_info", None)
        if info is not None and not info.apikey and own is not None:
            info.apikey = own.apikey

    @overload
    def result(
        self: "AsyncPredictionTask[BaseSyncClient]", timeout: Optional[float] = None
    ) -> AsyncPredictionResponseList: ...

    @overload
    def result(
        self: "AsyncPredictionTask[BaseAsyncClient]", timeout: Optional[float] = None
    ) -> Awaitable[AsyncPredictionResponseList]: ...

    @overload
    def result(self, timeout: Optional[float] = None) -> Any: ...

    def result(
        self, timeout: Optional[float] = None
    ) -> Union[AsyncPredictionResponseList, Awaitable[AsyncPredictionResponseList]]:
        """Waits for the result; returns an awaitable if the client is asynchronous.

        Args:
            timeout: Seconds to wait at most; `None` for no limit.

        Returns:
            The results.

        Raises:
            RetryTimeoutExceededException: If there is no result within `timeout`.
            FlyMyAIExceptionGroup: If the prediction failed.
            httpx.TransportError: If the service can't be reached.

        Example:
            >>> task = client.predict_async_task({"prompt": "a cat"})
            >>> task.result(timeout=60).inference_responses[0].output_data["sample"]
            ['a cat']
        """
        found: Union[AsyncPredictionResponseList, Awaitable[AsyncPredictionResponseList]]
        found = self._affiliated_client.prediction_task_result(self, timeout)
        return found

    def __reduce__(self) -> Tuple[Any, ...]:
        # pickle cannot find a class whose name includes the client's, and must not store
        # the key.
        info = self._client_info
        model = None if info is None else (info.username, info.project_name)
        origin = type(self).__pydantic_generic_metadata__["origin"] or type(self)
        return _task, (origin, self.prediction_id, model)


def _task(cls: Any, prediction_id: str, model: Optional[Tuple[Any, Any]]) -> Any:
    task = cls(prediction_id=prediction_id)
    if model is not None:
        task.client_info = APIKeyClientInfo("", *model)
    return task


def task_of(response: LazyResponse, client: Any, info: APIKeyClientInfo) -> Any:
    """Returns the task that a request has started."""
    task = AsyncPredictionTask[type(client)].model_validate(response.json())  # type: ignore[misc]
    task.client_info = info
    task.set_client(client)
    return task
