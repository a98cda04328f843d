# The extension module built from bindings-python/src. Private: may change any time.
import asyncio
from typing import Any, Callable, List, Optional, Tuple, Union, final

__all__ = [
    "BASE_URL_ENV",
    "DEFAULT_BASE_URL",
    "Call",
    "Cancel",
    "Client",
    "EventStream",
    "Failure",
    "LoopQueue",
    "Reader",
    "__version__",
    "status_error",
]

__version__: str
DEFAULT_BASE_URL: str

def status_error(status: int, body: bytes) -> Exception: ...

BASE_URL_ENV: str

@final
class Client:
    def __new__(
        cls,
        api_key: Optional[str],
        base_url: Optional[str],
        timeouts: Tuple[Optional[float], Optional[float], Optional[float], Optional[float]],
        max_retries: int,
    ) -> Client: ...
    @property
    def api_key(self) -> str: ...
    @property
    def base_url(self) -> str: ...
    @property
    def closed(self) -> bool: ...
    def close(self) -> None: ...
    def call(
        self,
        operation: str,
        id: Optional[str],
        fields: Optional[bytes],
        timeout: Optional[float],
        poll_interval: float,
        idempotency_key: Optional[str],
    ) -> Call: ...
    def event_stream(
        self, run_id: str, timeout: Optional[float], poll_interval: float
    ) -> EventStream: ...

@final
class Call:
    def wait(self) -> Tuple[int, Optional[bytes]]: ...
    def start(self, queue: LoopQueue, future: asyncio.Future[Any]) -> Cancel: ...

@final
class EventStream:
    def next_batch(self) -> Optional[List[bytes]]: ...
    def start_next(self, queue: LoopQueue, future: asyncio.Future[Any]) -> Cancel: ...
    def close(self) -> None: ...

@final
class Cancel:
    def cancel(self) -> None: ...

@final
class LoopQueue:
    @staticmethod
    def open(wake: Optional[Callable[[], None]] = None) -> Tuple[LoopQueue, Reader]: ...
    @property
    def closed(self) -> bool: ...
    def fileno(self) -> int: ...

@final
class Reader:
    def __call__(self, *args: Any, **kwargs: Any) -> None: ...

@final
class Failure:
    @property
    def kind(self) -> str: ...
    @property
    def message(self) -> str: ...
    @property
    def status(self) -> Optional[int]: ...
    @property
    def body(self) -> Optional[bytes]: ...
    @property
    def detail(self) -> Optional[bytes]: ...
    @property
    def problems(self) -> List[Tuple[Optional[str], str, Union[str, bytes]]]: ...
    @property
    def method(self) -> Optional[str]: ...
    @property
    def url(self) -> Optional[str]: ...
    @property
    def argument(self) -> Optional[str]: ...
    @property
    def last_status(self) -> Optional[str]: ...
    @property
    def attempts(self) -> int: ...
    @property
    def cause(self) -> Optional[Failure]: ...
    @property
    def operation(self) -> str: ...
    @property
    def subject(self) -> Optional[str]: ...
    @property
    def timeout(self) -> Any: ...
