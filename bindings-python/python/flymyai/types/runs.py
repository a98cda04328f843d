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
    RUNNING = "running"
    COMPLETED = "completed"
    FAILED = "failed"
    CANCELLED = "cancelled"

    __get_pydantic_core_schema__ = classmethod(tolerant_schema)

    def __reduce_ex__(self, proto: object) -> Tuple[Any, ...]:
        return reduced(self)


TERMINAL_STATUSES: FrozenSet[str] = frozenset(("completed", "failed", "cancelled"))
"""The words of the statuses in which a run no longer changes."""


class ExecutionLogType(str, Enum):
    """What an event of a run tells; any other text is taken as it is."""

    __module__ = "flymyai.agents._types"

    DECLARED_FUNCTIONS = "declared_functions"
    TOOL_CALLED = "tool_called"
    TOOL_CALL_EXCEPTION = "tool_call_exception"
    TASK_CANCELLED = "task_cancelled"
    USER_ADDED_MESSAGE = "user_added_message"

    @classmethod
    def _missing_(cls, value: object) -> Any:
        return unlisted(cls, value)

    def __reduce_ex__(self, proto: object) -> Tuple[Any, ...]:
        return reduced(self)


class ExecutionLog(BaseModel):
    """One event of a run: what the agent did, when, and with which data."""

    __module__ = "flymyai.agents._types"

    id: int
    created_at: datetime
    updated_at: datetime
    type: ExecutionLogType
    message: str
    data: Any = Field(default_factory=dict)


class Run(BaseModel):
    """A run as lists show it: without its events."""

    __module__ = "flymyai.agents._types"

    id: ResourceID
    user_agent_task: int
    previous_execution: Optional[ResourceID] = None
    original_prompt: str
    variables: Dict[str, Any] = Field(default_factory=dict)
    created_at: datetime
    updated_at: datetime
    messages: List[Dict[str, Any]] = Field(default_factory=list)
    status: ExecutionStatus = ExecutionStatus.PENDING
    run_seq: int = 0
    error: Optional[str] = None
    agent_result: Optional[Dict[str, Any]] = None

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
    user_agent_task_uuid: Optional[str] = None
