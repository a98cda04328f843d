# Generated from api/shares.toml by `make generate`; do not edit.
"""Personal shares: one tool or MCP server of an account that another account may use."""

from __future__ import annotations

from typing import Any, AsyncIterator, Dict, Iterator, Optional

from .._arguments import id_text, id_value, json_bytes
from ..agents._event_stream import AsyncEvents, Events
from ..agents._responses import Single, decoded
from ..agents._stubs import async_client_of, client_of
from ..types import McpPersonalInvitation, McpShare, McpTeamDevice, McpTeamPage

_MCP_PERSONAL_INVITATION = Single(McpPersonalInvitation)
_MCP_SHARE = Single(McpShare)
_MCP_TEAM_DEVICE = Single(McpTeamDevice)
_MCP_TEAM_PAGE_OF_DICT = Single(McpTeamPage[Dict[str, Any]])
_MCP_TEAM_PAGE_OF_MCP_PERSONAL_INVITATION = Single(McpTeamPage[McpPersonalInvitation])
_MCP_TEAM_PAGE_OF_MCP_SHARE = Single(McpTeamPage[McpShare])
_MCP_TEAM_PAGE_OF_MCP_TEAM_DEVICE = Single(McpTeamPage[McpTeamDevice])


class McpShares:
    """The personal shares of this account: `client.shares`.

    Args:
        client: The client that sends the requests.

    Example:
        >>> found = client.shares.list()
    """

    __module__ = "flymyai.agents._mcp_personal"

    def __init__(self, client: Any) -> None:
        self._c = client_of(client, self, "shares")

    def list(
        self, *, scope: str = "received", cursor: Optional[str] = None
    ) -> McpTeamPage[McpShare]:
        """Returns a page of the shares.

        Args:
            scope: Whether the account has `sent` or `received` them.
            cursor: The `next_cursor` of the previous page; without it, the first page is
                returned.

        Returns:
            The page.

        Raises:
            McpTeamError: If the service refuses the request.
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> labels = [row.label for row in client.shares.list().items]
        """
        return self._c._send(
            _MCP_TEAM_PAGE_OF_MCP_SHARE,
            "shares.list",
            fields=json_bytes({"scope": scope, "cursor": cursor}),
        )

    def iter(self, *, scope: str = "received", cursor: Optional[str] = None) -> Iterator[McpShare]:
        """Yields the rows of `list` one by one.

        A page is requested when its first row is needed, so that the memory for a list of any
        length is that of one page.

        Args:
            scope: Whether the account has `sent` or `received` them.
            cursor: The `next_cursor` of the previous page; without it, the first page is
                returned.

        Raises:
            McpTeamError: If the service refuses the request.
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> labels = [row.label for row in client.shares.iter()]
        """
        pages = self._c._pages("shares.list", None, json_bytes({"scope": scope, "cursor": cursor}))
        with Events(pages, _MCP_SHARE, False, self._c) as rows:
            yield from rows

    def invitations(
        self, *, scope: str = "received", cursor: Optional[str] = None
    ) -> McpTeamPage[McpPersonalInvitation]:
        """Returns a page of the invitations.

        Args:
            scope: Whether the account has `sent` or `received` them.
            cursor: The `next_cursor` of the previous page; without it, the first page is
                returned.

        Returns:
            The page.

        Raises:
            McpTeamError: If the service refuses the request.
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> states = [row.state for row in client.shares.invitations().items]
        """
        return self._c._send(
            _MCP_TEAM_PAGE_OF_MCP_PERSONAL_INVITATION,
            "shares.invitations",
            fields=json_bytes({"scope": scope, "cursor": cursor}),
        )

    def iter_invitations(
        self, *, scope: str = "received", cursor: Optional[str] = None
    ) -> Iterator[McpPersonalInvitation]:
        """Yields the rows of `invitations` one by one.

        A page is requested when its first row is needed, so that the memory for a list of any
        length is that of one page.

        Args:
            scope: Whether the account has `sent` or `received` them.
            cursor: The `next_cursor` of the previous page; without it, the first page is
                returned.

        Raises:
            McpTeamError: If the service refuses the request.
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> states = [row.state for row in client.shares.iter_invitations()]
        """
        pages = self._c._pages(
            "shares.invitations", None, json_bytes({"scope": scope, "cursor": cursor})
        )
        with Events(pages, _MCP_PERSONAL_INVITATION, False, self._c) as rows:
            yield from rows

    def invite(
        self,
        source_id: Any,
        email: str,
        *,
        accept_sharing: bool,
        access_days: int = 7,
        idempotency_key: Optional[str] = None,
    ) -> McpPersonalInvitation:
        """Invites a person to use a tool or an MCP server of this account, and returns the
        invitation.

        Args:
            source_id: The public id of the tool or of the server.
            email: The person's email address.
            accept_sharing: Consent to share it.
            access_days: The number of days of the access.
            idempotency_key: The key of the request: the service does the work once for all
                requests with the same key, so the request can be retried.

        Returns:
            The invitation.

        Raises:
            McpTeamError: If the service refuses the request.
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> server = client.mcp_servers.create(name="Docs", url="https://mcp.example.com")
            >>> sent = client.shares.invite(server.public_id, "bob@example.com", accept_sharing=True)
            >>> sent.state
            'pending'
        """
        return self._c._send(
            _MCP_PERSONAL_INVITATION,
            "shares.invite",
            fields=json_bytes(
                {
                    "source_id": id_value(source_id, "source_id"),
                    "email": email,
                    "accept_sharing": accept_sharing,
                    "access_days": access_days,
                }
            ),
            idempotency_key=idempotency_key,
        )

    def accept(self, invitation_id: Any, *, accept_billing: bool) -> McpShare:
        """Accepts an invitation, and returns the share.

        Args:
            invitation_id: The invitation's id.
            accept_billing: Consent to pay for the calls.

        Returns:
            The share.

        Raises:
            McpTeamError: If the service refuses the request.
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> client.shares.accept(invitation.id, accept_billing=True).state
            'active'
        """
        return self._c._send(
            _MCP_SHARE,
            "shares.accept",
            id_text(invitation_id, "invitation_id"),
            json_bytes({"accept_billing": accept_billing}),
        )

    def cancel(self, invitation_id: Any) -> McpPersonalInvitation:
        """Cancels an invitation, or declines it, and returns it.

        Args:
            invitation_id: The invitation's id.

        Returns:
            The invitation.

        Raises:
            McpTeamError: If the service refuses the request.
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> server = client.mcp_servers.create(name="Docs", url="https://mcp.example.com")
            >>> sent = client.shares.invite(server.public_id, "bob@example.com", accept_sharing=True)
            >>> client.shares.cancel(sent.id).state
            'cancelled'
        """
        return self._c._send(
            _MCP_PERSONAL_INVITATION, "shares.cancel", id_text(invitation_id, "invitation_id")
        )

    def revoke(self, share_id: Any) -> McpShare:
        """Ends a share, and returns it.

        Args:
            share_id: The share's id.

        Returns:
            The ended share.

        Raises:
            McpTeamError: If the service refuses the request.
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> client.shares.revoke(share.id).state
            'revoked'
        """
        return self._c._send(_MCP_SHARE, "shares.revoke", id_text(share_id, "share_id"))

    def tools(self, share_id: Any, *, cursor: Optional[str] = None) -> Dict[str, Any]:
        """Returns a page of the actions of a share, in the format of MCP. Its `next_cursor` is
        the cursor of the next page.

        Args:
            share_id: The share's id.
            cursor: The `next_cursor` of the previous page; without it, the first page is
                returned.

        Returns:
            The page, as the service sent it.

        Raises:
            McpTeamError: If the service refuses the request.
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> names = [tool["name"] for tool in client.shares.tools(share.id)["tools"]]
        """
        return self._c._send(
            decoded, "shares.tools", id_text(share_id, "share_id"), json_bytes({"cursor": cursor})
        )

    def iter_tools(
        self, share_id: Any, *, cursor: Optional[str] = None
    ) -> Iterator[Dict[str, Any]]:
        """Yields the rows of `tools` one by one.

        A page is requested when its first row is needed, so that the memory for a list of any
        length is that of one page.

        Args:
            share_id: The share's id.
            cursor: The `next_cursor` of the previous page; without it, the first page is
                returned.

        Raises:
            McpTeamError: If the service refuses the request.
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> names = [tool["name"] for tool in client.shares.iter_tools(share.id)]
        """
        pages = self._c._pages(
            "shares.tools", id_text(share_id, "share_id"), json_bytes({"cursor": cursor})
        )
        with Events(pages, decoded, False, self._c) as rows:
            yield from rows

    def call(
        self,
        share_id: Any,
        name: str,
        arguments: Dict[str, Any],
        *,
        idempotency_key: Optional[str] = None,
    ) -> Dict[str, Any]:
        """Calls one action of a share and returns its result, in the format of MCP.

        Args:
            share_id: The share's id.
            name: The name of the action.
            arguments: The arguments of the action, under its own names.
            idempotency_key: The key of the request: the service does the work once for all
                requests with the same key, so the request can be retried.

        Returns:
            The result, as the service sent it.

        Raises:
            McpTeamError: If the service refuses the request.
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> client.shares.call(share.id, "search", {"query": "solar"})["isError"]
            False
        """
        return self._c._send(
            decoded,
            "shares.call",
            id_text(share_id, "share_id"),
            json_bytes({"name": name, "arguments": arguments}),
            idempotency_key=idempotency_key,
        )

    def devices(self, share_id: Any, *, cursor: Optional[str] = None) -> McpTeamPage[McpTeamDevice]:
        """Returns a page of the devices of a share.

        Args:
            share_id: The share's id.
            cursor: The `next_cursor` of the previous page; without it, the first page is
                returned.

        Returns:
            The page.

        Raises:
            McpTeamError: If the service refuses the request.
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> labels = [row.label for row in client.shares.devices(share.id).items]
        """
        return self._c._send(
            _MCP_TEAM_PAGE_OF_MCP_TEAM_DEVICE,
            "shares.devices",
            id_text(share_id, "share_id"),
            json_bytes({"cursor": cursor}),
        )

    def iter_devices(
        self, share_id: Any, *, cursor: Optional[str] = None
    ) -> Iterator[McpTeamDevice]:
        """Yields the rows of `devices` one by one.

        A page is requested when its first row is needed, so that the memory for a list of any
        length is that of one page.

        Args:
            share_id: The share's id.
            cursor: The `next_cursor` of the previous page; without it, the first page is
                returned.

        Raises:
            McpTeamError: If the service refuses the request.
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> labels = [row.label for row in client.shares.iter_devices(share.id)]
        """
        pages = self._c._pages(
            "shares.devices", id_text(share_id, "share_id"), json_bytes({"cursor": cursor})
        )
        with Events(pages, _MCP_TEAM_DEVICE, False, self._c) as rows:
            yield from rows

    def create_device(
        self,
        share_id: Any,
        label: str,
        *,
        access_days: int = 7,
        idempotency_key: Optional[str] = None,
    ) -> McpTeamDevice:
        """Creates a device of a share, and returns it. Only this response has its token.

        Args:
            share_id: The share's id.
            label: Its name.
            access_days: The number of days until it expires.
            idempotency_key: The key of the request: the service does the work once for all
                requests with the same key, so the request can be retried.

        Returns:
            The new device.

        Raises:
            McpTeamError: If the service refuses the request.
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> token = client.shares.create_device(share.id, "Laptop").token.get_secret_value()
        """
        return self._c._send(
            _MCP_TEAM_DEVICE,
            "shares.create_device",
            id_text(share_id, "share_id"),
            json_bytes({"label": label, "access_days": access_days}),
            idempotency_key=idempotency_key,
        )

    def revoke_device(self, share_id: Any, device_id: Any) -> McpTeamDevice:
        """Revokes a device of a share, and returns it.

        Args:
            share_id: The share's id.
            device_id: The device's id.

        Returns:
            The revoked device.

        Raises:
            McpTeamError: If the service refuses the request.
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> device = client.shares.create_device(share.id, "Laptop")
            >>> client.shares.revoke_device(share.id, device.id).revoked_at is None
            False
        """
        return self._c._send(
            _MCP_TEAM_DEVICE,
            "shares.revoke_device",
            id_text(share_id, "share_id"),
            json_bytes({"device_id": id_text(device_id, "device_id")}),
        )

    def activity(
        self, share_id: Any, *, cursor: Optional[str] = None
    ) -> McpTeamPage[Dict[str, Any]]:
        """Returns a page of the events of a share.

        Args:
            share_id: The share's id.
            cursor: The `next_cursor` of the previous page; without it, the first page is
                returned.

        Returns:
            The page.

        Raises:
            McpTeamError: If the service refuses the request.
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> kinds = [row["kind"] for row in client.shares.activity(share.id).items]
        """
        return self._c._send(
            _MCP_TEAM_PAGE_OF_DICT,
            "shares.activity",
            id_text(share_id, "share_id"),
            json_bytes({"cursor": cursor}),
        )

    def iter_activity(
        self, share_id: Any, *, cursor: Optional[str] = None
    ) -> Iterator[Dict[str, Any]]:
        """Yields the rows of `activity` one by one.

        A page is requested when its first row is needed, so that the memory for a list of any
        length is that of one page.

        Args:
            share_id: The share's id.
            cursor: The `next_cursor` of the previous page; without it, the first page is
                returned.

        Raises:
            McpTeamError: If the service refuses the request.
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> kinds = [row["kind"] for row in client.shares.iter_activity(share.id)]
        """
        pages = self._c._pages(
            "shares.activity", id_text(share_id, "share_id"), json_bytes({"cursor": cursor})
        )
        with Events(pages, decoded, False, self._c) as rows:
            yield from rows


class AsyncMcpShares:
    """The personal shares of this account: `client.shares` of an `AsyncAgentClient`.

    Args:
        client: The client that sends the requests.

    Example:
        >>> found = await client.shares.list()
    """

    __module__ = "flymyai.agents._mcp_personal"

    def __init__(self, client: Any) -> None:
        self._c = async_client_of(client, self, "shares")

    async def list(
        self, *, scope: str = "received", cursor: Optional[str] = None
    ) -> McpTeamPage[McpShare]:
        """Returns a page of the shares; see `McpShares.list`.

        Example:
            >>> labels = [row.label for row in (await client.shares.list()).items]
        """
        return await self._c._send(
            _MCP_TEAM_PAGE_OF_MCP_SHARE,
            "shares.list",
            fields=json_bytes({"scope": scope, "cursor": cursor}),
        )

    async def iter(
        self, *, scope: str = "received", cursor: Optional[str] = None
    ) -> AsyncIterator[McpShare]:
        """Yields the rows of `list` one by one; see `McpShares.iter`.

        Example:
            >>> labels = [row.label async for row in client.shares.iter()]
        """
        pages = self._c._pages("shares.list", None, json_bytes({"scope": scope, "cursor": cursor}))
        with AsyncEvents(pages, _MCP_SHARE, False, self._c) as rows:
            async for row in rows:
                yield row

    async def invitations(
        self, *, scope: str = "received", cursor: Optional[str] = None
    ) -> McpTeamPage[McpPersonalInvitation]:
        """Returns a page of the invitations; see `McpShares.invitations`.

        Example:
            >>> states = [row.state for row in (await client.shares.invitations()).items]
        """
        return await self._c._send(
            _MCP_TEAM_PAGE_OF_MCP_PERSONAL_INVITATION,
            "shares.invitations",
            fields=json_bytes({"scope": scope, "cursor": cursor}),
        )

    async def iter_invitations(
        self, *, scope: str = "received", cursor: Optional[str] = None
    ) -> AsyncIterator[McpPersonalInvitation]:
        """Yields the rows of `invitations` one by one; see `McpShares.iter_invitations`.

        Example:
            >>> states = [row.state async for row in client.shares.iter_invitations()]
        """
        pages = self._c._pages(
            "shares.invitations", None, json_bytes({"scope": scope, "cursor": cursor})
        )
        with AsyncEvents(pages, _MCP_PERSONAL_INVITATION, False, self._c) as rows:
            async for row in rows:
                yield row

    async def invite(
        self,
        source_id: Any,
        email: str,
        *,
        accept_sharing: bool,
        access_days: int = 7,
        idempotency_key: Optional[str] = None,
    ) -> McpPersonalInvitation:
        """Invites a person to use a tool or an MCP server of this account, and returns the
        invitation; see `McpShares.invite`.

        Example:
            >>> server = await client.mcp_servers.create(name="Docs", url="https://mcp.example.com")
            >>> sent = await client.shares.invite(server.public_id, "bob@example.com", accept_sharing=True)
            >>> sent.state
            'pending'
        """
        return await self._c._send(
            _MCP_PERSONAL_INVITATION,
            "shares.invite",
            fields=json_bytes(
                {
                    "source_id": id_value(source_id, "source_id"),
                    "email": email,
                    "accept_sharing": accept_sharing,
                    "access_days": access_days,
                }
            ),
            idempotency_key=idempotency_key,
        )

    async def accept(self, invitation_id: Any, *, accept_billing: bool) -> McpShare:
        """Accepts an invitation, and returns the share; see `McpShares.accept`.

        Example:
            >>> (await client.shares.accept(invitation.id, accept_billing=True)).state
            'active'
        """
        return await self._c._send(
            _MCP_SHARE,
            "shares.accept",
            id_text(invitation_id, "invitation_id"),
            json_bytes({"accept_billing": accept_billing}),
        )

    async def cancel(self, invitation_id: Any) -> McpPersonalInvitation:
        """Cancels an invitation, or declines it, and returns it; see `McpShares.cancel`.

        Example:
            >>> server = await client.mcp_servers.create(name="Docs", url="https://mcp.example.com")
            >>> sent = await client.shares.invite(server.public_id, "bob@example.com", accept_sharing=True)
            >>> (await client.shares.cancel(sent.id)).state
            'cancelled'
        """
        return await self._c._send(
            _MCP_PERSONAL_INVITATION, "shares.cancel", id_text(invitation_id, "invitation_id")
        )

    async def revoke(self, share_id: Any) -> McpShare:
        """Ends a share, and returns it; see `McpShares.revoke`.

        Example:
            >>> (await client.shares.revoke(share.id)).state
            'revoked'
        """
        return await self._c._send(_MCP_SHARE, "shares.revoke", id_text(share_id, "share_id"))

    async def tools(self, share_id: Any, *, cursor: Optional[str] = None) -> Dict[str, Any]:
        """Returns a page of the actions of a share, in the format of MCP. Its `next_cursor` is
        the cursor of the next page; see `McpShares.tools`.

        Example:
            >>> names = [tool["name"] for tool in (await client.shares.tools(share.id))["tools"]]
        """
        return await self._c._send(
            decoded, "shares.tools", id_text(share_id, "share_id"), json_bytes({"cursor": cursor})
        )

    async def iter_tools(
        self, share_id: Any, *, cursor: Optional[str] = None
    ) -> AsyncIterator[Dict[str, Any]]:
        """Yields the rows of `tools` one by one; see `McpShares.iter_tools`.

        Example:
            >>> names = [tool["name"] async for tool in client.shares.iter_tools(share.id)]
        """
        pages = self._c._pages(
            "shares.tools", id_text(share_id, "share_id"), json_bytes({"cursor": cursor})
        )
        with AsyncEvents(pages, decoded, False, self._c) as rows:
            async for row in rows:
                yield row

    async def call(
        self,
        share_id: Any,
        name: str,
        arguments: Dict[str, Any],
        *,
        idempotency_key: Optional[str] = None,
    ) -> Dict[str, Any]:
        """Calls one action of a share and returns its result, in the format of
        MCP; see `McpShares.call`.

        Example:
            >>> (await client.shares.call(share.id, "search", {"query": "solar"}))["isError"]
            False
        """
        return await self._c._send(
            decoded,
            "shares.call",
            id_text(share_id, "share_id"),
            json_bytes({"name": name, "arguments": arguments}),
            idempotency_key=idempotency_key,
        )

    async def devices(
        self, share_id: Any, *, cursor: Optional[str] = None
    ) -> McpTeamPage[McpTeamDevice]:
        """Returns a page of the devices of a share; see `McpShares.devices`.

        Example:
            >>> labels = [row.label for row in (await client.shares.devices(share.id)).items]
        """
        return await self._c._send(
            _MCP_TEAM_PAGE_OF_MCP_TEAM_DEVICE,
            "shares.devices",
            id_text(share_id, "share_id"),
            json_bytes({"cursor": cursor}),
        )

    async def iter_devices(
        self, share_id: Any, *, cursor: Optional[str] = None
    ) -> AsyncIterator[McpTeamDevice]:
        """Yields the rows of `devices` one by one; see `McpShares.iter_devices`.

        Example:
            >>> labels = [row.label async for row in client.shares.iter_devices(share.id)]
        """
        pages = self._c._pages(
            "shares.devices", id_text(share_id, "share_id"), json_bytes({"cursor": cursor})
        )
        with AsyncEvents(pages, _MCP_TEAM_DEVICE, False, self._c) as rows:
            async for row in rows:
                yield row

    async def create_device(
        self,
        share_id: Any,
        label: str,
        *,
        access_days: int = 7,
        idempotency_key: Optional[str] = None,
    ) -> McpTeamDevice:
        """Creates a device of a share, and returns it. Only this response has its
        token; see `McpShares.create_device`.

        Example:
            >>> token = (await client.shares.create_device(share.id, "Laptop")).token.get_secret_value()
        """
        return await self._c._send(
            _MCP_TEAM_DEVICE,
            "shares.create_device",
            id_text(share_id, "share_id"),
            json_bytes({"label": label, "access_days": access_days}),
            idempotency_key=idempotency_key,
        )

    async def revoke_device(self, share_id: Any, device_id: Any) -> McpTeamDevice:
        """Revokes a device of a share, and returns it; see `McpShares.revoke_device`.

        Example:
            >>> device = await client.shares.create_device(share.id, "Laptop")
            >>> (await client.shares.revoke_device(share.id, device.id)).revoked_at is None
            False
        """
        return await self._c._send(
            _MCP_TEAM_DEVICE,
            "shares.revoke_device",
            id_text(share_id, "share_id"),
            json_bytes({"device_id": id_text(device_id, "device_id")}),
        )

    async def activity(
        self, share_id: Any, *, cursor: Optional[str] = None
    ) -> McpTeamPage[Dict[str, Any]]:
        """Returns a page of the events of a share; see `McpShares.activity`.

        Example:
            >>> kinds = [row["kind"] for row in (await client.shares.activity(share.id)).items]
        """
        return await self._c._send(
            _MCP_TEAM_PAGE_OF_DICT,
            "shares.activity",
            id_text(share_id, "share_id"),
            json_bytes({"cursor": cursor}),
        )

    async def iter_activity(
        self, share_id: Any, *, cursor: Optional[str] = None
    ) -> AsyncIterator[Dict[str, Any]]:
        """Yields the rows of `activity` one by one; see `McpShares.iter_activity`.

        Example:
            >>> kinds = [row["kind"] async for row in client.shares.iter_activity(share.id)]
        """
        pages = self._c._pages(
            "shares.activity", id_text(share_id, "share_id"), json_bytes({"cursor": cursor})
        )
        with AsyncEvents(pages, decoded, False, self._c) as rows:
            async for row in rows:
                yield row
