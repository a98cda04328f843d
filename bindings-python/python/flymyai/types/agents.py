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
    INITIALIZATION_REQUIRED = "initialization_required"
    ACTIVE = "active"
    ARCHIVED = "archived"

    __get_pydantic_core_schema__ = classmethod(tolerant_schema)

    def __reduce_ex__(self, proto: object) -> Tuple[Any, ...]:
        return reduced(self)


class Agent(BaseModel):
    """An agent as lists and changes show it."""

    __module__ = "flymyai.agents._types"

    uuid: str
    name: str
    user_prompt: str
    available_tools: Any = Field(default_factory=list)
    available_custom_mcp_servers: List[int] = Field(default_factory=list)
    input_schema: Optional[Dict[str, Any]] = None
    input_description: str = ""
    output_schema: Optional[Dict[str, Any]] = None
    output_description: str = ""
    all_tools_configured: bool = False
    tools_need_to_configure: List[int] = Field(default_factory=list)
    generated_pipeline: Dict[str, Any] = Field(default_factory=dict)
    status: AgentStatus = AgentStatus.DRAFT
    cron_schedule: str = ""
    webhook_url: Optional[str] = None
    created_at: datetime
    updated_at: datetime

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
