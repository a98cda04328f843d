"""A model's payload as a form."""
# Public signatures name bare `dict` and `list`.
# pyright: standard

from __future__ import annotations

import io
import json
import pathlib
from typing import Any, Dict, List, Set, Tuple

from .binary_field import BinaryField, check_path, is_file, is_stream, name_of, type_of
from .simple_field import SimpleField

__all__ = ["BinaryField", "MultipartPayload", "SimpleField", "io", "pathlib"]

_PLAIN = (str, int, float, type(None))


class MultipartPayload:
    """A payload, sorted into files and everything else.

    Args:
        input_data: The values by their names.

    Example:
        >>> MultipartPayload({"prompt": "a cat"}).serialize()
        {'files': {}, 'data': {'prompt': 'a cat'}}
    """

    def __init__(self, input_data: Dict[Any, Any]) -> None:
        self.data = input_data
        """The values by their names."""

    def serialize(self) -> Dict[str, Any]:
        """Returns `files` and `data` as `httpx` takes them.

        Raises:
            TypeError: For a value that is neither a file nor can be text.
        """
        files = {}
        data = {}
        for name, value in self.data.items():
            if is_file(value):
                files[name] = BinaryField(value).serialize()
            else:
                field = SimpleField(value)
                field.validate()
                data[name] = field.serialize()
        return {"files": files, "data": data}

    def fields(self) -> List[Tuple[Any, ...]]:
        """Returns the payload for the core: names with texts, or with files yet unread.

        Raises:
            TypeError: For a value that is neither a file nor can be text.
            ValueError: For a stream that is in two fields.
            OSError: For a path or a file that can't be read.
        """
        values = list(self.data.items())
        multipart = any(is_file(value) for _, value in values)
        streams: Set[int] = set()
        fields: List[Tuple[Any, ...]] = []
        for name, value in values:
            if is_file(value):
                fields.append(_file(_name(name, multipart), value, streams))
                continue
            if not isinstance(value, _PLAIN):
                json.dumps(value)  # Refuses what no service could read.
            items = value if isinstance(value, (list, tuple)) else (value,)
            # An empty list has no field, so any name will do for it.
            fields.extend((_name(name, multipart), _text(item, multipart)) for item in items)
        return fields


def _name(name: Any, multipart: bool) -> str:
    if not multipart:
        return name.decode() if isinstance(name, bytes) else str(name)
    if not isinstance(name, str):
        raise TypeError(f"names of a payload with files are text, not {type(name)}: {name!r}")
    # A member of a string enumeration is sent as its value; `str` would return its name.
    return str.__str__(name)


def _text(value: Any, multipart: bool) -> str:
    if value is True:
        return "true"
    if value is False:
        return "false"
    if value is None:
        return ""
    if multipart and isinstance(value, (dict, list, tuple)):
        return json.dumps(value, ensure_ascii=False)
    return str(value)


def _file(name: str, value: Any, streams: Set[int]) -> Tuple[Any, ...]:
    filename = name_of(value)
    streamed = False
    if isinstance(value, pathlib.Path):
        check_path(value)
    elif not isinstance(value, bytes):
        streamed = is_stream(value)
        if streamed and id(value) in streams:
            raise ValueError(f"a stream can be read once, and {name!r} is not its first field")
        streams.add(id(value))
    return name, filename, type_of(filename), value, streamed
