"""Old path of the resource classes: they live in `flymyai.resources`."""

from ..resources import (
    Agents,
    AsyncAgents,
    AsyncCompilations,
    AsyncRuns,
    AsyncTools,
    Compilations,
    Runs,
    Tools,
)
from ..types import (
    Agent,
    AgentDetail,
    AvailableTool,
    Compilation,
    CompilationStatus,
    ResourceID,
    Run,
    RunDetail,
    SchemaSuggestion,
    Tool,
)
from ..types.runs import TERMINAL_STATUSES as _TERMINAL_STATUSES

__all__ = [
    "_TERMINAL_STATUSES",
    "Agent",
    "AgentDetail",
    "Agents",
    "AsyncAgents",
    "AsyncCompilations",
    "AsyncRuns",
    "AsyncTools",
    "AvailableTool",
    "Compilation",
    "CompilationStatus",
    "Compilations",
    "ResourceID",
    "Run",
    "RunDetail",
    "Runs",
    "SchemaSuggestion",
    "Tool",
    "Tools",
]
