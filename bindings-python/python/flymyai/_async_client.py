"""The asynchronous client of the agents API."""

from __future__ import annotations

from ._client import DEFAULT_TIMEOUT, connect
from ._lazy import lazy
from ._loops import finished

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Callable, NoReturn, Optional, TypeVar

    from .resources import AsyncAgents, AsyncCompilations, AsyncRuns, AsyncTools

    T = TypeVar("T")


class AsyncAgentClient:
    """A client of the agents API for `asyncio`; calls are awaited.

    Event loops may share it, one after another or side by side. Cancelling a
    call, or letting `asyncio.wait_for` do so, stops its request at once.

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
        >>> from flymyai import AsyncAgentClient
        >>> async with AsyncAgentClient() as client:
        ...     run = await client.runs.create(agent_id="agent_abc123")
        ...     (await client.runs.wait(run.id)).is_terminal
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
    def agents(self) -> AsyncAgents:
        """Agents: create, change, run, freeze."""
        from .resources import AsyncAgents

        return AsyncAgents(self)

    @lazy
    def runs(self) -> AsyncRuns:
        """Runs: start, follow, wait for, cancel."""
        from .resources import AsyncRuns

        return AsyncRuns(self)

    @lazy
    def tools(self) -> AsyncTools:
        """Tools: the catalogue and those of this account."""
        from .resources import AsyncTools

        return AsyncTools(self)

    @lazy
    def compilations(self) -> AsyncCompilations:
        """Compilations: frozen runs that can be run again."""
        from .resources import AsyncCompilations

        return AsyncCompilations(self)

    async def close(self) -> None:
        """Ends the client: calls under way fail, as do all later ones.

        Closing twice is fine; other clients are not touched.

        Example:
            >>> client = AsyncAgentClient()
            >>> await client.close()
        """
        self._native.close()

    async def __aenter__(self) -> AsyncAgentClient:
        return self

    async def __aexit__(self, *exc: Any) -> None:
        await self.close()

    def __reduce__(self) -> NoReturn:
        # A copy would carry the key to places nobody looks at.
        raise TypeError(f"cannot pickle or copy {type(self).__name__!r} object")

    async def _send(
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
        return read(*await finished(call.start))
