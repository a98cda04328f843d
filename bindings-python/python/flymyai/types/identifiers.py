"""Ids of resources: numbers for some resources, text for others."""

from typing import Any, Mapping, Sequence, Union

ResourceID = Union[str, int]
"""The id of a run, a compilation, ...: text or a number, as the service sent it."""

RuntimeConnections = Mapping[str, Union[str, Sequence[str]]]
"""The connections of a run by slot: one id, or a sequence of ids."""

SchemaSource = Union[Mapping[str, Any], type]
"""A JSON Schema, or the class that it is made of: a pydantic model, a dataclass, a `TypedDict`."""
