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
    step_type: str
    vars_from_user_schema: Optional[Any] = None
    configuration_schema: Optional[Any] = None
    config: Optional[Any] = None
    execution_command: Optional[str] = None


class Tool(BaseModel):
    """A tool of this account."""

    __module__ = "flymyai.agents._types"

    id: int
    mcp_tool: str
    user_config: Dict[str, Any] = Field(default_factory=dict)
    is_configured: bool = False
    is_active: bool = True
    unsafe_methods: List[str] = Field(default_factory=list)
    required_configuration_steps: List[ConfigurationStep] = Field(default_factory=list)
    finished_configuration_steps: List[Dict[str, Any]] = Field(default_factory=list)
    next_configuration_step: Optional[Dict[str, Any]] = None
    redirect_url: str = ""
    response: str = ""
    created_at: datetime
    updated_at: datetime

    @property
    def name(self) -> str:
        """The tool's name in the catalogue: its `mcp_tool`."""
        return self.mcp_tool


class AvailableTool(BaseModel):
    """A tool of the catalogue, ready to be added to the account."""

    __module__ = "flymyai.agents._types"

    name: str
    type: str
    title: str = ""
    description: str = ""
    detail: str = ""
    href: str = ""
    categories: List[str] = Field(default_factory=list)
    instruction: Optional[str] = None
    custom_class: Optional[str] = None
    github_link: Optional[str] = None
    configuration_steps: List[Dict[str, Any]] = Field(default_factory=list)
