"""Old path of the models: they live in `flymyai.types`."""

from ..types import (
    Agent,
    AgentDetail,
    AgentStatus,
    AvailableTool,
    Compilation,
    CompilationStatus,
    ConfigurationStep,
    ExecutionLog,
    ExecutionLogType,
    ExecutionStatus,
    ResourceID,
    Run,
    RunDetail,
    SchemaSuggestion,
    Tool,
)

__all__ = [
    "Agent",
    "AgentDetail",
    "AgentStatus",
    "AvailableTool",
    "Compilation",
    "CompilationStatus",
    "ConfigurationStep",
    "ExecutionLog",
    "ExecutionLogType",
    "ExecutionStatus",
    "ResourceID",
    "Run",
    "RunDetail",
    "SchemaSuggestion",
    "Tool",
]
