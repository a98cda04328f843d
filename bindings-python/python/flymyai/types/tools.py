# Generated from api/tools.toml by `make generate`; do not edit.
"""The records of `client.tools`."""

# pyright: reportUnknownVariableType=false
# (the factory is a plain `list`, as in the published package)

from datetime import datetime
from enum import Enum
from typing import Any, Dict, List, Optional, Tuple

from pydantic import BaseModel, Field

from .open_enum import reduced, tolerant_schema


class BrowserUseProfileStatus(str, Enum):
    """The status of a browser profile.

    A value that is newer than this package arrives as an instance of this class
    with that text; the constructor refuses it: `BrowserUseProfileStatus("x")` is a
    `ValueError`.
    """

    __module__ = "flymyai.agents._types"

    UNBOUND = "unbound"
    """The tool has no profile."""
    BOUND = "bound"
    """The tool has a profile."""
    UNKNOWN = "unknown"
    """The provider has not confirmed the creation: see `tools.reconcile_browser_profile`."""

    __get_pydantic_core_schema__ = classmethod(tolerant_schema)

    def __reduce_ex__(self, proto: object) -> Tuple[Any, ...]:
        return reduced(self)


class BrowserUseProfile(BaseModel):
    """A browser profile: the cookies that a browser tool keeps between runs."""

    __module__ = "flymyai.agents._types"

    profile_id: str
    """The profile's id at the provider."""
    name: str
    """Its name."""
    cookie_domains: List[str] = Field(default_factory=list)
    """The domains of its cookies."""
    created_at: Optional[datetime] = None
    """When it was created."""
    updated_at: Optional[datetime] = None
    """When it last changed."""
    last_used_at: Optional[datetime] = None
    """When a run used it last."""
    note: str = ""
    """A note of the service."""


class BrowserUseProfileBinding(BaseModel):
    """Whether a browser tool has a browser profile, and which one."""

    __module__ = "flymyai.agents._types"

    connection_id: str
    """The id of the tool's connection."""
    status: BrowserUseProfileStatus
    """The status."""
    profile: Optional[BrowserUseProfile] = None
    """The profile, if the tool has one."""
    code: Optional[str] = None
    """The reason for the status, as the service names it."""
    detail: Optional[str] = None
    """The reason in words."""
    recovery_intent_id: Optional[str] = None
    """The id of an attempt whose outcome is not known."""


class ConfigurationStep(BaseModel):
    """One step of configuring a tool."""

    __module__ = "flymyai.agents._types"

    description: str
    """A description of the step."""
    step_type: str
    """The kind of step, as the service names it."""
    vars_from_user_schema: Optional[Any] = None
    """JSON Schema of the values that the step needs."""
    configuration_schema: Optional[Any] = None
    """JSON Schema of the resulting configuration."""
    config: Optional[Any] = None
    """The resulting configuration."""
    execution_command: Optional[str] = None
    """The command that the step runs, if it runs one."""


class Tool(BaseModel):
    """A tool of this account."""

    __module__ = "flymyai.agents._types"

    id: int
    """The tool's id."""
    public_id: Optional[str] = None
    """Its id as a member of MCP resource sets."""
    mcp_tool: str
    """Its name in the catalogue."""
    alias: str = "default"
    """Its name among several tools of the same kind."""
    user_config: Dict[str, Any] = Field(default_factory=dict)
    """Its configuration, under the tool's own names."""
    is_configured: bool = False
    """Whether its configuration is complete; `tools.provide_config` completes it."""
    is_active: bool = True
    """Whether agents may use it."""
    unsafe_methods: List[str] = Field(default_factory=list)
    """Its unsafe functions."""
    required_configuration_steps: List[ConfigurationStep] = Field(default_factory=list)
    """The steps of its configuration."""
    finished_configuration_steps: List[Dict[str, Any]] = Field(default_factory=list)
    """The finished steps, under the service's own names."""
    next_configuration_step: Optional[Dict[str, Any]] = None
    """The next step, under the service's own names; `tools.provide_config` completes it."""
    redirect_url: str = ""
    """The address at which its owner configures it; empty for none."""
    response: str = ""
    """The response of the last step."""
    created_at: datetime
    """When it was created."""
    updated_at: datetime
    """When it last changed."""

    @property
    def name(self) -> str:
        """Its name in the catalogue: the same as `mcp_tool`."""
        return self.mcp_tool


class AvailableTool(BaseModel):
    """A tool of the catalogue, which can be added to the account."""

    __module__ = "flymyai.agents._types"

    name: str
    """Its name, which `tools.create` takes."""
    type: str
    """The kind of tool, as the service names it."""
    title: str = ""
    """Its title."""
    description: str = ""
    """A short description."""
    detail: str = ""
    """A long description."""
    href: str = ""
    """The address of further information."""
    categories: List[str] = Field(default_factory=list)
    """Its categories."""
    instruction: Optional[str] = None
    """Instructions for its configuration, in words."""
    custom_class: Optional[str] = None
    """The class that implements it inside the service."""
    github_link: Optional[str] = None
    """The address of its source code."""
    configuration_steps: List[Dict[str, Any]] = Field(default_factory=list)
    """The steps of its configuration, under the service's own names."""
