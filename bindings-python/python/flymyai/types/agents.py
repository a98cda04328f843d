"""Agents: a goal, tools to reach it, and the shapes of what goes in and comes out."""

# pyright: reportUnknownVariableType=false
# (a plain `list` as factory is what the models have always shown)

from datetime import datetime
from enum import Enum
from typing import Any, Dict, List, Optional, Tuple

from pydantic import BaseModel, Field

from .vocabulary import reduced, tolerant_schema


class AgentStatus(str, Enum):
    """Whether an agent is ready for work.

    A word that is newer than this package arrives as an instance of this class
    with that text; building one by hand is a `ValueError`.
    """

    __module__ = "flymyai.agents._types"

    DRAFT = "draft"
    """Not in use yet."""
    INITIALIZATION_REQUIRED = "initialization_required"
    """Something must be set up before it can run."""
    ACTIVE = "active"
    """Ready for runs."""
    ARCHIVED = "archived"
    """Put away."""

    __get_pydantic_core_schema__ = classmethod(tolerant_schema)

    def __reduce_ex__(self, proto: object) -> Tuple[Any, ...]:
        return reduced(self)


class Agent(BaseModel):
    """An agent as lists and changes show it."""

    __module__ = "flymyai.agents._types"

    uuid: str
    """What the agent is addressed by."""
    name: str
    """What the agent is called."""
    user_prompt: str
    """What the agent is to do, in words."""
    available_tools: Any = Field(default_factory=list)
    """The tools it may use: their ids in lists, whole records in `AgentDetail`."""
    available_custom_mcp_servers: List[int] = Field(default_factory=list)
    """Ids of the MCP servers it may use."""
    input_schema: Optional[Dict[str, Any]] = None
    """JSON schema of the variables that its runs take."""
    input_description: str = ""
    """The same in words."""
    output_schema: Optional[Dict[str, Any]] = None
    """JSON schema of what its runs return."""
    output_description: str = ""
    """The same in words."""
    all_tools_configured: bool = False
    """Whether each of its tools is set up."""
    tools_need_to_configure: List[int] = Field(default_factory=list)
    """Ids of the tools that are not."""
    generated_pipeline: Dict[str, Any] = Field(default_factory=dict)
    """The plan that the service has made for it."""
    status: AgentStatus = AgentStatus.DRAFT
    """Whether it is ready for work."""
    cron_schedule: str = ""
    """When it runs by itself, as a cron line; empty for never."""
    webhook_url: Optional[str] = None
    """The address of its webhook, where it has one."""
    created_at: datetime
    """When the service made it."""
    updated_at: datetime
    """When it last changed."""

    @property
    def id(self) -> str:
        """What the agent is addressed by: its `uuid`."""
        return self.uuid

    @property
    def goal(self) -> str:
        """What the agent is to do: its `user_prompt`."""
        return self.user_prompt


class AgentDetail(Agent):
    """An agent with its tools spelt out."""

    __module__ = "flymyai.agents._types"

    available_tools: List[Dict[str, Any]] = Field(default_factory=list)
    """The tools it may use, as whole records."""
