"""The base of the inference clients."""
# Arguments are checked although they are annotated.
# pyright: standard

from __future__ import annotations

from importlib.util import find_spec
from typing import (
    Any,
    AsyncIterator,
    Callable,
    Dict,
    Generic,
    Iterable,
    Iterator,
    Mapping,
    Optional,
    Tuple,
    TypeVar,
    Union,
    overload,
)

from ... import _native
from ..._arguments import UNCHANGED, response_limits
from ..._internal.lazy import lazy, lazy_unless_listed
from ..._internal.text import without_lone_surrogates
from ..._transports.native_client import (
    init_http_client,
    public_http_client,
    refuse_copy,
    uses_native_transport,
)
from ...multipart.payload import MultipartPayload
from ..authorizations import APIKeyClientInfo
from ..exceptions import (
    BaseFlyMyAIException,
    FlyMyAIAsyncTaskException,
    ImproperlyConfiguredClientException,
)
from ._legacy_names import SETTINGS, legacy_attribute
from ._legacy_names import is_reconnectable_error as _is_reconnectable_error

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn

    import httpx
    from typing_extensions import Self

    from ..._arguments import LimitOptions, Phases, Unchanged
    from ..._native import Call, InferenceClient
    from ..models.successful_responses import AsyncPredictionTask
    from ._derived import CallOptions

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
    "_is_reconnectable_error",
    "overload",
]

DEFAULT_RETRY_COUNT: int = SETTINGS["attempts"]
"""The number of attempts of a prediction: `$FLYMYAI_MAX_RETRIES`, or 2."""

_RECONNECT_RETRIES: int = 3 if SETTINGS["reconnects"] is None else SETTINGS["reconnects"]
_http2: bool = SETTINGS["http2"]
_PossibleClients = TypeVar("_PossibleClients")


__getattr__ = legacy_attribute


class BaseClient(Generic[_PossibleClients]):
    """A client of the inference API, synchronous or not.

    Args:
        apikey: Your key.
        model: The default model of its calls, as `<owner>/<model>`.
        max_retries: The number of attempts at a prediction.
        http_client: An httpx client to send requests with; see the clients.
        max_response_bytes: Bytes of a response; see the clients.
        response_timeout: Seconds for a response; see the clients.

    Raises:
        ImproperlyConfiguredClientException: For an invalid model.
        ValueError: For a key or a `$FLYMYAI_DSN` that can't be used.
    """

    max_retries: int
    """The number of attempts of a prediction, as passed to the constructor."""
    client_info: APIKeyClientInfo
    """The user, and the default model of calls."""

    _http_class = "Client"
    # For a client that was made without its constructor.
    _limits: LimitOptions = (None, None)
    # Those of a client that was derived from another one.
    _call_options: Optional[CallOptions] = None

    def __init__(
        self,
        apikey: str,
        model: Optional[str] = None,
        max_retries: Any = DEFAULT_RETRY_COUNT,
        *,
        http_client: Optional[_PossibleClients] = None,
        max_response_bytes: Optional[float] = None,
        response_timeout: Optional[float] = None,
    ) -> None:
        info = APIKeyClientInfo(apikey)
        self.client_info = info.copy_for_model(model) if model else info
        attempts(max_retries)
        self.max_retries = max_retries
        limits = response_limits(max_response_bytes, response_timeout)
        self._limits = limits
        self._native = connect(apikey, limits)
        self._key = apikey
        init_http_client(self, http_client, "_client", self._http_class, self._construct_client)

    @lazy
    def _native(self) -> InferenceClient:
        # For a client that was made without its constructor.
        self._key = self.client_info.apikey
        return connect(self._key)

    @lazy_unless_listed
    def _client(self) -> Any:
        if self._call_options is not None:
            return self._call_options.original._client
        return public_http_client(self, self._construct_client)

    def _construct_client(self) -> Any:
        import httpx

        return getattr(httpx, self._http_class)(
            http2=_http2 and find_spec("h2") is not None,
            limits=legacy_attribute("_limits"),
            headers=self.client_info.authorization_headers,
            base_url=self._native.base_url,
            timeout=legacy_attribute("_predict_timeout"),
        )

    def _overrides_construct_client(self) -> bool:
        return type(self)._construct_client is not _CONSTRUCT

    def _uses_native_transport(self) -> bool:
        """Whether core sends the requests and pauses without Python code."""
        is_overridden = self._overrides_construct_client()
        return uses_native_transport(self, "_client", self._http_class, is_overridden)

    def _own_http(self) -> Any:
        """The client's own httpx client, if it has one."""
        http = self.__dict__.get("_client")
        return None if http is self.__dict__.get("_http_client") else http

    def amend_client_info(self, model: Optional[str] = None) -> APIKeyClientInfo:
        """Returns the user and the model of a call.

        Args:
            model: The model; the client's own when left out.

        Raises:
            ImproperlyConfiguredClientException: Without a model, or for an invalid one.

        Example:
            >>> client.amend_client_info("flymyai/bert").model
            'flymyai/bert'
        """
        info = self.client_info.copy_for_model(model) if model else self.client_info
        return info.copy_for_model(info.model)

    def predict(
        self,
        payload: Dict[Any, Any],
        model: Optional[str] = None,
        max_retries: Any = None,
    ) -> Any:
        """Requests a prediction; see the clients."""
        raise NotImplementedError

    def predict_async_task(
        self,
        payload: Dict[Any, Any],
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

    def stream(self, payload: Dict[Any, Any], model: Optional[str] = None) -> Any:
        """Requests a prediction that arrives in parts; see the clients."""
        raise NotImplementedError

    def cancel_prediction(
        self,
        prediction_id: str,
        model: Optional[str] = None,
        client_info: Optional[APIKeyClientInfo] = None,
    ) -> Any:
        """Ends a stream; see the clients."""
        raise NotImplementedError

    def with_options(
        self,
        *,
        timeout: Union[float, Phases, httpx.Timeout, Unchanged, None] = UNCHANGED,
        max_retries: Any = UNCHANGED,
        headers: Union[Mapping[str, str], Iterable[Tuple[str, str]], None] = None,
    ) -> Self:
        """Returns a client of the same class with other options.

        It shares connections, limits, `http_client`, replaced methods and attributes with this
        client; what a program changes in this client later has no effect on it. Closing one closes
        the other.

        Args:
            timeout: Seconds each phase of a request (connect, each read, each write, waiting for a
                connection) may take; `None` for no limits, a tuple (connect, read) or (connect,
                read, write, pool), or an `httpx.Timeout`. It stays as it is when left out.
            max_retries: As for the constructor; it stays as it is when left out.
            headers: Headers that each request has, too. A name replaces the values that this client
                has for it; other headers of this client stay. They are never sent to another
                origin, and never logged.

        Returns:
            The client.

        Raises:
            ValueError: For an invalid option, and for a header that the client sets itself, such as
                `X-API-KEY`.
            TypeError: For an option of the wrong type.

        Example:
            >>> patient = client.with_options(timeout=600, headers={"X-Team": "research"})
            >>> patient.is_closed()
            False
        """
        from ._derived import with_options

        made: Self = with_options(self, timeout, headers)
        if max_retries is not UNCHANGED:
            attempts(max_retries)
            made.max_retries = max_retries
        return made

    def is_closed(self) -> bool:
        """Returns whether the client was closed, and not used since.

        Example:
            >>> client.is_closed()
            False
        """
        if self._call_options is not None:
            closed: bool = self._call_options.original.is_closed()
            return closed
        http = self._own_http()
        return self._native.closed if http is None else http.is_closed

    def close(self) -> Any:
        """Ends the client's calls. A later call opens it again.

        Returns:
            `None`, or an awaitable in the async client.

        Example:
            >>> client.close()
            >>> client.is_closed()
            True
        """
        if self._call_options is not None:
            return self._call_options.original.close()
        self._native.close()
        own = self.__dict__
        if "_client" in own or "_patched_http" in own:
            from ..._transports.http_clients import take_http_clients

            for http in take_http_clients(self):
                http.close()
        return None

    def __reduce__(self) -> NoReturn:
        refuse_copy(self)

    def _open(self, info: Optional[APIKeyClientInfo] = None) -> InferenceClient:
        """The native client for calls under the key of this user, or of the client's own."""
        if self._call_options is not None:
            options = self._call_options
            # The key of this client may differ from that of its original.
            own_info = info or self.client_info
            native = self._native = options.native(options.original._open(own_info))
            self._forget_closed_http()
            return native
        native = self._native
        own: Optional[APIKeyClientInfo] = self.__dict__.get("client_info")
        if own is not None and own.apikey != self._key:
            # A program may change the key at any time.
            native = self._native = connect(own.apikey, self._limits)
            self._key = own.apikey
        if info is not None and info.apikey != self._key:
            return connect(info.apikey, self._limits)
        if native.closed:
            native = self._native = native.reopened()
            self._forget_closed_http()
        return native

    def _forget_closed_http(self) -> None:
        http = self._own_http()
        if http is not None and http.is_closed is True:
            del self._client

    # The native calls; the clients run them in different ways.

    def _predict_call(self, payload: Any, model: Optional[str], max_retries: Any) -> Call:
        info = self.amend_client_info(model)
        fields = MultipartPayload(payload).fields()
        limit = attempts(max_retries or self.max_retries)
        return self._open(info).predict(info.model, fields, limit)

    def _start_task_call(self, payload: Any, info: APIKeyClientInfo) -> Call:
        return self._open(info).start_task(info.model, MultipartPayload(payload).fields())

    def _await_task_call(self, task: Any, timeout: Optional[float]) -> Call:
        info = task.client_info or self.client_info
        return self._open(info).await_task(info.model, task.prediction_id, timeout)

    def _schema_call(self, model: Optional[str]) -> Call:
        return self._open().document(self.amend_client_info(model).model, "openapi.json")

    def _cancel_call(
        self, prediction_id: str, model: Optional[str], client_info: Optional[APIKeyClientInfo]
    ) -> Call:
        info = client_info or self.amend_client_info(model)
        return self._open(info).cancel(info.model, prediction_id)


_CONSTRUCT = BaseClient._construct_client


def connect(apikey: str, limits: LimitOptions = (None, None)) -> InferenceClient:
    """The native client for a key, with these limits on responses."""
    return _native.InferenceClient(without_lone_surrogates(apikey), limits)


def attempts(max_retries: Any) -> int:
    """The number of attempts of a prediction, for the argument `max_retries`.

    Raises:
        TypeError: For another type than a number or text.
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
