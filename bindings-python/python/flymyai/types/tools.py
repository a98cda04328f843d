# Generated from api/tools.toml by `make generate`; do not edit.
"""The records of `client.tools`."""

# pyright: reportUnknownVariableType=false
# (the factory is a plain `list`, as in the published package)

from datetime import datetime
from typing import Any, Dict, List, Optional

from pydantic import BaseModel, Field


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
    mcp_tool: str
    """Its name in the catalogue."""
    user_config: Dict[str, Any] = Field(default_factory=dict)
    """Its configuration, under the tool's own names."""
    is_configured: bool = False
    """Whether its configuration is complete; `tools.provide_config` completes it."""
    is_active: bool = True
    """Whether agents may use it."""
    unsafe_methods: List[str] = Field(default_factory=list)
    """Its functions that may do harm."""
    required_configuration_steps: List[ConfigurationStep] = Field(default_factory=list)
    """The steps of its configuration."""
    finished_configuration_steps: List[Dict[str, Any]] = Field(default_factory=list)
    """The finished steps, under the service's own names."""
    next_configuration_step: Optional[Dict[str, Any]] = None
    """The next step, under the service's own names; `tools.provide_config` completes it."""
    redirect_url: str = ""
    """Where its owner has to go to configure it; empty for nowhere."""
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
    """Where to read more."""
    categories: List[str] = Field(default_factory=list)
    """Its categories."""
    instruction: Optional[str] = None
    """How to configure it, in words."""
    custom_class: Optional[str] = None
    """The class that implements it inside the service."""
    github_link: Optional[str] = None
    """The address of its source code."""
    configuration_steps: List[Dict[str, Any]] = Field(default_factory=list)
    """The steps of its configuration, under the service's own names."""
