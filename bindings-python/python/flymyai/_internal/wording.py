"""Error texts of both APIs that depend on Python."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Optional

TOO_DEEP = "the service sent JSON that is nested too deeply to be read"
"""For a response whose nesting exceeds the recursion limit of Python's decoder."""
TOO_LONG = (
    "the service sent JSON with an integer of more digits than Python converts; "
    "sys.set_int_max_str_digits sets this limit"
)
"""For a response with an integer that exceeds a limit of Python's decoder."""


def limit_text(error: Exception) -> Optional[str]:
    """Returns the error text for JSON that exceeds a limit of Python's decoder.

    Args:
        error: The exception of the decoder, or of the validation of its result.

    Returns:
        The text; `None` for another error.
    """
    if isinstance(error, RecursionError):
        return TOO_DEEP
    # Other errors of the decoder and of pydantic are of subclasses.
    return TOO_LONG if type(error) is ValueError else None
