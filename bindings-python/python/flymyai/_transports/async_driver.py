"""Drives calls whose requests or pauses go through Python code, for event loops.

As `driver`, but host calls are awaited in the task that awaits the call.
"""

from __future__ import annotations

from inspect import isawaitable
from typing import TYPE_CHECKING, Any, AsyncIterator, Callable, List, Optional

from .._internal.async_library import await_native, current_loop, library
from .._native import CallbackContext, Upload
from .detect import async_clock_is_patched, async_httpx_is_patched, monotonic
from .driver import agents_sender, inference_sender

if TYPE_CHECKING:
    from .._native import CallStepper
    from .senders import Headers, Limits, Reply, Sender


class AsyncCallDriver:
    """Makes the host calls of one call or one stream; see `CallDriver`.

    Args:
        sender: Sends its requests; core sends them when it is `None`.
        interval: The pause between two polls as the caller wrote it, which `asyncio.sleep`
            is called with.
    """

    def __init__(self, sender: Optional[Sender], interval: Any = None) -> None:
        self._sender = sender
        self._interval = interval
        is_patched = async_clock_is_patched()
        self.context = CallbackContext(
            sender is not None,
            monotonic if is_patched else None,
            False,
            sender is None or sender.takes_generated_keys,
        )

    async def run(self, call: Any) -> Any:
        """Runs a native call and returns its result."""
        try:
            return await self.drive(call.stepper(self.context))
        finally:
            await self.close()

    async def drive(self, stepper: CallStepper) -> Any:
        """Runs a native call to its end and makes its host calls."""
        try:
            while True:
                step = stepper.next()
                if step is None:
                    await await_native(stepper.start_wait)
                    continue
                name, arguments = step
                if name == "end":
                    return arguments[0]
                try:
                    host_call = getattr(self, name)(*arguments)
                    value = await library().run_host_call(stepper, host_call)
                except Exception as error:
                    stepper.throw(error)
                else:
                    stepper.resume(value)
        finally:
            # Any other exception, such as a cancellation, ends the call.
            stepper.close()

    async def send(
        self, method: str, url: str, headers: Headers, body: Any, limits: Limits
    ) -> Reply:
        """Sends a request."""
        assert self._sender is not None
        await self.close()
        if isinstance(body, Upload):
            body = AsyncUpload(body)
        response = self._sender.send(method, url, headers, body, limits)
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
        """Sleeps."""
        pause = library().sleep(self._interval if seconds == self._interval else seconds)
        if isawaitable(pause):
            await pause

    async def close(self) -> None:
        """Closes a response that is still open."""
        closing = None if self._sender is None else self._sender.close()
        if isawaitable(closing):
            await closing


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
            piece = await await_native(pieces.start_next)
            if piece is None:
                return
            yield piece


class AsyncCallbackStream:
    """A native stream with host calls, for event loops.

    Args:
        stream: The native stream.
        driver: The driver.
        item_of: Returns the item for its bytes; the bytes are the item when it is `None`.
    """

    def __init__(
        self, stream: Any, driver: AsyncCallDriver, item_of: Optional[Callable[[Any], Any]] = None
    ) -> None:
        self._stream = stream
        self._driver = driver
        self._item_of = item_of
        self._loop: Optional[Any] = None
        self._over = False

    async def next_batch(self) -> Optional[List[Any]]:
        """Returns the next items; `None` at the end."""
        batch: Optional[List[Any]] = None
        if self._over:
            return None
        self._loop = current_loop()
        try:
            batch = await self._driver.drive(self._stream.stepper(self._driver.context))
        finally:
            # Also after any exception, such as a cancellation.
            if batch is None:
                self._over = True
                await self._driver.close()
        if batch is None or self._item_of is None:
            return batch
        return [self._item_of(raw) for raw in batch]

    def timeout_error(self) -> Optional[BaseException]:
        """Returns the exception of a stream that has ended at its timeout; `None` for another."""
        error: Optional[BaseException] = self._stream.timeout_error()
        return error

    def close(self) -> None:
        """Ends the stream; its response is closed by the running loop."""
        self._over = True
        self._stream.close()
        # Only on the loop whose response it is.
        if self._loop is not None and current_loop() is self._loop:
            library().spawn(self._driver.close)

    def __del__(self) -> None:
        # Frees the connection of an abandoned stream.
        self.close()


def async_agents_driver(
    client: Any, has_body: bool, interval: Any, sender: Optional[Sender] = None
) -> AsyncCallDriver:
    """Returns the driver for a call of an asynchronous agents client; see `agents_driver`."""
    if sender is None:
        sender = agents_sender(client, has_body, async_httpx_is_patched(), is_async=True)
    return AsyncCallDriver(sender, interval)


def async_inference_driver(client: Any, pieces: bool) -> AsyncCallDriver:
    """Returns the driver for a call of an asynchronous inference client; see `inference_driver`."""
    return AsyncCallDriver(
        inference_sender(client, pieces, async_httpx_is_patched(), is_async=True)
    )
