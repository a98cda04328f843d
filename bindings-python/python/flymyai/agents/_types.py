"""Old path of the records: the module is `flymyai.types`."""

from datetime import datetime
from enum import Enum
from typing import Any, Dict, List, Optional, Union

from pydantic import BaseModel, Field

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
    "Any",
    "AvailableTool",
    "BaseModel",
    "Compilation",
    "CompilationStatus",
    "ConfigurationStep",
    "Dict",
    "Enum",
    "ExecutionLog",
    "ExecutionLogType",
    "ExecutionStatus",
    "Field",
    "List",
    "Optional",
    "ResourceID",
    "Run",
    "RunDetail",
    "SchemaSuggestion",
    "Tool",
    "Union",
    "datetime",
]
