"""The asynchronous inference client."""
# The name is public.
# ruff: noqa: N999
# `dict` and `list` without arguments: so these are annotated since the beginning.
# pyright: standard
# mypy: disable-error-code="type-arg"

from __future__ import annotations

from typing import Any, AsyncContextManager, Awaitable, Callable, Optional

from ..._loops import finished
from ...multipart.payload import MultipartPayload
from ..authorizations import APIKeyClientInfo
from ..exceptions import (
    BaseFlyMyAIException,
    FlyMyAIAsyncTaskException,
    FlyMyAIExceptionGroup,
    FlyMyAIOpenAPIException,
    FlyMyAIPredictException,
)
from .base_client import (
    _RECONNECT_RETRIES,
    DEFAULT_RETRY_COUNT,
    BaseClient,
    _http2,
    _is_reconnectable_error,
    cancelled,
    description,
    elsewhere,
    prediction,
    started,
    task_result,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    import httpx  # noqa: F401 - named in a string

    from .._response import FlyMyAIResponse
    from ..models.successful_responses import (
        AsyncPredictionResponseList,
        AsyncPredictionTask,
        OpenAPISchemaResponse,
        PredictionResponse,
    )
    from ..stream_iterators.AsyncPredictionStream import AsyncPredictionStream

__all__ = [
    "DEFAULT_RETRY_COUNT",
    "_RECONNECT_RETRIES",
    "APIKeyClientInfo",
    "AsyncContextManager",
    "Awaitable",
    "BaseAsyncClient",
    "BaseClient",
    "BaseFlyMyAIException",
    "Callable",
    "FlyMyAIAsyncTaskException",
    "FlyMyAIExceptionGroup",
    "FlyMyAIOpenAPIException",
    "FlyMyAIPredictException",
    "MultipartPayload",
    "Optional",
    "_http2",
    "_is_reconnectable_error",
]

__getattr__ = elsewhere


class BaseAsyncClient(BaseClient["httpx.AsyncClient"]):
    """A client of the inference API for `asyncio`; `flymyai.async_client` is one.

    Event loops may share it. Cancelling a call, or letting `asyncio.wait_for` do
    so, stops its request at once.

    Args:
        apikey: Your key.
        model: The model that calls are for unless they name another,
            as `<owner>/<model>`.
        max_retries: How often a prediction is attempted while the service answers
            that another attempt may fare better.

    Example:
        >>> import flymyai
        >>> async with flymyai.async_client("fly-***", model="flymyai/bert") as client:
        ...     (await client.predict({"text": "Hello"})).status
        200
    """

    async def predict(
        self,
        payload: dict,
        model: Optional[str] = None,
        max_retries: Any = None,
    ) -> PredictionResponse:
        """Asks the model.

        Args:
            payload: Its input by name: text, numbers, and files as bytes,
                `pathlib.Path` or open binary files.
            model: Another model than the client's.
            max_retries: Another number of attempts than the client's.

        Raises:
            FlyMyAIExceptionGroup: When the model did not answer; one error per attempt.
            httpx.TransportError: When the service can't be reached.
        """
        return prediction(await finished(self._predicting(payload, model, max_retries).start))

    async def predict_async_task(
        self,
        payload: dict,
        model: Optional[str] = None,
        max_retries: Any = None,
    ) -> AsyncPredictionTask[Any]:
        """Asks the model, and leaves the result for later.

        Args:
            payload: As for `predict`.
            model: Another model than the client's.
            max_retries: Without effect.

        Raises:
            FlyMyAIAsyncTaskException: When the service refused.
            httpx.TransportError: When the service can't be reached.
        """
        info = self.amend_client_info(model)
        return started(await finished(self._starting(payload, info).start), self, info)

    async def prediction_task_result(
        self, prediction_task: AsyncPredictionTask[Any], timeout: Optional[float] = None
    ) -> AsyncPredictionResponseList:
        """Waits for a task's result.

        Args:
            prediction_task: The task.
            timeout: Seconds to wait at most; `None` for no limit.

        Raises:
            RetryTimeoutExceededException: When there is none by then.
            FlyMyAIExceptionGroup: When there will be none.
        """
        return task_result(await finished(self._awaiting(prediction_task, timeout).start))

    async def openapi_schema(
        self, model: Optional[str] = None, max_retries: Any = None
    ) -> OpenAPISchemaResponse:
        """Describes the model.

        Raises:
            FlyMyAIOpenAPIException: When the service refused.
        """
        return description(await finished(self._describing(model).start))

    def stream(
        self,
        payload: dict,
        model: Optional[str] = None,
        max_retries: Any = None,
    ) -> AsyncPredictionStream:
        """Asks the model for a prediction in pieces; nothing is sent before the first `anext`.

        Args:
            payload: As for `predict`.
            model: Another model than the client's.

        Example:
            >>> [part.status async for part in client.stream({"prompt": "a cat"})]
            [200, 200]
        """
        from ..stream_iterators.AsyncPredictionStream import AsyncPredictionStream, AsyncResponses

        info = self.amend_client_info(model)
        fields = MultipartPayload(payload).fields()
        responses = AsyncResponses(lambda: self._open().stream_async(info.model, fields))
        return AsyncPredictionStream(responses, self, info)

    async def cancel_prediction(
        self,
        prediction_id: str,
        model: Optional[str] = None,
        client_info: Optional[APIKeyClientInfo] = None,
    ) -> FlyMyAIResponse:
        """Ends a stream.

        Args:
            prediction_id: The stream's.
            model: Another model than the client's.
            client_info: Whose it is; says the model, too.

        Raises:
            BaseFlyMyAIException: When the service refused.
        """
        return cancelled(await finished(self._cancelling(prediction_id, model, client_info).start))

    async def close(self) -> None:
        """Ends the client's calls. A later call opens it again."""
        self._native.close()

    async def __aenter__(self) -> BaseAsyncClient:
        return self

    async def __aexit__(self, exc_type: Any, exc_val: Any, exc_tb: Any) -> None:
        await self.close()

    @classmethod
    async def arun_predict(cls, apikey: str, model: str, payload: dict) -> PredictionResponse:
        """One prediction without a client of its own; connections are kept for the next.

        Args:
            apikey: Your key.
            model: The model, as `<owner>/<model>`.
            payload: Its input by name.

        Example:
            >>> import flymyai
            >>> (await flymyai.async_run("fly-***", "flymyai/bert", {"text": "Hello"})).status
            200
        """
        async with cls(apikey, model) as client:
            return await client.predict(payload)
