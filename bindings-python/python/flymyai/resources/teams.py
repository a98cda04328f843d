# Generated from api/teams.toml by `make generate`; do not edit.
"""Teams: members use the same connections, within limits; the owner pays."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, AsyncIterator, Dict, Iterator, List, Optional, Union

from pydantic import SecretStr

from .._arguments import id_text, id_value, json_bytes
from .._conversions import decimal_text, secret_text
from ..agents._event_stream import AsyncEvents, Events
from ..agents._responses import Single, decoded
from ..agents._stubs import async_client_of, client_of
from ..types import McpTeam, McpTeamConnection, McpTeamDevice, McpTeamInvite, McpTeamPage

_MCP_TEAM = Single(McpTeam)
_MCP_TEAM_CONNECTION = Single(McpTeamConnection)
_MCP_TEAM_DEVICE = Single(McpTeamDevice)
_MCP_TEAM_INVITE = Single(McpTeamInvite)
_MCP_TEAM_PAGE_OF_DICT = Single(McpTeamPage[Dict[str, Any]])
_MCP_TEAM_PAGE_OF_MCP_TEAM = Single(McpTeamPage[McpTeam])
_MCP_TEAM_PAGE_OF_MCP_TEAM_CONNECTION = Single(McpTeamPage[McpTeamConnection])
_MCP_TEAM_PAGE_OF_MCP_TEAM_DEVICE = Single(McpTeamPage[McpTeamDevice])
_MCP_TEAM_PAGE_OF_MCP_TEAM_INVITE = Single(McpTeamPage[McpTeamInvite])


class McpTeams:
    """The teams of this account: `client.teams`.

    Args:
        client: The client that sends the requests.

    Example:
        >>> found = client.teams.list()
    """

    __module__ = "flymyai.agents._mcp_sharing"

    def __init__(self, client: Any) -> None:
        self._c = client_of(client, self, "teams")

    def list(self, *, cursor: Optional[str] = None) -> McpTeamPage[McpTeam]:
        """Returns a page of the teams that the account belongs to.

        Args:
            cursor: The `next_cursor` of the previous page; without it, the first page is
                returned.

        Returns:
            The page.

        Raises:
            McpTeamError: If the service refuses the request.
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> names = [row.username for row in client.teams.list().items]
        """
        return self._c._send(
            _MCP_TEAM_PAGE_OF_MCP_TEAM, "teams.list", fields=json_bytes({"cursor": cursor})
        )

    def iter(self, *, cursor: Optional[str] = None) -> Iterator[McpTeam]:
        """Yields the rows of `list` one by one.

        A page is requested when its first row is needed, so that the memory for a list of any
        length is that of one page.

        Args:
            cursor: The `next_cursor` of the previous page; without it, the first page is
                returned.

        Raises:
            McpTeamError: If the service refuses the request.
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> names = [row.username for row in client.teams.iter()]
        """
        pages = self._c._pages("teams.list", None, json_bytes({"cursor": cursor}))
        with Events(pages, _MCP_TEAM, False, self._c) as rows:
            yield from rows

    def get(self, team_id: Any) -> McpTeam:
        """Returns one team.

        Args:
            team_id: The team's id.

        Returns:
            The team.

        Raises:
            McpTeamError: If the service refuses the request.
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If there is no such team, or the service refuses the request, or
                does not respond.

        Example:
            >>> client.teams.get(team.id).role
            'owner'
        """
        return self._c._send(_MCP_TEAM, "teams.get", id_text(team_id, "team_id"))

    def enable(
        self, username: str, *, create: bool = False, accept_billing: bool = False
    ) -> McpTeam:
        """Enables a team and returns it: one of `teams.eligible`, or a new one.

        Args:
            username: The team's user name.
            create: Whether a new team is created.
            accept_billing: Consent to pay for the team.

        Returns:
            The team.

        Raises:
            McpTeamError: If the service refuses the request.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> name = client.teams.eligible().items[0]["username"]
            >>> client.teams.enable(name, accept_billing=True).active
            True
        """
        return self._c._send(
            _MCP_TEAM,
            "teams.enable",
            fields=json_bytes(
                {"username": username, "create": create, "accept_billing": accept_billing}
            ),
        )

    def update(self, team_id: Any, *, revision: int, **changes: Any) -> McpTeam:
        """Changes a team and returns it.

        Args:
            team_id: The team's id.
            revision: The revision that the caller has read; the team must still have it.
            **changes: The fields to change, by the service's names; `None` is sent as null.

        Returns:
            The changed team.

        Raises:
            McpTeamError: If the service refuses the request.
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> client.teams.update(team.id, revision=team.revision, call_limit=900).call_limit
            900
        """
        return self._c._send(
            _MCP_TEAM,
            "teams.update",
            id_text(team_id, "team_id"),
            json_bytes({"revision": revision, **changes}),
        )

    def connections(
        self, team_id: Any, *, cursor: Optional[str] = None
    ) -> McpTeamPage[McpTeamConnection]:
        """Returns a page of the connections of a team.

        Args:
            team_id: The team's id.
            cursor: The `next_cursor` of the previous page; without it, the first page is
                returned.

        Returns:
            The page.

        Raises:
            McpTeamError: If the service refuses the request.
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> labels = [row.label for row in client.teams.connections(team.id).items]
        """
        return self._c._send(
            _MCP_TEAM_PAGE_OF_MCP_TEAM_CONNECTION,
            "teams.connections",
            id_text(team_id, "team_id"),
            json_bytes({"cursor": cursor}),
        )

    def iter_connections(
        self, team_id: Any, *, cursor: Optional[str] = None
    ) -> Iterator[McpTeamConnection]:
        """Yields the rows of `connections` one by one.

        A page is requested when its first row is needed, so that the memory for a list of any
        length is that of one page.

        Args:
            team_id: The team's id.
            cursor: The `next_cursor` of the previous page; without it, the first page is
                returned.

        Raises:
            McpTeamError: If the service refuses the request.
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> labels = [row.label for row in client.teams.iter_connections(team.id)]
        """
        pages = self._c._pages(
            "teams.connections", id_text(team_id, "team_id"), json_bytes({"cursor": cursor})
        )
        with Events(pages, _MCP_TEAM_CONNECTION, False, self._c) as rows:
            yield from rows

    def add_connection(
        self,
        team_id: Any,
        *,
        source_kind: str,
        source_id: Any,
        label: str,
        actions: List[str],
        shared: bool = False,
        consent: bool = False,
    ) -> McpTeamConnection:
        """Adds a tool or an MCP server of the account to a team, and returns the connection.

        Args:
            team_id: The team's id.
            source_kind: The kind of source: `user_mcp_tool` or `custom_mcp_server`.
            source_id: The public id of the tool or of the server: one of `teams.sources`.
            label: Its name in the team.
            actions: The actions that members may call, up to 16.
            shared: Whether other members may use it.
            consent: Consent to share it.

        Returns:
            The new connection.

        Raises:
            McpTeamError: If the service refuses the request.
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> server = client.mcp_servers.create(name="Docs", url="https://mcp.example.com")
            >>> connection = client.teams.add_connection(
            ...     team.id,
            ...     source_kind="custom_mcp_server",
            ...     source_id=server.public_id,
            ...     label="Docs",
            ...     actions=["search"],
            ... )
            >>> connection.shared
            False
        """
        return self._c._send(
            _MCP_TEAM_CONNECTION,
            "teams.add_connection",
            id_text(team_id, "team_id"),
            json_bytes(
                {
                    "source_kind": source_kind,
                    "source_id": id_value(source_id, "source_id"),
                    "label": label,
                    "actions": actions,
                    "shared": shared,
                    "consent": consent,
                }
            ),
        )

    def share_connection(
        self,
        team_id: Any,
        connection_id: Any,
        *,
        revision: int,
        actions: List[str],
        shared: bool,
        consent: bool,
    ) -> McpTeamConnection:
        """Changes the sharing and the actions of a connection, and returns it.

        Args:
            team_id: The team's id.
            connection_id: The connection's id.
            revision: The revision that the caller has read; the connection must still have it.
            actions: The actions that members may call, up to 16.
            shared: Whether other members may use it.
            consent: Consent to share it.

        Returns:
            The changed connection.

        Raises:
            McpTeamError: If the service refuses the request.
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> server = client.mcp_servers.create(name="Docs", url="https://mcp.example.com")
            >>> connection = client.teams.add_connection(
            ...     team.id,
            ...     source_kind="custom_mcp_server",
            ...     source_id=server.public_id,
            ...     label="Docs",
            ...     actions=["search"],
            ... )
            >>> shared = client.teams.share_connection(
            ...     team.id, connection.id, revision=1, actions=["search"], shared=True, consent=True
            ... )
        """
        return self._c._send(
            _MCP_TEAM_CONNECTION,
            "teams.share_connection",
            id_text(team_id, "team_id"),
            json_bytes(
                {
                    "connection_id": id_text(connection_id, "connection_id"),
                    "revision": revision,
                    "actions": actions,
                    "shared": shared,
                    "consent": consent,
                }
            ),
        )

    def revoke_connection(self, team_id: Any, connection_id: Any) -> McpTeamConnection:
        """Removes a connection from a team, and returns it.

        Args:
            team_id: The team's id.
            connection_id: The connection's id.

        Returns:
            The revoked connection.

        Raises:
            McpTeamError: If the service refuses the request.
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> server = client.mcp_servers.create(name="Docs", url="https://mcp.example.com")
            >>> connection = client.teams.add_connection(
            ...     team.id,
            ...     source_kind="custom_mcp_server",
            ...     source_id=server.public_id,
            ...     label="Docs",
            ...     actions=["search"],
            ... )
            >>> client.teams.revoke_connection(team.id, connection.id).active
            False
        """
        return self._c._send(
            _MCP_TEAM_CONNECTION,
            "teams.revoke_connection",
            id_text(team_id, "team_id"),
            json_bytes({"connection_id": id_text(connection_id, "connection_id")}),
        )

    def invite(
        self,
        team_id: Any,
        *,
        email: str = "",
        role: str = "member",
        access_days: int = 7,
        call_limit: int = 500,
        spend_limit: Union[Decimal, str, int] = "5",
        idempotency_key: Optional[str] = None,
    ) -> McpTeamInvite:
        """Invites a person to a team, and returns the invitation. Only this response has its
        token.

        Args:
            team_id: The team's id.
            email: The email address; without it, anybody with the token can claim the
                invitation.
            role: The role: `member` or `admin`.
            access_days: The number of days of the membership.
            call_limit: The maximum number of calls.
            spend_limit: The maximum amount to spend, in US dollars.
            idempotency_key: The key of the request: the service does the work once for all
                requests with the same key, so the request can be retried.

        Returns:
            The invitation.

        Raises:
            McpTeamError: If the service refuses the request.
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> client.teams.invite(team.id, spend_limit="1.50").spend_limit
            Decimal('1.50')
        """
        return self._c._send(
            _MCP_TEAM_INVITE,
            "teams.invite",
            id_text(team_id, "team_id"),
            json_bytes(
                {
                    "email": email,
                    "role": role,
                    "access_days": access_days,
                    "call_limit": call_limit,
                    "spend_limit": decimal_text(spend_limit, "spend_limit"),
                }
            ),
            idempotency_key=idempotency_key,
        )

    def claim_invite(
        self, token: Union[SecretStr, str], *, accept_team_scope: bool
    ) -> Dict[str, Any]:
        """Claims an invitation for this account. An owner or an admin of the team then approves
        or rejects it.

        Args:
            token: The token of the invitation.
            accept_team_scope: Consent to the scope of the membership.

        Returns:
            The response, under the service's own names.

        Raises:
            McpTeamError: If the service refuses the request.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> client.teams.claim_invite(invite.token, accept_team_scope=True)["state"]
            'claimed'
        """
        return self._c._send(
            decoded,
            "teams.claim_invite",
            fields=json_bytes(
                {"token": secret_text(token, "token"), "accept_team_scope": accept_team_scope}
            ),
        )

    def decide_invite(self, team_id: Any, invite_id: Any, *, approve: bool) -> McpTeamInvite:
        """Approves or rejects a claimed invitation, and returns it.

        Args:
            team_id: The team's id.
            invite_id: The invitation's id.
            approve: Whether it is approved.

        Returns:
            The invitation.

        Raises:
            McpTeamError: If the service refuses the request.
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> invite = client.teams.invite(team.id)
            >>> client.teams.decide_invite(team.id, invite.id, approve=False).state
            'rejected'
        """
        return self._c._send(
            _MCP_TEAM_INVITE,
            "teams.decide_invite",
            id_text(team_id, "team_id"),
            json_bytes({"invite_id": id_text(invite_id, "invite_id"), "approve": approve}),
        )

    def devices(self, team_id: Any, *, cursor: Optional[str] = None) -> McpTeamPage[McpTeamDevice]:
        """Returns a page of the devices of a team.

        Args:
            team_id: The team's id.
            cursor: The `next_cursor` of the previous page; without it, the first page is
                returned.

        Returns:
            The page.

        Raises:
            McpTeamError: If the service refuses the request.
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> labels = [row.label for row in client.teams.devices(team.id).items]
        """
        return self._c._send(
            _MCP_TEAM_PAGE_OF_MCP_TEAM_DEVICE,
            "teams.devices",
            id_text(team_id, "team_id"),
            json_bytes({"cursor": cursor}),
        )

    def iter_devices(
        self, team_id: Any, *, cursor: Optional[str] = None
    ) -> Iterator[McpTeamDevice]:
        """Yields the rows of `devices` one by one.

        A page is requested when its first row is needed, so that the memory for a list of any
        length is that of one page.

        Args:
            team_id: The team's id.
            cursor: The `next_cursor` of the previous page; without it, the first page is
                returned.

        Raises:
            McpTeamError: If the service refuses the request.
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> labels = [row.label for row in client.teams.iter_devices(team.id)]
        """
        pages = self._c._pages(
            "teams.devices", id_text(team_id, "team_id"), json_bytes({"cursor": cursor})
        )
        with Events(pages, _MCP_TEAM_DEVICE, False, self._c) as rows:
            yield from rows

    def create_device(
        self,
        team_id: Any,
        *,
        label: str,
        access_days: int = 7,
        idempotency_key: Optional[str] = None,
    ) -> McpTeamDevice:
        """Creates a device of a team, and returns it. Only this response has its token.

        Args:
            team_id: The team's id.
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
            >>> device = client.teams.create_device(team.id, label="Laptop")
            >>> token = device.token.get_secret_value()
        """
        return self._c._send(
            _MCP_TEAM_DEVICE,
            "teams.create_device",
            id_text(team_id, "team_id"),
            json_bytes({"label": label, "access_days": access_days}),
            idempotency_key=idempotency_key,
        )

    def revoke_device(self, team_id: Any, device_id: Any) -> McpTeamDevice:
        """Revokes a device of a team, and returns it.

        Args:
            team_id: The team's id.
            device_id: The device's id.

        Returns:
            The revoked device.

        Raises:
            McpTeamError: If the service refuses the request.
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> device = client.teams.create_device(team.id, label="Laptop")
            >>> client.teams.revoke_device(team.id, device.id).revoked_at is None
            False
        """
        return self._c._send(
            _MCP_TEAM_DEVICE,
            "teams.revoke_device",
            id_text(team_id, "team_id"),
            json_bytes({"device_id": id_text(device_id, "device_id")}),
        )

    def activity(
        self, team_id: Any, *, cursor: Optional[str] = None
    ) -> McpTeamPage[Dict[str, Any]]:
        """Returns a page of the events of a team.

        Args:
            team_id: The team's id.
            cursor: The `next_cursor` of the previous page; without it, the first page is
                returned.

        Returns:
            The page.

        Raises:
            McpTeamError: If the service refuses the request.
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> kinds = [row["kind"] for row in client.teams.activity(team.id).items]
        """
        return self._c._send(
            _MCP_TEAM_PAGE_OF_DICT,
            "teams.activity",
            id_text(team_id, "team_id"),
            json_bytes({"cursor": cursor}),
        )

    def iter_activity(
        self, team_id: Any, *, cursor: Optional[str] = None
    ) -> Iterator[Dict[str, Any]]:
        """Yields the rows of `activity` one by one.

        A page is requested when its first row is needed, so that the memory for a list of any
        length is that of one page.

        Args:
            team_id: The team's id.
            cursor: The `next_cursor` of the previous page; without it, the first page is
                returned.

        Raises:
            McpTeamError: If the service refuses the request.
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> kinds = [row["kind"] for row in client.teams.iter_activity(team.id)]
        """
        pages = self._c._pages(
            "teams.activity", id_text(team_id, "team_id"), json_bytes({"cursor": cursor})
        )
        with Events(pages, decoded, False, self._c) as rows:
            yield from rows

    def capabilities(self) -> Dict[str, Any]:
        """Returns the capabilities of the service for teams.

        Returns:
            The capabilities, under the service's own names.

        Raises:
            McpTeamError: If the service refuses the request.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> client.teams.capabilities()["enabled"]
            True
        """
        return self._c._send(decoded, "teams.capabilities")

    def eligible(self, *, cursor: Optional[str] = None) -> McpTeamPage[Dict[str, Any]]:
        """Returns a page of the accounts for which a team can be enabled.

        Args:
            cursor: The `next_cursor` of the previous page; without it, the first page is
                returned.

        Returns:
            The page.

        Raises:
            McpTeamError: If the service refuses the request.
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> names = [row["username"] for row in client.teams.eligible().items]
        """
        return self._c._send(
            _MCP_TEAM_PAGE_OF_DICT, "teams.eligible", fields=json_bytes({"cursor": cursor})
        )

    def iter_eligible(self, *, cursor: Optional[str] = None) -> Iterator[Dict[str, Any]]:
        """Yields the rows of `eligible` one by one.

        A page is requested when its first row is needed, so that the memory for a list of any
        length is that of one page.

        Args:
            cursor: The `next_cursor` of the previous page; without it, the first page is
                returned.

        Raises:
            McpTeamError: If the service refuses the request.
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> names = [row["username"] for row in client.teams.iter_eligible()]
        """
        pages = self._c._pages("teams.eligible", None, json_bytes({"cursor": cursor}))
        with Events(pages, decoded, False, self._c) as rows:
            yield from rows

    def sources(self, team_id: Any, *, cursor: Optional[str] = None) -> McpTeamPage[Dict[str, Any]]:
        """Returns a page of the tools and MCP servers that the account can add to a team.

        Args:
            team_id: The team's id.
            cursor: The `next_cursor` of the previous page; without it, the first page is
                returned.

        Returns:
            The page.

        Raises:
            McpTeamError: If the service refuses the request.
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> labels = [row["label"] for row in client.teams.sources(team.id).items]
        """
        return self._c._send(
            _MCP_TEAM_PAGE_OF_DICT,
            "teams.sources",
            id_text(team_id, "team_id"),
            json_bytes({"cursor": cursor}),
        )

    def iter_sources(
        self, team_id: Any, *, cursor: Optional[str] = None
    ) -> Iterator[Dict[str, Any]]:
        """Yields the rows of `sources` one by one.

        A page is requested when its first row is needed, so that the memory for a list of any
        length is that of one page.

        Args:
            team_id: The team's id.
            cursor: The `next_cursor` of the previous page; without it, the first page is
                returned.

        Raises:
            McpTeamError: If the service refuses the request.
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> labels = [row["label"] for row in client.teams.iter_sources(team.id)]
        """
        pages = self._c._pages(
            "teams.sources", id_text(team_id, "team_id"), json_bytes({"cursor": cursor})
        )
        with Events(pages, decoded, False, self._c) as rows:
            yield from rows

    def members(self, team_id: Any, *, cursor: Optional[str] = None) -> McpTeamPage[Dict[str, Any]]:
        """Returns a page of the members of a team.

        Args:
            team_id: The team's id.
            cursor: The `next_cursor` of the previous page; without it, the first page is
                returned.

        Returns:
            The page.

        Raises:
            McpTeamError: If the service refuses the request.
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> names = [row["username"] for row in client.teams.members(team.id).items]
        """
        return self._c._send(
            _MCP_TEAM_PAGE_OF_DICT,
            "teams.members",
            id_text(team_id, "team_id"),
            json_bytes({"cursor": cursor}),
        )

    def iter_members(
        self, team_id: Any, *, cursor: Optional[str] = None
    ) -> Iterator[Dict[str, Any]]:
        """Yields the rows of `members` one by one.

        A page is requested when its first row is needed, so that the memory for a list of any
        length is that of one page.

        Args:
            team_id: The team's id.
            cursor: The `next_cursor` of the previous page; without it, the first page is
                returned.

        Raises:
            McpTeamError: If the service refuses the request.
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> names = [row["username"] for row in client.teams.iter_members(team.id)]
        """
        pages = self._c._pages(
            "teams.members", id_text(team_id, "team_id"), json_bytes({"cursor": cursor})
        )
        with Events(pages, decoded, False, self._c) as rows:
            yield from rows

    def update_member(
        self, team_id: Any, member_id: Any, *, epoch: int, **changes: Any
    ) -> Dict[str, Any]:
        """Changes a member of a team.

        Args:
            team_id: The team's id.
            member_id: The member's id.
            epoch: The epoch of the member that the caller has read; the member must still have
                it.
            **changes: The fields to change, by the service's names; `None` is sent as null.

        Returns:
            The member, under the service's own names.

        Raises:
            McpTeamError: If the service refuses the request.
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> rows = client.teams.members(team.id).items
            >>> member = next(row for row in rows if row["role"] == "member")
            >>> client.teams.update_member(team.id, member["id"], epoch=1, role="admin")["role"]
            'admin'
        """
        return self._c._send(
            decoded,
            "teams.update_member",
            id_text(team_id, "team_id"),
            json_bytes({"member_id": id_text(member_id, "member_id"), "epoch": epoch, **changes}),
        )

    def remove_member(
        self, team_id: Any, member_id: Any, *, accept_team_scope: bool
    ) -> Dict[str, Any]:
        """Removes a member from a team.

        Args:
            team_id: The team's id.
            member_id: The member's id.
            accept_team_scope: Consent to the scope of the removal.

        Returns:
            The response, under the service's own names.

        Raises:
            McpTeamError: If the service refuses the request.
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> rows = client.teams.members(team.id).items
            >>> member = next(row for row in rows if row["role"] == "member")
            >>> removed = client.teams.remove_member(team.id, member["id"], accept_team_scope=True)
        """
        return self._c._send(
            decoded,
            "teams.remove_member",
            id_text(team_id, "team_id"),
            json_bytes(
                {
                    "member_id": id_text(member_id, "member_id"),
                    "accept_team_scope": accept_team_scope,
                }
            ),
        )

    def invitations(
        self, team_id: Any, *, cursor: Optional[str] = None
    ) -> McpTeamPage[McpTeamInvite]:
        """Returns a page of the invitations of a team.

        Args:
            team_id: The team's id.
            cursor: The `next_cursor` of the previous page; without it, the first page is
                returned.

        Returns:
            The page.

        Raises:
            McpTeamError: If the service refuses the request.
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> states = [row.state for row in client.teams.invitations(team.id).items]
        """
        return self._c._send(
            _MCP_TEAM_PAGE_OF_MCP_TEAM_INVITE,
            "teams.invitations",
            id_text(team_id, "team_id"),
            json_bytes({"cursor": cursor}),
        )

    def iter_invitations(
        self, team_id: Any, *, cursor: Optional[str] = None
    ) -> Iterator[McpTeamInvite]:
        """Yields the rows of `invitations` one by one.

        A page is requested when its first row is needed, so that the memory for a list of any
        length is that of one page.

        Args:
            team_id: The team's id.
            cursor: The `next_cursor` of the previous page; without it, the first page is
                returned.

        Raises:
            McpTeamError: If the service refuses the request.
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> states = [row.state for row in client.teams.iter_invitations(team.id)]
        """
        pages = self._c._pages(
            "teams.invitations", id_text(team_id, "team_id"), json_bytes({"cursor": cursor})
        )
        with Events(pages, _MCP_TEAM_INVITE, False, self._c) as rows:
            yield from rows

    def preview_invite(self, token: Union[SecretStr, str]) -> Dict[str, Any]:
        """Returns the offer of an invitation. Nothing changes.

        Args:
            token: The token of the invitation.

        Returns:
            The offer, under the service's own names.

        Raises:
            McpTeamError: If the service refuses the request.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> client.teams.preview_invite(invite.token)["role"]
            'member'
        """
        return self._c._send(
            decoded,
            "teams.preview_invite",
            fields=json_bytes({"token": secret_text(token, "token")}),
        )

    def usage(
        self, team_id: Any, *, group: str = "actor", cursor: Optional[str] = None
    ) -> McpTeamPage[Dict[str, Any]]:
        """Returns a page of the usage of a team, by member or by action.

        Args:
            team_id: The team's id.
            group: The grouping: `actor` or `action`.
            cursor: The `next_cursor` of the previous page; without it, the first page is
                returned.

        Returns:
            The page.

        Raises:
            McpTeamError: If the service refuses the request.
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> calls = [row["calls"] for row in client.teams.usage(team.id).items]
        """
        return self._c._send(
            _MCP_TEAM_PAGE_OF_DICT,
            "teams.usage",
            id_text(team_id, "team_id"),
            json_bytes({"group": group, "cursor": cursor}),
        )

    def iter_usage(
        self, team_id: Any, *, group: str = "actor", cursor: Optional[str] = None
    ) -> Iterator[Dict[str, Any]]:
        """Yields the rows of `usage` one by one.

        A page is requested when its first row is needed, so that the memory for a list of any
        length is that of one page.

        Args:
            team_id: The team's id.
            group: The grouping: `actor` or `action`.
            cursor: The `next_cursor` of the previous page; without it, the first page is
                returned.

        Raises:
            McpTeamError: If the service refuses the request.
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> calls = [row["calls"] for row in client.teams.iter_usage(team.id)]
        """
        pages = self._c._pages(
            "teams.usage",
            id_text(team_id, "team_id"),
            json_bytes({"group": group, "cursor": cursor}),
        )
        with Events(pages, decoded, False, self._c) as rows:
            yield from rows

    def propose_transfer(self, team_id: Any, member_id: Any) -> Dict[str, Any]:
        """Offers a team to another member.

        Args:
            team_id: The team's id.
            member_id: The member's id.

        Returns:
            The offer, under the service's own names.

        Raises:
            McpTeamError: If the service refuses the request.
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> rows = client.teams.members(team.id).items
            >>> member = next(row for row in rows if row["role"] == "member")
            >>> client.teams.propose_transfer(team.id, member["id"])["state"]
            'pending'
        """
        return self._c._send(
            decoded,
            "teams.propose_transfer",
            id_text(team_id, "team_id"),
            json_bytes({"member_id": id_value(member_id, "member_id")}),
        )

    def accept_transfer(self, team_id: Any, *, accept_billing: bool) -> McpTeam:
        """Accepts a team that is offered to this account, and returns it.

        Args:
            team_id: The team's id.
            accept_billing: Consent to pay for the team.

        Returns:
            The team.

        Raises:
            McpTeamError: If the service refuses the request.
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> offered.role
            'member'
            >>> client.teams.accept_transfer(offered.id, accept_billing=True).role
            'owner'
        """
        return self._c._send(
            _MCP_TEAM,
            "teams.accept_transfer",
            id_text(team_id, "team_id"),
            json_bytes({"accept_billing": accept_billing}),
        )

    def cancel_transfer(self, team_id: Any) -> Dict[str, Any]:
        """Cancels the offer of a team, or declines it.

        Args:
            team_id: The team's id.

        Returns:
            The response, under the service's own names.

        Raises:
            McpTeamError: If the service refuses the request.
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> rows = client.teams.members(team.id).items
            >>> member = next(row for row in rows if row["role"] == "member")
            >>> offer = client.teams.propose_transfer(team.id, member["id"])
            >>> client.teams.cancel_transfer(team.id)
            {'state': 'cancelled'}
        """
        return self._c._send(decoded, "teams.cancel_transfer", id_text(team_id, "team_id"))


class AsyncMcpTeams:
    """The teams of this account: `client.teams` of an `AsyncAgentClient`.

    Args:
        client: The client that sends the requests.

    Example:
        >>> found = await client.teams.list()
    """

    __module__ = "flymyai.agents._mcp_sharing"

    def __init__(self, client: Any) -> None:
        self._c = async_client_of(client, self, "teams")

    async def list(self, *, cursor: Optional[str] = None) -> McpTeamPage[McpTeam]:
        """Returns a page of the teams that the account belongs to; see `McpTeams.list`.

        Example:
            >>> names = [row.username for row in (await client.teams.list()).items]
        """
        return await self._c._send(
            _MCP_TEAM_PAGE_OF_MCP_TEAM, "teams.list", fields=json_bytes({"cursor": cursor})
        )

    async def iter(self, *, cursor: Optional[str] = None) -> AsyncIterator[McpTeam]:
        """Yields the rows of `list` one by one; see `McpTeams.iter`.

        Example:
            >>> names = [row.username async for row in client.teams.iter()]
        """
        pages = self._c._pages("teams.list", None, json_bytes({"cursor": cursor}))
        with AsyncEvents(pages, _MCP_TEAM, False, self._c) as rows:
            async for row in rows:
                yield row

    async def get(self, team_id: Any) -> McpTeam:
        """Returns one team; see `McpTeams.get`.

        Example:
            >>> (await client.teams.get(team.id)).role
            'owner'
        """
        return await self._c._send(_MCP_TEAM, "teams.get", id_text(team_id, "team_id"))

    async def enable(
        self, username: str, *, create: bool = False, accept_billing: bool = False
    ) -> McpTeam:
        """Enables a team and returns it: one of `teams.eligible`, or a new
        one; see `McpTeams.enable`.

        Example:
            >>> name = (await client.teams.eligible()).items[0]["username"]
            >>> (await client.teams.enable(name, accept_billing=True)).active
            True
        """
        return await self._c._send(
            _MCP_TEAM,
            "teams.enable",
            fields=json_bytes(
                {"username": username, "create": create, "accept_billing": accept_billing}
            ),
        )

    async def update(self, team_id: Any, *, revision: int, **changes: Any) -> McpTeam:
        """Changes a team and returns it; see `McpTeams.update`.

        Example:
            >>> (await client.teams.update(team.id, revision=team.revision, call_limit=900)).call_limit
            900
        """
        return await self._c._send(
            _MCP_TEAM,
            "teams.update",
            id_text(team_id, "team_id"),
            json_bytes({"revision": revision, **changes}),
        )

    async def connections(
        self, team_id: Any, *, cursor: Optional[str] = None
    ) -> McpTeamPage[McpTeamConnection]:
        """Returns a page of the connections of a team; see `McpTeams.connections`.

        Example:
            >>> labels = [row.label for row in (await client.teams.connections(team.id)).items]
        """
        return await self._c._send(
            _MCP_TEAM_PAGE_OF_MCP_TEAM_CONNECTION,
            "teams.connections",
            id_text(team_id, "team_id"),
            json_bytes({"cursor": cursor}),
        )

    async def iter_connections(
        self, team_id: Any, *, cursor: Optional[str] = None
    ) -> AsyncIterator[McpTeamConnection]:
        """Yields the rows of `connections` one by one; see `McpTeams.iter_connections`.

        Example:
            >>> labels = [row.label async for row in client.teams.iter_connections(team.id)]
        """
        pages = self._c._pages(
            "teams.connections", id_text(team_id, "team_id"), json_bytes({"cursor": cursor})
        )
        with AsyncEvents(pages, _MCP_TEAM_CONNECTION, False, self._c) as rows:
            async for row in rows:
                yield row

    async def add_connection(
        self,
        team_id: Any,
        *,
        source_kind: str,
        source_id: Any,
        label: str,
        actions: List[str],
        shared: bool = False,
        consent: bool = False,
    ) -> McpTeamConnection:
        """Adds a tool or an MCP server of the account to a team, and returns the
        connection; see `McpTeams.add_connection`.

        Example:
            >>> server = await client.mcp_servers.create(name="Docs", url="https://mcp.example.com")
            >>> connection = await client.teams.add_connection(
            ...     team.id,
            ...     source_kind="custom_mcp_server",
            ...     source_id=server.public_id,
            ...     label="Docs",
            ...     actions=["search"],
            ... )
            >>> connection.shared
            False
        """
        return await self._c._send(
            _MCP_TEAM_CONNECTION,
            "teams.add_connection",
            id_text(team_id, "team_id"),
            json_bytes(
                {
                    "source_kind": source_kind,
                    "source_id": id_value(source_id, "source_id"),
                    "label": label,
                    "actions": actions,
                    "shared": shared,
                    "consent": consent,
                }
            ),
        )

    async def share_connection(
        self,
        team_id: Any,
        connection_id: Any,
        *,
        revision: int,
        actions: List[str],
        shared: bool,
        consent: bool,
    ) -> McpTeamConnection:
        """Changes the sharing and the actions of a connection, and returns
        it; see `McpTeams.share_connection`.

        Example:
            >>> server = await client.mcp_servers.create(name="Docs", url="https://mcp.example.com")
            >>> connection = await client.teams.add_connection(
            ...     team.id,
            ...     source_kind="custom_mcp_server",
            ...     source_id=server.public_id,
            ...     label="Docs",
            ...     actions=["search"],
            ... )
            >>> shared = await client.teams.share_connection(
            ...     team.id, connection.id, revision=1, actions=["search"], shared=True, consent=True
            ... )
        """
        return await self._c._send(
            _MCP_TEAM_CONNECTION,
            "teams.share_connection",
            id_text(team_id, "team_id"),
            json_bytes(
                {
                    "connection_id": id_text(connection_id, "connection_id"),
                    "revision": revision,
                    "actions": actions,
                    "shared": shared,
                    "consent": consent,
                }
            ),
        )

    async def revoke_connection(self, team_id: Any, connection_id: Any) -> McpTeamConnection:
        """Removes a connection from a team, and returns it; see `McpTeams.revoke_connection`.

        Example:
            >>> server = await client.mcp_servers.create(name="Docs", url="https://mcp.example.com")
            >>> connection = await client.teams.add_connection(
            ...     team.id,
            ...     source_kind="custom_mcp_server",
            ...     source_id=server.public_id,
            ...     label="Docs",
            ...     actions=["search"],
            ... )
            >>> (await client.teams.revoke_connection(team.id, connection.id)).active
            False
        """
        return await self._c._send(
            _MCP_TEAM_CONNECTION,
            "teams.revoke_connection",
            id_text(team_id, "team_id"),
            json_bytes({"connection_id": id_text(connection_id, "connection_id")}),
        )

    async def invite(
        self,
        team_id: Any,
        *,
        email: str = "",
        role: str = "member",
        access_days: int = 7,
        call_limit: int = 500,
        spend_limit: Union[Decimal, str, int] = "5",
        idempotency_key: Optional[str] = None,
    ) -> McpTeamInvite:
        """Invites a person to a team, and returns the invitation. Only this response has its
        token; see `McpTeams.invite`.

        Example:
            >>> (await client.teams.invite(team.id, spend_limit="1.50")).spend_limit
            Decimal('1.50')
        """
        return await self._c._send(
            _MCP_TEAM_INVITE,
            "teams.invite",
            id_text(team_id, "team_id"),
            json_bytes(
                {
                    "email": email,
                    "role": role,
                    "access_days": access_days,
                    "call_limit": call_limit,
                    "spend_limit": decimal_text(spend_limit, "spend_limit"),
                }
            ),
            idempotency_key=idempotency_key,
        )

    async def claim_invite(
        self, token: Union[SecretStr, str], *, accept_team_scope: bool
    ) -> Dict[str, Any]:
        """Claims an invitation for this account. An owner or an admin of the team then approves
        or rejects it; see `McpTeams.claim_invite`.

        Example:
            >>> (await client.teams.claim_invite(invite.token, accept_team_scope=True))["state"]
            'claimed'
        """
        return await self._c._send(
            decoded,
            "teams.claim_invite",
            fields=json_bytes(
                {"token": secret_text(token, "token"), "accept_team_scope": accept_team_scope}
            ),
        )

    async def decide_invite(self, team_id: Any, invite_id: Any, *, approve: bool) -> McpTeamInvite:
        """Approves or rejects a claimed invitation, and returns
        it; see `McpTeams.decide_invite`.

        Example:
            >>> invite = await client.teams.invite(team.id)
            >>> (await client.teams.decide_invite(team.id, invite.id, approve=False)).state
            'rejected'
        """
        return await self._c._send(
            _MCP_TEAM_INVITE,
            "teams.decide_invite",
            id_text(team_id, "team_id"),
            json_bytes({"invite_id": id_text(invite_id, "invite_id"), "approve": approve}),
        )

    async def devices(
        self, team_id: Any, *, cursor: Optional[str] = None
    ) -> McpTeamPage[McpTeamDevice]:
        """Returns a page of the devices of a team; see `McpTeams.devices`.

        Example:
            >>> labels = [row.label for row in (await client.teams.devices(team.id)).items]
        """
        return await self._c._send(
            _MCP_TEAM_PAGE_OF_MCP_TEAM_DEVICE,
            "teams.devices",
            id_text(team_id, "team_id"),
            json_bytes({"cursor": cursor}),
        )

    async def iter_devices(
        self, team_id: Any, *, cursor: Optional[str] = None
    ) -> AsyncIterator[McpTeamDevice]:
        """Yields the rows of `devices` one by one; see `McpTeams.iter_devices`.

        Example:
            >>> labels = [row.label async for row in client.teams.iter_devices(team.id)]
        """
        pages = self._c._pages(
            "teams.devices", id_text(team_id, "team_id"), json_bytes({"cursor": cursor})
        )
        with AsyncEvents(pages, _MCP_TEAM_DEVICE, False, self._c) as rows:
            async for row in rows:
                yield row

    async def create_device(
        self,
        team_id: Any,
        *,
        label: str,
        access_days: int = 7,
        idempotency_key: Optional[str] = None,
    ) -> McpTeamDevice:
        """Creates a device of a team, and returns it. Only this response has its
        token; see `McpTeams.create_device`.

        Example:
            >>> device = await client.teams.create_device(team.id, label="Laptop")
            >>> token = device.token.get_secret_value()
        """
        return await self._c._send(
            _MCP_TEAM_DEVICE,
            "teams.create_device",
            id_text(team_id, "team_id"),
            json_bytes({"label": label, "access_days": access_days}),
            idempotency_key=idempotency_key,
        )

    async def revoke_device(self, team_id: Any, device_id: Any) -> McpTeamDevice:
        """Revokes a device of a team, and returns it; see `McpTeams.revoke_device`.

        Example:
            >>> device = await client.teams.create_device(team.id, label="Laptop")
            >>> (await client.teams.revoke_device(team.id, device.id)).revoked_at is None
            False
        """
        return await self._c._send(
            _MCP_TEAM_DEVICE,
            "teams.revoke_device",
            id_text(team_id, "team_id"),
            json_bytes({"device_id": id_text(device_id, "device_id")}),
        )

    async def activity(
        self, team_id: Any, *, cursor: Optional[str] = None
    ) -> McpTeamPage[Dict[str, Any]]:
        """Returns a page of the events of a team; see `McpTeams.activity`.

        Example:
            >>> kinds = [row["kind"] for row in (await client.teams.activity(team.id)).items]
        """
        return await self._c._send(
            _MCP_TEAM_PAGE_OF_DICT,
            "teams.activity",
            id_text(team_id, "team_id"),
            json_bytes({"cursor": cursor}),
        )

    async def iter_activity(
        self, team_id: Any, *, cursor: Optional[str] = None
    ) -> AsyncIterator[Dict[str, Any]]:
        """Yields the rows of `activity` one by one; see `McpTeams.iter_activity`.

        Example:
            >>> kinds = [row["kind"] async for row in client.teams.iter_activity(team.id)]
        """
        pages = self._c._pages(
            "teams.activity", id_text(team_id, "team_id"), json_bytes({"cursor": cursor})
        )
        with AsyncEvents(pages, decoded, False, self._c) as rows:
            async for row in rows:
                yield row

    async def capabilities(self) -> Dict[str, Any]:
        """Returns the capabilities of the service for teams; see `McpTeams.capabilities`.

        Example:
            >>> (await client.teams.capabilities())["enabled"]
            True
        """
        return await self._c._send(decoded, "teams.capabilities")

    async def eligible(self, *, cursor: Optional[str] = None) -> McpTeamPage[Dict[str, Any]]:
        """Returns a page of the accounts for which a team can be
        enabled; see `McpTeams.eligible`.

        Example:
            >>> names = [row["username"] for row in (await client.teams.eligible()).items]
        """
        return await self._c._send(
            _MCP_TEAM_PAGE_OF_DICT, "teams.eligible", fields=json_bytes({"cursor": cursor})
        )

    async def iter_eligible(self, *, cursor: Optional[str] = None) -> AsyncIterator[Dict[str, Any]]:
        """Yields the rows of `eligible` one by one; see `McpTeams.iter_eligible`.

        Example:
            >>> names = [row["username"] async for row in client.teams.iter_eligible()]
        """
        pages = self._c._pages("teams.eligible", None, json_bytes({"cursor": cursor}))
        with AsyncEvents(pages, decoded, False, self._c) as rows:
            async for row in rows:
                yield row

    async def sources(
        self, team_id: Any, *, cursor: Optional[str] = None
    ) -> McpTeamPage[Dict[str, Any]]:
        """Returns a page of the tools and MCP servers that the account can add to a
        team; see `McpTeams.sources`.

        Example:
            >>> labels = [row["label"] for row in (await client.teams.sources(team.id)).items]
        """
        return await self._c._send(
            _MCP_TEAM_PAGE_OF_DICT,
            "teams.sources",
            id_text(team_id, "team_id"),
            json_bytes({"cursor": cursor}),
        )

    async def iter_sources(
        self, team_id: Any, *, cursor: Optional[str] = None
    ) -> AsyncIterator[Dict[str, Any]]:
        """Yields the rows of `sources` one by one; see `McpTeams.iter_sources`.

        Example:
            >>> labels = [row["label"] async for row in client.teams.iter_sources(team.id)]
        """
        pages = self._c._pages(
            "teams.sources", id_text(team_id, "team_id"), json_bytes({"cursor": cursor})
        )
        with AsyncEvents(pages, decoded, False, self._c) as rows:
            async for row in rows:
                yield row

    async def members(
        self, team_id: Any, *, cursor: Optional[str] = None
    ) -> McpTeamPage[Dict[str, Any]]:
        """Returns a page of the members of a team; see `McpTeams.members`.

        Example:
            >>> names = [row["username"] for row in (await client.teams.members(team.id)).items]
        """
        return await self._c._send(
            _MCP_TEAM_PAGE_OF_DICT,
            "teams.members",
            id_text(team_id, "team_id"),
            json_bytes({"cursor": cursor}),
        )

    async def iter_members(
        self, team_id: Any, *, cursor: Optional[str] = None
    ) -> AsyncIterator[Dict[str, Any]]:
        """Yields the rows of `members` one by one; see `McpTeams.iter_members`.

        Example:
            >>> names = [row["username"] async for row in client.teams.iter_members(team.id)]
        """
        pages = self._c._pages(
            "teams.members", id_text(team_id, "team_id"), json_bytes({"cursor": cursor})
        )
        with AsyncEvents(pages, decoded, False, self._c) as rows:
            async for row in rows:
                yield row

    async def update_member(
        self, team_id: Any, member_id: Any, *, epoch: int, **changes: Any
    ) -> Dict[str, Any]:
        """Changes a member of a team; see `McpTeams.update_member`.

        Example:
            >>> rows = (await client.teams.members(team.id)).items
            >>> member = next(row for row in rows if row["role"] == "member")
            >>> (await client.teams.update_member(team.id, member["id"], epoch=1, role="admin"))["role"]
            'admin'
        """
        return await self._c._send(
            decoded,
            "teams.update_member",
            id_text(team_id, "team_id"),
            json_bytes({"member_id": id_text(member_id, "member_id"), "epoch": epoch, **changes}),
        )

    async def remove_member(
        self, team_id: Any, member_id: Any, *, accept_team_scope: bool
    ) -> Dict[str, Any]:
        """Removes a member from a team; see `McpTeams.remove_member`.

        Example:
            >>> rows = (await client.teams.members(team.id)).items
            >>> member = next(row for row in rows if row["role"] == "member")
            >>> removed = await client.teams.remove_member(team.id, member["id"], accept_team_scope=True)
        """
        return await self._c._send(
            decoded,
            "teams.remove_member",
            id_text(team_id, "team_id"),
            json_bytes(
                {
                    "member_id": id_text(member_id, "member_id"),
                    "accept_team_scope": accept_team_scope,
                }
            ),
        )

    async def invitations(
        self, team_id: Any, *, cursor: Optional[str] = None
    ) -> McpTeamPage[McpTeamInvite]:
        """Returns a page of the invitations of a team; see `McpTeams.invitations`.

        Example:
            >>> states = [row.state for row in (await client.teams.invitations(team.id)).items]
        """
        return await self._c._send(
            _MCP_TEAM_PAGE_OF_MCP_TEAM_INVITE,
            "teams.invitations",
            id_text(team_id, "team_id"),
            json_bytes({"cursor": cursor}),
        )

    async def iter_invitations(
        self, team_id: Any, *, cursor: Optional[str] = None
    ) -> AsyncIterator[McpTeamInvite]:
        """Yields the rows of `invitations` one by one; see `McpTeams.iter_invitations`.

        Example:
            >>> states = [row.state async for row in client.teams.iter_invitations(team.id)]
        """
        pages = self._c._pages(
            "teams.invitations", id_text(team_id, "team_id"), json_bytes({"cursor": cursor})
        )
        with AsyncEvents(pages, _MCP_TEAM_INVITE, False, self._c) as rows:
            async for row in rows:
                yield row

    async def preview_invite(self, token: Union[SecretStr, str]) -> Dict[str, Any]:
        """Returns the offer of an invitation. Nothing changes; see `McpTeams.preview_invite`.

        Example:
            >>> (await client.teams.preview_invite(invite.token))["role"]
            'member'
        """
        return await self._c._send(
            decoded,
            "teams.preview_invite",
            fields=json_bytes({"token": secret_text(token, "token")}),
        )

    async def usage(
        self, team_id: Any, *, group: str = "actor", cursor: Optional[str] = None
    ) -> McpTeamPage[Dict[str, Any]]:
        """Returns a page of the usage of a team, by member or by action; see `McpTeams.usage`.

        Example:
            >>> calls = [row["calls"] for row in (await client.teams.usage(team.id)).items]
        """
        return await self._c._send(
            _MCP_TEAM_PAGE_OF_DICT,
            "teams.usage",
            id_text(team_id, "team_id"),
            json_bytes({"group": group, "cursor": cursor}),
        )

    async def iter_usage(
        self, team_id: Any, *, group: str = "actor", cursor: Optional[str] = None
    ) -> AsyncIterator[Dict[str, Any]]:
        """Yields the rows of `usage` one by one; see `McpTeams.iter_usage`.

        Example:
            >>> calls = [row["calls"] async for row in client.teams.iter_usage(team.id)]
        """
        pages = self._c._pages(
            "teams.usage",
            id_text(team_id, "team_id"),
            json_bytes({"group": group, "cursor": cursor}),
        )
        with AsyncEvents(pages, decoded, False, self._c) as rows:
            async for row in rows:
                yield row

    async def propose_transfer(self, team_id: Any, member_id: Any) -> Dict[str, Any]:
        """Offers a team to another member; see `McpTeams.propose_transfer`.

        Example:
            >>> rows = (await client.teams.members(team.id)).items
            >>> member = next(row for row in rows if row["role"] == "member")
            >>> (await client.teams.propose_transfer(team.id, member["id"]))["state"]
            'pending'
        """
        return await self._c._send(
            decoded,
            "teams.propose_transfer",
            id_text(team_id, "team_id"),
            json_bytes({"member_id": id_value(member_id, "member_id")}),
        )

    async def accept_transfer(self, team_id: Any, *, accept_billing: bool) -> McpTeam:
        """Accepts a team that is offered to this account, and returns
        it; see `McpTeams.accept_transfer`.

        Example:
            >>> offered.role
            'member'
            >>> (await client.teams.accept_transfer(offered.id, accept_billing=True)).role
            'owner'
        """
        return await self._c._send(
            _MCP_TEAM,
            "teams.accept_transfer",
            id_text(team_id, "team_id"),
            json_bytes({"accept_billing": accept_billing}),
        )

    async def cancel_transfer(self, team_id: Any) -> Dict[str, Any]:
        """Cancels the offer of a team, or declines it; see `McpTeams.cancel_transfer`.

        Example:
            >>> rows = (await client.teams.members(team.id)).items
            >>> member = next(row for row in rows if row["role"] == "member")
            >>> offer = await client.teams.propose_transfer(team.id, member["id"])
            >>> await client.teams.cancel_transfer(team.id)
            {'state': 'cancelled'}
        """
        return await self._c._send(decoded, "teams.cancel_transfer", id_text(team_id, "team_id"))
