# Generated from api/mcp_resource_sets.toml by `make generate`; do not edit.
"""MCP resource sets: the tools, servers and connections that agents may use."""

from __future__ import annotations

from typing import Any, AsyncIterator, Iterator, List, Mapping, Optional, Sequence, Union

from .._arguments import id_text, json_bytes
from .._conversions import enum_value, resource_set_members
from ..agents._event_stream import AsyncEvents, Events
from ..agents._responses import Many, Single, nothing
from ..agents._stubs import async_client_of, client_of
from ..types import (
    McpResourceSet,
    McpResourceSetAuthorityType,
    McpResourceSetManagementMode,
    McpResourceSetMember,
    McpResourceSetMemberInput,
    McpResourceSetStatus,
    McpResourceSetSummary,
    ResourceID,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..agents._async_client import AsyncAgentClient
    from ..agents._sync_client import SyncAgentClient

_MCP_RESOURCE_SET = Single(McpResourceSet)
_MCP_RESOURCE_SET_MEMBER = Single(McpResourceSetMember)
_MCP_RESOURCE_SET_MEMBER_LIST = Many(McpResourceSetMember)
_MCP_RESOURCE_SET_SUMMARY = Single(McpResourceSetSummary)
_MCP_RESOURCE_SET_SUMMARY_LIST = Many(McpResourceSetSummary)


class McpResourceSets:
    """The MCP resource sets of this account and of its customers: `client.mcp_resource_sets`.

    Args:
        client: The client that sends the requests.

    Example:
        >>> found = client.mcp_resource_sets.list()
    """

    __module__ = "flymyai.agents._resources"

    def __init__(self, client: SyncAgentClient) -> None:
        self._c = client_of(client, self, "mcp_resource_sets")

    def list(
        self,
        *,
        query: Optional[str] = None,
        authority_type: Optional[Union[McpResourceSetAuthorityType, str]] = None,
        principal_id: Optional[str] = None,
        page_size: int = 100,
    ) -> List[McpResourceSetSummary]:
        """Returns the sets without their members.

        Args:
            query: A part of the sets' names, up to 256 characters.
            authority_type: Only sets with this authority.
            principal_id: Only sets of this customer.
            page_size: The number of sets in a page, 1 to 100; all pages are returned.

        Returns:
            The sets.

        Raises:
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> names = [each.name for each in client.mcp_resource_sets.list(authority_type="owner")]
        """
        return self._c._send(
            _MCP_RESOURCE_SET_SUMMARY_LIST,
            "mcp_resource_sets.list",
            fields=json_bytes(
                {
                    "query": query,
                    "authority_type": enum_value(authority_type, "authority_type"),
                    "principal_id": principal_id,
                    "page_size": page_size,
                }
            ),
        )

    def iter(
        self,
        *,
        query: Optional[str] = None,
        authority_type: Optional[Union[McpResourceSetAuthorityType, str]] = None,
        principal_id: Optional[str] = None,
        page_size: int = 100,
    ) -> Iterator[McpResourceSetSummary]:
        """Yields the rows of `list` one by one.

        A page is requested when its first row is needed, so that the memory for a list of any
        length is that of one page.

        Args:
            query: A part of the sets' names, up to 256 characters.
            authority_type: Only sets with this authority.
            principal_id: Only sets of this customer.
            page_size: The number of sets in a page, 1 to 100; all pages are returned.

        Raises:
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> names = [each.name for each in client.mcp_resource_sets.iter()]
        """
        pages = self._c._pages(
            "mcp_resource_sets.list",
            None,
            json_bytes(
                {
                    "query": query,
                    "authority_type": enum_value(authority_type, "authority_type"),
                    "principal_id": principal_id,
                    "page_size": page_size,
                }
            ),
        )
        with Events(pages, _MCP_RESOURCE_SET_SUMMARY, False, self._c) as rows:
            yield from rows

    def list_members(
        self, resource_set_id: ResourceID, *, page_size: int = 100
    ) -> List[McpResourceSetMember]:
        """Returns the members of a set.

        Args:
            resource_set_id: The set's id.
            page_size: The number of members in a page, 1 to 100; all pages are returned.

        Returns:
            The members.

        Raises:
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> empty = client.mcp_resource_sets.create(name="Search")
            >>> client.mcp_resource_sets.list_members(empty.id)
            []
        """
        return self._c._send(
            _MCP_RESOURCE_SET_MEMBER_LIST,
            "mcp_resource_sets.list_members",
            id_text(resource_set_id, "resource_set_id"),
            json_bytes({"page_size": page_size}),
        )

    def iter_members(
        self, resource_set_id: ResourceID, *, page_size: int = 100
    ) -> Iterator[McpResourceSetMember]:
        """Yields the rows of `list_members` one by one.

        A page is requested when its first row is needed, so that the memory for a list of any
        length is that of one page.

        Args:
            resource_set_id: The set's id.
            page_size: The number of members in a page, 1 to 100; all pages are returned.

        Raises:
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> empty = client.mcp_resource_sets.create(name="Search")
            >>> slots = [member.slot for member in client.mcp_resource_sets.iter_members(empty.id)]
        """
        pages = self._c._pages(
            "mcp_resource_sets.list_members",
            id_text(resource_set_id, "resource_set_id"),
            json_bytes({"page_size": page_size}),
        )
        with Events(pages, _MCP_RESOURCE_SET_MEMBER, False, self._c) as rows:
            yield from rows

    def get(self, resource_set_id: ResourceID) -> McpResourceSet:
        """Returns one set with its members.

        Args:
            resource_set_id: The set's id.

        Returns:
            The set.

        Raises:
            FlyMyAIAgentError: If there is no such set, or the service refuses the request, or
                does not respond.

        Example:
            >>> made = client.mcp_resource_sets.create(name="Search")
            >>> client.mcp_resource_sets.get(made.id).members
            []
        """
        return self._c._send(
            _MCP_RESOURCE_SET, "mcp_resource_sets.get", id_text(resource_set_id, "resource_set_id")
        )

    def create(
        self,
        *,
        name: str,
        management_mode: Union[
            McpResourceSetManagementMode, str
        ] = McpResourceSetManagementMode.FLYMYAI,
        description: Optional[str] = None,
        status: Optional[Union[McpResourceSetStatus, str]] = None,
        principal_id: Optional[str] = None,
        idempotency_key: Optional[str] = None,
    ) -> McpResourceSet:
        """Creates an empty set and returns it.

        Args:
            name: Its name.
            management_mode: The manager of the set.
            description: Its description.
            status: Whether runs may use it.
            principal_id: The customer who manages it.
            idempotency_key: The key of the request: the service does the work once for all
                requests with the same key, so the request can be retried.

        Returns:
            The new set.

        Raises:
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> client.mcp_resource_sets.create(name="Search", description="For research").revision
            1
        """
        return self._c._send(
            _MCP_RESOURCE_SET,
            "mcp_resource_sets.create",
            fields=json_bytes(
                {
                    "name": name,
                    "management_mode": enum_value(management_mode, "management_mode"),
                    "description": description,
                    "status": enum_value(status, "status"),
                    "principal_id": principal_id,
                }
            ),
            idempotency_key=idempotency_key,
        )

    def update(
        self,
        resource_set_id: ResourceID,
        *,
        expected_revision: int,
        name: Optional[str] = None,
        description: Optional[str] = None,
        status: Optional[Union[McpResourceSetStatus, str]] = None,
    ) -> McpResourceSet:
        """Changes a set and returns it; arguments that are left out keep their values.

        Args:
            resource_set_id: The set's id.
            expected_revision: The revision that the caller has read; the set must still have
                it.
            name: Its new name.
            description: Its description.
            status: Whether runs may use it.

        Returns:
            The changed set.

        Raises:
            McpResourceSetStaleRevisionError: If the set was changed in the meantime.
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> made = client.mcp_resource_sets.create(name="Search")
            >>> client.mcp_resource_sets.update(made.id, expected_revision=1, name="Research").revision
            2
        """
        return self._c._send(
            _MCP_RESOURCE_SET,
            "mcp_resource_sets.update",
            id_text(resource_set_id, "resource_set_id"),
            json_bytes(
                {
                    "expected_revision": expected_revision,
                    "name": name,
                    "description": description,
                    "status": enum_value(status, "status"),
                }
            ),
        )

    def replace(
        self,
        resource_set_id: ResourceID,
        *,
        expected_revision: int,
        name: str,
        description: str = "",
        status: Union[McpResourceSetStatus, str] = McpResourceSetStatus.ACTIVE,
    ) -> McpResourceSet:
        """Replaces the name, the description and the status of a set, and returns it.

        Args:
            resource_set_id: The set's id.
            expected_revision: The revision that the caller has read; the set must still have
                it.
            name: Its new name.
            description: Its description.
            status: Whether runs may use it.

        Returns:
            The changed set.

        Raises:
            McpResourceSetStaleRevisionError: If the set was changed in the meantime.
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> made = client.mcp_resource_sets.create(name="Search", description="Old")
            >>> client.mcp_resource_sets.replace(made.id, expected_revision=1, name="New").description
            ''
        """
        return self._c._send(
            _MCP_RESOURCE_SET,
            "mcp_resource_sets.replace",
            id_text(resource_set_id, "resource_set_id"),
            json_bytes(
                {
                    "expected_revision": expected_revision,
                    "name": name,
                    "description": description,
                    "status": enum_value(status, "status"),
                }
            ),
        )

    def delete(self, resource_set_id: ResourceID) -> None:
        """Deletes a set; its tools, servers and connections stay.

        Args:
            resource_set_id: The set's id.

        Raises:
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> client.mcp_resource_sets.delete(client.mcp_resource_sets.create(name="Search").id)
        """
        return self._c._send(
            nothing, "mcp_resource_sets.delete", id_text(resource_set_id, "resource_set_id")
        )

    def replace_members(
        self,
        resource_set_id: ResourceID,
        *,
        expected_revision: int,
        members: Sequence[Union[McpResourceSetMemberInput, Mapping[str, Any]]],
    ) -> McpResourceSet:
        """Replaces all members of a set at once, and returns the set.

        Args:
            resource_set_id: The set's id.
            expected_revision: The revision that the caller has read; the set must still have
                it.
            members: The new members, up to 100, and up to 25 in a slot. All of a slot have the
                same allowed actions.

        Returns:
            The set with its new members.

        Raises:
            McpResourceSetStaleRevisionError: If the set was changed in the meantime.
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> made = client.mcp_resource_sets.create(name="Search")
            >>> client.mcp_resource_sets.replace_members(made.id, expected_revision=1, members=[]).revision
            2
        """
        return self._c._send(
            _MCP_RESOURCE_SET,
            "mcp_resource_sets.replace_members",
            id_text(resource_set_id, "resource_set_id"),
            json_bytes(
                {
                    "expected_revision": expected_revision,
                    "members": resource_set_members(members, "members"),
                }
            ),
        )


class AsyncMcpResourceSets:
    """The MCP resource sets of this account and of its customers: `client.mcp_resource_sets` of an `AsyncAgentClient`.

    Args:
        client: The client that sends the requests.

    Example:
        >>> found = await client.mcp_resource_sets.list()
    """

    __module__ = "flymyai.agents._resources"

    def __init__(self, client: AsyncAgentClient) -> None:
        self._c = async_client_of(client, self, "mcp_resource_sets")

    async def list(
        self,
        *,
        query: Optional[str] = None,
        authority_type: Optional[Union[McpResourceSetAuthorityType, str]] = None,
        principal_id: Optional[str] = None,
        page_size: int = 100,
    ) -> List[McpResourceSetSummary]:
        """Returns the sets without their members; see `McpResourceSets.list`.

        Example:
            >>> names = [each.name for each in await client.mcp_resource_sets.list(authority_type="owner")]
        """
        return await self._c._send(
            _MCP_RESOURCE_SET_SUMMARY_LIST,
            "mcp_resource_sets.list",
            fields=json_bytes(
                {
                    "query": query,
                    "authority_type": enum_value(authority_type, "authority_type"),
                    "principal_id": principal_id,
                    "page_size": page_size,
                }
            ),
        )

    async def iter(
        self,
        *,
        query: Optional[str] = None,
        authority_type: Optional[Union[McpResourceSetAuthorityType, str]] = None,
        principal_id: Optional[str] = None,
        page_size: int = 100,
    ) -> AsyncIterator[McpResourceSetSummary]:
        """Yields the rows of `list` one by one; see `McpResourceSets.iter`.

        Example:
            >>> names = [each.name async for each in client.mcp_resource_sets.iter()]
        """
        pages = self._c._pages(
            "mcp_resource_sets.list",
            None,
            json_bytes(
                {
                    "query": query,
                    "authority_type": enum_value(authority_type, "authority_type"),
                    "principal_id": principal_id,
                    "page_size": page_size,
                }
            ),
        )
        with AsyncEvents(pages, _MCP_RESOURCE_SET_SUMMARY, False, self._c) as rows:
            async for row in rows:
                yield row

    async def list_members(
        self, resource_set_id: ResourceID, *, page_size: int = 100
    ) -> List[McpResourceSetMember]:
        """Returns the members of a set; see `McpResourceSets.list_members`.

        Example:
            >>> empty = await client.mcp_resource_sets.create(name="Search")
            >>> await client.mcp_resource_sets.list_members(empty.id)
            []
        """
        return await self._c._send(
            _MCP_RESOURCE_SET_MEMBER_LIST,
            "mcp_resource_sets.list_members",
            id_text(resource_set_id, "resource_set_id"),
            json_bytes({"page_size": page_size}),
        )

    async def iter_members(
        self, resource_set_id: ResourceID, *, page_size: int = 100
    ) -> AsyncIterator[McpResourceSetMember]:
        """Yields the rows of `list_members` one by one; see `McpResourceSets.iter_members`.

        Example:
            >>> empty = await client.mcp_resource_sets.create(name="Search")
            >>> slots = [member.slot async for member in client.mcp_resource_sets.iter_members(empty.id)]
        """
        pages = self._c._pages(
            "mcp_resource_sets.list_members",
            id_text(resource_set_id, "resource_set_id"),
            json_bytes({"page_size": page_size}),
        )
        with AsyncEvents(pages, _MCP_RESOURCE_SET_MEMBER, False, self._c) as rows:
            async for row in rows:
                yield row

    async def get(self, resource_set_id: ResourceID) -> McpResourceSet:
        """Returns one set with its members; see `McpResourceSets.get`.

        Example:
            >>> made = await client.mcp_resource_sets.create(name="Search")
            >>> (await client.mcp_resource_sets.get(made.id)).members
            []
        """
        return await self._c._send(
            _MCP_RESOURCE_SET, "mcp_resource_sets.get", id_text(resource_set_id, "resource_set_id")
        )

    async def create(
        self,
        *,
        name: str,
        management_mode: Union[
            McpResourceSetManagementMode, str
        ] = McpResourceSetManagementMode.FLYMYAI,
        description: Optional[str] = None,
        status: Optional[Union[McpResourceSetStatus, str]] = None,
        principal_id: Optional[str] = None,
        idempotency_key: Optional[str] = None,
    ) -> McpResourceSet:
        """Creates an empty set and returns it; see `McpResourceSets.create`.

        Example:
            >>> (await client.mcp_resource_sets.create(name="Search", description="For research")).revision
            1
        """
        return await self._c._send(
            _MCP_RESOURCE_SET,
            "mcp_resource_sets.create",
            fields=json_bytes(
                {
                    "name": name,
                    "management_mode": enum_value(management_mode, "management_mode"),
                    "description": description,
                    "status": enum_value(status, "status"),
                    "principal_id": principal_id,
                }
            ),
            idempotency_key=idempotency_key,
        )

    async def update(
        self,
        resource_set_id: ResourceID,
        *,
        expected_revision: int,
        name: Optional[str] = None,
        description: Optional[str] = None,
        status: Optional[Union[McpResourceSetStatus, str]] = None,
    ) -> McpResourceSet:
        """Changes a set and returns it; arguments that are left out keep their
        values; see `McpResourceSets.update`.

        Example:
            >>> made = await client.mcp_resource_sets.create(name="Search")
            >>> (await client.mcp_resource_sets.update(made.id, expected_revision=1, name="Research")).revision
            2
        """
        return await self._c._send(
            _MCP_RESOURCE_SET,
            "mcp_resource_sets.update",
            id_text(resource_set_id, "resource_set_id"),
            json_bytes(
                {
                    "expected_revision": expected_revision,
                    "name": name,
                    "description": description,
                    "status": enum_value(status, "status"),
                }
            ),
        )

    async def replace(
        self,
        resource_set_id: ResourceID,
        *,
        expected_revision: int,
        name: str,
        description: str = "",
        status: Union[McpResourceSetStatus, str] = McpResourceSetStatus.ACTIVE,
    ) -> McpResourceSet:
        """Replaces the name, the description and the status of a set, and returns
        it; see `McpResourceSets.replace`.

        Example:
            >>> made = await client.mcp_resource_sets.create(name="Search", description="Old")
            >>> (await client.mcp_resource_sets.replace(made.id, expected_revision=1, name="New")).description
            ''
        """
        return await self._c._send(
            _MCP_RESOURCE_SET,
            "mcp_resource_sets.replace",
            id_text(resource_set_id, "resource_set_id"),
            json_bytes(
                {
                    "expected_revision": expected_revision,
                    "name": name,
                    "description": description,
                    "status": enum_value(status, "status"),
                }
            ),
        )

    async def delete(self, resource_set_id: ResourceID) -> None:
        """Deletes a set; its tools, servers and connections stay; see `McpResourceSets.delete`.

        Example:
            >>> await client.mcp_resource_sets.delete((await client.mcp_resource_sets.create(name="Search")).id)
        """
        return await self._c._send(
            nothing, "mcp_resource_sets.delete", id_text(resource_set_id, "resource_set_id")
        )

    async def replace_members(
        self,
        resource_set_id: ResourceID,
        *,
        expected_revision: int,
        members: Sequence[Union[McpResourceSetMemberInput, Mapping[str, Any]]],
    ) -> McpResourceSet:
        """Replaces all members of a set at once, and returns the
        set; see `McpResourceSets.replace_members`.

        Example:
            >>> made = await client.mcp_resource_sets.create(name="Search")
            >>> (await client.mcp_resource_sets.replace_members(made.id, expected_revision=1, members=[])).revision
            2
        """
        return await self._c._send(
            _MCP_RESOURCE_SET,
            "mcp_resource_sets.replace_members",
            id_text(resource_set_id, "resource_set_id"),
            json_bytes(
                {
                    "expected_revision": expected_revision,
                    "members": resource_set_members(members, "members"),
                }
            ),
        )
