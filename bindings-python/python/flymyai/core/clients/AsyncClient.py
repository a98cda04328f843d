"""The asynchronous inference client."""
# The name is public.
# ruff: noqa: N999

from __future__ import annotations

from typing import Any, AsyncContextManager, Awaitable, Callable, Dict, Optional

from ..._internal.async_library import await_native
from ..._internal.finalization import guard
from ...multipart.payload import MultipartPayload
from ..authorizations import APIKeyClientInfo
from ..exceptions import (
    BaseFlyMyAIException,
    FlyMyAIAsyncTaskException,
    FlyMyAIExceptionGroup,
    FlyMyAIOpenAPIException,
    FlyMyAIPredictException,
)
from ._legacy_names import legacy_attribute
from ._parse import (
    parse_cancellation,
    parse_prediction,
    parse_schema,
    parse_task,
    parse_task_result,
)
from .base_client import (
    _RECONNECT_RETRIES,
    DEFAULT_RETRY_COUNT,
    BaseClient,
    _http2,
    _is_reconnectable_error,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    import httpx  # noqa: F401 - named in a string

    from ..._native import Call
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

__getattr__ = legacy_attribute


class BaseAsyncClient(BaseClient["httpx.AsyncClient"]):
    """A client of the inference API for `asyncio` and trio; `flymyai.async_client` is one.

    Event loops may share it. The cancellation of a call, also by `asyncio.wait_for`,
    ends its request at once.

    Args:
        apikey: Your key.
        model: The default model of its calls, as `<owner>/<model>`.
        max_retries: The number of attempts at a prediction; another attempt is made only
            after a response that allows it.
        http_client: An `httpx.AsyncClient` that sends the requests, for your own settings
            or for tests (`httpx.MockTransport`). It is not closed with this
            client. Its own timeouts are used, if it has any.
        max_response_bytes: Bytes that a response, or an event of a stream, may have,
            decompressed; infinity for no limit. `$FLYMYAI_MAX_RESPONSE_BYTES` or
            512 MiB when left out.
        response_timeout: Seconds that the body of a response may take to arrive, a
            prediction and an event of a stream included; infinity for no limit.
            `$FLYMYAI_RESPONSE_TIMEOUT` when left out, or 600, and 86400 for a
            prediction and between two events.

    Example:
        >>> import flymyai
        >>> async with flymyai.async_client("fly-***", model="flymyai/bert") as client:
        ...     (await client.predict({"text": "Hello"})).status
        200
    """

    _http_class = "AsyncClient"

    async def predict(
        self,
        payload: Dict[Any, Any],
        model: Optional[str] = None,
        max_retries: Any = None,
    ) -> PredictionResponse:
        """Requests a prediction and returns it.

        Args:
            payload: Its input by name: text, numbers, and files as bytes,
                `pathlib.Path` or open binary files.
            model: Another model than the client's, as `<owner>/<model>`.
            max_retries: Another number of attempts than the client's.

        Returns:
            The prediction, and in `exc_history` the attempts that failed before it.

        Raises:
            FlyMyAIExceptionGroup: If no attempt returned a prediction; one error per attempt.
            ImproperlyConfiguredClientException: Without a model.
            httpx.TransportError: If the service can't be reached.

        Example:
            >>> (await client.predict({"prompt": "a cat"})).output_data["sample"]
            ['a cat']
        """
        return parse_prediction(
            await self._run_call(self._predict_call(payload, model, max_retries), is_stream=True)
        )

    async def predict_async_task(
        self,
        payload: Dict[Any, Any],
        model: Optional[str] = None,
        max_retries: Any = None,
    ) -> AsyncPredictionTask[BaseAsyncClient]:
        """Starts a prediction whose result is fetched later.

        Args:
            payload: As for `predict`.
            model: Another model than the client's, as `<owner>/<model>`.
            max_retries: Without effect.

        Returns:
            The task; its `result` waits for the prediction.

        Raises:
            FlyMyAIAsyncTaskException: If the service refuses the request.
            ImproperlyConfiguredClientException: Without a model.
            httpx.TransportError: If the service can't be reached.

        Example:
            >>> task = await client.predict_async_task({"prompt": "a cat"})
            >>> result = await task.result(timeout=60)
            >>> result.inference_responses[0].output_data["sample"]
            ['a cat']
        """
        info = self.amend_client_info(model)
        return parse_task(await self._run_call(self._start_task_call(payload, info)), self, info)

    async def prediction_task_result(
        self, prediction_task: AsyncPredictionTask[Any], timeout: Optional[float] = None
    ) -> AsyncPredictionResponseList:
        """Waits for a task's result.

        Args:
            prediction_task: The task.
            timeout: Seconds to wait at most; `None` for no limit.

        Returns:
            The results.

        Raises:
            RetryTimeoutExceededException: If there is no result within `timeout`.
            FlyMyAIExceptionGroup: If the prediction failed.
            httpx.TransportError: If the service can't be reached.

        Example:
            >>> task = await client.predict_async_task({"prompt": "a cat"})
            >>> result = await client.prediction_task_result(task, timeout=60)
            >>> result.inference_responses[0].status
            200
        """
        return parse_task_result(
            await self._run_call(self._await_task_call(prediction_task, timeout))
        )

    async def openapi_schema(
        self, model: Optional[str] = None, max_retries: Any = None
    ) -> OpenAPISchemaResponse:
        """Returns the model's description.

        Args:
            model: Another model than the client's, as `<owner>/<model>`.
            max_retries: Without effect.

        Returns:
            The OpenAPI document, as `openapi_schema`.

        Raises:
            FlyMyAIOpenAPIException: If the service refuses the request.
            httpx.TransportError: If the service can't be reached.

        Example:
            >>> "paths" in (await client.openapi_schema()).openapi_schema
            True
        """
        return parse_schema(await self._run_call(self._schema_call(model)))

    def stream(
        self,
        payload: Dict[Any, Any],
        model: Optional[str] = None,
        max_retries: Any = None,
    ) -> AsyncPredictionStream:
        """Requests a prediction that arrives in parts; the first `anext` sends the request.

        Args:
            payload: As for `predict`.
            model: Another model than the client's, as `<owner>/<model>`.
            max_retries: Without effect.

        Returns:
            The parts, in order.

        Raises:
            ImproperlyConfiguredClientException: Without a model.
            TypeError: For a payload that can't be sent.
            FlyMyAIPredictException: During the iteration, if the model fails.
            httpx.TransportError: During the iteration, if the connection fails.

        Example:
            >>> [part.status async for part in client.stream({"prompt": "a cat"})]
            [200, 200]
        """
        with guard:
            from ..stream_iterators.AsyncPredictionStream import (
                AsyncPredictionStream,
                AsyncResponses,
            )

        info = self.amend_client_info(model)
        fields = MultipartPayload(payload).fields()
        responses = AsyncResponses(lambda: self._open_stream(info.model, fields))
        return AsyncPredictionStream(responses, self, info)

    async def cancel_prediction(
        self,
        prediction_id: str,
        model: Optional[str] = None,
        client_info: Optional[APIKeyClientInfo] = None,
    ) -> FlyMyAIResponse:
        """Ends a stream.

        Args:
            prediction_id: The id of the stream.
            model: Another model than the client's, as `<owner>/<model>`.
            client_info: The user and the model of the stream.

        Returns:
            The response of the service.

        Raises:
            BaseFlyMyAIException: If the service refuses the request.
            httpx.TransportError: If the service can't be reached.

        Example:
            >>> stream = client.stream({"prompt": "a cat"}, model="demo/endless")
            >>> part = await stream.__anext__()
            >>> found = await client.cancel_prediction(stream.prediction_id, model="demo/endless")
            >>> found.status_code
            200
        """
        call = self._cancel_call(prediction_id, model, client_info)
        return parse_cancellation(await self._run_call(call))

    async def _run_call(self, call: Call, is_stream: bool = False) -> Any:
        """Runs a call and returns its result."""
        if self._uses_native_transport():
            return await await_native(call.start)
        from ..._transports.async_driver import AsyncCallDriver

        return await AsyncCallDriver.for_inference(self, is_stream).run(call)

    def _open_stream(self, model: str, fields: Any) -> Any:
        """Opens a stream of responses."""
        native = self._open()
        if self._uses_native_transport():
            return native.stream_async(model, fields)
        from ..._transports.async_driver import AsyncCallbackStream, AsyncCallDriver

        driver = AsyncCallDriver.for_inference(self, is_stream=True)
        return AsyncCallbackStream(native.stream_async(model, fields, driver.context), driver)

    async def close(self) -> None:
        """Ends the client's calls. A later call opens it again.

        Example:
            >>> await client.close()
            >>> client.is_closed()
            True
        """
        if self._call_options is not None:
            await self._call_options.original.close()
            return
        self._native.close()
        own = self.__dict__
        if "_client" in own or "_patched_http" in own:
            from ..._transports.http_clients import take_http_clients

            for http in take_http_clients(self):
                await http.aclose()

    async def __aenter__(self) -> BaseAsyncClient:
        return self

    async def __aexit__(self, exc_type: Any, exc_val: Any, exc_tb: Any) -> None:
        await self.close()

    @classmethod
    async def arun_predict(
        cls, apikey: str, model: str, payload: Dict[Any, Any]
    ) -> PredictionResponse:
        """Requests one prediction without a client; connections are kept for the next call.

        Args:
            apikey: Your key.
            model: The model, as `<owner>/<model>`.
            payload: Its input by name.

        Returns:
            The prediction.

        Raises:
            FlyMyAIExceptionGroup: If no attempt returned a prediction; one error per attempt.
            ImproperlyConfiguredClientException: For an invalid model.
            httpx.TransportError: If the service can't be reached.

        Example:
            >>> import flymyai
            >>> (await flymyai.async_run("fly-***", "flymyai/bert", {"text": "Hello"})).status
            200
        """
        async with cls(apikey, model) as client:
            return await client.predict(payload)
