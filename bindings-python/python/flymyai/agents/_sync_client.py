"""The synchronous client of the agents API."""

from __future__ import annotations

from .._arguments import UNCHANGED
from .._internal.lazy import lazy
from ._base_client import DEFAULT_TIMEOUT
from ._sync_requester import SyncRequester

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Iterable, Mapping, Optional, Tuple, Union

    import httpx
    from typing_extensions import Self

    from .._arguments import Phases, Unchanged
    from ..resources import (
        AgentGroups,
        Agents,
        Apps,
        Artifacts,
        Compilations,
        Deployments,
        McpResourceSets,
        McpServers,
        McpShares,
        McpTeams,
        Projects,
        Runs,
        Tools,
        TriggersV1,
        Versions,
    )
    from ._raw_types import RawResources


class SyncAgentClient(SyncRequester):
    """A client of the agents API; `flymyai.AgentClient` is this class.

    Threads may share it. `close`, or the end of its `with` block, closes it.

    Calls raise `FlyMyAIAgentError` if the service refuses the request, `httpx.TransportError`
    if it can't be reached, `ValueError` or `TypeError` for an invalid argument, and
    `RuntimeError` if the client is closed.

    Args:
        api_key: Your key; `$FLYMYAI_API_KEY` when left out or empty.
        base_url: The URL of the service; `$FLYMYAI_AGENTS_BASE_URL` or the
            FlyMy.AI cloud when left out or empty.
        timeout: Seconds each phase of a request (connect, each read, each write,
            waiting for a connection) may take; `None` for no limits, a tuple
            (connect, read) or (connect, read, write, pool), or an `httpx.Timeout`.
        max_retries: The number of retries of a failed request, if a retry can't do
            the same work twice.
        http_client: An `httpx.Client` that sends the requests, for your own settings
            or for tests (`httpx.MockTransport`). It is not closed with this
            client. Its own timeouts, if it has any, take precedence over `timeout`.
        max_response_bytes: Bytes that a response may have, decompressed; infinity for no
            limit. `$FLYMYAI_MAX_RESPONSE_BYTES` or 128 MiB when left out.
        response_timeout: Seconds that the body of a response may take to arrive; infinity
            for no limit. `$FLYMYAI_RESPONSE_TIMEOUT` or 600 when left out.

    Raises:
        ValueError: Without a key, or for an invalid option.
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
        timeout: Union[float, Phases, httpx.Timeout, None] = DEFAULT_TIMEOUT,
        max_retries: int = 2,
        http_client: Optional[httpx.Client] = None,
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
    def agents(self) -> Agents:
        """Agents: create, change, run, freeze."""
        from ..resources import Agents

        return Agents(self)

    @lazy
    def runs(self) -> Runs:
        """Runs: start, follow, wait for, cancel."""
        from ..resources import Runs

        return Runs(self)

    @lazy
    def tools(self) -> Tools:
        """Tools: the catalogue, and the tools of this account."""
        from ..resources import Tools

        return Tools(self)

    @lazy
    def compilations(self) -> Compilations:
        """Compilations: frozen runs that can be run again."""
        from ..resources import Compilations

        return Compilations(self)

    @lazy
    def deployments(self) -> Deployments:
        """Deployments: versions of agents that customers use with accounts of their own."""
        from ..resources import Deployments

        return Deployments(self)

    @lazy
    def versions(self) -> Versions:
        """Versions: copies of agents, made when the agents were compiled."""
        from ..resources import Versions

        return Versions(self)

    @lazy
    def mcp_resource_sets(self) -> McpResourceSets:
        """MCP resource sets: the tools, servers and connections that agents may use."""
        from ..resources import McpResourceSets

        return McpResourceSets(self)

    @lazy
    def agent_groups(self) -> AgentGroups:
        """Agent groups: agents that use the same MCP resource sets."""
        from ..resources import AgentGroups

        return AgentGroups(self)

    @lazy
    def projects(self) -> Projects:
        """Projects: apps, sites, fleets of agents and artifacts."""
        from ..resources import Projects

        return Projects(self)

    @lazy
    def apps(self) -> Apps:
        """Apps: templates of files that are planned, applied and released."""
        from ..resources import Apps

        return Apps(self)

    @lazy
    def artifacts(self) -> Artifacts:
        """Artifacts: pages and small sites of files, with versions and sharing."""
        from ..resources import Artifacts

        return Artifacts(self)

    @lazy
    def mcp_servers(self) -> McpServers:
        """MCP servers: your own servers, whose actions agents and programs call."""
        from ..resources import McpServers

        return McpServers(self)

    @lazy
    def triggers_v1(self) -> TriggersV1:
        """Triggers, version 1: webhooks whose signed deliveries start runs."""
        from ..resources import TriggersV1

        return TriggersV1(self)

    @lazy
    def teams(self) -> McpTeams:
        """Teams: members use the same connections, within limits; the owner pays."""
        from ..resources import McpTeams

        return McpTeams(self)

    @lazy
    def shares(self) -> McpShares:
        """Personal shares: one tool or MCP server of an account that another account may use."""
        from ..resources import McpShares

        return McpShares(self)

    def with_options(
        self,
        *,
        timeout: Union[float, Phases, httpx.Timeout, Unchanged, None] = UNCHANGED,
        max_retries: Union[int, Unchanged] = UNCHANGED,
        headers: Union[Mapping[str, str], Iterable[Tuple[str, str]], None] = None,
    ) -> Self:
        """Returns a client of the same class with other options.

        It shares connections, limits, `http_client`, replaced methods and attributes with this
        client; what a program changes in this client later has no effect on it. Closing one closes
        the other.

        Args:
            timeout: Seconds each phase of a request may take, as for the constructor; it stays as
                it is when left out.
            max_retries: As for the constructor; it stays as it is when left out.
            headers: Headers that each request has, too. A name replaces the values that this client
                has for it; other headers of this client stay. They are never sent to another
                origin, and never logged.

        Returns:
            The client.

        Raises:
            ValueError: For an invalid option, and for a header that the client sets itself, such as
                `X-API-KEY`.
            TypeError: For an option of the wrong type.

        Example:
            >>> patient = client.with_options(timeout=300, headers={"X-Team": "research"})
            >>> run = patient.runs.create(agent_id="agent_abc123")
        """
        from ._derived import with_options

        made: Self = with_options(self, timeout, max_retries, headers)
        return made

    @property
    def with_raw_response(self) -> RawResources:
        """The resources; their methods return the status and the headers, too.

        A method that returns an iterator raises a `TypeError`: it has no single response. Errors
        are raised as without `with_raw_response`.

        Example:
            >>> response = client.with_raw_response.runs.list()
            >>> response.status, response.headers["content-type"]
            (200, 'application/json')
            >>> runs = response.value
        """
        from ._raw_response import raw_resources

        resources: RawResources = raw_resources(self)
        return resources

    def close(self) -> None:
        """Closes the client: active calls and later ones fail.

        Closing twice has no effect. It also closes the clients that `with_options` has returned,
        and the client that they come from; other clients are not affected.

        Example:
            >>> client = AgentClient()
            >>> client.close()
        """
        self._native.close()
        original = self.__dict__.get("_original", self)
        own = original.__dict__
        if "_http" in own or "_patched_http" in own:
            from .._transports.http_clients import take_http_clients

            for http in take_http_clients(original):
                http.close()

    def __enter__(self) -> SyncAgentClient:
        return self

    def __exit__(self, *exc: Any) -> None:
        self.close()
