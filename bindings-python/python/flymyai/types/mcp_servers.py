# Generated from api/mcp_servers.toml by `make generate`; do not edit.
"""The records of `client.mcp_servers`."""

# pyright: reportUnknownVariableType=false
# (the factory is a plain `list`, as in the published package)

from typing import Any, List, Optional

from pydantic import BaseModel, ConfigDict, Field


class McpServerOAuth(BaseModel):
    """The authorization of an MCP server with OAuth."""

    __module__ = "flymyai.agents._mcp_servers"

    model_config = ConfigDict(extra="allow", hide_input_in_errors=True)

    authorized: bool = False
    """Whether it is granted."""
    reconnect_required: bool = False
    """Whether it has to be granted again."""
    issuer: Optional[str] = None
    """Who grants it."""
    scopes: List[str] = Field(default_factory=list)
    """The scopes that are granted."""
    expires_at: Optional[str] = None
    """When it expires."""
    client: Optional[str] = None
    """Whose OAuth app is used."""
    client_id: Optional[str] = None
    """The client id of an OAuth app of one's own."""
    has_client_secret: bool = False
    """Whether the service has the secret of that app."""
    requested_scopes: Optional[str] = None
    """The scopes that are asked for."""
    redirect_uri: Optional[str] = None
    """The address to register for an OAuth app of one's own."""


class McpServer(BaseModel):
    """An MCP server of the account."""

    __module__ = "flymyai.agents._mcp_servers"

    model_config = ConfigDict(extra="allow", hide_input_in_errors=True)

    id: int
    """The server's id."""
    public_id: Optional[str] = None
    """Its id in MCP resource sets, teams and shares."""
    name: str
    """Its name."""
    url: str
    """Its address."""
    transport_type: Optional[str] = None
    """The transport."""
    auth_type: str
    """The authorization of its users."""
    has_auth_credentials: bool = False
    """Whether the service has credentials for it."""
    oauth: Optional[McpServerOAuth] = None
    """The authorization, for OAuth."""
    is_active: bool = True
    """Whether agents may use it."""
    status: str
    """Whether it is connected."""
    status_detail: str = ""
    """Why it is not."""
    discovered_tools: Optional[Any] = None
    """Its actions, under its own names."""
    created_at: Optional[str] = None
    """When it was added."""
    updated_at: Optional[str] = None
    """When it last changed."""


class McpServerAuthorization(BaseModel):
    """The page on which a person authorizes an MCP server."""

    __module__ = "flymyai.agents._mcp_servers"

    model_config = ConfigDict(extra="allow", hide_input_in_errors=True)

    authorize_url: str
    """The page."""
    redirect_uri: str
    """Where the person is sent back to."""
    expires_at: str
    """Until when the page is valid."""
    server: McpServer
    """The server."""
