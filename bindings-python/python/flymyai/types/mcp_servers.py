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
    """The issuer of the authorization."""
    scopes: List[str] = Field(default_factory=list)
    """The granted scopes."""
    expires_at: Optional[str] = None
    """When it expires."""
    client: Optional[str] = None
    """The owner of the OAuth app that is used."""
    client_id: Optional[str] = None
    """The client id of your own OAuth app."""
    has_client_secret: bool = False
    """Whether the service has the client secret of that app."""
    requested_scopes: Optional[str] = None
    """The requested scopes."""
    redirect_uri: Optional[str] = None
    """The address to register in your own OAuth app."""


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
    """The authentication."""
    has_auth_credentials: bool = False
    """Whether the service has credentials for it."""
    oauth: Optional[McpServerOAuth] = None
    """The authorization, for OAuth."""
    is_active: bool = True
    """Whether agents may use it."""
    status: str
    """Whether it is connected."""
    status_detail: str = ""
    """The reason if it is not connected."""
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
    """The address to which the person is redirected afterwards."""
    expires_at: str
    """When the page expires."""
    server: McpServer
    """The server."""
