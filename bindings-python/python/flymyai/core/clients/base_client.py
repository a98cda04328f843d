"""What the inference clients have in common."""
# `dict` and `list` without arguments: so these are annotated since the beginning.
# pyright: standard
# mypy: disable-error-code="type-arg"

from __future__ import annotations

from typing import (
    Any,
    AsyncIterator,
    Callable,
    Generic,
    Iterator,
    Optional,
    TypeVar,
    Union,
    overload,
)

from ... import _native
from ..._answers import Answer
from ...multipart.payload import MultipartPayload
from ..authorizations import APIKeyClientInfo
from ..exceptions import (
    BaseFlyMyAIException,
    FlyMyAIAsyncTaskException,
    FlyMyAIExceptionGroup,
    FlyMyAIOpenAPIException,
    FlyMyAIPredictException,
    ImproperlyConfiguredClientException,
    RetryTimeoutExceededException,
    failure,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Dict, NoReturn

    from .._response import FlyMyAIResponse
    from ..models.successful_responses import (
        AsyncPredictionResponseList,
        AsyncPredictionTask,
        OpenAPISchemaResponse,
        PredictionResponse,
    )

__all__ = [
    "DEFAULT_RETRY_COUNT",
    "APIKeyClientInfo",
    "AsyncIterator",
    "BaseClient",
    "BaseFlyMyAIException",
    "Callable",
    "FlyMyAIAsyncTaskException",
    "Generic",
    "ImproperlyConfiguredClientException",
    "Iterator",
    "MultipartPayload",
    "Optional",
    "TypeVar",
    "Union",
    "overload",
]

_SETTINGS: Dict[str, Any] = _native.inference_settings()

DEFAULT_RETRY_COUNT: int = _SETTINGS["attempts"]
"""How often a prediction is attempted: `$FLYMYAI_MAX_RETRIES`, or 2."""

_RECONNECT_RETRIES: int = 3 if _SETTINGS["reconnects"] is None else _SETTINGS["reconnects"]
_http2: bool = _SETTINGS["http2"]
_PossibleClients = TypeVar("_PossibleClients")


def elsewhere(name: str) -> Any:
    """Names that have always been in the modules of the clients; they load when looked up."""
    if name in ("_CONNECT_RECONNECT_EXC", "_limits", "_predict_timeout", "httpx"):
        import httpx

        if name == "_CONNECT_RECONNECT_EXC":
            return (
                httpx.RemoteProtocolError,
                httpx.WriteError,
                httpx.ReadError,
                httpx.ConnectError,
            )
        if name == "_limits":
            return httpx.Limits(
                max_connections=_SETTINGS["max_connections"],
                max_keepalive_connections=_SETTINGS["max_idle"],
                keepalive_expiry=_SETTINGS["idle_limit"],
            )
        if name == "_predict_timeout":
            phases = ("connect", "read", "write", "pool")
            return httpx.Timeout(**{phase: _SETTINGS[f"{phase}_timeout"] for phase in phases})
        return httpx
    homes = {
        "AsyncPredictionResponseList": "flymyai.core.models.successful_responses",
        "AsyncPredictionStream": "flymyai.core.stream_iterators.AsyncPredictionStream",
        "AsyncPredictionTask": "flymyai.core.models.successful_responses",
        "AsyncTaskResultFactory": "flymyai.core.response_factory.async_task_result_factory",
        "OpenAPISchemaResponse": "flymyai.core.models.successful_responses",
        "PredictionPartial": "flymyai.core.models.successful_responses",
        "PredictionResponse": "flymyai.core.models.successful_responses",
        "PredictionStream": "flymyai.core.stream_iterators.PredictionStream",
        "SSEDecoder": "flymyai.core._streaming",
        "SSEInferenceResponseFactory": (
            "flymyai.core.response_factory.plain_inference_response_factory"
        ),
        "aretryable_callback": "flymyai.utils.utils",
        "os": "os",
        "pydantic": "pydantic",
        "retryable_callback": "flymyai.utils.utils",
    }
    home = homes.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    module = import_module(home)
    return module if name == home else getattr(module, name)


__getattr__ = elsewhere


def _is_reconnectable_error(exc: BaseException) -> bool:
    """Whether an exception means that a connection is gone."""
    if isinstance(exc, BaseFlyMyAIException):
        return False
    if isinstance(exc, RuntimeError) and "client has been closed" in str(exc):
        return True
    if type(exc).__name__ in ("BrokenResourceError", "ClosedResourceError"):
        return True
    if isinstance(exc, elsewhere("_CONNECT_RECONNECT_EXC")):
        return True
    words = ("StreamReset", "ConnectionState.CLOSED", "SEND_SETTINGS")
    return any(word in str(exc) for word in words)


class BaseClient(Generic[_PossibleClients]):
    """A client of the inference API, synchronous or not.

    Args:
        apikey: Your key.
        model: The model that calls are for unless they name another,
            as `<owner>/<model>`.
        max_retries: How often a prediction is attempted while the service answers
            that another attempt may fare better.

    Raises:
        ImproperlyConfiguredClientException: For a model that is none.
        ValueError: For a key or a `$FLYMYAI_DSN` that can't be used.
    """

    max_retries: int
    client_info: APIKeyClientInfo

    def __init__(
        self,
        apikey: str,
        model: Optional[str] = None,
        max_retries: Any = DEFAULT_RETRY_COUNT,
    ) -> None:
        info = APIKeyClientInfo(apikey)
        self.client_info = info.copy_for_model(model) if model else info
        attempts(max_retries)
        self.max_retries = max_retries
        if isinstance(apikey, str):
            # Half a surrogate pair can't cross over, and Python's own refusal would
            # show the key. The core's refusal does not.
            apikey = apikey.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
        self._native = _native.InferenceClient(apikey)

    def amend_client_info(self, model: Optional[str] = None) -> APIKeyClientInfo:
        """Whose call it is and for which model.

        Args:
            model: The model; the client's own when left out.

        Raises:
            ImproperlyConfiguredClientException: Without a model, or for one that is none.
        """
        info = self.client_info.copy_for_model(model) if model else self.client_info
        return info.copy_for_model(info.model)

    def predict(
        self,
        payload: dict,
        model: Optional[str] = None,
        max_retries: Any = None,
    ) -> Any:
        """Asks the model; see the clients."""
        raise NotImplementedError

    def predict_async_task(
        self,
        payload: dict,
        model: Optional[str] = None,
        max_retries: Any = None,
    ) -> Any:
        """Starts a task; see the clients."""
        raise NotImplementedError

    def prediction_task_result(
        self, prediction_task: AsyncPredictionTask[Any], timeout: Optional[float] = None
    ) -> Any:
        """Waits for a task; see the clients."""
        raise NotImplementedError

    def openapi_schema(self, model: Optional[str] = None, max_retries: Any = None) -> Any:
        """Describes the model; see the clients."""
        raise NotImplementedError

    def stream(self, payload: dict, model: Optional[str] = None) -> Any:
        """Asks the model for a prediction in pieces; see the clients."""
        raise NotImplementedError

    def cancel_prediction(
        self,
        prediction_id: str,
        model: Optional[str] = None,
        client_info: Optional[APIKeyClientInfo] = None,
    ) -> Any:
        """Ends a stream; see the clients."""
        raise NotImplementedError

    def is_closed(self) -> bool:
        """Whether the client was closed, and not used since."""
        return self._native.closed

    def close(self) -> Any:
        """Ends the client's calls. A later call opens it again."""
        self._native.close()

    def __reduce__(self) -> NoReturn:
        # A copy would carry the key to places nobody looks at.
        raise TypeError(f"cannot pickle or copy {type(self).__name__!r} object")

    def _open(self) -> _native.InferenceClient:
        native = self._native
        if native.closed:
            native = self._native = native.reopened()
        return native

    # What the calls are made of; waiting for them is where the clients differ.

    def _predicting(
        self, payload: Any, model: Optional[str], max_retries: Any
    ) -> _native.InferenceCall:
        info = self.amend_client_info(model)
        fields = MultipartPayload(payload).fields()
        limit = attempts(max_retries or self.max_retries)
        return self._open().predict(info.model, fields, limit)

    def _starting(self, payload: Any, info: APIKeyClientInfo) -> _native.InferenceCall:
        return self._open().start_task(info.model, MultipartPayload(payload).fields())

    def _awaiting(self, task: Any, timeout: Optional[float]) -> _native.InferenceCall:
        info = task.client_info or self.client_info
        return self._open().await_task(info.model, task.prediction_id, timeout)

    def _describing(self, model: Optional[str]) -> _native.InferenceCall:
        return self._open().document(self.amend_client_info(model).model, "openapi.json")

    def _cancelling(
        self, prediction_id: str, model: Optional[str], client_info: Optional[APIKeyClientInfo]
    ) -> _native.InferenceCall:
        info = client_info or self.amend_client_info(model)
        return self._open().cancel(info.model, prediction_id)


def attempts(max_retries: Any) -> int:
    """How often a prediction is attempted, for a `max_retries` as programs write it.

    Raises:
        TypeError: For what is no number.
        ValueError: For a number that is not whole.
    """
    if max_retries is None:
        return max(DEFAULT_RETRY_COUNT, 1)
    if not isinstance(max_retries, (int, float, str)):
        raise TypeError(f"max_retries must be a whole number, not {type(max_retries).__name__}")
    try:
        count = int(max_retries)
    except (ValueError, OverflowError):
        count = None
    if count is None or (not isinstance(max_retries, str) and count != max_retries):
        raise ValueError(f"max_retries must be a whole number, not {max_retries!r}")
    return min(max(count, 1), 2**32 - 1)


def prediction(found: Any) -> PredictionResponse:
    """The prediction that a call ended with.

    Raises:
        FlyMyAIExceptionGroup: One error per attempt, when there is none.
    """
    from ..models.successful_responses import PredictionResponse

    raw, failed = found
    history = [failure(FlyMyAIPredictException, Answer(one)) for one in failed]
    if raw is None:
        raise FlyMyAIExceptionGroup(list(history))
    return PredictionResponse.from_response(Answer(raw), exc_history=history)


def started(found: Any, client: Any, info: APIKeyClientInfo) -> AsyncPredictionTask[Any]:
    """The task that a call has started."""
    answer = Answer(found)
    if answer.is_error:
        raise failure(FlyMyAIAsyncTaskException, answer)
    from ..models.successful_responses import task_of

    task: AsyncPredictionTask[Any] = task_of(answer, client, info)
    return task


def task_result(found: Any) -> AsyncPredictionResponseList:
    """The results that a call has waited for."""
    if found is None:
        raise RetryTimeoutExceededException
    answer = Answer(found)
    if answer.is_error:
        raise FlyMyAIExceptionGroup([failure(FlyMyAIAsyncTaskException, answer)])
    from ..models.successful_responses import AsyncPredictionResponseList

    return AsyncPredictionResponseList.from_response(answer)


def description(found: Any) -> OpenAPISchemaResponse:
    """The description that a call has fetched."""
    answer = Answer(found)
    if answer.is_error:
        raise failure(FlyMyAIOpenAPIException, answer)
    from ..models.successful_responses import schema_of

    return schema_of(answer)


def cancelled(found: Any) -> FlyMyAIResponse:
    """The service's answer to a cancelling."""
    answer = Answer(found)
    if answer.is_error:
        raise failure(BaseFlyMyAIException, answer)
    return answer.response
