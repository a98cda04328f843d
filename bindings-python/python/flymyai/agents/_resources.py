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
from ..types.runs import TERMINAL_STATUSES as _TERMINAL_STATUSES

__all__ = [
    "_TERMINAL_STATUSES",
    "Agents",
    "AsyncAgents",
    "AsyncCompilations",
    "AsyncRuns",
    "AsyncTools",
    "Compilations",
    "Runs",
    "Tools",
]
