"""The base of the fields of a form."""

from __future__ import annotations

from typing import Any


class BaseField:
    """One value of a form.

    Args:
        value: The value.
        name: Its own name, if it has one.
    """

    def __init__(self, value: Any, name: Any = None) -> None:
        self.name = name
        """Its own name, if it has one."""
        self.value = value
        """The value."""

    def validate(self, value: Any = None) -> None:
        """Raises for a value that can't be sent.

        Args:
            value: The value; the field's own when left out.

        Raises:
            TypeError: For such a value.
        """
        raise NotImplementedError

    def serialize(self, value: Any = None) -> Any:
        """Returns the value as an HTTP client takes it.

        Args:
            value: The value; the field's own when left out.
        """
        raise NotImplementedError
