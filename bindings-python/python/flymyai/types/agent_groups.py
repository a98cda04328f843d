# Generated from api/agent_groups.toml by `make generate`; do not edit.
"""The records of `client.agent_groups`."""

# pyright: reportUnknownVariableType=false
# (the factory is a plain `list`, as in the published package)

from datetime import datetime
from typing import List

from pydantic import BaseModel, ConfigDict, Field


class AgentGroup(BaseModel):
    """Agents that use the same MCP resource sets."""

    __module__ = "flymyai.agents._types"

    model_config = ConfigDict(extra="ignore")

    public_id: str
    """The group's id."""
    name: str
    """Its name."""
    description: str = ""
    """Its description."""
    is_active: bool = True
    """Whether its agents may use its resource sets."""
    agent_ids: List[str] = Field(default_factory=list)
    """The ids of its agents."""
    resource_set_ids: List[str] = Field(default_factory=list)
    """The ids of its MCP resource sets."""
    created_at: datetime
    """When it was created."""
    updated_at: datetime
    """When it last changed."""

    @property
    def id(self) -> str:
        """The group's id: the same as `public_id`."""
        return self.public_id
