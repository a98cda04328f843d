"""Calls whose requests or pauses go through Python's code, for event loops.

As `_doors`, but errands are awaited in the very task that awaits the call.
"""

from __future__ import annotations

from inspect import isawaitable
from typing import TYPE_CHECKING, Any, AsyncIterator, Callable, List, Optional

from .._internal.async_library import finished, here, library
from .._native import CallbackContext, Upload
from .detect import async_clock_is_patched, async_httpx_is_patched, monotonic
from .driver import agents_sender, model_sender

if TYPE_CHECKING:
    from .._native import CallStepper
    from .senders import Headers, Limits, Reply, Sender


class AsyncDoor:
    """Does the errands of one call, or of one stream; see `Door`.

    Args:
        sender: What sends its requests; the core itself when left out.
        interval: The pause between two polls as the caller wrote it, which is
            what `asyncio.sleep` gets then.
    """

    def __init__(self, sender: Optional[Sender], interval: Any = None) -> None:
        self._sender = sender
        self._interval = interval
        is_patched = async_clock_is_patched()
        self.context = CallbackContext(sender is not None, monotonic if is_patched else None, False)

    async def run(self, call: Any) -> Any:
        """Runs a native call and returns what it ends with."""
        try:
            return await self.carry_out(call.stepper(self.context))
        finally:
            await self.close()

    async def carry_out(self, stepper: CallStepper) -> Any:
        """Takes a call's steps to their end, doing its errands in between."""
        try:
            while True:
                step = stepper.next()
                if step is None:
                    await finished(stepper.start_wait)
                    continue
                name, arguments = step
                if name == "end":
                    return arguments[0]
                try:
                    errand = getattr(self, name)(*arguments)
                    value = await library().unless_ended(stepper, errand)
                except Exception as error:
                    stepper.throw(error)
                else:
                    stepper.resume(value)
        finally:
            # Whatever else was raised, a cancellation for one, ends the call.
            stepper.close()

    async def send(
        self, method: str, url: str, headers: Headers, body: Any, limits: Limits
    ) -> Reply:
        """Sends a request."""
        assert self._sender is not None
        await self.close()
        if isinstance(body, Upload):
            body = AsyncUpload(body)
        response = self._sender.ask(method, url, headers, body, limits)
        if isawaitable(response):
            response = await response
        return self._sender.read(response)

    async def piece(self, pieces: Any) -> Optional[bytes]:
        """The next piece of a response; `None` at its end."""
        try:
            piece: bytes = await pieces.__anext__()
        except StopAsyncIteration:
            return None
        return piece

    async def sleep(self, seconds: float) -> None:
        """Pauses."""
        pause = library().pause(self._interval if seconds == self._interval else seconds)
        if isawaitable(pause):
            await pause

    async def close(self) -> None:
        """Lets go of a response that is still open."""
        left = None if self._sender is None else self._sender.leave()
        if isawaitable(left):
            await left


class AsyncUpload:
    """The pieces of a body, for event loops; each iteration reads anew.

    Args:
        upload: The body.
    """

    def __init__(self, upload: Upload) -> None:
        self._upload = upload

    async def __aiter__(self) -> AsyncIterator[bytes]:
        pieces = iter(self._upload)
        while True:
            piece = await finished(pieces.start_next)
            if piece is None:
                return
            yield piece


class AsyncBatches:
    """A native stream whose errands a door does, as event loops read it.

    Args:
        stream: The native stream.
        door: The door.
        seen: What stands behind a thing to yield, where that is not its bytes.
    """

    def __init__(
        self, stream: Any, door: AsyncDoor, seen: Optional[Callable[[Any], Any]] = None
    ) -> None:
        self._stream = stream
        self._door = door
        self._seen = seen
        self._place: Optional[Any] = None
        self._over = False

    async def next_batch(self) -> Optional[List[Any]]:
        """The next things to yield; `None` at the end."""
        batch: Optional[List[Any]] = None
        if self._over:
            return None
        self._place = here()
        try:
            batch = await self._door.carry_out(self._stream.stepper(self._door.context))
        finally:
            # Also after whatever was raised, a cancellation for one.
            if batch is None:
                self._over = True
                await self._door.close()
        if batch is None or self._seen is None:
            return batch
        return [self._seen(raw) for raw in batch]

    def timeout_error(self) -> Optional[BaseException]:
        """The exception for a stream that has ended at its timeout; `None` for another."""
        error: Optional[BaseException] = self._stream.timeout_error()
        return error

    def close(self) -> None:
        """Ends the stream; its response is closed by the running loop."""
        self._over = True
        self._stream.close()
        # Only on the loop whose response it is.
        if self._place is not None and here() is self._place:
            library().spawn(self._door.close)

    def __del__(self) -> None:
        # Nobody reads on: the connection is free for others.
        self.close()


def async_agents_door(
    client: Any, bodied: bool, interval: Any, sender: Optional[Sender] = None
) -> AsyncDoor:
    """The door for a call of an asynchronous agents client; see `agents_door`."""
    if sender is None:
        sender = agents_sender(client, bodied, async_httpx_is_patched(), is_async=True)
    return AsyncDoor(sender, interval)


def async_model_door(client: Any, pieces: bool) -> AsyncDoor:
    """The door for a call of an asynchronous inference client; see `model_door`."""
    return AsyncDoor(model_sender(client, pieces, async_httpx_is_patched(), is_async=True))
