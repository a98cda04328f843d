# Generated from api/teams.toml by `make generate`; do not edit.
"""The records of `client.teams`."""

from datetime import datetime
from decimal import Decimal
from typing import Any, Dict, Generic, List, Optional, TypeVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, SecretStr

from ._handwritten import GenericRecord

T = TypeVar("T")


class McpTeamPage(GenericRecord, BaseModel, Generic[T]):
    """A page of a list of teams or shares."""

    __module__ = "flymyai.agents._mcp_sharing"

    model_config = ConfigDict(hide_input_in_errors=True)

    items: List[T] = Field(max_length=25)
    """The rows, up to 25."""
    next_cursor: Optional[str] = Field(default=None, max_length=64)
    """The cursor of the next page; `None` for the last page."""


class McpTeam(BaseModel):
    """A team."""

    __module__ = "flymyai.agents._mcp_sharing"

    model_config = ConfigDict(hide_input_in_errors=True)

    id: UUID
    """The team's id."""
    username: str
    """The team's user name."""
    owner: Optional[int]
    """The owner's number."""
    payer: str
    """The payer."""
    role: str
    """The role of this account."""
    member_id: UUID
    """The id of this account as a member."""
    active: bool
    """Whether it can be used."""
    revision: int
    """Its revision: each change adds 1."""
    expires_at: datetime
    """When the membership of this account expires."""
    call_limit: int
    """The maximum number of calls."""
    spend_limit: Decimal
    """The maximum amount to spend, in US dollars."""
    calls: int
    """The number of calls."""
    spent: Decimal
    """The amount spent, in US dollars."""
    reserved: Decimal
    """The amount reserved for active calls, in US dollars."""
    team_user_id: int
    """The number of the team's own account."""
    pending_transfer: Optional[Dict[str, Any]] = None
    """The offer to another owner."""


class McpTeamConnection(BaseModel):
    """A tool or an MCP server in a team."""

    __module__ = "flymyai.agents._mcp_sharing"

    model_config = ConfigDict(hide_input_in_errors=True)

    id: UUID
    """The connection's id."""
    label: str
    """Its name in the team."""
    owner_id: Optional[int]
    """The number of the account that added it."""
    source_kind: str
    """The kind of source."""
    source_id: str
    """The id of the tool or of the server."""
    shared: bool
    """Whether other members may use it."""
    active: bool
    """Whether it has not been revoked."""
    actions: List[str] = Field(max_length=16)
    """The actions that members may call."""
    revision: int
    """Its revision: each change adds 1."""
    available: bool
    """Whether it can be used now."""
    unavailable_reason: Optional[str] = None
    """The reason if it can't be used."""
    owner_name: Optional[str] = None
    """The user name of the account that added it."""
    calls: int = 0
    """The number of calls."""
    users: int = 0
    """The number of members who called it."""
    last_used_at: Optional[datetime] = None
    """When it was last used."""


class McpTeamDevice(BaseModel):
    """A device that uses the connections of a team or of a share."""

    __module__ = "flymyai.agents._mcp_sharing"

    model_config = ConfigDict(hide_input_in_errors=True)

    id: UUID
    """The device's id."""
    member_id: UUID
    """The id of the member who owns it."""
    label: str
    """Its name."""
    prefix: str
    """The first characters of its token."""
    expires_at: datetime
    """When it expires."""
    revoked_at: Optional[datetime] = None
    """When it was revoked."""
    token: Optional[SecretStr] = Field(default=None, repr=False)
    """Its token; only the response of the call that creates it has one."""


class McpTeamInvite(BaseModel):
    """An invitation to a team."""

    __module__ = "flymyai.agents._mcp_sharing"

    model_config = ConfigDict(hide_input_in_errors=True)

    id: UUID
    """The invitation's id."""
    role: str
    """The role that it offers."""
    state: str
    """Its state: `pending`, `claimed`, `approved`, `rejected` or `expired`."""
    claimant: Optional[str] = None
    """The account that claimed it."""
    expires_at: datetime
    """When it expires."""
    call_limit: int
    """The maximum number of calls."""
    spend_limit: Decimal
    """The maximum amount to spend, in US dollars."""
    email: str = ""
    """The email address of the invited person."""
    access_days: int = 7
    """The number of days of the membership."""
    token: Optional[SecretStr] = Field(default=None, repr=False)
    """Its token; only the response of the call that creates it has one."""
