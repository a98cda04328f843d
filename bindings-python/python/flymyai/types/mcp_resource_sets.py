# Generated from api/mcp_resource_sets.toml by `make generate`; do not edit.
"""The records of `client.mcp_resource_sets`."""

# pyright: reportUnknownVariableType=false
# (the factory is a plain `list`, as in the published package)

from datetime import datetime
from enum import Enum
from typing import Any, List, Optional, Tuple

from pydantic import BaseModel, ConfigDict, Field

from .open_enum import reduced, tolerant_schema


class McpResourceType(str, Enum):
    """The kind of a member of an MCP resource set.

    A value that is newer than this package arrives as an instance of this class
    with that text; the constructor refuses it: `McpResourceType("x")` is a
    `ValueError`.
    """

    __module__ = "flymyai.agents._types"

    USER_MCP_TOOL = "user_mcp_tool"
    """A configured tool."""
    CUSTOM_MCP_SERVER = "custom_mcp_server"
    """An MCP server of the account."""
    INTEGRATION_CONNECTION = "integration_connection"
    """A customer's connection."""

    __get_pydantic_core_schema__ = classmethod(tolerant_schema)

    def __reduce_ex__(self, proto: object) -> Tuple[Any, ...]:
        return reduced(self)


class McpResourceSetStatus(str, Enum):
    """Whether runs may use an MCP resource set.

    A value that is newer than this package arrives as an instance of this class
    with that text; the constructor refuses it: `McpResourceSetStatus("x")` is a
    `ValueError`.
    """

    __module__ = "flymyai.agents._types"

    ACTIVE = "active"
    """Runs may use it."""
    DISABLED = "disabled"
    """Runs may not use it."""

    __get_pydantic_core_schema__ = classmethod(tolerant_schema)

    def __reduce_ex__(self, proto: object) -> Tuple[Any, ...]:
        return reduced(self)


class McpResourceSetManagementMode(str, Enum):
    """The manager of an MCP resource set.

    A value that is newer than this package arrives as an instance of this class
    with that text; the constructor refuses it: `McpResourceSetManagementMode("x")`
    is a `ValueError`.
    """

    __module__ = "flymyai.agents._types"

    FLYMYAI = "flymyai"
    """The owner, through FlyMy.AI."""
    CUSTOMER = "customer"
    """A customer."""

    __get_pydantic_core_schema__ = classmethod(tolerant_schema)

    def __reduce_ex__(self, proto: object) -> Tuple[Any, ...]:
        return reduced(self)


class McpResourceSetAuthorityType(str, Enum):
    """The owner of the MCP resources of a set.

    A value that is newer than this package arrives as an instance of this class
    with that text; the constructor refuses it: `McpResourceSetAuthorityType("x")`
    is a `ValueError`.
    """

    __module__ = "flymyai.agents._types"

    OWNER = "owner"
    """The owner of the account."""
    EXTERNAL_PRINCIPAL = "external_principal"
    """A customer."""

    __get_pydantic_core_schema__ = classmethod(tolerant_schema)

    def __reduce_ex__(self, proto: object) -> Tuple[Any, ...]:
        return reduced(self)


class McpResourceSetMemberInput(BaseModel):
    """One resource in one slot of an MCP resource set, as `mcp_resource_sets.replace_members`
    takes it."""

    __module__ = "flymyai.agents._types"

    model_config = ConfigDict(extra="forbid")

    resource_type: McpResourceType
    """Its kind."""
    resource_id: str
    """Its id, a UUID."""
    slot: str = Field(min_length=1, max_length=128, pattern=r"^[A-Za-z0-9_-]+$")
    """The slot: 1 to 128 letters, digits, underscores and hyphens."""
    allowed_actions: List[str] = Field(default_factory=list)
    """The actions that runs may call; none means all."""
    position: Optional[int] = Field(default=None, ge=0)
    """Its position among the members, from 0."""


class McpResourceSetMember(BaseModel):
    """One resource in one slot of an MCP resource set."""

    __module__ = "flymyai.agents._types"

    model_config = ConfigDict(extra="ignore")

    public_id: str
    """The member's id."""
    resource_type: McpResourceType
    """The kind of resource."""
    resource_id: str
    """The resource's id."""
    toolkit_slug: str
    """The resource's name in the catalogue."""
    alias: str
    """The resource's alias."""
    display_name: str
    """The display name of the resource."""
    slot: str
    """The slot."""
    allowed_actions: List[str] = Field(default_factory=list)
    """The actions that runs may call; none means all."""
    position: int
    """Its position among the members, from 0."""
    created_at: datetime
    """When it was created."""
    updated_at: datetime
    """When it last changed."""


class McpResourceSetSummary(BaseModel):
    """An MCP resource set without its members."""

    __module__ = "flymyai.agents._types"

    model_config = ConfigDict(extra="ignore")

    public_id: str
    """The set's id."""
    name: str
    """Its name."""
    description: str = ""
    """Its description."""
    status: McpResourceSetStatus = McpResourceSetStatus.ACTIVE
    """Whether runs may use it."""
    management_mode: McpResourceSetManagementMode
    """The manager of the set."""
    authority_type: McpResourceSetAuthorityType
    """The owner of its resources."""
    principal_id: Optional[str] = None
    """The customer, if the set belongs to one."""
    revision: int = Field(ge=1, strict=True)
    """Its revision, from 1: each change adds 1."""
    member_count: int = Field(ge=0, strict=True)
    """The number of its members."""
    created_at: datetime
    """When it was created."""
    updated_at: datetime
    """When it last changed."""

    @property
    def id(self) -> str:
        """The set's id: the same as `public_id`."""
        return self.public_id


class McpResourceSet(McpResourceSetSummary):
    """An MCP resource set with its members."""

    __module__ = "flymyai.agents._types"

    model_config = ConfigDict(extra="ignore")

    members: List[McpResourceSetMember]
    """Its members."""
