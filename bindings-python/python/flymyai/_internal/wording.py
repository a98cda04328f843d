"""Error texts of both APIs that depend on Python."""

from __future__ import annotations

TOO_DEEP = "the service sent JSON that is nested too deeply to be read"
"""For a response whose nesting exceeds the recursion limit of Python's decoder."""
