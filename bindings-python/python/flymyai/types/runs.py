"""Runs of agents: their status, their events, and the runs themselves."""

# pyright: reportUnknownVariableType=false
# (a plain `list` as factory is what the models have always shown)

from datetime import datetime
from enum import Enum
from typing import Any, Dict, FrozenSet, List, Optional, Tuple

from pydantic import BaseModel, Field

from .identifiers import ResourceID
from .vocabulary import reduced, tolerant_schema, unlisted


class ExecutionStatus(str, Enum):
    """Where a run is in its life.

    A word that is newer than this package arrives as an instance of this class
    with that text; building one by hand (`ExecutionStatus("x")`) is a `ValueError`.
    """

    __module__ = "flymyai.agents._types"

    PENDING = "pending"
    """Waiting to start."""
    RUNNING = "running"
    """The agent is at work."""
    COMPLETED = "completed"
    """Ended well: the output is there."""
    FAILED = "failed"
    """Ended with an error."""
    CANCELLED = "cancelled"
    """Ended by its owner."""

    __get_pydantic_core_schema__ = classmethod(tolerant_schema)

    def __reduce_ex__(self, proto: object) -> Tuple[Any, ...]:
        return reduced(self)


TERMINAL_STATUSES: FrozenSet[str] = frozenset(("completed", "failed", "cancelled"))
"""The words of the statuses in which a run no longer changes."""


class ExecutionLogType(str, Enum):
    """What an event of a run tells; any other text is taken as it is."""

    __module__ = "flymyai.agents._types"

    DECLARED_FUNCTIONS = "declared_functions"
    """The agent said which functions it is going to use."""
    TOOL_CALLED = "tool_called"
    """The agent used a tool."""
    TOOL_CALL_EXCEPTION = "tool_call_exception"
    """A tool failed."""
    TASK_CANCELLED = "task_cancelled"
    """The run was cancelled."""
    USER_ADDED_MESSAGE = "user_added_message"
    """A follow-up message has arrived."""

    @classmethod
    def _missing_(cls, value: object) -> Any:
        return unlisted(cls, value)

    def __reduce_ex__(self, proto: object) -> Tuple[Any, ...]:
        return reduced(self)


class ExecutionLog(BaseModel):
    """One event of a run: what the agent did, when, and with which data."""

    __module__ = "flymyai.agents._types"

    id: int
    """The event's number."""
    created_at: datetime
    """When it happened."""
    updated_at: datetime
    """When its record last changed."""
    type: ExecutionLogType
    """What it tells."""
    message: str
    """The same in words."""
    data: Any = Field(default_factory=dict)
    """Details, as the agent or the tool gave them."""


class Run(BaseModel):
    """A run as lists show it: without its events."""

    __module__ = "flymyai.agents._types"

    id: ResourceID
    """What the run is addressed by."""
    user_agent_task: int
    """The agent's number inside the service."""
    previous_execution: Optional[ResourceID] = None
    """The run that this one continues."""
    original_prompt: str
    """What the agent was told."""
    variables: Dict[str, Any] = Field(default_factory=dict)
    """The values that the run was started with."""
    created_at: datetime
    """When the service made it."""
    updated_at: datetime
    """When it last changed."""
    messages: List[Dict[str, Any]] = Field(default_factory=list)
    """The conversation so far."""
    status: ExecutionStatus = ExecutionStatus.PENDING
    """Where it is in its life."""
    run_seq: int = 0
    """Its number in the order of its agent's runs."""
    error: Optional[str] = None
    """What went wrong, if it failed."""
    agent_result: Optional[Dict[str, Any]] = None
    """What the agent returned; shaped by its output schema, where it has one."""

    @property
    def output(self) -> Optional[Dict[str, Any]]:
        """What the agent returned: the same object as `agent_result`."""
        return self.agent_result

    @property
    def is_terminal(self) -> bool:
        """Whether the run is over: completed, failed or cancelled."""
        return self.status in TERMINAL_STATUSES


class RunDetail(Run):
    """A run with its events so far."""

    __module__ = "flymyai.agents._types"

    logs: List[ExecutionLog] = Field(default_factory=list)
    """Its events so far, oldest first."""
    user_agent_task_uuid: Optional[str] = None
    """The agent that runs."""
