# Generated from api/versions.toml by `make generate`; do not edit.
"""The records of `client.versions`."""

# pyright: reportUnknownVariableType=false
# (the factory is a plain `list`, as in the published package)

from datetime import datetime
from typing import Any, Dict, Optional

from pydantic import BaseModel, Field


class AgentVersion(BaseModel):
    """A copy of an agent, made when the agent was compiled."""

    __module__ = "flymyai.agents._types"

    public_id: str
    """The version's id."""
    agent_task: str
    """The agent's id."""
    source_compilation: Optional[int] = None
    """The id of the compilation from which it was made."""
    version_number: int
    """Its number among the agent's versions, from 1."""
    instruction_md: str = ""
    """Its instruction, in Markdown."""
    runtime_manifest: Dict[str, Any] = Field(default_factory=dict)
    """The components that it runs with, under the service's own names."""
    input_schema: Optional[Dict[str, Any]] = None
    """JSON Schema of its variables."""
    output_schema: Optional[Dict[str, Any]] = None
    """JSON Schema of its result."""
    llm_model: str = ""
    """The model that it runs with."""
    effort: str = ""
    """The reasoning effort of the model, as the service names it."""
    created_at: datetime
    """When it was created."""

    @property
    def id(self) -> str:
        """The version's id: the same as `public_id`."""
        return self.public_id
