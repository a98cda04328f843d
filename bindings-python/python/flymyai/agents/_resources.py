"""Old path of the resource classes: the module is `flymyai.resources`."""

import asyncio
import time
from typing import TYPE_CHECKING, Any, Dict, List, Optional

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
    "TYPE_CHECKING",
    "_TERMINAL_STATUSES",
    "Agent",
    "AgentDetail",
    "Agents",
    "Any",
    "AsyncAgents",
    "AsyncCompilations",
    "AsyncRuns",
    "AsyncTools",
    "AvailableTool",
    "Compilation",
    "CompilationStatus",
    "Compilations",
    "Dict",
    "List",
    "Optional",
    "ResourceID",
    "Run",
    "RunDetail",
    "Runs",
    "SchemaSuggestion",
    "Tool",
    "Tools",
    "asyncio",
    "time",
]
