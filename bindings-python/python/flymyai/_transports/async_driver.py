"""Drives calls whose requests or pauses go through Python code, for event loops.

Unlike in `driver`, host calls are awaited in the task that awaits the call.
"""

from __future__ import annotations

from inspect import isawaitable
from typing import TYPE_CHECKING, Any, AsyncIterator, Callable, List, Optional, Tuple

from .._internal.async_library import await_native, current_loop, library
from .._native import Upload
from .base_driver import BaseCallbackStream, BaseCallDriver
from .detect import async_clock_is_patched, async_httpx_is_patched

if TYPE_CHECKING:
    from .._arguments import PhaseTimeouts
    from .._native import CallStepper
    from .senders import Headers, Response


class AsyncCallDriver(BaseCallDriver):
    """Makes the host calls of one call or one stream in the calling task."""

    is_async = True

    @classmethod
    def _httpx_is_patched(cls) -> bool:
        return async_httpx_is_patched()

    @classmethod
    def _clock_state(cls) -> Tuple[bool, bool]:
        return async_clock_is_patched(), False

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
        self, method: str, url: str, headers: Headers, body: Any, timeouts: PhaseTimeouts
    ) -> Response:
        """Sends a request."""
        assert self._sender is not None
        await self.close()
        if isinstance(body, Upload):
            body = AsyncUpload(body)
        response = self._sender.send(method, url, headers, body, timeouts)
        if isawaitable(response):
            response = await response
        return self._sender.read(response)

    async def chunk(self, chunks: Any) -> Optional[bytes]:
        """Returns the next chunk of a response; `None` at its end."""
        try:
            chunk: bytes = await chunks.__anext__()
        except StopAsyncIteration:
            return None
        return chunk

    async def sleep(self, seconds: float) -> None:
        """Sleeps."""
        pause = library().sleep(self._pause(seconds))
        if isawaitable(pause):
            await pause

    async def close(self) -> None:
        """Closes a response that is still open."""
        closing = None if self._sender is None else self._sender.close()
        if isawaitable(closing):
            await closing


class AsyncUpload:
    """The chunks of a body, for event loops; each iteration reads from the start.

    Args:
        upload: The body.
    """

    def __init__(self, upload: Upload) -> None:
        self._upload = upload

    async def __aiter__(self) -> AsyncIterator[bytes]:
        chunks = iter(self._upload)
        while True:
            chunk = await await_native(chunks.start_next)
            if chunk is None:
                return
            yield chunk


class AsyncCallbackStream(BaseCallbackStream):
    """A native stream with host calls, for event loops; see `BaseCallbackStream`."""

    _driver: AsyncCallDriver

    def __init__(
        self, stream: Any, driver: AsyncCallDriver, item_of: Optional[Callable[[Any], Any]] = None
    ) -> None:
        super().__init__(stream, driver, item_of)
        self._loop: Optional[Any] = None

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
        return self._items(batch)

    def close(self) -> None:
        """Ends the stream; its response is closed by the running loop."""
        super().close()
        # Only on the loop that has opened the response.
        if self._loop is not None and current_loop() is self._loop:
            library().spawn(self._driver.close)
