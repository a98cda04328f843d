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

        `files` is a list of pairs if a value is a list of files, and a dict otherwise.

        Raises:
            TypeError: For a value that is neither a file nor convertible to text.
        """
        files: List[Tuple[Any, Any]] = []
        data = {}
        for name, value in self.data.items():
            found = files_of(name, value)
            if found:
                files.extend((name, BinaryField(each).serialize()) for each in found)
            else:
                field = SimpleField(value)
                field.validate()
                data[name] = field.serialize()
        has_lists = len({name for name, _ in files}) < len(files)
        return {"files": files if has_lists else dict(files), "data": data}

    def fields(self) -> List[Tuple[Any, ...]]:
        """Returns the payload for the core: names with texts, or with unread files.

        Raises:
            TypeError: For a value that is neither a file nor convertible to text.
            ValueError: For a stream that is in two fields.
            OSError: For a path or a file that can't be read.
        """
        values = list(self.data.items())
        files = [files_of(name, value) for name, value in values]
        multipart = any(files)
        streams: Set[int] = set()
        fields: List[Tuple[Any, ...]] = []
        for (name, value), found in zip(values, files):
            if found:
                fields.extend(_file(_name(name, multipart), each, streams) for each in found)
                continue
            if not isinstance(value, _PLAIN):
                json.dumps(value)  # Raises for a value without a JSON form.
            items = value if isinstance(value, (list, tuple)) else (value,)
            # An empty list adds no field, so its name is not used.
            fields.extend((_name(name, multipart), _text(item, multipart)) for item in items)
        return fields


def files_of(name: Any, value: Any) -> List[Any]:
    """Returns the files of a field: one, those of a list of files, or none.

    Args:
        name: The field's name, for errors.
        value: Its value.

    Raises:
        TypeError: For a list of files and of other values.

    Example:
        >>> files_of("images", [b"first", b"second"])
        [b'first', b'second']
    """
    if is_file(value):
        return [value]
    if not isinstance(value, (list, tuple)):
        return []
    found = [each for each in value if is_file(each)]
    if found and len(found) < len(value):
        raise TypeError(
            f"Field {name!r} mixes files with other values; send either files or JSON-able values"
        )
    return found


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
