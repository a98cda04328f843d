# Generated from api/versions.toml by `make generate`; do not edit.
"""Versions: copies of agents, made when the agents were compiled; they never change."""

from __future__ import annotations

from typing import AsyncIterator, Iterator, List, Optional

from .._arguments import id_text, json_bytes
from ..agents._event_stream import AsyncEvents, Events
from ..agents._responses import Many, Single
from ..agents._stubs import async_client_of, client_of
from ..types import AgentVersion, ResourceID

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..agents._async_client import AsyncAgentClient
    from ..agents._sync_client import SyncAgentClient

_AGENT_VERSION = Single(AgentVersion)
_AGENT_VERSION_LIST = Many(AgentVersion)


class Versions:
    """The versions of this account's agents: `client.versions`.

    Args:
        client: The client that sends the requests.

    Example:
        >>> found = client.versions.list()
    """

    __module__ = "flymyai.agents._resources"

    def __init__(self, client: SyncAgentClient) -> None:
        self._c = client_of(client, self, "versions")

    def list(self, *, agent_id: Optional[ResourceID] = None) -> List[AgentVersion]:
        """Returns all versions, or those of one agent.

        Args:
            agent_id: The agent whose versions are returned; by default, those of all agents.

        Returns:
            The versions.

        Raises:
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> numbers = [version.version_number for version in client.versions.list()]
        """
        return self._c._send(
            _AGENT_VERSION_LIST,
            "versions.list",
            fields=json_bytes(
                {"agent_id": None if agent_id is None else id_text(agent_id, "agent_id")}
            ),
        )

    def iter(self, *, agent_id: Optional[ResourceID] = None) -> Iterator[AgentVersion]:
        """Yields the rows of `list` one by one.

        A page is requested when its first row is needed, so that the memory for a list of any
        length is that of one page.

        Args:
            agent_id: The agent whose versions are returned; by default, those of all agents.

        Raises:
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> numbers = [version.version_number for version in client.versions.iter()]
        """
        pages = self._c._pages(
            "versions.list",
            None,
            json_bytes({"agent_id": None if agent_id is None else id_text(agent_id, "agent_id")}),
        )
        with Events(pages, _AGENT_VERSION, False, self._c) as rows:
            yield from rows

    def get(self, version_id: ResourceID) -> AgentVersion:
        """Returns one version.

        Args:
            version_id: The version's id.

        Returns:
            The version.

        Raises:
            FlyMyAIAgentError: If there is no such version, or the service refuses the request,
                or does not respond.

        Example:
            >>> for version in client.versions.list():
            ...     assert client.versions.get(version.id) == version
        """
        return self._c._send(_AGENT_VERSION, "versions.get", id_text(version_id, "version_id"))


class AsyncVersions:
    """The versions of this account's agents: `client.versions` of an `AsyncAgentClient`.

    Args:
        client: The client that sends the requests.

    Example:
        >>> found = await client.versions.list()
    """

    __module__ = "flymyai.agents._resources"

    def __init__(self, client: AsyncAgentClient) -> None:
        self._c = async_client_of(client, self, "versions")

    async def list(self, *, agent_id: Optional[ResourceID] = None) -> List[AgentVersion]:
        """Returns all versions, or those of one agent; see `Versions.list`.

        Example:
            >>> numbers = [version.version_number for version in await client.versions.list()]
        """
        return await self._c._send(
            _AGENT_VERSION_LIST,
            "versions.list",
            fields=json_bytes(
                {"agent_id": None if agent_id is None else id_text(agent_id, "agent_id")}
            ),
        )

    async def iter(self, *, agent_id: Optional[ResourceID] = None) -> AsyncIterator[AgentVersion]:
        """Yields the rows of `list` one by one; see `Versions.iter`.

        Example:
            >>> numbers = [version.version_number async for version in client.versions.iter()]
        """
        pages = self._c._pages(
            "versions.list",
            None,
            json_bytes({"agent_id": None if agent_id is None else id_text(agent_id, "agent_id")}),
        )
        with AsyncEvents(pages, _AGENT_VERSION, False, self._c) as rows:
            async for row in rows:
                yield row

    async def get(self, version_id: ResourceID) -> AgentVersion:
        """Returns one version; see `Versions.get`.

        Example:
            >>> for version in await client.versions.list():
            ...     assert await client.versions.get(version.id) == version
        """
        return await self._c._send(
            _AGENT_VERSION, "versions.get", id_text(version_id, "version_id")
        )
