# Generated from api/agents.toml by `make generate`; do not edit.
"""The records of `client.agents`."""

# pyright: reportUnknownVariableType=false
# (the factory is a plain `list`, as in the published package)

from datetime import datetime
from enum import Enum
from typing import Any, Dict, List, Optional, Tuple

from pydantic import BaseModel, Field

from .open_enum import reduced, tolerant_schema


class AgentStatus(str, Enum):
    """The status of an agent.

    A value that is newer than this package arrives as an instance of this class
    with that text; the constructor refuses it: `AgentStatus("x")` is a
    `ValueError`.
    """

    __module__ = "flymyai.agents._types"

    DRAFT = "draft"
    """Not in use yet."""
    INITIALIZATION_REQUIRED = "initialization_required"
    """It has to be configured before it can run."""
    ACTIVE = "active"
    """Ready for runs."""
    ARCHIVED = "archived"
    """Archived."""

    __get_pydantic_core_schema__ = classmethod(tolerant_schema)

    def __reduce_ex__(self, proto: object) -> Tuple[Any, ...]:
        return reduced(self)


class McpAccessMode(str, Enum):
    """The MCP resources that the runs of an agent may use.

    A value that is newer than this package arrives as an instance of this class
    with that text; the constructor refuses it: `McpAccessMode("x")` is a
    `ValueError`.
    """

    __module__ = "flymyai.agents._types"

    LEGACY = "legacy"
    """Its tools and MCP servers."""
    SCOPED = "scoped"
    """The resources of its MCP resource sets."""

    __get_pydantic_core_schema__ = classmethod(tolerant_schema)

    def __reduce_ex__(self, proto: object) -> Tuple[Any, ...]:
        return reduced(self)


class Agent(BaseModel):
    """An agent: a goal, the tools to reach it with, and the schemas of input and output."""

    __module__ = "flymyai.agents._types"

    uuid: str
    """The agent's id, which every method takes."""
    name: str
    """Its name."""
    user_prompt: str = ""
    """Its goal, in plain words; empty in lists that leave it out."""
    user_prompt_source: Optional[Dict[str, Any]] = None
    """The source from which the service reads the goal, under the service's own names."""
    available_tools: Any = Field(default_factory=list)
    """The tools that it may use: their ids in lists, whole records in `AgentDetail`."""
    available_custom_mcp_servers: List[int] = Field(default_factory=list)
    """Ids of the MCP servers that it may use."""
    mcp_resource_set_ids: List[str] = Field(default_factory=list)
    """The ids of the MCP resource sets that it may use."""
    mcp_access_mode: McpAccessMode = McpAccessMode.LEGACY
    """The MCP resources that its runs may use."""
    input_schema: Optional[Dict[str, Any]] = None
    """JSON Schema of the variables that a run takes; `None` if it takes none."""
    input_description: str = ""
    """The variables, in words."""
    output_schema: Optional[Dict[str, Any]] = None
    """JSON Schema of a run's output; `None` if its shape is free."""
    output_description: str = ""
    """The output, in words."""
    all_tools_configured: bool = False
    """Whether the configuration of all its tools is complete."""
    tools_need_to_configure: List[int] = Field(default_factory=list)
    """Ids of the tools that still need `tools.provide_config`."""
    generated_pipeline: Dict[str, Any] = Field(default_factory=dict)
    """The plan that the service has generated for it, under the service's own names."""
    status: AgentStatus = AgentStatus.DRAFT
    """Its status."""
    cron_schedule: str = ""
    """The schedule of its automatic runs, as a cron line; empty for none."""
    webhook_url: Optional[str] = None
    """The address of its webhook, if it has one."""
    preview: str = ""
    """The address of the page that shows it; empty for none."""
    preview_pinned: bool = False
    """Whether that page was selected by the owner, not by the service."""
    created_at: datetime
    """When it was created."""
    updated_at: datetime
    """When it last changed."""

    @property
    def id(self) -> str:
        """The agent's id: the same as `uuid`."""
        return self.uuid

    @property
    def goal(self) -> str:
        """Its goal: the same as `user_prompt`."""
        return self.user_prompt


class AgentDetail(Agent):
    """An agent with its tools as whole records."""

    __module__ = "flymyai.agents._types"

    available_tools: List[Dict[str, Any]] = Field(default_factory=list)
    """The tools that it may use, as whole records under the service's own names."""


class SchemaSuggestion(BaseModel):
    """Suggested schemas of an agent's input and output."""

    __module__ = "flymyai.agents._types"

    reasoning: str = ""
    """The reasons for these schemas."""
    input_schema: Dict[str, Any]
    """JSON Schema of the agent's variables."""
    output_schema: Dict[str, Any]
    """JSON Schema of its output."""
    input_description: Optional[str] = None
    """The variables in words, if that was requested."""
    output_description: Optional[str] = None
    """The output in words, if that was requested."""
