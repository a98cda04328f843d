"""The base of the synchronous and the asynchronous agents client."""

from __future__ import annotations

import os
import sys

from .. import _native
from .._arguments import phases, response_limits, retry_count
from .._internal.lazy import lazy, lazy_unless_listed
from .._internal.text import without_lone_surrogates
from .._record_clients import remember_client
from .._transports.detect import composition_is_overridden, poll_is_overridden
from .._transports.native_client import (
    init_http_client,
    public_http_client,
    refuse_copy,
    uses_native_transport,
)

# Imported early: a process without free descriptors could not import it for its error.
from . import _failures as _failures

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Callable, Dict, NoReturn, Optional, Tuple, Type, TypeVar

    from .._arguments import LimitOptions
    from .._internal.tracing import CallSpan
    from .._native import CallTrace
    from .._native import Client as NativeClient
    from .._transports.base_driver import BaseCallbackStream, BaseCallDriver
    from .._transports.overrides import OverriddenPoll

    _T = TypeVar("_T")
    # Operation, id, fields, timeout, poll_interval, idempotency_key.
    CallArguments = Tuple[
        str, Optional[str], Optional[bytes], Optional[float], float, Optional[str]
    ]


_modules = sys.modules
_OPENTELEMETRY = "opentelemetry.trace"
"""The module of OpenTelemetry without which nothing is traced."""
STREAM_EVENTS = "runs.stream_events"

DEFAULT_TIMEOUT = 60.0
"""Seconds that each phase of a request may take, by default."""


class BaseAgentClient:
    """A client of the agents API, synchronous or not.

    Args:
        api_key: See the clients, as for the other arguments.
        base_url: The URL of the service.
        timeout: Limits for the phases of a request, in seconds.
        max_retries: The number of retries.
        http_client: An httpx client to send requests with.
        max_response_bytes: Bytes of a response.
        response_timeout: Seconds for a response.
    """

    _http_class = "Client"
    """The class of httpx that `_http` is an instance of."""
    _own_request: Any = None
    """The client's own `_request`; another one is an override of a subclass or a test."""

    def __init__(
        self,
        api_key: Any,
        base_url: Any,
        timeout: Any,
        max_retries: Any,
        http_client: Any,
        max_response_bytes: Any,
        response_timeout: Any,
    ) -> None:
        limits = response_limits(max_response_bytes, response_timeout)
        native = connect(api_key, base_url, timeout, max_retries, limits)
        self._native = native
        self._timeout = timeout
        self._api_key = native.api_key
        self._base_url = native.base_url
        self._max_retries = max_retries
        init_http_client(self, http_client, "_http", self._http_class, self._make_http)

    @lazy
    def _native(self) -> NativeClient:
        # For a client that was made without its constructor.
        own = self.__dict__
        key, retries = own.get("_api_key") or "unset", own.get("_max_retries", 2)
        return connect(key, own.get("_base_url"), DEFAULT_TIMEOUT, retries)

    @lazy_unless_listed
    def _http(self) -> Any:
        original = self.__dict__.get("_original")
        if original is not None:
            return original._http
        return public_http_client(self, self._make_http)

    def _make_http(self) -> Any:
        import httpx

        return getattr(httpx, self._http_class)(
            base_url=self._base_url,
            headers={"X-API-KEY": self._api_key},
            timeout=httpx.Timeout(self.__dict__.get("_timeout", DEFAULT_TIMEOUT)),
        )

    def _request_options(self, path: str, options: Dict[str, Any]) -> Tuple[str, Dict[str, Any]]:
        """Returns path and options of a request through `_http`."""
        if self._http is not self.__dict__.get("_http_client"):
            return path, options
        # A caller-supplied client lacks base URL and key; add both.
        headers: Any = options.pop("headers", None) or {}
        if type(headers) is list:
            # A name is repeated.
            headers = [*headers, ("X-API-KEY", self._api_key)]
        else:
            headers = {**headers, "X-API-KEY": self._api_key}
        options = {"follow_redirects": False, **options, "headers": headers}
        return self._native.root + path, options

    def _read(
        self,
        read: Callable[[int, Optional[bytes]], _T],
        response: Tuple[int, Optional[bytes]],
        operation: str,
        key: Optional[str],
    ) -> _T:
        """Reads a response, and notes this client for the methods of the records.

        Args:
            read: The reader of the response.
            response: The status and the body.
            operation: The operation.
            key: The idempotency key that was sent, if any.

        Raises:
            Exception: That of the reader. It has the key, as the work may be done.
        """
        try:
            found = read(*response)
        except Exception as error:
            failure = _failures.of_reading(error, operation, key)
        else:
            remember_client(found, self)
            return found
        raise failure

    def _overridden_poll(self, operation: str, subject: Any) -> Optional[OverriddenPoll]:
        if not poll_is_overridden(self, operation):
            return None
        from .._transports.overrides import overridden_poll

        return overridden_poll(self, operation, subject)

    def _events(
        self, run_id: str, timeout: Optional[float], poll_interval: float, subject: Any
    ) -> Any:
        """Returns the stream of a run's events."""
        if not _can_trace():
            return self._untraced_events(run_id, timeout, poll_interval, subject, None)
        native = self._native.trace(STREAM_EVENTS, run_id)
        stream = self._untraced_events(run_id, timeout, poll_interval, subject, native)
        return stream if native is None else self._traced_stream(stream, call_span(native))

    def _untraced_events(
        self,
        run_id: str,
        timeout: Optional[float],
        poll_interval: float,
        subject: Any,
        trace: Optional[CallTrace],
    ) -> Any:
        native = self._native
        poll = self._overridden_poll(STREAM_EVENTS, subject)
        if poll is None and self._uses_native_transport():
            return native.event_stream(run_id, timeout, poll_interval, trace=trace)
        driver_class, stream_class = self._callback_classes()
        driver = driver_class.for_agents(self, STREAM_EVENTS, False, poll_interval, poll)
        stream = native.event_stream(run_id, timeout, poll_interval, driver.context, trace=trace)
        return stream_class(stream, driver, None if poll is None else poll.event)

    def _run_events(self, arguments: CallArguments, trace: Optional[CallTrace]) -> Any:
        """Returns the stream of the events of a run that it starts."""
        native = self._native
        if self._uses_native_transport():
            return native.run_stream(*arguments, trace=trace)
        driver_class, stream_class = self._callback_classes()
        driver = driver_class.for_agents(self, arguments[0], True, arguments[4])
        return stream_class(native.run_stream(*arguments, driver.context, trace=trace), driver)

    def _span(self, operation: str, id: Optional[str]) -> CallSpan:
        """Returns the span of a call of a traced operation, as a context."""
        trace = self._native.trace(operation, id)
        assert trace is not None
        return call_span(trace)

    def _traced_stream(self, stream: Any, span: CallSpan) -> Any:
        """Returns an event stream with its span."""
        raise NotImplementedError

    def _pages(self, operation: str, id: Optional[str], fields: Optional[bytes]) -> Any:
        """Returns the stream of the rows of a list, page by page."""
        native = self._native
        if self._uses_native_transport():
            return native.page_stream(operation, id, fields)
        driver_class, stream_class = self._callback_classes()
        driver = driver_class.for_agents(self, operation, False, 0.0)
        stream = native.page_stream(operation, id, fields, driver.context)
        return stream_class(stream, driver)

    def _callback_classes(self) -> Tuple[Type[BaseCallDriver], Type[BaseCallbackStream]]:
        """Returns the classes that make host calls: of drivers, and of streams."""
        raise NotImplementedError

    def _overrides_request(self) -> bool:
        cls: Any = type(self)
        return "_request" in self.__dict__ or cls._request is not cls._own_request

    def _uses_native_transport(self) -> bool:
        """Whether core sends the requests and pauses without Python code."""
        return uses_native_transport(self, "_http", self._http_class, self._overrides_request())

    def __reduce__(self) -> NoReturn:
        refuse_copy(self)


def connect(
    api_key: Any,
    base_url: Any,
    timeout: Any,
    max_retries: Any,
    limits: LimitOptions = (None, None),
) -> _native.Client:
    """Returns the native client for a client's arguments."""
    # A test may have replaced the whole of `os.environ`, or these names.
    names = sys.modules.get("flymyai.agents._client")
    env = getattr(names, "_AGENTS_BASE_URL_ENV", _native.BASE_URL_ENV)
    api_key = without_lone_surrogates(api_key or os.environ.get(_native.API_KEY_ENV))
    base_url = base_url or os.environ.get(env) or getattr(names, "_DEFAULT_BASE_URL", None)
    if hasattr(base_url, "raw_scheme"):
        # An `httpx.URL`, as 1.1.0 took it.
        base_url = str(base_url)
    retries = retry_count(max_retries)
    return _native.Client(api_key, base_url, phases(timeout), retries, limits)


def is_traced(client: Any, operation: str) -> bool:
    """Returns whether a call of a traced operation makes a span.

    Args:
        client: The client.
        operation: The operation; if it calls overridden methods, these make the spans.
    """
    return _can_trace() and not composition_is_overridden(client, operation)


def _can_trace() -> bool:
    if _OPENTELEMETRY not in _modules:
        return False
    from .._internal.tracing_import import load_tracing

    return load_tracing() is not None


def call_span(trace: CallTrace) -> CallSpan:
    """Returns the span of a call.

    Args:
        trace: The native trace of the call.
    """
    from .._internal.tracing import CallSpan

    return CallSpan(trace)


def composed_arguments(arguments: CallArguments) -> Tuple[Dict[str, Any], Dict[str, Any]]:
    """Returns a call's arguments by name, for the two methods of a composed operation.

    Args:
        arguments: The arguments of a native call.

    Returns:
        The arguments of the first method, and those of the wait.
    """
    import json

    _, _, fields, timeout, poll_interval, idempotency_key = arguments
    given: Dict[str, Any] = {} if fields is None else json.loads(fields)
    # A method that was written for 1.1.0 takes `variables` only.
    first = {
        name: value for name, value in given.items() if value is not None or name == "variables"
    }
    if idempotency_key is not None:
        first["idempotency_key"] = idempotency_key
    return first, {"timeout": timeout, "poll_interval": poll_interval}
