# Generated from api/agent_groups.toml by `make generate`; do not edit.
"""Agent groups: agents that use the same MCP resource sets."""

from __future__ import annotations

from typing import AsyncIterator, Iterator, List, Optional, Sequence

from .._arguments import id_text, json_bytes
from .._conversions import id_list
from ..agents._event_stream import AsyncEvents, Events
from ..agents._responses import Many, Single, nothing
from ..agents._stubs import async_client_of, client_of
from ..types import AgentGroup, ResourceID
from . import _handwritten as handwritten

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..agents._async_client import AsyncAgentClient
    from ..agents._sync_client import SyncAgentClient

_AGENT_GROUP = Single(AgentGroup)
_AGENT_GROUP_LIST = Many(AgentGroup)


class AgentGroups:
    """The agent groups of this account: `client.agent_groups`.

    Args:
        client: The client that sends the requests.

    Example:
        >>> found = client.agent_groups.list()
    """

    __module__ = "flymyai.agents._resources"

    def __init__(self, client: SyncAgentClient) -> None:
        self._c = client_of(client, self, "agent_groups")

    def list(self, *, query: Optional[str] = None, page_size: int = 100) -> List[AgentGroup]:
        """Returns the groups, the newest first.

        Args:
            query: A part of the groups' names, up to 256 characters.
            page_size: The number of groups in a page, 1 to 100; all pages are returned.

        Returns:
            The groups.

        Raises:
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> names = [group.name for group in client.agent_groups.list(query="Support")]
        """
        return self._c._send(
            _AGENT_GROUP_LIST,
            "agent_groups.list",
            fields=json_bytes({"query": query, "page_size": page_size}),
        )

    def iter(self, *, query: Optional[str] = None, page_size: int = 100) -> Iterator[AgentGroup]:
        """Yields the rows of `list` one by one.

        A page is requested when its first row is needed, so that the memory for a list of any
        length is that of one page.

        Args:
            query: A part of the groups' names, up to 256 characters.
            page_size: The number of groups in a page, 1 to 100; all pages are returned.

        Raises:
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> names = [group.name for group in client.agent_groups.iter()]
        """
        pages = self._c._pages(
            "agent_groups.list", None, json_bytes({"query": query, "page_size": page_size})
        )
        with Events(pages, _AGENT_GROUP, False, self._c) as rows:
            yield from rows

    def get(self, group_id: ResourceID) -> AgentGroup:
        """Returns one group.

        Args:
            group_id: The group's id.

        Returns:
            The group.

        Raises:
            FlyMyAIAgentError: If there is no such group, or the service refuses the request, or
                does not respond.

        Example:
            >>> group = client.agent_groups.create(name="Support")
            >>> client.agent_groups.get(group.id).name
            'Support'
        """
        return self._c._send(_AGENT_GROUP, "agent_groups.get", id_text(group_id, "group_id"))

    def create(
        self,
        *,
        name: str,
        description: Optional[str] = None,
        is_active: Optional[bool] = None,
        agent_ids: Optional[Sequence[str]] = None,
        resource_set_ids: Optional[Sequence[str]] = None,
        idempotency_key: Optional[str] = None,
    ) -> AgentGroup:
        """Creates a group and returns it.

        Args:
            name: Its name.
            description: Its description.
            is_active: Whether its agents may use its resource sets.
            agent_ids: The ids of its agents.
            resource_set_ids: The ids of its MCP resource sets.
            idempotency_key: The key of the request: the service does the work once for all
                requests with the same key, so the request can be retried.

        Returns:
            The new group.

        Raises:
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> client.agent_groups.create(name="Support", description="Helps customers").description
            'Helps customers'
        """
        return self._c._send(
            _AGENT_GROUP,
            "agent_groups.create",
            fields=json_bytes(
                {
                    "name": name,
                    "description": description,
                    "is_active": is_active,
                    "agent_ids": id_list(agent_ids, "agent_ids"),
                    "resource_set_ids": id_list(resource_set_ids, "resource_set_ids"),
                }
            ),
            idempotency_key=idempotency_key,
        )

    def update(
        self,
        group_id: ResourceID,
        *,
        name: Optional[str] = None,
        description: Optional[str] = None,
        is_active: Optional[bool] = None,
        agent_ids: Optional[Sequence[str]] = None,
        resource_set_ids: Optional[Sequence[str]] = None,
    ) -> AgentGroup:
        """Changes a group and returns it; arguments that are left out keep their values.

        Args:
            group_id: The group's id.
            name: Its new name.
            description: Its description.
            is_active: Whether its agents may use its resource sets.
            agent_ids: The ids of its agents, which replace those it has.
            resource_set_ids: The ids of its MCP resource sets, which replace those it has.

        Returns:
            The changed group.

        Raises:
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> group = client.agent_groups.create(name="Support")
            >>> client.agent_groups.update(group.id, is_active=False).is_active
            False
        """
        return self._c._send(
            _AGENT_GROUP,
            "agent_groups.update",
            id_text(group_id, "group_id"),
            json_bytes(
                {
                    "name": name,
                    "description": description,
                    "is_active": is_active,
                    "agent_ids": id_list(agent_ids, "agent_ids"),
                    "resource_set_ids": id_list(resource_set_ids, "resource_set_ids"),
                }
            ),
        )

    def replace_assignments(
        self, group_id: ResourceID, *, agent_ids: Sequence[str], resource_set_ids: Sequence[str]
    ) -> AgentGroup:
        """Replaces the agents and the MCP resource sets of a group at once, and returns the
        group.

        Args:
            group_id: The group's id.
            agent_ids: The ids of its agents; `None` keeps those it has.
            resource_set_ids: The ids of its MCP resource sets; `None` keeps those it has.

        Returns:
            The changed group.

        Raises:
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> group = client.agent_groups.create(name="Support")
            >>> client.agent_groups.replace_assignments(group.id, agent_ids=[], resource_set_ids=[]).agent_ids
            []
        """
        result: AgentGroup = handwritten.agent_groups_replace_assignments(
            self._c, group_id=group_id, agent_ids=agent_ids, resource_set_ids=resource_set_ids
        )
        return result

    def delete(self, group_id: ResourceID) -> None:
        """Deletes a group; its agents and resource sets stay.

        Args:
            group_id: The group's id.

        Raises:
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> client.agent_groups.delete(client.agent_groups.create(name="Support").id)
        """
        return self._c._send(nothing, "agent_groups.delete", id_text(group_id, "group_id"))


class AsyncAgentGroups:
    """The agent groups of this account: `client.agent_groups` of an `AsyncAgentClient`.

    Args:
        client: The client that sends the requests.

    Example:
        >>> found = await client.agent_groups.list()
    """

    __module__ = "flymyai.agents._resources"

    def __init__(self, client: AsyncAgentClient) -> None:
        self._c = async_client_of(client, self, "agent_groups")

    async def list(self, *, query: Optional[str] = None, page_size: int = 100) -> List[AgentGroup]:
        """Returns the groups, the newest first; see `AgentGroups.list`.

        Example:
            >>> names = [group.name for group in await client.agent_groups.list(query="Support")]
        """
        return await self._c._send(
            _AGENT_GROUP_LIST,
            "agent_groups.list",
            fields=json_bytes({"query": query, "page_size": page_size}),
        )

    async def iter(
        self, *, query: Optional[str] = None, page_size: int = 100
    ) -> AsyncIterator[AgentGroup]:
        """Yields the rows of `list` one by one; see `AgentGroups.iter`.

        Example:
            >>> names = [group.name async for group in client.agent_groups.iter()]
        """
        pages = self._c._pages(
            "agent_groups.list", None, json_bytes({"query": query, "page_size": page_size})
        )
        with AsyncEvents(pages, _AGENT_GROUP, False, self._c) as rows:
            async for row in rows:
                yield row

    async def get(self, group_id: ResourceID) -> AgentGroup:
        """Returns one group; see `AgentGroups.get`.

        Example:
            >>> group = await client.agent_groups.create(name="Support")
            >>> (await client.agent_groups.get(group.id)).name
            'Support'
        """
        return await self._c._send(_AGENT_GROUP, "agent_groups.get", id_text(group_id, "group_id"))

    async def create(
        self,
        *,
        name: str,
        description: Optional[str] = None,
        is_active: Optional[bool] = None,
        agent_ids: Optional[Sequence[str]] = None,
        resource_set_ids: Optional[Sequence[str]] = None,
        idempotency_key: Optional[str] = None,
    ) -> AgentGroup:
        """Creates a group and returns it; see `AgentGroups.create`.

        Example:
            >>> (await client.agent_groups.create(name="Support", description="Helps customers")).description
            'Helps customers'
        """
        return await self._c._send(
            _AGENT_GROUP,
            "agent_groups.create",
            fields=json_bytes(
                {
                    "name": name,
                    "description": description,
                    "is_active": is_active,
                    "agent_ids": id_list(agent_ids, "agent_ids"),
                    "resource_set_ids": id_list(resource_set_ids, "resource_set_ids"),
                }
            ),
            idempotency_key=idempotency_key,
        )

    async def update(
        self,
        group_id: ResourceID,
        *,
        name: Optional[str] = None,
        description: Optional[str] = None,
        is_active: Optional[bool] = None,
        agent_ids: Optional[Sequence[str]] = None,
        resource_set_ids: Optional[Sequence[str]] = None,
    ) -> AgentGroup:
        """Changes a group and returns it; arguments that are left out keep their
        values; see `AgentGroups.update`.

        Example:
            >>> group = await client.agent_groups.create(name="Support")
            >>> (await client.agent_groups.update(group.id, is_active=False)).is_active
            False
        """
        return await self._c._send(
            _AGENT_GROUP,
            "agent_groups.update",
            id_text(group_id, "group_id"),
            json_bytes(
                {
                    "name": name,
                    "description": description,
                    "is_active": is_active,
                    "agent_ids": id_list(agent_ids, "agent_ids"),
                    "resource_set_ids": id_list(resource_set_ids, "resource_set_ids"),
                }
            ),
        )

    async def replace_assignments(
        self, group_id: ResourceID, *, agent_ids: Sequence[str], resource_set_ids: Sequence[str]
    ) -> AgentGroup:
        """Replaces the agents and the MCP resource sets of a group at once, and returns the
        group; see `AgentGroups.replace_assignments`.

        Example:
            >>> group = await client.agent_groups.create(name="Support")
            >>> (await client.agent_groups.replace_assignments(group.id, agent_ids=[], resource_set_ids=[])).agent_ids
            []
        """
        result: AgentGroup = await handwritten.agent_groups_replace_assignments(
            self._c, group_id=group_id, agent_ids=agent_ids, resource_set_ids=resource_set_ids
        )
        return result

    async def delete(self, group_id: ResourceID) -> None:
        """Deletes a group; its agents and resource sets stay; see `AgentGroups.delete`.

        Example:
            >>> await client.agent_groups.delete((await client.agent_groups.create(name="Support")).id)
        """
        return await self._c._send(nothing, "agent_groups.delete", id_text(group_id, "group_id"))
