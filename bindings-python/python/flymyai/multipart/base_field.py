"""What the fields of a form have in common."""

from __future__ import annotations

from typing import Any


class BaseField:
    """One value of a form.

    Args:
        value: The value.
        name: Its name, where it has one of its own.
    """

    def __init__(self, value: Any, name: Any = None) -> None:
        self.name = name
        self.value = value

    def validate(self, value: Any = None) -> None:
        """Refuses a value that can't be sent.

        Raises:
            TypeError: For such a value.
        """
        raise NotImplementedError

    def serialize(self, value: Any = None) -> Any:
        """The value as an HTTP client takes it."""
        raise NotImplementedError
