"""Drives calls whose requests or pauses go through Python code, for threads.

Core still carries out the call: it queues host calls (send a request, sleep), and a driver
makes them on the thread that waits for the call. So a test's own code runs on that thread,
and Ctrl-C or an exception of that code ends the call at once.
"""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING, Any, Callable, List, Optional, Tuple

from .._internal.async_library import current_loop
from .._native import CallbackContext
from .detect import clock, clock_is_patched, httpx_is_patched, monotonic, sleep_is_real

if TYPE_CHECKING:
    from .._native import CallStepper
    from .senders import Headers, Limits, Reply, Sender


class CallDriver:
    """Makes the host calls of one call or one stream.

    Args:
        sender: Sends its requests; core sends them when it is `None`.
        interval: The pause between two polls as the caller wrote it, which `time.sleep`
            is called with.
    """

    def __init__(self, sender: Optional[Sender], interval: Any = None) -> None:
        self._sender = sender
        self._interval = interval
        is_patched = clock_is_patched()
        cuts_pauses = is_patched and sleep_is_real()
        self.context = CallbackContext(
            sender is not None,
            monotonic if is_patched else None,
            cuts_pauses,
            sender is None or sender.takes_generated_keys,
        )

    def run(self, call: Any) -> Any:
        """Runs a native call and returns its result."""
        try:
            return self.drive(call.stepper(self.context))
        finally:
            self.close()

    def drive(self, stepper: CallStepper) -> Any:
        """Runs a native call to its end and makes its host calls."""
        try:
            while True:
                step = stepper.next()
                if step is None:
                    stepper.wait()
                    continue
                name, arguments = step
                if name == "end":
                    return arguments[0]
                try:
                    value = getattr(self, name)(*arguments)
                except Exception as error:
                    stepper.throw(error)
                else:
                    stepper.resume(value)
        finally:
            # Any other exception, such as that of Ctrl-C, ends the call.
            stepper.close()

    def send(self, method: str, url: str, headers: Headers, body: Any, limits: Limits) -> Reply:
        """Sends a request."""
        assert self._sender is not None
        self.close()
        return self._sender.read(self._sender.send(method, url, headers, body, limits))

    def piece(self, pieces: Any) -> Optional[bytes]:
        """The next piece of a response; `None` at its end."""
        return next(pieces, None)

    def sleep(self, seconds: float) -> None:
        """Sleeps."""
        clock().sleep(self._interval if seconds == self._interval else seconds)

    def close(self) -> None:
        """Closes a response that is still open."""
        if self._sender is not None:
            self._sender.close()


class CallbackStream:
    """A native stream with host calls, for threads.

    Args:
        stream: The native stream.
        driver: The driver.
        item_of: Returns the item for its bytes; the bytes are the item when it is `None`.
    """

    def __init__(
        self, stream: Any, driver: CallDriver, item_of: Optional[Callable[[Any], Any]] = None
    ) -> None:
        self._stream = stream
        self._driver = driver
        self._item_of = item_of
        self._over = False
        self._reading = Lock()

    def next_batch(self) -> Optional[List[Any]]:
        """Returns the next items; `None` at the end.

        Raises:
            ValueError: If another thread is reading.
        """
        if not self._reading.acquire(blocking=False):
            raise ValueError("stream already being read")
        try:
            return None if self._over else self._read()
        finally:
            self._reading.release()

    def _read(self) -> Optional[List[Any]]:
        batch: Optional[List[Any]] = None
        try:
            batch = self._driver.drive(self._stream.stepper(self._driver.context))
        finally:
            # Also after any exception, such as that of Ctrl-C.
            if batch is None:
                self._over = True
                self._driver.close()
        if batch is None or self._item_of is None:
            return batch
        return [self._item_of(raw) for raw in batch]

    def timeout_error(self) -> Optional[BaseException]:
        """Returns the exception of a stream that has ended at its timeout; `None` for another."""
        error: Optional[BaseException] = self._stream.timeout_error()
        return error

    def close(self) -> None:
        """Ends the stream."""
        self._over = True
        self._stream.close()
        self._driver.close()

    def __del__(self) -> None:
        # Frees the connection of an abandoned stream.
        self.close()


def agents_driver(
    client: Any, has_body: bool, interval: Any, sender: Optional[Sender] = None
) -> CallDriver:
    """Returns the driver for a call of an agents client.

    Args:
        client: The client.
        has_body: Whether the call may have a body.
        interval: The pause between two polls.
        sender: Sends its requests; chosen by the client's state when it is `None`.
    """
    if sender is None:
        sender = agents_sender(client, has_body, httpx_is_patched(), is_async=False)
    return CallDriver(sender, interval)


def agents_sender(
    client: Any, has_body: bool, patched: bool, *, is_async: bool
) -> Optional[Sender]:
    """Returns the sender of a call's requests; `None` when core sends them.

    Args:
        client: The agents client.
        has_body: Whether the call may have a body.
        patched: Whether httpx is patched.
        is_async: Whether the client is an asynchronous one.
    """
    own = client.__dict__
    root = client._native.root
    if client._overrides_request():
        from .senders import RequestOverrideSender

        return RequestOverrideSender(client, None, root, has_body)
    given, http = own.get("_http_client"), own.get("_http")
    if given is not None and http in (None, given):
        from .senders import HttpxSender

        # In pieces: core limits the size of the reply.
        return HttpxSender(given, is_async, pieces=True)
    if http is None:
        if not patched:
            return None
        http = _patched_http_client(client, client._make_http)
    from .senders import LegacyHttpSender

    return LegacyHttpSender(client, http, root, has_body)


def _patched_http_client(client: Any, make: Callable[[], Any]) -> Any:
    """Returns the httpx client for calls while httpx is patched, one per event loop."""
    loop = current_loop()
    kept: Optional[Tuple[Any, Any]] = client.__dict__.get("_patched_http")
    if kept is None or kept[0] is not loop:
        kept = client.__dict__["_patched_http"] = (loop, make())
    return kept[1]


def take_http_clients(client: Any) -> List[Any]:
    """Returns the httpx clients to close with a client, and removes the internal one from it.

    Args:
        client: An agents client, or a client of models.
    """
    own = client.__dict__
    public = own.get("_http", own.get("_client"))
    spare = own.pop("_patched_http", (None, None))[1]
    return [
        http for http in (public, spare) if http is not None and http is not own.get("_http_client")
    ]


def inference_driver(client: Any, pieces: bool) -> CallDriver:
    """Returns the driver for a call of an inference client.

    Args:
        client: The client.
        pieces: Whether the response is an event stream.
    """
    return CallDriver(inference_sender(client, pieces, httpx_is_patched(), is_async=False))


def inference_sender(
    client: Any, pieces: bool, patched: bool, *, is_async: bool
) -> Optional[Sender]:
    """Returns the sender of a call's requests; `None` when core sends them.

    Args:
        client: The inference client.
        pieces: Whether the response is an event stream.
        patched: Whether httpx is patched.
        is_async: Whether the client is an asynchronous one.
    """
    own = client.__dict__
    given, http = own.get("_http_client"), own.get("_client")
    if given is not None and http in (None, given):
        from .senders import HttpxSender

        return HttpxSender(given, is_async, pieces=True)
    if http is None:
        if client._overrides_construct_client():
            http = client._client
        elif patched:
            http = _patched_http_client(client, client._construct_client)
        else:
            return None
    from .senders import LegacyModelSender

    native = client._native
    return LegacyModelSender(http, is_async, pieces, native.root, native.root[: -len("/api/v1")])


def check_http_client(http_client: Any, kind: str) -> Any:
    """Returns an `http_client` argument after checking its type.

    Args:
        http_client: The argument.
        kind: The required class: `Client` or `AsyncClient`.

    Raises:
        TypeError: For another type.
    """
    import httpx

    if not isinstance(http_client, getattr(httpx, kind)):
        found = type(http_client).__name__
        raise TypeError(f"http_client must be an httpx.{kind}, not {found}")
    return http_client
