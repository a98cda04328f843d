# Generated from api/ by `make generate`; do not edit.
"""The records of responses."""

from .agents import Agent, AgentDetail, AgentStatus, SchemaSuggestion
from .compilations import Compilation, CompilationStatus
from .identifiers import ResourceID
from .runs import ExecutionLog, ExecutionLogType, ExecutionStatus, Run, RunDetail
from .tools import AvailableTool, ConfigurationStep, Tool

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
