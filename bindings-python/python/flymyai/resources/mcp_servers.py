# Generated from api/mcp_servers.toml by `make generate`; do not edit.
"""MCP servers: your own servers, whose actions agents and programs call."""

from __future__ import annotations

from typing import Any, AsyncIterator, Dict, Iterator, List, Optional

from .._arguments import id_text, json_bytes
from ..agents._event_stream import AsyncEvents, Events
from ..agents._responses import Many, Single, decoded, nothing
from ..agents._stubs import async_client_of, client_of
from ..types import McpServer, McpServerAuthorization, ResourceID

_MCP_SERVER = Single(McpServer)
_MCP_SERVER_AUTHORIZATION = Single(McpServerAuthorization)
_MCP_SERVER_LIST = Many(McpServer)


class McpServers:
    """The MCP servers of this account: `client.mcp_servers`.

    Args:
        client: The client that sends the requests.

    Example:
        >>> found = client.mcp_servers.list()
    """

    __module__ = "flymyai.agents._mcp_servers"

    def __init__(self, client: Any) -> None:
        self._c = client_of(client, self, "mcp_servers")

    def list(self) -> List[McpServer]:
        """Returns the servers.

        Returns:
            The servers.

        Raises:
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> names = [server.name for server in client.mcp_servers.list()]
        """
        return self._c._send(_MCP_SERVER_LIST, "mcp_servers.list")

    def iter(self) -> Iterator[McpServer]:
        """Yields the rows of `list` one by one.

        A page is requested when its first row is needed, so that the memory for a list of any
        length is that of one page.

        Raises:
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> names = [server.name for server in client.mcp_servers.iter()]
        """
        pages = self._c._pages("mcp_servers.list", None, None)
        with Events(pages, _MCP_SERVER, False, self._c) as rows:
            yield from rows

    def get(self, server_id: ResourceID) -> McpServer:
        """Returns one server.

        Args:
            server_id: The server's id.

        Returns:
            The server.

        Raises:
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If there is no such server, or the service refuses the request,
                or does not respond.

        Example:
            >>> server = client.mcp_servers.create(name="Docs", url="https://mcp.example.com")
            >>> client.mcp_servers.get(server.id).status
            'connected'
        """
        return self._c._send(_MCP_SERVER, "mcp_servers.get", id_text(server_id, "server_id"))

    def create(
        self,
        *,
        name: str,
        url: str,
        transport_type: str = "streamable_http",
        auth_type: str = "none",
        auth_credentials: Optional[Dict[str, Any]] = None,
        oauth_client_id: Optional[str] = None,
        oauth_client_secret: Optional[str] = None,
        oauth_scopes: Optional[str] = None,
        is_active: bool = True,
    ) -> McpServer:
        """Adds a server to the account and returns it.

        Args:
            name: Its name.
            url: Its address, `https://` for OAuth.
            transport_type: The transport: `streamable_http` or `sse`.
            auth_type: The authentication: `none`, `api_key`, `bearer_token`, `basic` or
                `oauth`.
            auth_credentials: The credentials, under the server's own names; not for OAuth.
            oauth_client_id: The client id of your own OAuth app.
            oauth_client_secret: The client secret of your own OAuth app.
            oauth_scopes: The OAuth scopes to request, separated by spaces.
            is_active: Whether agents may use it.

        Returns:
            The new server.

        Raises:
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> client.mcp_servers.create(name="Docs", url="https://mcp.example.com").auth_type
            'none'
        """
        return self._c._send(
            _MCP_SERVER,
            "mcp_servers.create",
            fields=json_bytes(
                {
                    "name": name,
                    "url": url,
                    "transport_type": transport_type,
                    "auth_type": auth_type,
                    "auth_credentials": auth_credentials,
                    "oauth_client_id": oauth_client_id,
                    "oauth_client_secret": oauth_client_secret,
                    "oauth_scopes": oauth_scopes,
                    "is_active": is_active,
                }
            ),
        )

    def update(
        self,
        server_id: ResourceID,
        *,
        name: Optional[str] = None,
        url: Optional[str] = None,
        transport_type: Optional[str] = None,
        auth_type: Optional[str] = None,
        auth_credentials: Optional[Dict[str, Any]] = None,
        oauth_client_id: Optional[str] = None,
        oauth_client_secret: Optional[str] = None,
        oauth_scopes: Optional[str] = None,
        is_active: Optional[bool] = None,
    ) -> McpServer:
        """Changes a server and returns it; arguments that are left out keep their values.

        Args:
            server_id: The server's id.
            name: Its new name.
            url: Its address, `https://` for OAuth.
            transport_type: The transport: `streamable_http` or `sse`.
            auth_type: The authentication: `none`, `api_key`, `bearer_token`, `basic` or
                `oauth`.
            auth_credentials: The credentials, under the server's own names; not for OAuth.
            oauth_client_id: The client id of your own OAuth app.
            oauth_client_secret: The client secret of your own OAuth app.
            oauth_scopes: The OAuth scopes to request, separated by spaces.
            is_active: Whether agents may use it.

        Returns:
            The changed server.

        Raises:
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> server = client.mcp_servers.create(name="Docs", url="https://mcp.example.com")
            >>> client.mcp_servers.update(server.id, is_active=False).status
            'disabled'
        """
        return self._c._send(
            _MCP_SERVER,
            "mcp_servers.update",
            id_text(server_id, "server_id"),
            json_bytes(
                {
                    "name": name,
                    "url": url,
                    "transport_type": transport_type,
                    "auth_type": auth_type,
                    "auth_credentials": auth_credentials,
                    "oauth_client_id": oauth_client_id,
                    "oauth_client_secret": oauth_client_secret,
                    "oauth_scopes": oauth_scopes,
                    "is_active": is_active,
                }
            ),
        )

    def delete(self, server_id: ResourceID) -> None:
        """Removes a server from the account.

        Args:
            server_id: The server's id.

        Raises:
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> server = client.mcp_servers.create(name="Docs", url="https://mcp.example.com")
            >>> client.mcp_servers.delete(server.id)
        """
        return self._c._send(nothing, "mcp_servers.delete", id_text(server_id, "server_id"))

    def authorize(self, server_id: ResourceID) -> McpServerAuthorization:
        """Begins the authorization of a server with OAuth, and returns the page on which a
        person grants it.

        Afterwards `mcp_servers.get` shows whether it is granted.

        Args:
            server_id: The server's id.

        Returns:
            The page, and the server.

        Raises:
            McpServerOAuthError: If the authorization cannot begin, for example because the
                server needs your own OAuth app.
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> url = "https://mcp.example.com"
            >>> server = client.mcp_servers.create(name="Docs", url=url, auth_type="oauth")
            >>> client.mcp_servers.authorize(server.id).server.status
            'pending'
        """
        return self._c._send(
            _MCP_SERVER_AUTHORIZATION, "mcp_servers.authorize", id_text(server_id, "server_id")
        )

    def connect(self, server_id: ResourceID) -> McpServer:
        """Connects a server again, reads its actions and returns it.

        Args:
            server_id: The server's id.

        Returns:
            The server.

        Raises:
            McpServerOAuthError: If the server has to be authorized first.
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> server = client.mcp_servers.create(name="Docs", url="https://mcp.example.com")
            >>> client.mcp_servers.connect(server.id).status
            'connected'
        """
        return self._c._send(_MCP_SERVER, "mcp_servers.connect", id_text(server_id, "server_id"))

    def disconnect(self, server_id: ResourceID) -> McpServer:
        """Ends the connection to a server, deletes its authorization and returns the server.

        Args:
            server_id: The server's id.

        Returns:
            The server.

        Raises:
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> server = client.mcp_servers.create(name="Docs", url="https://mcp.example.com")
            >>> client.mcp_servers.disconnect(server.id).status
            'disconnected'
        """
        return self._c._send(_MCP_SERVER, "mcp_servers.disconnect", id_text(server_id, "server_id"))

    def call(
        self,
        server_id: ResourceID,
        action: str,
        arguments: Optional[Dict[str, Any]] = None,
        *,
        idempotency_key: Optional[str] = None,
    ) -> Any:
        """Calls one action of a server and returns its result.

        Args:
            server_id: The server's id.
            action: The name of the action.
            arguments: The arguments of the action, under its own names.
            idempotency_key: The key of the request: the service does the work once for all
                requests with the same key, so the request can be retried.

        Returns:
            The result, as the service sent it; `None` if there is none.

        Raises:
            McpServerOAuthError: If the server has to be authorized first.
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> server = client.mcp_servers.create(name="Docs", url="https://mcp.example.com")
            >>> client.mcp_servers.call(server.id, "echo", {"value": "solar"})
            'solar'
        """
        return self._c._send(
            decoded,
            "mcp_servers.call",
            id_text(server_id, "server_id"),
            json_bytes({"action": action, "arguments": arguments}),
            idempotency_key=idempotency_key,
        )


class AsyncMcpServers:
    """The MCP servers of this account: `client.mcp_servers` of an `AsyncAgentClient`.

    Args:
        client: The client that sends the requests.

    Example:
        >>> found = await client.mcp_servers.list()
    """

    __module__ = "flymyai.agents._mcp_servers"

    def __init__(self, client: Any) -> None:
        self._c = async_client_of(client, self, "mcp_servers")

    async def list(self) -> List[McpServer]:
        """Returns the servers; see `McpServers.list`.

        Example:
            >>> names = [server.name for server in await client.mcp_servers.list()]
        """
        return await self._c._send(_MCP_SERVER_LIST, "mcp_servers.list")

    async def iter(self) -> AsyncIterator[McpServer]:
        """Yields the rows of `list` one by one; see `McpServers.iter`.

        Example:
            >>> names = [server.name async for server in client.mcp_servers.iter()]
        """
        pages = self._c._pages("mcp_servers.list", None, None)
        with AsyncEvents(pages, _MCP_SERVER, False, self._c) as rows:
            async for row in rows:
                yield row

    async def get(self, server_id: ResourceID) -> McpServer:
        """Returns one server; see `McpServers.get`.

        Example:
            >>> server = await client.mcp_servers.create(name="Docs", url="https://mcp.example.com")
            >>> (await client.mcp_servers.get(server.id)).status
            'connected'
        """
        return await self._c._send(_MCP_SERVER, "mcp_servers.get", id_text(server_id, "server_id"))

    async def create(
        self,
        *,
        name: str,
        url: str,
        transport_type: str = "streamable_http",
        auth_type: str = "none",
        auth_credentials: Optional[Dict[str, Any]] = None,
        oauth_client_id: Optional[str] = None,
        oauth_client_secret: Optional[str] = None,
        oauth_scopes: Optional[str] = None,
        is_active: bool = True,
    ) -> McpServer:
        """Adds a server to the account and returns it; see `McpServers.create`.

        Example:
            >>> (await client.mcp_servers.create(name="Docs", url="https://mcp.example.com")).auth_type
            'none'
        """
        return await self._c._send(
            _MCP_SERVER,
            "mcp_servers.create",
            fields=json_bytes(
                {
                    "name": name,
                    "url": url,
                    "transport_type": transport_type,
                    "auth_type": auth_type,
                    "auth_credentials": auth_credentials,
                    "oauth_client_id": oauth_client_id,
                    "oauth_client_secret": oauth_client_secret,
                    "oauth_scopes": oauth_scopes,
                    "is_active": is_active,
                }
            ),
        )

    async def update(
        self,
        server_id: ResourceID,
        *,
        name: Optional[str] = None,
        url: Optional[str] = None,
        transport_type: Optional[str] = None,
        auth_type: Optional[str] = None,
        auth_credentials: Optional[Dict[str, Any]] = None,
        oauth_client_id: Optional[str] = None,
        oauth_client_secret: Optional[str] = None,
        oauth_scopes: Optional[str] = None,
        is_active: Optional[bool] = None,
    ) -> McpServer:
        """Changes a server and returns it; arguments that are left out keep their
        values; see `McpServers.update`.

        Example:
            >>> server = await client.mcp_servers.create(name="Docs", url="https://mcp.example.com")
            >>> (await client.mcp_servers.update(server.id, is_active=False)).status
            'disabled'
        """
        return await self._c._send(
            _MCP_SERVER,
            "mcp_servers.update",
            id_text(server_id, "server_id"),
            json_bytes(
                {
                    "name": name,
                    "url": url,
                    "transport_type": transport_type,
                    "auth_type": auth_type,
                    "auth_credentials": auth_credentials,
                    "oauth_client_id": oauth_client_id,
                    "oauth_client_secret": oauth_client_secret,
                    "oauth_scopes": oauth_scopes,
                    "is_active": is_active,
                }
            ),
        )

    async def delete(self, server_id: ResourceID) -> None:
        """Removes a server from the account; see `McpServers.delete`.

        Example:
            >>> server = await client.mcp_servers.create(name="Docs", url="https://mcp.example.com")
            >>> await client.mcp_servers.delete(server.id)
        """
        return await self._c._send(nothing, "mcp_servers.delete", id_text(server_id, "server_id"))

    async def authorize(self, server_id: ResourceID) -> McpServerAuthorization:
        """Begins the authorization of a server with OAuth, and returns the page on which a
        person grants it; see `McpServers.authorize`.

        Example:
            >>> url = "https://mcp.example.com"
            >>> server = await client.mcp_servers.create(name="Docs", url=url, auth_type="oauth")
            >>> (await client.mcp_servers.authorize(server.id)).server.status
            'pending'
        """
        return await self._c._send(
            _MCP_SERVER_AUTHORIZATION, "mcp_servers.authorize", id_text(server_id, "server_id")
        )

    async def connect(self, server_id: ResourceID) -> McpServer:
        """Connects a server again, reads its actions and returns it; see `McpServers.connect`.

        Example:
            >>> server = await client.mcp_servers.create(name="Docs", url="https://mcp.example.com")
            >>> (await client.mcp_servers.connect(server.id)).status
            'connected'
        """
        return await self._c._send(
            _MCP_SERVER, "mcp_servers.connect", id_text(server_id, "server_id")
        )

    async def disconnect(self, server_id: ResourceID) -> McpServer:
        """Ends the connection to a server, deletes its authorization and returns the
        server; see `McpServers.disconnect`.

        Example:
            >>> server = await client.mcp_servers.create(name="Docs", url="https://mcp.example.com")
            >>> (await client.mcp_servers.disconnect(server.id)).status
            'disconnected'
        """
        return await self._c._send(
            _MCP_SERVER, "mcp_servers.disconnect", id_text(server_id, "server_id")
        )

    async def call(
        self,
        server_id: ResourceID,
        action: str,
        arguments: Optional[Dict[str, Any]] = None,
        *,
        idempotency_key: Optional[str] = None,
    ) -> Any:
        """Calls one action of a server and returns its result; see `McpServers.call`.

        Example:
            >>> server = await client.mcp_servers.create(name="Docs", url="https://mcp.example.com")
            >>> await client.mcp_servers.call(server.id, "echo", {"value": "solar"})
            'solar'
        """
        return await self._c._send(
            decoded,
            "mcp_servers.call",
            id_text(server_id, "server_id"),
            json_bytes({"action": action, "arguments": arguments}),
            idempotency_key=idempotency_key,
        )
