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
    COMPILING = "compiling"
    COMPILED = "compiled"
    RUNNING = "running"
    COMPLETED = "completed"
    FAILED = "failed"

    __get_pydantic_core_schema__ = classmethod(tolerant_schema)

    def __reduce_ex__(self, proto: object) -> Tuple[Any, ...]:
        return reduced(self)


READY_STATUSES: FrozenSet[str] = frozenset(("compiled", "completed", "running"))
"""The words of the statuses in which a compilation can be run."""


class Compilation(BaseModel):
    """A frozen run: the instruction distilled from it and how that is doing."""

    __module__ = "flymyai.agents._types"

    id: ResourceID
    execution: ResourceID
    status: CompilationStatus = CompilationStatus.PENDING
    script_code: str = ""
    instruction_md: str = ""
    cron_schedule: str = ""
    timezone: str = "UTC"
    result: Optional[Dict[str, Any]] = None
    error: Optional[str] = None
    created_at: datetime
    updated_at: datetime

    @property
    def is_ready(self) -> bool:
        """Whether the instruction exists and can be run."""
        return self.status in READY_STATUSES
