"""Ids of resources: numbers for some resources, text for others."""

from typing import Mapping, Sequence, Union

ResourceID = Union[str, int]
"""The id of a run, a compilation, ...: of the type that the service sent."""

RuntimeConnections = Mapping[str, Union[str, Sequence[str]]]
"""The connections of a run by slot: one id, or a sequence of ids."""
