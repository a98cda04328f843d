"""The records of an M1 conversation."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Optional

__all__ = ["Enum", "M1GenerationTask", "M1Record", "M1Role", "Optional", "dataclass"]


class M1Role(Enum):
    """The author of a message."""

    user = "user"
    """You."""
    assistant = "assistant"
    """M1."""


@dataclass
class M1Record:
    """A message."""

    role: M1Role
    """Its author."""
    content: str
    """Its text."""


@dataclass
class M1GenerationTask:
    """A message that M1 is generating."""

    request_id: str
    """M1's id of the request."""
