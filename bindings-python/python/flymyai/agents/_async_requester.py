"""Runs the operations of the asynchronous agents client: the client without its resources.

The resources use it, and the client has the resources.
"""

from __future__ import annotations

from .._internal.async_library import await_native
from .._native import TRACED_OPERATIONS
from .._transports.detect import composition_is_overridden, method_is_overridden
from ._base_client import BaseAgentClient, composed_arguments, is_traced
from ._errors import raise_for_status

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Callable, Optional, Tuple, Type, TypeVar

    from .._internal.tracing import CallSpan
    from .._native import CallTrace
    from .._transports.base_driver import BaseCallbackStream, BaseCallDriver

    _T = TypeVar("_T")


class AsyncRequester(BaseAgentClient):
    """Runs operations and sends requests; the base of `AsyncAgentClient`."""

    _http_class = "AsyncClient"

    async def _send(
        self,
        read: Callable[[int, Optional[bytes]], _T],
        operation: str,
        id: Optional[str] = None,
        fields: Optional[bytes] = None,
        timeout: Optional[float] = None,
        poll_interval: float = 0.0,  # Waits pass one.
        idempotency_key: Optional[str] = None,
        subject: Any = None,
        trace: Optional[CallTrace] = None,
    ) -> _T:
        """Runs an operation of the core and reads its response."""
        arguments = (operation, id, fields, timeout, poll_interval, idempotency_key)
        if operation in TRACED_OPERATIONS and trace is None and is_traced(self, operation):
            with self._span(operation, id) as trace:
                # Not the attribute, which a derived client replaces.
                return await AsyncRequester._send(self, read, *arguments, subject, trace)
        native = self._native
        if not method_is_overridden(self, operation) and self._uses_native_transport():
            call = (
                native.call(*arguments) if trace is None else native.call(*arguments, None, trace)
            )
            response = await await_native(call.start)
            return self._read(read, response, operation, call.idempotency_key)
        if composition_is_overridden(self, operation):
            from .._transports.overrides import async_call_composed

            calls = composed_arguments(arguments)
            found: _T = await async_call_composed(self, operation, subject, *calls)
            return found
        from .._transports.async_driver import AsyncCallDriver

        poll = self._overridden_poll(operation, subject)
        driver = AsyncCallDriver.for_agents(
            self, operation, fields is not None, poll_interval, poll
        )
        call = native.call(*arguments, driver.context, trace=trace)
        response = await driver.run(call)
        if poll is not None:
            last: _T = poll.last
            return last
        return self._read(read, response, operation, call.idempotency_key)

    async def _send_with_events(
        self,
        on_event: Any,
        read: Callable[[int, Optional[bytes]], _T],
        operation: str,
        id: Optional[str] = None,
        fields: Optional[bytes] = None,
        timeout: Optional[float] = None,
        poll_interval: float = 0.0,
        idempotency_key: Optional[str] = None,
        subject: Any = None,
    ) -> _T:
        """The same; the events of the run that is started are passed to a function."""
        arguments = (operation, id, fields, timeout, poll_interval, idempotency_key)
        if on_event is None:
            return await self._send(read, *arguments, subject)
        from ._run_events import async_wait_with_events

        found: _T = await async_wait_with_events(self, on_event, read, arguments, subject)
        return found

    def _traced_stream(self, stream: Any, span: CallSpan) -> Any:
        from .._internal.tracing import AsyncTracedStream

        return AsyncTracedStream(stream, span)

    def _callback_classes(self) -> Tuple[Type[BaseCallDriver], Type[BaseCallbackStream]]:
        from .._transports.async_driver import AsyncCallbackStream, AsyncCallDriver

        return AsyncCallDriver, AsyncCallbackStream

    async def _request(
        self, method: str, path: str, *, expected_status: Optional[int] = None, **kwargs: Any
    ) -> Any:
        """Sends one request through `_http`; returns its JSON, `None` for 204."""
        path, options = self._request_options(path, kwargs)
        response = await self._http.request(method, path, **options)
        raise_for_status(response, expected_status=expected_status)
        return None if response.status_code == 204 else response.json()


AsyncRequester._own_request = AsyncRequester._request
