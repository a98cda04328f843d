# Generated from api/shares.toml by `make generate`; do not edit.
"""The records of `client.shares`."""

from datetime import datetime
from typing import Optional
from uuid import UUID

from pydantic import BaseModel, ConfigDict


class McpSharePerson(BaseModel):
    """The owner or the recipient of a share."""

    __module__ = "flymyai.agents._mcp_personal"

    model_config = ConfigDict(hide_input_in_errors=True)

    id: int
    """The number of the account."""
    username: str
    """The user name of the account."""


class McpShare(BaseModel):
    """A tool or an MCP server that another account may use."""

    __module__ = "flymyai.agents._mcp_personal"

    model_config = ConfigDict(hide_input_in_errors=True)

    id: UUID
    """The share's id."""
    connection_id: UUID
    """The id of the connection."""
    workspace_id: UUID
    """The id of the workspace."""
    label: str
    """Its name."""
    source_id: UUID
    """The id of the tool or of the server."""
    source_kind: str
    """The kind of source."""
    owner: McpSharePerson
    """Its owner."""
    recipient: McpSharePerson
    """The account that may use it."""
    state: str
    """Its state: `active`, `revoked` or `expired`."""
    expires_at: datetime
    """When it expires."""
    payer: str
    """The payer."""
    billing_mode: str = "recipient_pays"
    """The payer of calls."""
    provider_billing: str = "credential_owner"
    """The payer of the tool's provider."""


class McpPersonalInvitation(BaseModel):
    """An invitation to use a tool or an MCP server."""

    __module__ = "flymyai.agents._mcp_personal"

    model_config = ConfigDict(hide_input_in_errors=True)

    id: UUID
    """The invitation's id."""
    email: str
    """The email address of the invited person."""
    state: str
    """Its state: `pending`, `accepted`, `cancelled`, `declined` or `expired`."""
    label: str
    """The name of the shared tool or server."""
    owner: McpSharePerson
    """Its owner."""
    recipient: Optional[McpSharePerson] = None
    """The account that accepted it."""
    grant_id: Optional[UUID] = None
    """The id of the share, once it is accepted."""
    access_days: int
    """The number of days until it expires."""
    expires_at: datetime
    """When it expires."""
    access_expires_at: Optional[datetime] = None
    """When the share expires."""
