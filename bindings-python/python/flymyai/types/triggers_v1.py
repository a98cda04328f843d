# Generated from api/triggers_v1.toml by `make generate`; do not edit.
"""The records of `client.triggers_v1`."""

from datetime import datetime
from typing import Any, Dict, Literal, Optional
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field


class TriggerV1(BaseModel):
    """A webhook whose signed deliveries start runs of an agent."""

    __module__ = "flymyai.agents._triggers"

    model_config = ConfigDict(extra="allow", hide_input_in_errors=True)

    schema_: Literal["flymy.trigger.v1"] = Field(alias="schema")
    """The schema of this record: `flymy.trigger.v1`."""
    uuid: UUID
    """The trigger's id."""
    agent_task: UUID
    """The agent's id."""
    kind: str
    """Its kind."""
    status: str
    """Whether it is active."""
    config: Dict[str, Any]
    """Settings, under the service's own names."""
    rate_limit_per_hour: int
    """The maximum number of deliveries per hour."""
    webhook_url: Optional[str] = Field(default=None, repr=False)
    """The address for deliveries, a secret."""
    signature_required: bool
    """Whether deliveries have to be signed."""
    compilation: Optional[int] = None
    """The id of the compilation that runs."""
    event_count: int = 0
    """The number of deliveries."""
    dispatch_count: int = 0
    """The number of runs that deliveries have started."""
    last_event_at: Optional[datetime] = None
    """When the last delivery was received."""
    last_dispatch_at: Optional[datetime] = None
    """When the last run was started."""
    created_at: datetime
    """When it was created."""


class TriggerEventV1(BaseModel):
    """One delivery to a trigger."""

    __module__ = "flymyai.agents._triggers"

    model_config = ConfigDict(extra="allow", hide_input_in_errors=True)

    schema_: Literal["flymy.trigger-event.v1"] = Field(alias="schema")
    """The schema of this record: `flymy.trigger-event.v1`."""
    uuid: UUID
    """The delivery's id."""
    provider: str
    """The sender."""
    status: str
    """Its status."""
    detail: str
    """The reason for the status."""
    execution: Optional[int] = None
    """The number of the run that it started."""
    execution_public_id: Optional[str] = None
    """The id of that run."""
    received_at: datetime
    """When it was received."""
    processed_at: Optional[datetime] = None
    """When it was processed."""
