# Generated from api/ by `make generate`; do not edit.
"""The methods of a client, by resource."""

from .agents import Agents, AsyncAgents
from .compilations import AsyncCompilations, Compilations
from .runs import AsyncRuns, Runs
from .tools import AsyncTools, Tools

__all__ = [
    "Agents",
    "AsyncAgents",
    "AsyncCompilations",
    "AsyncRuns",
    "AsyncTools",
    "Compilations",
    "Runs",
    "Tools",
]
