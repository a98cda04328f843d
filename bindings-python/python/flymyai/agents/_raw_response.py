"""Responses with their status and headers: `client.with_raw_response`."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any, Callable, Generic, List, Optional, Tuple, TypeVar

from .._transports.detect import CALLED_METHODS, is_overridden, method_is_overridden
from ._derived import derived
from ._stubs import RESOURCES

if TYPE_CHECKING:
    import httpx

T = TypeVar("T")


class RawResponse(Generic[T]):
    """A response of the service with its status and headers.

    The response of a wait, of a list of several pages and of any other call of several requests is
    the last one.

    Args:
        status: The status.
        headers: The headers by names and values, as bytes.
        value: The result of the method.

    Example:
        >>> response = client.with_raw_response.runs.get(run.id)
        >>> response.status
        200
        >>> response.value.id == run.id
        True
    """

    __module__ = "flymyai.agents"

    status: int
    """The status."""
    value: T
    """The result that the method returns without `with_raw_response`."""

    def __init__(self, status: int, headers: List[Tuple[bytes, bytes]], value: T) -> None:
        self.status = status
        self.value = value
        self._raw_headers = headers

    @property
    def headers(self) -> httpx.Headers:
        """The headers; names have no case, and `get_list` returns all values of one."""
        import httpx

        return httpx.Headers(self._raw_headers)

    @property
    def request_id(self) -> Optional[str]:
        """The id that the service has given to the request; name it when you ask for help."""
        found: Optional[str] = self.headers.get("x-request-id")
        return found

    def __repr__(self) -> str:
        # Headers may be secrets, such as cookies.
        return f"RawResponse(status={self.status}, request_id={self.request_id!r})"


class RawResources:
    """The resources of a client; their methods return `RawResponse` objects.

    Args:
        client: The client.
    """

    def __init__(self, client: Any) -> None:
        self._client = client

    def __getattr__(self, name: str) -> RawResource:
        if name not in RESOURCES:
            raise AttributeError(f"{type(self._client).__name__!r} has no resource {name!r}")
        return RawResource(self._client, name)

    def __dir__(self) -> List[str]:
        return list(RESOURCES)


def raw_resources(client: Any) -> Any:
    """Returns the resources of a client; see `_raw_types` for the types of their methods."""
    return RawResources(client)


class RawResource:
    """One resource; see `RawResources`.

    Args:
        client: The client.
        name: The resource's name.
    """

    def __init__(self, client: Any, name: str) -> None:
        self._client = client
        self._name = name

    def __getattr__(self, name: str) -> Callable[..., Any]:
        method = getattr(getattr(self._client, self._name), name)
        if name.startswith("_") or not callable(method):
            raise AttributeError(f"{self._name} has no method {name!r}")
        operation = f"{self._name}.{name}"

        def call(*args: Any, **kwargs: Any) -> Any:
            _check(self._client, operation, method)
            captured = _Captured(self._client)
            result: Any = None
            try:
                result = getattr(getattr(captured.client, self._name), name)(*args, **kwargs)
                if inspect.isawaitable(result):
                    return captured.awaited(result)
                return captured.response(result)
            finally:
                if not inspect.isawaitable(result):
                    captured.end()

        return call

    def __dir__(self) -> List[str]:
        names = dir(getattr(self._client, self._name))
        return [name for name in names if not name.startswith("_")]


def _check(client: Any, operation: str, method: Any) -> None:
    """Raises for a method without a raw response, before it has any effect.

    Args:
        client: The client.
        operation: The operation that the method has the name of.
        method: The method.
    """
    if inspect.isgeneratorfunction(method) or inspect.isasyncgenfunction(method):
        raise TypeError(
            f"with_raw_response.{operation} has no single response: {operation} returns an "
            f"iterator. Call client.{operation} instead."
        )
    for part in (operation, CALLED_METHODS.get(operation, operation)):
        if is_overridden(client, part):
            raise _overridden(operation, part)


def _overridden(operation: str, part: str) -> TypeError:
    return TypeError(
        f"with_raw_response.{operation} has no response: {part} of this client was replaced, and "
        f"returns results only. Call client.{operation} instead."
    )


_CAPTURING = ("_send", "_send_with_events", "_read")


class _Captured:
    """Captures the status and the headers of one call.

    Args:
        client: The client.
    """

    def __init__(self, client: Any) -> None:
        native = client._native.with_options(None, None, [], True)
        self.client = made = derived(client, native)
        self._head: Optional[Tuple[int, List[Tuple[bytes, bytes]]]] = None
        cls: Any = client.__class__

        def send(read: Any, operation: str, *args: Any, **kwargs: Any) -> Any:
            self._refuse_overridden(operation)
            return cls._send(made, read, operation, *args, **kwargs)

        def send_with_events(
            on_event: Any, read: Any, operation: str, *args: Any, **kwargs: Any
        ) -> Any:
            if on_event is None:
                return send(read, operation, *args, **kwargs)
            self._refuse_overridden(operation)
            return cls._send_with_events(made, on_event, read, operation, *args, **kwargs)

        def read_response(read: Any, response: Any, operation: str, key: Optional[str]) -> Any:
            status, body, *headers = response
            self._head = (status, headers[0] or [] if headers else [])
            # The record is used after this client of one call has gone.
            return client._read(read, (status, body), operation, key)

        made.__dict__.update(_send=send, _send_with_events=send_with_events, _read=read_response)

    def _refuse_overridden(self, operation: str) -> None:
        if self.client._overrides_request():
            raise _overridden(operation, "_request")
        if method_is_overridden(self.client, operation):
            raise _overridden(operation, "a method that it calls")

    def response(self, value: T) -> RawResponse[T]:
        """Returns the response with the result of the call."""
        if self._head is None:
            raise RuntimeError("the call has returned without a response of the service")
        return RawResponse(*self._head, value)

    async def awaited(self, result: Any) -> RawResponse[Any]:
        """The same for the awaitable of a call."""
        try:
            return self.response(await result)
        finally:
            self.end()

    def end(self) -> None:
        """Removes the references from the client to objects that refer to it.

        Without these cycles, the client of each call is freed at once.
        """
        own = self.client.__dict__
        for name in (*_CAPTURING, *RESOURCES):
            own.pop(name, None)
