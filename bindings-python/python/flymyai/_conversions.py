"""Converts arguments with a Python-specific form to JSON; see `convert` in the declarations.

Each function takes the argument and its name.
"""

from __future__ import annotations

import os
from enum import Enum
from typing import Any, Iterable, List, Mapping, Sequence, Union, cast

from ._arguments import id_value
from ._outputs import is_model


def id_list(values: Any, name: str) -> Any:
    """Returns ids of a body as a list; `None` is returned unchanged.

    Args:
        values: The ids.
        name: The argument's name, for the error.

    Raises:
        TypeError: For a text instead of a list, or a value that can't be an id.

    Example:
        >>> id_list(("a", 7), "agent_ids")
        ['a', 7]
    """
    if values is None:
        return None
    if isinstance(values, (str, bytes)):
        raise TypeError(f"{name} must be a sequence of ids, not one {type(values).__name__}")
    return [id_value(value, f"an id in {name}") for value in cast("Iterable[Any]", values)]


def file_entries(files: Any, name: str) -> Any:
    """Returns the files of an artifact or an app as JSON; `None` is returned unchanged.

    Args:
        files: A sequence of mappings with `path` and `content` or `content_base64`; see
            `artifact_file`. Sets have no order, and iterators can be read only once, so both
            remain as they are, which is an error.
        name: The argument's name.

    Example:
        >>> file_entries(({"path": "index.html", "content": ""},), "files")
        [{'path': 'index.html', 'content': ''}]
    """
    if not _is_sequence(files):
        return cast("object", files)
    rows = cast("Sequence[Any]", files)
    return [
        dict(cast("Mapping[str, Any]", row)) if isinstance(row, Mapping) else row for row in rows
    ]


def connection_ids(connections: Any, name: str) -> Any:
    """Returns the connections of a run as JSON; core checks them.

    Args:
        connections: A mapping from slots to an id or a sequence of ids.
        name: The argument's name.

    Example:
        >>> connection_ids({"mail": ("a", "b")}, "connections")
        {'mail': ['a', 'b']}
    """
    if not isinstance(connections, Mapping):
        return connections
    rows = cast("Mapping[Any, Any]", connections).items()
    return {slot: list(found) if _is_sequence(found) else found for slot, found in rows}


def _is_sequence(value: Any) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, (str, bytes, bytearray))


def query_text(value: Any, name: str) -> Any:
    """Returns a value of the query, with a UUID as text.

    Args:
        value: The value; others than UUIDs are returned unchanged.
        name: The argument's name.

    Example:
        >>> query_text("user-1", "external_user_id")
        'user-1'
    """
    if type(value) is str or value is None:
        return value
    from uuid import UUID

    return str(value) if isinstance(value, UUID) else value


def enum_value(value: Any, name: str) -> Any:
    """Returns the value of a member of any enum; others are returned unchanged.

    Args:
        value: A member of an enum, or its value.
        name: The argument's name.

    Example:
        >>> enum_value("active", "status")
        'active'
    """
    return value.value if isinstance(value, Enum) else value


def directory_path(directory: Union[str, os.PathLike[str]], name: str) -> str:
    """Returns the path of a directory as text.

    Args:
        directory: A text or a path.
        name: The argument's name.

    Raises:
        TypeError: If it is neither.

    Example:
        >>> directory_path("site", "directory")
        'site'
    """
    return os.fspath(directory)


def decimal_text(value: Any, name: str) -> Any:
    """Returns a decimal number as the text that is sent; other values are returned unchanged.

    Args:
        value: A `Decimal`, a text or a number.
        name: The argument's name, for the error.

    Raises:
        TypeError: For a `Decimal` that is NaN or infinite.

    Example:
        >>> from decimal import Decimal
        >>> decimal_text(Decimal("0.10"), "spend_limit")
        '0.10'
    """
    if not is_decimal(value):
        return value
    if not value.is_finite():
        raise TypeError(f"{name} must be a finite number, not {value}")
    return str(value)


def run_ids(values: Any, name: str) -> Any:
    """Returns the ids of runs as a list of texts; core refuses one text.

    Args:
        values: The ids.
        name: The argument's name.

    Example:
        >>> run_ids((7, "a"), "ids")
        ['7', 'a']
    """
    if values is None or isinstance(values, str):
        return values
    if isinstance(values, bytes):
        return ""
    return [str(value) for value in cast("Iterable[Any]", values)]


def json_schema(schema: Any, name: str) -> Any:
    """Returns a JSON Schema for a class; `None` and a JSON Schema are returned unchanged.

    Args:
        schema: A pydantic model, a dataclass, a `TypedDict`, or a JSON Schema as a mapping.
        name: The argument's name, for the error.

    Raises:
        TypeError: For another value.
        ValueError: For a class that JSON Schema can't describe.

    Example:
        >>> json_schema({"type": "object"}, "output_schema")
        {'type': 'object'}
    """
    if schema is None or (isinstance(schema, Mapping) and not isinstance(schema, type)):
        return cast("Any", schema)
    if not is_model(schema):
        found = schema.__name__ if isinstance(schema, type) else type(schema).__name__
        raise TypeError(
            f"{name} must be a JSON Schema (a dict), a pydantic model, a dataclass or a TypedDict, "
            f"not {found}"
        )
    from pydantic.errors import PydanticUndefinedAnnotation, PydanticUserError

    from ._typed_dicts import adapter_of

    try:
        return adapter_of(schema).json_schema()
    except (PydanticUserError, PydanticUndefinedAnnotation) as error:
        raise ValueError(f"{name}: {schema.__name__} has no JSON Schema: {error}") from error


def json_schemas(fields: Mapping[str, Any]) -> Any:
    """Returns fields of an agent, with the JSON Schemas of classes.

    Args:
        fields: The fields.

    Example:
        >>> json_schemas({"name": "Scout", "output_schema": None})
        {'name': 'Scout', 'output_schema': None}
    """
    names = ("input_schema", "output_schema")
    return {
        name: json_schema(value, name) if name in names else value for name, value in fields.items()
    }


def limit_texts(limits: Any, name: str) -> Any:
    """Returns limits of the agents that a run starts, with decimal numbers as text.

    Args:
        limits: A mapping, or `None`.
        name: The argument's name.

    Example:
        >>> from decimal import Decimal
        >>> limit_texts({"cap_usd": Decimal("0.10")}, "subagent_limits")
        {'cap_usd': '0.10'}
    """
    if not isinstance(limits, Mapping):
        return limits
    rows = cast("Mapping[Any, Any]", limits).items()
    return {key: str(value) if is_decimal(value) else value for key, value in rows}


def is_decimal(value: Any) -> bool:
    """Returns whether a value is a `decimal.Decimal`.

    Args:
        value: Any value.

    Example:
        >>> is_decimal(0.1)
        False
    """
    from decimal import Decimal

    return isinstance(value, Decimal)


def secret_text(value: Any, name: str) -> Any:
    """Returns the text of a secret.

    Args:
        value: A `pydantic.SecretStr`, or a text.
        name: The argument's name, for the error.

    Raises:
        TypeError: For any other value.

    Example:
        >>> secret_text("token", "token")
        'token'
    """
    if isinstance(value, str):
        return value
    reveal = getattr(value, "get_secret_value", None)
    if reveal is None:
        raise TypeError(f"{name} must be a SecretStr or a text, not {type(value).__name__}")
    return reveal()


def resource_set_members(members: Any, name: str) -> Any:
    """Returns the members of an MCP resource set as JSON; core checks them.

    Args:
        members: `McpResourceSetMemberInput`s, or mappings with their fields.
        name: The argument's name.

    Raises:
        pydantic.ValidationError: For fields that such a member does not have.

    Example:
        >>> resource_set_members([], "members")
        []
    """
    if not _is_sequence(members):
        # Core names the argument.
        return None
    from ._native import MAX_RESOURCE_SET_MEMBERS
    from .types import McpResourceSetMemberInput

    members = cast("Sequence[Any]", members)
    if len(members) > MAX_RESOURCE_SET_MEMBERS:
        # Core checks their number first.
        return [None] * len(members)
    rows: List[Any] = []
    for member in members:
        if not isinstance(member, McpResourceSetMemberInput):
            member = McpResourceSetMemberInput(**dict(cast("Mapping[str, Any]", member)))
        row = member.model_dump(mode="json")
        if row["position"] is None:
            del row["position"]
        rows.append(row)
    return rows
