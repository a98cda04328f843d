"""Old path of the names of projects; see `flymyai.resources` and `flymyai.types`.

They are imported when they are used.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import List

    from ..resources import AsyncProjects, Projects
    from ..types import (
        Project,
        ProjectAgent,
        ProjectCopy,
        ProjectCreated,
        ProjectErrors,
        ProjectList,
        ProjectPlan,
        ProjectTemplates,
    )

__all__ = [
    "AsyncProjects",
    "Project",
    "ProjectAgent",
    "ProjectCopy",
    "ProjectCreated",
    "ProjectErrors",
    "ProjectList",
    "ProjectPlan",
    "ProjectTemplates",
    "Projects",
]


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from .._internal.finalization import import_module

    home = "flymyai.resources" if name in ("AsyncProjects", "Projects") else "flymyai.types"
    globals()[name] = value = getattr(import_module(home), name)
    return value


def __dir__() -> List[str]:
    return sorted({*globals(), *__all__})
