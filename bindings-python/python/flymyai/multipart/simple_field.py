"""Values that are sent as text."""

from __future__ import annotations

import json
from typing import Any

from .base_field import BaseField


class SimpleField(BaseField):
    """A value of a form that is text, or becomes it.

    Args:
        value: Any value that JSON can represent.

    Example:
        >>> SimpleField(5).serialize()
        5
    """

    def __init__(self, value: Any) -> None:
        super().__init__(value)

    def validate(self, value: Any = None) -> None:
        """Raises for a value that JSON can't represent.

        Args:
            value: The value; the field's own when left out.

        Raises:
            TypeError: For such a value, with the name of its type.
        """
        json.dumps(self.value if value is None else value)

    def serialize(self, value: Any = None) -> Any:
        """Returns the value itself.

        Args:
            value: The value; the field's own when left out.
        """
        return value or self.value
