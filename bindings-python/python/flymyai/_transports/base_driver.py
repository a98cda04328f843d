"""The parts that the drivers for threads and for event loops have in common.

Core carries out a call: it queues host calls (send a request, sleep), and a driver makes them
in the thread or the task that waits for the call.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Callable, List, Optional, Tuple, Type, TypeVar

from .._internal.clock import monotonic
from .._native import CallbackContext
from .http_clients import agents_sender, inference_sender

if TYPE_CHECKING:
    from .senders import Sender

_Driver = TypeVar("_Driver", bound="BaseCallDriver")


class BaseCallDriver:
    """Makes the host calls of one call or one stream.

    Args:
        sender: Sends its requests; core sends them when it is `None`.
        interval: The pause between two polls as the caller passed it; the `sleep` of the
            clock gets this object.
    """

    is_async = False
    """Whether host calls are awaited."""

    def __init__(self, sender: Optional[Sender], interval: Any = None) -> None:
        self._sender = sender
        self._interval = interval
        is_patched, cuts_pauses = self._clock_state()
        self.context = CallbackContext(
            sender is not None,
            monotonic if is_patched else None,
            cuts_pauses,
            sender is None or sender.takes_generated_keys,
        )

    @classmethod
    def for_agents(
        cls: Type[_Driver],
        client: Any,
        operation: str,
        has_body: bool,
        interval: Any,
        sender: Optional[Sender] = None,
    ) -> _Driver:
        """Returns the driver for a call of an agents client.

        Args:
            client: The client.
            operation: The operation.
            has_body: Whether the call may have a body.
            interval: The pause between two polls.
            sender: Sends its requests; chosen by the client's state when it is `None`.
        """
        if sender is None:
            patched = cls._httpx_is_patched()
            sender = agents_sender(client, operation, has_body, patched, is_async=cls.is_async)
        return cls(sender, interval)

    @classmethod
    def for_inference(cls: Type[_Driver], client: Any, is_stream: bool) -> _Driver:
        """Returns the driver for a call of an inference client.

        Args:
            client: The client.
            is_stream: Whether the response is an event stream.
        """
        is_patched = cls._httpx_is_patched()
        return cls(inference_sender(client, is_stream, is_patched, is_async=cls.is_async))

    @classmethod
    def _httpx_is_patched(cls) -> bool:
        raise NotImplementedError

    @classmethod
    def _clock_state(cls) -> Tuple[bool, bool]:
        """Whether the clock is patched, and whether the last pause ends at the deadline."""
        raise NotImplementedError

    def _pause(self, seconds: float) -> Any:
        """The pause that core requests, as the object that the caller passed."""
        return self._interval if seconds == self._interval else seconds


class BaseCallbackStream:
    """A native stream with host calls.

    Args:
        stream: The native stream.
        driver: The driver.
        item_of: Returns the item for its bytes; the bytes are the item when it is `None`.
    """

    def __init__(
        self, stream: Any, driver: Any, item_of: Optional[Callable[[Any], Any]] = None
    ) -> None:
        self._stream = stream
        self._driver = driver
        self._item_of = item_of
        self._over = False

    def _items(self, batch: Optional[List[Any]]) -> Optional[List[Any]]:
        if batch is None or self._item_of is None:
            return batch
        return [self._item_of(raw) for raw in batch]

    def record(self) -> Any:
        """Returns the status and the record of the run, once it has ended."""
        return self._stream.record()

    @property
    def idempotency_key(self) -> Any:
        """The key of the request that starts the run."""
        return self._stream.idempotency_key

    @property
    def status(self) -> Any:
        """The status of the run at the last poll."""
        return self._stream.status

    @property
    def created_at(self) -> Any:
        """The time at which the run was created, once it is known."""
        return self._stream.created_at

    def timeout_error(self) -> Optional[BaseException]:
        """Returns the exception of a stream that has ended at its timeout; `None` for another."""
        error: Optional[BaseException] = self._stream.timeout_error()
        return error

    def close(self) -> None:
        """Ends the stream."""
        self._over = True
        self._stream.close()

    def __del__(self) -> None:
        # Frees the connection of an abandoned stream.
        self.close()
