"""What an M1 conversation is made of."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Optional

__all__ = ["Enum", "M1GenerationTask", "M1Record", "M1Role", "Optional", "dataclass"]


class M1Role(Enum):
    """Who said something."""

    user = "user"
    """You."""
    assistant = "assistant"
    """M1."""


@dataclass
class M1Record:
    """One thing that was said."""

    role: M1Role
    """Who said it."""
    content: str
    """What was said."""


@dataclass
class M1GenerationTask:
    """An answer under way."""

    request_id: str
    """What M1 calls it."""
