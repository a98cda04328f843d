"""The conversation of an M1 client."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Dict, List

from ..types.m1 import M1Record


@dataclass
class M1History:
    """The messages of a conversation, oldest first.

    Example:
        >>> from flymyai.core.types.m1 import M1Record, M1Role
        >>> history = M1History()
        >>> history.add(M1Record(M1Role.user, "Hello"))
        >>> history.serialize()
        [{'role': 'user', 'content': 'Hello'}]
    """

    _records: List[M1Record]

    def __init__(self) -> None:
        self._records = []

    def add(self, M1Record: M1Record) -> None:  # noqa: N803 - the parameter's name is public
        """Appends a record.

        Args:
            M1Record: The record.
        """
        self._records.append(M1Record)

    def serialize(self) -> List[Dict[str, str]]:
        """Returns the records as the service takes them."""
        return [{"role": record.role.value, "content": record.content} for record in self._records]

    def pop(self) -> M1Record:
        """Removes the last record and returns it."""
        return self._records.pop()
