"""What names a resource: the service uses numbers for some, text for others."""

from typing import Union

ResourceID = Union[str, int]
"""The id of a run, a compilation, ...: kept in the form the service sent it in."""
