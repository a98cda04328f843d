# Generated from api/compilations.toml by `make generate`; do not edit.
"""The records of `client.compilations`."""

from datetime import datetime
from enum import Enum
from typing import Any, Dict, FrozenSet, List, Optional, Tuple

from pydantic import BaseModel

from ._handwritten import CompilationRecord
from .identifiers import ResourceID
from .open_enum import reduced, tolerant_schema


class CompilationStatus(str, Enum):
    """The status of a compilation.

    A value that is newer than this package arrives as an instance of this class
    with that text; the constructor refuses it: `CompilationStatus("x")` is a
    `ValueError`.
    """

    __module__ = "flymyai.agents._types"

    PENDING = "pending"
    """Waiting to start."""
    COMPILING = "compiling"
    """In progress."""
    COMPILED = "compiled"
    """Finished: it can be run."""
    RUNNING = "running"
    """Its script is running."""
    COMPLETED = "completed"
    """Its script has run."""
    FAILED = "failed"
    """The compilation or its script failed."""

    __get_pydantic_core_schema__ = classmethod(tolerant_schema)

    def __reduce_ex__(self, proto: object) -> Tuple[Any, ...]:
        return reduced(self)


READY_STATUSES: FrozenSet[str] = frozenset(
    (
        "compiled",
        "completed",
    )
)
"""The statuses in which a compilation can be run."""


INSTRUCTION_STATUSES: FrozenSet[str] = frozenset(
    (
        "running",
        "failed",
    )
)
"""The statuses in which a compilation can be run if it has an instruction."""


class Compilation(CompilationRecord, BaseModel):
    """A run frozen into an instruction, or compiled into a script."""

    __module__ = "flymyai.agents._types"

    id: ResourceID
    """The compilation's id."""
    execution: ResourceID
    """The id of the run from which it was made."""
    status: CompilationStatus = CompilationStatus.PENDING
    """Its status."""
    script_code: str = ""
    """The script that `compilations.compile` generates."""
    instruction_md: str = ""
    """The instruction that freezing generates, in Markdown."""
    cron_schedule: str = ""
    """The schedule of its automatic runs, as a cron line; empty for none."""
    timezone: str = "UTC"
    """The time zone of the schedule."""
    result: Optional[Dict[str, Any]] = None
    """The result of its script."""
    error: Optional[str] = None
    """The error, if it failed."""
    created_at: datetime
    """When it was created."""
    updated_at: datetime
    """When it last changed."""
    is_live: bool = False
    """Whether it is the live compilation of its agent, which `compilations.run_live` follows."""
    name: str = ""
    """Its name."""
    note: str = ""
    """A note about the changes."""
    source_compilation: Optional[int] = None
    """The id of the compilation from which it was made."""
    user_agent_task: Optional[str] = None
    """The agent's id."""
    deployments: Optional[List[Dict[str, Any]]] = None
    """The deployments that use it, under the service's own names."""

    @property
    def is_ready(self) -> bool:
        """Whether it can be run: compiled or completed, or running or failed with an
        instruction."""
        return self.status in READY_STATUSES or (
            self.status in INSTRUCTION_STATUSES and bool(self.instruction_md)
        )
