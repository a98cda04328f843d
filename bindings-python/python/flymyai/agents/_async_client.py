"""The asynchronous client of the agents API."""

from __future__ import annotations

from .._internal.async_library import await_native
from .._internal.lazy import lazy
from .._transports.detect import composition_is_overridden
from ._base_client import DEFAULT_TIMEOUT, BaseAgentClient, composed_arguments
from ._errors import raise_for_status

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Callable, Optional, Tuple, Type, TypeVar, Union

    import httpx

    from .._arguments import Phases
    from .._transports.base_driver import BaseCallbackStream, BaseCallDriver
    from ..resources import (
        AsyncAgentGroups,
        AsyncAgents,
        AsyncCompilations,
        AsyncMcpResourceSets,
        AsyncRuns,
        AsyncTools,
        AsyncVersions,
    )

    T = TypeVar("T")


class AsyncAgentClient(BaseAgentClient):
    """A client of the agents API for `asyncio` and trio; calls are awaited.

    Event loops may share it, one after another or side by side. Cancelling a
    call, or letting `asyncio.wait_for` or a scope of trio's do so, stops its request at once.

    Calls raise `FlyMyAIAgentError` when the service refuses, `httpx.TransportError`
    when it can't be reached, `ValueError` or `TypeError` for an argument that can't
    be used, and `RuntimeError` once the client is closed.

    Args:
        api_key: Your key; `$FLYMYAI_API_KEY` when left out or empty.
        base_url: Where the service is; `$FLYMYAI_AGENTS_BASE_URL` or the
            FlyMy.AI cloud when left out or empty.
        timeout: Seconds each phase of a request (connect, each read, each write,
            waiting for a connection) may take; `None` for no limits, a tuple
            (connect, read) or (connect, read, write, pool), or an `httpx.Timeout`.
        max_retries: How often a failed request is repeated where that can't do
            the same work twice.
        http_client: An `httpx.AsyncClient` to send requests with, for settings of your
            own or for tests (`httpx.MockTransport`). It is not closed with this
            client. Its timeouts count where it has any of its own; `timeout` does
            otherwise.
        max_response_bytes: Bytes that a response may have, decompressed; infinity for no
            limit. `$FLYMYAI_MAX_RESPONSE_BYTES` or 128 MiB when left out.
        response_timeout: Seconds that the body of a response may take to arrive; infinity
            for no limit. `$FLYMYAI_RESPONSE_TIMEOUT` or 600 when left out.

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

    _http_class = "AsyncClient"

    def __init__(
        self,
        api_key: Optional[str] = None,
        *,
        base_url: Optional[str] = None,
        timeout: Union[float, Phases, httpx.Timeout, None] = DEFAULT_TIMEOUT,
        max_retries: int = 2,
        http_client: Optional[httpx.AsyncClient] = None,
        max_response_bytes: Optional[float] = None,
        response_timeout: Optional[float] = None,
    ) -> None:
        super().__init__(
            api_key,
            base_url,
            timeout,
            max_retries,
            http_client,
            max_response_bytes,
            response_timeout,
        )

    # The resources import pydantic, so they are made at their first use.

    @lazy
    def agents(self) -> AsyncAgents:
        """Agents: create, change, run, freeze."""
        from ..resources import AsyncAgents

        return AsyncAgents(self)

    @lazy
    def runs(self) -> AsyncRuns:
        """Runs: start, follow, wait for, cancel."""
        from ..resources import AsyncRuns

        return AsyncRuns(self)

    @lazy
    def tools(self) -> AsyncTools:
        """Tools: the catalogue and those of this account."""
        from ..resources import AsyncTools

        return AsyncTools(self)

    @lazy
    def compilations(self) -> AsyncCompilations:
        """Compilations: frozen runs that can be run again."""
        from ..resources import AsyncCompilations

        return AsyncCompilations(self)

    @lazy
    def versions(self) -> AsyncVersions:
        """Versions: what agents were when they were compiled."""
        from ..resources import AsyncVersions

        return AsyncVersions(self)

    @lazy
    def mcp_resource_sets(self) -> AsyncMcpResourceSets:
        """MCP resource sets: which tools, servers and connections agents may use."""
        from ..resources import AsyncMcpResourceSets

        return AsyncMcpResourceSets(self)

    @lazy
    def agent_groups(self) -> AsyncAgentGroups:
        """Agent groups: agents that use the same MCP resource sets."""
        from ..resources import AsyncAgentGroups

        return AsyncAgentGroups(self)

    async def close(self) -> None:
        """Ends the client: calls under way fail, as do all later ones.

        Closing twice is fine; other clients are not touched.

        Example:
            >>> client = AsyncAgentClient()
            >>> await client.close()
        """
        self._native.close()
        own = self.__dict__
        if "_http" in own or "_patched_http" in own:
            from .._transports.http_clients import take_http_clients

            for http in take_http_clients(self):
                await http.aclose()

    async def __aenter__(self) -> AsyncAgentClient:
        return self

    async def __aexit__(self, *exc: Any) -> None:
        await self.close()

    async def _send(
        self,
        read: Callable[[int, Optional[bytes]], T],
        operation: str,
        id: Optional[str] = None,
        fields: Optional[bytes] = None,
        timeout: Optional[float] = None,
        poll_interval: float = 0.0,  # Waits pass one.
        idempotency_key: Optional[str] = None,
        subject: Any = None,
    ) -> T:
        """Runs an operation of the core and reads its response."""
        arguments = (operation, id, fields, timeout, poll_interval, idempotency_key)
        native = self._native
        if composition_is_overridden(self, operation):
            from .._transports.overrides import async_call_composed

            calls = composed_arguments(arguments)
            found: T = await async_call_composed(self, operation, subject, *calls)
            return found
        poll = self._overridden_poll(operation, subject)
        if poll is None and self._uses_native_transport():
            return read(*await await_native(native.call(*arguments).start))
        from .._transports.async_driver import AsyncCallDriver

        driver = AsyncCallDriver.for_agents(self, fields is not None, poll_interval, poll)
        response = await driver.run(native.call(*arguments, driver.context))
        return read(*response) if poll is None else poll.last

    def _callback_classes(self) -> Tuple[Type[BaseCallDriver], Type[BaseCallbackStream]]:
        from .._transports.async_driver import AsyncCallbackStream, AsyncCallDriver

        return AsyncCallDriver, AsyncCallbackStream

    async def _request(
        self, method: str, path: str, *, expected_status: Optional[int] = None, **kwargs: Any
    ) -> Any:
        """Sends one request through `_http`; returns its JSON, `None` for 204."""
        path, options = self._request_options(path, kwargs)
        response = await self._http.request(method, path, **options)
        raise_for_status(response, expected_status=expected_status)
        return None if response.status_code == 204 else response.json()


AsyncAgentClient._own_request = AsyncAgentClient._request
