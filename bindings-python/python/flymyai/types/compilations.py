"""Compilations: runs frozen into an instruction that can be run again."""

from datetime import datetime
from enum import Enum
from typing import Any, Dict, FrozenSet, Optional, Tuple

from pydantic import BaseModel

from .identifiers import ResourceID
from .vocabulary import reduced, tolerant_schema


class CompilationStatus(str, Enum):
    """Where a compilation is in its life.

    A word that is newer than this package arrives as an instance of this class
    with that text; building one by hand is a `ValueError`.
    """

    __module__ = "flymyai.agents._types"

    PENDING = "pending"
    """Waiting to be made."""
    COMPILING = "compiling"
    """In the making."""
    COMPILED = "compiled"
    """Made: it can be run."""
    RUNNING = "running"
    """Its script is running."""
    COMPLETED = "completed"
    """Its script has run."""
    FAILED = "failed"
    """It could not be made, or its script failed."""

    __get_pydantic_core_schema__ = classmethod(tolerant_schema)

    def __reduce_ex__(self, proto: object) -> Tuple[Any, ...]:
        return reduced(self)


READY_STATUSES: FrozenSet[str] = frozenset(("compiled", "completed", "running"))
"""The words of the statuses in which a compilation can be run."""


class Compilation(BaseModel):
    """A frozen run: the instruction distilled from it and how that is doing."""

    __module__ = "flymyai.agents._types"

    id: ResourceID
    """What the compilation is addressed by."""
    execution: ResourceID
    """The id of the run that it was made from."""
    status: CompilationStatus = CompilationStatus.PENDING
    """Where it is in its life."""
    script_code: str = ""
    """The script that `compile` makes."""
    instruction_md: str = ""
    """The instruction that freezing makes, in Markdown."""
    cron_schedule: str = ""
    """When it runs by itself, as a cron line; empty for never."""
    timezone: str = "UTC"
    """The time zone of that schedule."""
    result: Optional[Dict[str, Any]] = None
    """What its script returned."""
    error: Optional[str] = None
    """What went wrong, if it failed."""
    created_at: datetime
    """When the service made it."""
    updated_at: datetime
    """When it last changed."""

    @property
    def is_ready(self) -> bool:
        """Whether the instruction exists and can be run."""
        return self.status in READY_STATUSES
