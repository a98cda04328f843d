"""Tools: those an account has set up, and the catalogue they come from."""

# pyright: reportUnknownVariableType=false
# (a plain `list` as factory is what the models have always shown)

from datetime import datetime
from typing import Any, Dict, List, Optional

from pydantic import BaseModel, Field


class ConfigurationStep(BaseModel):
    """One thing the owner of a tool is asked for before the tool can work."""

    __module__ = "flymyai.agents._types"

    description: str
    """What is to be done, in words."""
    step_type: str
    """Which kind of step it is, in the service's words."""
    vars_from_user_schema: Optional[Any] = None
    """JSON schema of what the owner has to give."""
    configuration_schema: Optional[Any] = None
    """JSON schema of the configuration that comes of it."""
    config: Optional[Any] = None
    """That configuration."""
    execution_command: Optional[str] = None
    """The command that the step runs, where it runs one."""


class Tool(BaseModel):
    """A tool of this account."""

    __module__ = "flymyai.agents._types"

    id: int
    """What the tool is addressed by."""
    mcp_tool: str
    """Its name in the catalogue."""
    user_config: Dict[str, Any] = Field(default_factory=dict)
    """Its configuration, under the tool's own names."""
    is_configured: bool = False
    """Whether it is set up."""
    is_active: bool = True
    """Whether agents may use it."""
    unsafe_methods: List[str] = Field(default_factory=list)
    """Functions of it that may do harm."""
    required_configuration_steps: List[ConfigurationStep] = Field(default_factory=list)
    """What setting it up takes."""
    finished_configuration_steps: List[Dict[str, Any]] = Field(default_factory=list)
    """What of that is done."""
    next_configuration_step: Optional[Dict[str, Any]] = None
    """What is next: to be answered with `provide_config`."""
    redirect_url: str = ""
    """Where the owner has to go to set it up; empty for nowhere."""
    response: str = ""
    """What the last step answered."""
    created_at: datetime
    """When the service made it."""
    updated_at: datetime
    """When it last changed."""

    @property
    def name(self) -> str:
        """The tool's name in the catalogue: its `mcp_tool`."""
        return self.mcp_tool


class AvailableTool(BaseModel):
    """A tool of the catalogue, ready to be added to the account."""

    __module__ = "flymyai.agents._types"

    name: str
    """What `tools.create` takes."""
    type: str
    """Which kind of tool it is, in the service's words."""
    title: str = ""
    """What people call it."""
    description: str = ""
    """What it does, in a sentence."""
    detail: str = ""
    """The same at length."""
    href: str = ""
    """Where to read more."""
    categories: List[str] = Field(default_factory=list)
    """What it is good for."""
    instruction: Optional[str] = None
    """How to set it up, in words."""
    custom_class: Optional[str] = None
    """The class behind it inside the service."""
    github_link: Optional[str] = None
    """Its source code."""
    configuration_steps: List[Dict[str, Any]] = Field(default_factory=list)
    """What setting it up takes."""
