"""Drives calls whose requests or pauses go through Python code, for threads.

A driver makes the host calls on the thread that waits for the call. So a test's own code runs
on that thread, and Ctrl-C or an exception of that code ends the call at once.
"""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING, Any, Callable, List, Optional, Tuple

from .._internal.clock import clock
from .base_driver import BaseCallbackStream, BaseCallDriver
from .detect import clock_is_patched, httpx_is_patched, sleep_is_real

if TYPE_CHECKING:
    from .._arguments import PhaseTimeouts
    from .._native import CallStepper
    from .senders import Headers, Response


class CallDriver(BaseCallDriver):
    """Makes the host calls of one call or one stream on the calling thread."""

    @classmethod
    def _httpx_is_patched(cls) -> bool:
        return httpx_is_patched()

    @classmethod
    def _clock_state(cls) -> Tuple[bool, bool]:
        is_patched = clock_is_patched()
        return is_patched, is_patched and sleep_is_real()

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

    def send(
        self, method: str, url: str, headers: Headers, body: Any, timeouts: PhaseTimeouts
    ) -> Response:
        """Sends a request."""
        assert self._sender is not None
        self.close()
        return self._sender.read(self._sender.send(method, url, headers, body, timeouts))

    def chunk(self, chunks: Any) -> Optional[bytes]:
        """Returns the next chunk of a response; `None` at its end."""
        return next(chunks, None)

    def sleep(self, seconds: float) -> None:
        """Sleeps."""
        clock().sleep(self._pause(seconds))

    def close(self) -> None:
        """Closes a response that is still open."""
        if self._sender is not None:
            self._sender.close()


class CallbackStream(BaseCallbackStream):
    """A native stream with host calls, for threads; see `BaseCallbackStream`."""

    _driver: CallDriver

    def __init__(
        self, stream: Any, driver: CallDriver, item_of: Optional[Callable[[Any], Any]] = None
    ) -> None:
        super().__init__(stream, driver, item_of)
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
        return self._items(batch)

    def close(self) -> None:
        """Ends the stream."""
        super().close()
        self._driver.close()
