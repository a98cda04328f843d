"""The synchronous client of the agents API."""

from __future__ import annotations

from . import _native
from ._arguments import phases, retry_count
from ._lazy import lazy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Callable, NoReturn, Optional, TypeVar

    from .resources import Agents, Compilations, Runs, Tools

    T = TypeVar("T")


DEFAULT_TIMEOUT = 60.0
"""Seconds each phase of a request may take, unless told otherwise."""


class SyncAgentClient:
    """A client of the agents API; `flymyai.AgentClient` is this class.

    Threads may share it. Closing it, or leaving its `with` block, ends it.

    Args:
        api_key: Your key; `$FLYMYAI_API_KEY` when left out or empty.
        base_url: Where the service is; `$FLYMYAI_AGENTS_BASE_URL` or the
            FlyMy.AI cloud when left out or empty.
        timeout: Seconds each phase of a request (connect, each read, each write,
            waiting for a connection) may take; `None` for no limits, a tuple
            (connect, read) or (connect, read, write, pool), or an `httpx.Timeout`.
        max_retries: How often a failed request is repeated where that can't do
            the same work twice.

    Raises:
        ValueError: Without a key, or with an option that can't be used.
        TypeError: For an option of the wrong type.

    Example:
        >>> from flymyai import AgentClient
        >>> with AgentClient() as client:
        ...     run = client.runs.create(agent_id="agent_abc123")
        ...     client.runs.wait(run.id).is_terminal
        True
    """

    __module__ = "flymyai.agents._client"

    def __init__(
        self,
        api_key: Optional[str] = None,
        *,
        base_url: Optional[str] = None,
        timeout: float = DEFAULT_TIMEOUT,
        max_retries: int = 2,
    ) -> None:
        native = connect(api_key, base_url, timeout, max_retries)
        self._native = native
        self._api_key = native.api_key
        self._base_url = native.base_url
        self._max_retries = max_retries

    # The resources bring pydantic: they are made when first used.

    @lazy
    def agents(self) -> Agents:
        """Agents: create, change, run, freeze."""
        from .resources import Agents

        return Agents(self)

    @lazy
    def runs(self) -> Runs:
        """Runs: start, follow, wait for, cancel."""
        from .resources import Runs

        return Runs(self)

    @lazy
    def tools(self) -> Tools:
        """Tools: the catalogue and those of this account."""
        from .resources import Tools

        return Tools(self)

    @lazy
    def compilations(self) -> Compilations:
        """Compilations: frozen runs that can be run again."""
        from .resources import Compilations

        return Compilations(self)

    def close(self) -> None:
        """Ends the client: calls under way fail, as do all later ones.

        Closing twice is fine; other clients are not touched.

        Example:
            >>> client = AgentClient()
            >>> client.close()
        """
        self._native.close()

    def __enter__(self) -> SyncAgentClient:
        return self

    def __exit__(self, *exc: Any) -> None:
        self.close()

    def __reduce__(self) -> NoReturn:
        # A copy would carry the key to places nobody looks at.
        raise TypeError(f"cannot pickle or copy {type(self).__name__!r} object")

    def _send(
        self,
        read: Callable[[int, Optional[bytes]], T],
        operation: str,
        id: Optional[str] = None,
        fields: Optional[bytes] = None,
        timeout: Optional[float] = None,
        poll_interval: float = 2.0,
        idempotency_key: Optional[str] = None,
    ) -> T:
        """Runs an operation of the core and reads its reply."""
        native = self._native
        call = native.call(operation, id, fields, timeout, poll_interval, idempotency_key)
        return read(*call.wait())


def connect(api_key: Any, base_url: Any, timeout: Any, max_retries: Any) -> _native.Client:
    """The native client for a client's arguments."""
    if isinstance(api_key, str):
        # Half a surrogate pair can't cross over, and Python's own refusal would
        # show the key. The core's refusal does not.
        api_key = api_key.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    if hasattr(base_url, "raw_scheme"):
        # An `httpx.URL`, as 1.1.0 took it.
        base_url = str(base_url)
    return _native.Client(api_key, base_url, phases(timeout), retry_count(max_retries))
