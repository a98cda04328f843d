"""Runs the operations of the synchronous agents client: the client without its resources.

The resources use it, and the client has the resources.
"""

from __future__ import annotations

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


class SyncRequester(BaseAgentClient):
    """Runs operations and sends requests; the base of `SyncAgentClient`."""

    def _send(
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
                return SyncRequester._send(self, read, *arguments, subject, trace)
        native = self._native
        if not method_is_overridden(self, operation) and self._uses_native_transport():
            call = (
                native.call(*arguments) if trace is None else native.call(*arguments, None, trace)
            )
            response = call.wait()
            return self._read(read, response, operation, call.idempotency_key)
        if composition_is_overridden(self, operation):
            from .._transports.overrides import call_composed

            found: _T = call_composed(self, operation, subject, *composed_arguments(arguments))
            return found
        from .._transports.driver import CallDriver

        poll = self._overridden_poll(operation, subject)
        driver = CallDriver.for_agents(self, operation, fields is not None, poll_interval, poll)
        call = native.call(*arguments, driver.context, trace=trace)
        response = driver.run(call)
        if poll is not None:
            last: _T = poll.last
            return last
        return self._read(read, response, operation, call.idempotency_key)

    def _send_with_events(
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
            return self._send(read, *arguments, subject)
        from ._run_events import wait_with_events

        found: _T = wait_with_events(self, on_event, read, arguments, subject)
        return found

    def _traced_stream(self, stream: Any, span: CallSpan) -> Any:
        from .._internal.tracing import TracedStream

        return TracedStream(stream, span)

    def _callback_classes(self) -> Tuple[Type[BaseCallDriver], Type[BaseCallbackStream]]:
        from .._transports.driver import CallbackStream, CallDriver

        return CallDriver, CallbackStream

    def _request(
        self, method: str, path: str, *, expected_status: Optional[int] = None, **kwargs: Any
    ) -> Any:
        """Sends one request through `_http`; returns its JSON, `None` for 204."""
        path, options = self._request_options(path, kwargs)
        response = self._http.request(method, path, **options)
        raise_for_status(response, expected_status=expected_status)
        return None if response.status_code == 204 else response.json()


SyncRequester._own_request = SyncRequester._request
