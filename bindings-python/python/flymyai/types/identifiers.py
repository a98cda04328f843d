"""Ids of resources: numbers for some resources, text for others."""

from typing import Union

ResourceID = Union[str, int]
"""The id of a run, a compilation, ...: of the type that the service sent."""
