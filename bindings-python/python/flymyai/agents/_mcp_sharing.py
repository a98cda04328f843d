"""Old path of the error of teams and shares; see `_errors`."""

from __future__ import annotations

from ._errors import McpTeamError

__all__ = ["McpTeamError"]
