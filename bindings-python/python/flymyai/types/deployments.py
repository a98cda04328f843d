# Generated from api/deployments.toml by `make generate`; do not edit.
"""The records of `client.deployments`."""

# pyright: reportUnknownVariableType=false
# (the factory is a plain `list`, as in the published package)

from datetime import datetime
from enum import Enum
from typing import Any, Dict, List, Optional, Tuple

from pydantic import BaseModel, ConfigDict, Field

from ._handwritten import DeploymentAccessLookups
from .open_enum import reduced, tolerant_schema
from .versions import AgentVersion


class ExternalPrincipalStatus(str, Enum):
    """Whether a customer may use a deployment.

    A value that is newer than this package arrives as an instance of this class
    with that text; the constructor refuses it: `ExternalPrincipalStatus("x")` is a
    `ValueError`.
    """

    __module__ = "flymyai.agents._types"

    ACTIVE = "active"
    """The customer may use it."""
    DISABLED = "disabled"
    """The customer may not use it."""

    __get_pydantic_core_schema__ = classmethod(tolerant_schema)

    def __reduce_ex__(self, proto: object) -> Tuple[Any, ...]:
        return reduced(self)


class IntegrationConnectionStatus(str, Enum):
    """The status of a customer's connection.

    A value that is newer than this package arrives as an instance of this class
    with that text; the constructor refuses it: `IntegrationConnectionStatus("x")`
    is a `ValueError`.
    """

    __module__ = "flymyai.agents._types"

    PENDING = "pending"
    """The customer has not connected the account yet."""
    ACTIVE = "active"
    """Runs may use it."""
    EXPIRED = "expired"
    """It has expired."""
    REVOKED = "revoked"
    """The customer has revoked it."""
    ERROR = "error"
    """It has failed."""
    DISABLED = "disabled"
    """Runs may not use it."""

    __get_pydantic_core_schema__ = classmethod(tolerant_schema)

    def __reduce_ex__(self, proto: object) -> Tuple[Any, ...]:
        return reduced(self)


class AgentDeployment(BaseModel):
    """Versions of an agent that customers use."""

    __module__ = "flymyai.agents._types"

    public_id: str
    """The deployment's id."""
    agent_task: str
    """The agent's id."""
    active_version: Optional[str] = None
    """The version that customers use."""
    candidate_version: Optional[str] = None
    """The version that is published next."""
    name: str
    """Its name."""
    status: str
    """Its status, as the service names it."""
    publish_mode: str
    """The publish mode, as the service names it."""
    created_at: datetime
    """When it was created."""
    updated_at: datetime
    """When it last changed."""

    @property
    def id(self) -> str:
        """The deployment's id: the same as `public_id`."""
        return self.public_id


class AgentDeploymentPreflight(BaseModel):
    """Whether a version can be published."""

    __module__ = "flymyai.agents._types"

    ready: bool
    """Whether it can be published."""


class AgentConnectionSession(BaseModel):
    """A link at which a customer connects an account."""

    __module__ = "flymyai.agents._types"

    redirect_url: str
    """The address to send the customer to."""
    expires_at: datetime
    """When the link expires."""
    provider: str
    """The provider that stores the connection, as the service names it."""


class AgentAccessRequirement(BaseModel):
    """An account that a version needs: one slot."""

    __module__ = "flymyai.agents._types"

    public_id: str
    """The requirement's id."""
    agent_version: str
    """The version's id."""
    slot: str
    """The slot."""
    toolkit_slug: str
    """The tool's name in the catalogue."""
    adapter_provider: Optional[str] = None
    """The provider that stores the connections, as the service names it."""
    connection_required: bool = True
    """Whether a run needs a connection."""
    hosted_setup_supported: bool = False
    """Whether `deployments.create_connection_link` works for it."""
    cardinality: str
    """The number of connections that it takes, as the service names it."""
    exact_actions: List[str] = Field(default_factory=list)
    """The actions that the version calls."""
    inferred_actions: List[str] = Field(default_factory=list)
    """The actions that it may call."""
    risk_class: str = "read"
    """The risk class of the actions, as the service names it."""
    policy: Dict[str, Any] = Field(default_factory=dict)
    """Rules for the actions, under the service's own names."""
    created_at: datetime
    """When it was created."""
    updated_at: datetime
    """When it last changed."""


class ExternalPrincipal(BaseModel):
    """A customer of a deployment."""

    __module__ = "flymyai.agents._types"

    model_config = ConfigDict(extra="ignore")

    public_id: str
    """The customer's id at the service."""
    deployment: str
    """The deployment's id."""
    external_user_id: str
    """Your own id of the customer."""
    display_name: str = ""
    """The customer's name."""
    metadata: Dict[str, Any] = Field(default_factory=dict)
    """Your own data about the customer."""
    status: ExternalPrincipalStatus = ExternalPrincipalStatus.ACTIVE
    """Whether the customer may use the deployment."""
    created_at: datetime
    """When it was created."""
    updated_at: datetime
    """When it last changed."""

    @property
    def id(self) -> str:
        """The customer's id: the same as `public_id`."""
        return self.public_id


class IntegrationConnection(BaseModel):
    """An account that a customer has connected."""

    __module__ = "flymyai.agents._types"

    model_config = ConfigDict(extra="ignore")

    public_id: str
    """The connection's id."""
    principal: str
    """The customer's `public_id`."""
    toolkit_slug: str
    """The tool's name in the catalogue."""
    alias: str = ""
    """Its name, if there are several."""
    status: IntegrationConnectionStatus = IntegrationConnectionStatus.PENDING
    """Its status."""
    provider: str = ""
    """The provider that stores it, as the service names it."""
    provider_connection_id: str = ""
    """Its id at the provider."""
    provider_account_id: str = ""
    """The account's id at the provider."""
    granted_scopes: List[str] = Field(default_factory=list)
    """The scopes that the customer has granted."""
    legacy_user_mcp_tool: Optional[int] = None
    """The id of the tool from which it was created."""
    credentials_configured: bool = False
    """Whether its credentials are complete."""
    credential_revision: int = Field(default=1, ge=1, strict=True)
    """The revision of its credentials, from 1."""
    metadata: Dict[str, Any] = Field(default_factory=dict)
    """Further data, under the service's own names."""
    last_error: str = ""
    """Its last error."""
    expires_at: Optional[datetime] = None
    """When it expires."""
    revoked_at: Optional[datetime] = None
    """When the customer revoked it."""
    created_at: datetime
    """When it was created."""
    updated_at: datetime
    """When it last changed."""

    @property
    def id(self) -> str:
        """The connection's id: the same as `public_id`."""
        return self.public_id


class ConnectionBinding(BaseModel):
    """The connections of a customer in a slot."""

    __module__ = "flymyai.agents._types"

    model_config = ConfigDict(extra="ignore")

    public_id: str
    """The binding's id."""
    principal: str
    """The customer's `public_id`."""
    slot: str
    """The slot."""
    connections: List[str] = Field(default_factory=list)
    """The ids of the connections."""
    created_at: datetime
    """When it was created."""
    updated_at: datetime
    """When it last changed."""

    @property
    def id(self) -> str:
        """The binding's id: the same as `public_id`."""
        return self.public_id


class AgentDeploymentAccess(DeploymentAccessLookups, BaseModel):
    """The customers of a deployment, and the accounts that they have connected."""

    __module__ = "flymyai.agents._types"

    deployment: AgentDeployment
    """The deployment."""
    active_version: Optional[AgentVersion] = None
    """The version that customers use."""
    candidate_version: Optional[AgentVersion] = None
    """The version that is published next."""
    requirements: List[AgentAccessRequirement] = Field(default_factory=list)
    """The accounts that the version needs."""
    principals: List[ExternalPrincipal] = Field(default_factory=list)
    """The customers."""
    connections: List[IntegrationConnection] = Field(default_factory=list)
    """Their connections."""
    bindings: List[ConnectionBinding] = Field(default_factory=list)
    """The connections of each slot."""
