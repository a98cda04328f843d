"""Old path of the names of teams; see `flymyai.resources`, `flymyai.types` and `_errors`.

They are imported when they are used.
"""

from __future__ import annotations

from ._errors import McpTeamError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import List

    from ..resources import AsyncMcpTeams, McpTeams
    from ..types import McpTeam, McpTeamConnection, McpTeamDevice, McpTeamInvite, McpTeamPage

__all__ = [
    "AsyncMcpTeams",
    "McpTeam",
    "McpTeamConnection",
    "McpTeamDevice",
    "McpTeamError",
    "McpTeamInvite",
    "McpTeamPage",
    "McpTeams",
]


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from .._internal.finalization import import_module

    is_resource = name in ("AsyncMcpTeams", "McpTeams")
    home = "flymyai.resources" if is_resource else "flymyai.types"
    globals()[name] = value = getattr(import_module(home), name)
    return value


def __dir__() -> List[str]:
    return sorted({*globals(), *__all__})
