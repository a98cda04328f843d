"""Converts arguments with a Python-specific form to JSON; see `convert` in the declarations."""

from __future__ import annotations

import os
from typing import Any, Iterable, List, Mapping, Sequence, Union, cast

from ._arguments import id_text


def id_list(values: Any) -> Any:
    """Returns ids as a list of texts; `None` is returned unchanged.

    Args:
        values: The ids.

    Raises:
        TypeError: For a text instead of a list.

    Example:
        >>> id_list(("a", 7))
        ['a', '7']
    """
    if values is None:
        return None
    if isinstance(values, (str, bytes)):
        raise TypeError(f"ids must be a sequence of them, not one {type(values).__name__}")
    return [id_text(value, "an id") for value in cast("Iterable[Any]", values)]


def file_entries(files: Any) -> Any:
    """Returns the files of an artifact or an app as JSON; `None` is returned unchanged.

    Args:
        files: Mappings with `path` and `content` or `content_base64`; see `artifact_file`.

    Example:
        >>> file_entries(({"path": "index.html", "content": ""},))
        [{'path': 'index.html', 'content': ''}]
    """
    is_list = isinstance(files, Iterable) and not isinstance(files, (str, bytes, Mapping))
    if not is_list:
        # The service reports the error.
        return cast("object", files)
    rows = cast("Iterable[Any]", files)
    return [
        dict(cast("Mapping[str, Any]", row)) if isinstance(row, Mapping) else row for row in rows
    ]


def directory_path(directory: Union[str, os.PathLike[str]]) -> str:
    """Returns the path of a directory as text.

    Args:
        directory: A text or a path.

    Raises:
        TypeError: If it is neither.

    Example:
        >>> directory_path("site")
        'site'
    """
    return os.fspath(directory)


def decimal_text(value: Any) -> Any:
    """Returns a decimal number as the text that is sent; `None` is returned unchanged.

    Args:
        value: A `Decimal`, a text or a number.

    Example:
        >>> from decimal import Decimal
        >>> decimal_text(Decimal("0.10"))
        '0.10'
    """
    return None if value is None else str(value)


def run_ids(values: Any) -> Any:
    """Returns the ids of runs as a list of texts; core refuses one text.

    Args:
        values: The ids.

    Example:
        >>> run_ids((7, "a"))
        ['7', 'a']
    """
    if values is None or isinstance(values, str):
        return values
    if isinstance(values, bytes):
        return ""
    return [str(value) for value in cast("Iterable[Any]", values)]


def limit_texts(limits: Any) -> Any:
    """Returns limits of the agents that a run starts, with decimal numbers as text.

    Args:
        limits: A mapping, or `None`.

    Example:
        >>> from decimal import Decimal
        >>> limit_texts({"cap_usd": Decimal("0.10")})
        {'cap_usd': '0.10'}
    """
    if not isinstance(limits, Mapping):
        return limits
    rows = cast("Mapping[Any, Any]", limits).items()
    return {name: str(value) if is_decimal(value) else value for name, value in rows}


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


def secret_text(value: Any) -> Any:
    """Returns the text of a secret.

    Args:
        value: A `pydantic.SecretStr`, or a text.

    Example:
        >>> secret_text("token")
        'token'
    """
    reveal = getattr(value, "get_secret_value", None)
    return value if reveal is None else reveal()


def resource_set_members(members: Any) -> Any:
    """Returns the members of an MCP resource set as JSON; core checks them.

    Args:
        members: `McpResourceSetMemberInput`s, or mappings with their fields.

    Raises:
        pydantic.ValidationError: For fields that such a member does not have.

    Example:
        >>> resource_set_members([])
        []
    """
    is_sequence = isinstance(members, Sequence) and not isinstance(members, (str, bytes))
    if not is_sequence:
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
