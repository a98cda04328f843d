"""Texts that native code takes."""

from __future__ import annotations

from typing import Any


def without_lone_surrogates(text: Any) -> Any:
    """Returns a text with replacement characters in place of lone surrogates.

    Rust strings have no lone surrogates. Python's error about them would show the text, which may
    be a key.

    Args:
        text: The text; values of other types are returned as they are.

    Example:
        >>> without_lone_surrogates("fly-***")
        'fly-***'
    """
    if not isinstance(text, str):
        return text
    return text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
