# Generated from api/runs.toml by `make generate`; do not edit.
"""The records of `client.runs`."""

# pyright: reportUnknownVariableType=false
# (the factory is a plain `list`, as in the published package)

from datetime import datetime
from decimal import Decimal
from enum import Enum
from typing import Any, Dict, FrozenSet, List, Optional, Tuple

from pydantic import BaseModel, ConfigDict, Field

from ._handwritten import RunRecord
from .identifiers import ResourceID
from .open_enum import reduced, tolerant_schema, unlisted


class ExecutionStatus(str, Enum):
    """The status of a run.

    A value that is newer than this package arrives as an instance of this class
    with that text; the constructor refuses it: `ExecutionStatus("x")` is a
    `ValueError`.
    """

    __module__ = "flymyai.agents._types"

    PENDING = "pending"
    """Waiting to start."""
    RUNNING = "running"
    """In progress."""
    COMPLETED = "completed"
    """Ended successfully: the output is available."""
    FAILED = "failed"
    """Ended with an error."""
    CANCELLED = "cancelled"
    """Cancelled by its owner."""

    __get_pydantic_core_schema__ = classmethod(tolerant_schema)

    def __reduce_ex__(self, proto: object) -> Tuple[Any, ...]:
        return reduced(self)


TERMINAL_STATUSES: FrozenSet[str] = frozenset(
    (
        "completed",
        "failed",
        "cancelled",
    )
)
"""The statuses in which a run no longer changes."""


class ExecutionLogType(str, Enum):
    """The type of a run's event.

    A value that is newer than this package is an instance of this class with that
    text.
    """

    __module__ = "flymyai.agents._types"

    DECLARED_FUNCTIONS = "declared_functions"
    """The agent declared the functions that it plans to use."""
    TOOL_CALLED = "tool_called"
    """The agent called a tool."""
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
    """Its type."""
    message: str
    """The event in words."""
    data: Any = Field(default_factory=dict)
    """Details, under the service's own names."""


class Run(RunRecord, BaseModel):
    """One execution of an agent, as lists show it: without its events."""

    __module__ = "flymyai.agents._types"

    id: ResourceID
    """The run's id."""
    user_agent_task: int
    """The agent's number inside the service."""
    previous_execution: Optional[ResourceID] = None
    """The run that this one continues; `None` for a first one."""
    original_prompt: str
    """The agent's goal at the start of the run."""
    variables: Dict[str, Any] = Field(default_factory=dict)
    """The variables that the run was started with."""
    subagent_limits: Optional[Dict[str, Any]] = None
    """Limits of the agents that the run starts, under the service's own names."""
    created_at: datetime
    """When it was created."""
    updated_at: datetime
    """When it last changed."""
    messages: List[Dict[str, Any]] = Field(default_factory=list)
    """The conversation so far, under the service's own names."""
    status: ExecutionStatus = ExecutionStatus.PENDING
    """Its status."""
    run_seq: int = 0
    """Its number in the order of its agent's runs."""
    error: Optional[str] = None
    """The error, if the run failed."""
    agent_result: Optional[Dict[str, Any]] = None
    """The output, shaped by the agent's output schema if it has one."""

    @property
    def output(self) -> Optional[Dict[str, Any]]:
        """The output: the same object as `agent_result`."""
        return self.agent_result

    @property
    def is_terminal(self) -> bool:
        """Whether the run has ended: completed, failed or cancelled."""
        return self.status in TERMINAL_STATUSES


class RunDetail(Run):
    """A run with its events so far."""

    __module__ = "flymyai.agents._types"

    logs: List[ExecutionLog] = Field(default_factory=list)
    """Its events so far, oldest first."""
    user_agent_task_uuid: Optional[str] = None
    """The id of its agent."""


class AppendMessageResponse(BaseModel):
    """The response to a follow-up message."""

    __module__ = "flymyai.agents._types"

    id: ResourceID
    """The run's id."""
    status: ExecutionStatus = ExecutionStatus.PENDING
    """Its status."""
    effort: str = ""
    """The reasoning effort of the model, as the service names it."""
    model: str = ""
    """The model that continues the run."""
    run_seq: int = 0
    """Its number in the order of its agent's runs."""
    error: Optional[str] = None
    """The error, if the run failed."""
    agent_result: Optional[Dict[str, Any]] = None
    """The output, shaped by the agent's output schema if it has one."""
    chat_files: List[Dict[str, Any]] = Field(default_factory=list)
    """Files of the conversation, under the service's own names."""

    @property
    def output(self) -> Optional[Dict[str, Any]]:
        """The output: the same object as `agent_result`."""
        return self.agent_result

    @property
    def is_terminal(self) -> bool:
        """Whether the run has ended: completed, failed or cancelled."""
        return self.status in TERMINAL_STATUSES


class ContinuedRun(AppendMessageResponse, RunDetail):
    """A run after a follow-up message; fields that are missing in the response are empty."""

    __module__ = "flymyai.agents._types"

    id: ResourceID
    """The run's id."""
    user_agent_task: int = 0
    """The agent's number inside the service; 0 if it is missing in the response."""
    previous_execution: Optional[ResourceID] = None
    """The run that this one continues."""
    original_prompt: str = ""
    """The agent's goal at the start of the run."""
    variables: Dict[str, Any] = Field(default_factory=dict)
    """The variables that the run was started with."""
    subagent_limits: Optional[Dict[str, Any]] = None
    """Limits of the agents that the run starts, under the service's own names."""
    created_at: Optional[datetime] = None  # type: ignore[assignment]
    """When it was created."""
    updated_at: Optional[datetime] = None  # type: ignore[assignment]
    """When it last changed."""
    messages: List[Dict[str, Any]] = Field(default_factory=list)
    """The conversation so far, under the service's own names."""
    status: ExecutionStatus = ExecutionStatus.PENDING
    """Its status."""
    effort: str = ""
    """The reasoning effort of the model, as the service names it."""
    model: str = ""
    """The model that continues the run."""
    run_seq: int = 0
    """Its number in the order of its agent's runs."""
    error: Optional[str] = None
    """The error, if the run failed."""
    agent_result: Optional[Dict[str, Any]] = None
    """The output, shaped by the agent's output schema if it has one."""
    logs: List[ExecutionLog] = Field(default_factory=list)
    """Its events so far, oldest first."""
    user_agent_task_uuid: Optional[str] = None
    """The id of its agent."""
    chat_files: List[Dict[str, Any]] = Field(default_factory=list)
    """Files of the conversation, under the service's own names."""

    @property
    def output(self) -> Optional[Dict[str, Any]]:
        """The output: the same object as `agent_result`."""
        return self.agent_result

    @property
    def is_terminal(self) -> bool:
        """Whether the run has ended: completed, failed or cancelled."""
        return self.status in TERMINAL_STATUSES


class RunToolCallPrice(BaseModel):
    """The price of one call of a tool."""

    __module__ = "flymyai.agents._types"

    model_config = ConfigDict(extra="allow")

    action_name: str
    """The action that was called."""
    price: Decimal
    """The price in USD."""
    settled: bool = False
    """Whether the price is final."""


class RunLLMUsagePrice(BaseModel):
    """The price of the use of one language model."""

    __module__ = "flymyai.agents._types"

    model_config = ConfigDict(extra="allow")

    provider: str
    """The model's provider."""
    model: str
    """The model."""
    purpose: Optional[str] = None
    """The purpose of the use, as the service names it."""
    input_tokens: int = 0
    """Input tokens, without those of the cache."""
    cache_read_tokens: int = 0
    """Input tokens that were read from the cache."""
    cache_write_tokens: int = 0
    """Tokens that were written to the cache."""
    total_input_tokens: int = 0
    """All input tokens."""
    output_tokens: int = 0
    """Output tokens."""
    reasoning_tokens: int = 0
    """Output tokens that were used for reasoning."""
    price: Decimal
    """The price in USD."""
    settled: bool = False
    """Whether the price is final."""


class RunInferencePrice(BaseModel):
    """The price of one call of a hosted model."""

    __module__ = "flymyai.agents._types"

    model_config = ConfigDict(extra="allow")

    prediction_id: str
    """The id of the prediction."""
    model: Optional[str] = None
    """The model."""
    price: Optional[Decimal] = None
    """The price in USD, once it is known."""
    settled: bool = False
    """Whether the price is final."""


class RunPrice(BaseModel):
    """The prices of a run, in USD; each price is exact."""

    __module__ = "flymyai.agents._types"

    model_config = ConfigDict(extra="allow", protected_namespaces=())

    id: str
    """The run's id."""
    run_seq: int = 0
    """Its number in the order of its agent's runs."""
    billing_settled: bool = False
    """Whether all prices are final."""
    tool_calls: List[RunToolCallPrice] = Field(default_factory=list)
    """The calls of tools."""
    llm_usage: List[RunLLMUsagePrice] = Field(default_factory=list)
    """The use of language models."""
    total_price: Decimal
    """The sum of tool calls and language models."""
    model_inference: List[RunInferencePrice] = Field(default_factory=list)
    """The calls of hosted models."""
    total_with_inference: Optional[Decimal] = None
    """The sum with the calls of hosted models."""
