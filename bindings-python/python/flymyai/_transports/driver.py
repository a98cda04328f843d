"""Calls whose requests or pauses go through Python's code, for threads.

The core still does the call: it says what to send and how long to pause, and
makes of the replies what it always does. A door does these errands, on the thread
that waits for the call: so it is there that a test's own code runs, and Ctrl-C
or an exception of that code ends the call at once.
"""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING, Any, Callable, List, Optional, Tuple

from .._internal.async_library import here
from .._native import CallbackContext
from .detect import clock, clock_is_patched, httpx_is_patched, monotonic, pauses_are_real

if TYPE_CHECKING:
    from .._native import CallStepper
    from .senders import Headers, Limits, Reply, Sender


class Door:
    """Does the errands of one call, or of one stream.

    Args:
        sender: What sends its requests; the core itself when left out.
        interval: The pause between two polls as the caller wrote it, which is
            what `time.sleep` gets then.
    """

    def __init__(self, sender: Optional[Sender], interval: Any = None) -> None:
        self._sender = sender
        self._interval = interval
        is_patched = clock_is_patched()
        cuts_pauses = is_patched and pauses_are_real()
        self.context = CallbackContext(
            sender is not None, monotonic if is_patched else None, cuts_pauses
        )

    def run(self, call: Any) -> Any:
        """Runs a native call and returns what it ends with."""
        try:
            return self.carry_out(call.stepper(self.context))
        finally:
            self.close()

    def carry_out(self, stepper: CallStepper) -> Any:
        """Takes a call's steps to their end, doing its errands in between."""
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
            # Whatever else was raised, Ctrl-C for one, ends the call.
            stepper.close()

    def send(self, method: str, url: str, headers: Headers, body: Any, limits: Limits) -> Reply:
        """Sends a request."""
        assert self._sender is not None
        self.close()
        return self._sender.read(self._sender.ask(method, url, headers, body, limits))

    def piece(self, pieces: Any) -> Optional[bytes]:
        """The next piece of a response; `None` at its end."""
        return next(pieces, None)

    def sleep(self, seconds: float) -> None:
        """Pauses."""
        clock().sleep(self._interval if seconds == self._interval else seconds)

    def close(self) -> None:
        """Lets go of a response that is still open."""
        if self._sender is not None:
            self._sender.leave()


class Batches:
    """A native stream whose errands a door does, as threads read it.

    Args:
        stream: The native stream.
        door: The door.
        seen: What stands behind a thing to yield, where that is not its bytes.
    """

    def __init__(
        self, stream: Any, door: Door, seen: Optional[Callable[[Any], Any]] = None
    ) -> None:
        self._stream = stream
        self._door = door
        self._seen = seen
        self._over = False
        self._reading = Lock()

    def next_batch(self) -> Optional[List[Any]]:
        """The next things to yield; `None` at the end.

        Raises:
            ValueError: When another thread is at it.
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
            batch = self._door.carry_out(self._stream.stepper(self._door.context))
        finally:
            # Also after whatever was raised, Ctrl-C for one.
            if batch is None:
                self._over = True
                self._door.close()
        if batch is None or self._seen is None:
            return batch
        return [self._seen(raw) for raw in batch]

    def timeout_error(self) -> Optional[BaseException]:
        """The exception for a stream that has ended at its timeout; `None` for another."""
        error: Optional[BaseException] = self._stream.timeout_error()
        return error

    def close(self) -> None:
        """Ends the stream."""
        self._over = True
        self._stream.close()
        self._door.close()

    def __del__(self) -> None:
        # Nobody reads on: the connection is free for others.
        self.close()


def agents_door(client: Any, bodied: bool, interval: Any, sender: Optional[Sender] = None) -> Door:
    """The door for a call of an agents client.

    Args:
        client: The client.
        bodied: Whether the call may have a body.
        interval: The pause between two polls.
        sender: What sends its requests, where that is not the client's.
    """
    if sender is None:
        sender = agents_sender(client, bodied, httpx_is_patched(), is_async=False)
    return Door(sender, interval)


def agents_sender(client: Any, bodied: bool, patched: bool, *, is_async: bool) -> Optional[Sender]:
    """What sends a call's requests; nothing when the core itself does.

    Args:
        client: The agents client.
        bodied: Whether the call may have a body.
        patched: Whether somebody has put code of their own into httpx.
        is_async: Whether the client is an asynchronous one.
    """
    own = client.__dict__
    root = client._native.root
    if client._has_own_request():
        from .senders import Overridden

        return Overridden(client, None, root, bodied)
    given, http = own.get("_given"), own.get("_http")
    if given is not None and http in (None, given):
        from .senders import Given

        # In pieces: core limits the size of the reply.
        return Given(given, is_async, pieces=True)
    if http is None:
        if not patched:
            return None
        http = _spare(client, client._made_http)
    from .senders import Replaced

    return Replaced(client, http, root, bodied)


def _spare(client: Any, make: Callable[[], Any]) -> Any:
    """The httpx client for calls while httpx is patched; an event loop has its own."""
    loop = here()
    kept: Optional[Tuple[Any, Any]] = client.__dict__.get("_spare")
    if kept is None or kept[0] is not loop:
        kept = client.__dict__["_spare"] = (loop, make())
    return kept[1]


def left_behind(client: Any) -> List[Any]:
    """The httpx clients that end with a client, taken out of it but for its public one.

    Args:
        client: An agents client, or a client of models.
    """
    own = client.__dict__
    public = own.get("_http", own.get("_client"))
    spare = own.pop("_spare", (None, None))[1]
    return [http for http in (public, spare) if http is not None and http is not own.get("_given")]


def model_door(client: Any, pieces: bool) -> Door:
    """The door for a call of an inference client.

    Args:
        client: The client.
        pieces: Whether the answer comes as events.
    """
    return Door(model_sender(client, pieces, httpx_is_patched(), is_async=False))


def model_sender(client: Any, pieces: bool, patched: bool, *, is_async: bool) -> Optional[Sender]:
    """What sends a call's requests; nothing when the core itself does.

    Args:
        client: The inference client.
        pieces: Whether the answer comes as events.
        patched: Whether somebody has put code of their own into httpx.
        is_async: Whether the client is an asynchronous one.
    """
    own = client.__dict__
    given, http = own.get("_given"), own.get("_client")
    if given is not None and http in (None, given):
        from .senders import Given

        return Given(given, is_async, pieces=True)
    if http is None:
        if client._constructs_clients():
            http = client._client
        elif patched:
            http = _spare(client, client._construct_client)
        else:
            return None
    from .senders import Model

    native = client._native
    return Model(http, is_async, pieces, native.root, native.root[: -len("/api/v1")])


def checked(http_client: Any, kind: str) -> Any:
    """An httpx client given by the user.

    Args:
        http_client: What was given.
        kind: What it has to be: `Client` or `AsyncClient`.

    Raises:
        TypeError: For anything else.
    """
    import httpx

    if not isinstance(http_client, getattr(httpx, kind)):
        found = type(http_client).__name__
        raise TypeError(f"http_client must be an httpx.{kind}, not {found}")
    return http_client
