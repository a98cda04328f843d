"""Values that travel as files."""

from __future__ import annotations

import io
import mimetypes
import os
import pathlib
import stat
import uuid
from io import BytesIO
from typing import Any, BinaryIO, Optional, Tuple, Union

from .base_field import BaseField

_BinaryInput = Union[bytes, pathlib.Path, BinaryIO, str]
_IOOutput = Union[BinaryIO, BytesIO]
_FieldOutput = Tuple[str, Union[BinaryIO, BytesIO], str]

UNKNOWN_TYPE = "applications/octet-stream"
"""The type of files whose name says nothing; so spelt on the wire since the beginning."""


def is_binary_input(value: _BinaryInput) -> bool:
    """Returns whether a field may hold this: bytes, a path, a binary file, or text.

    Args:
        value: Anything.

    Example:
        >>> is_binary_input(b"..."), is_binary_input(5)
        (True, False)
    """
    return isinstance(value, (bytes, pathlib.Path, str)) or is_binary_file(value)


def is_file(value: Any) -> bool:
    """Returns whether a value of a payload travels as a file.

    Args:
        value: Anything.

    Example:
        >>> is_file(b"..."), is_file("...")
        (True, False)
    """
    return isinstance(value, (bytes, pathlib.Path)) or is_binary_file(value)


def is_binary_file(value: Any) -> bool:
    """Returns whether this is an open file of bytes, or behaves as one.

    Args:
        value: Anything.

    Example:
        >>> is_binary_file(BytesIO()), is_binary_file(io.StringIO())
        (True, False)
    """
    if isinstance(value, (io.RawIOBase, io.BufferedIOBase)):
        return True
    if isinstance(value, io.TextIOBase) or not hasattr(value, "read"):
        return False
    # Such as temporary files, which wrap the real one.
    mode = getattr(value, "mode", "b")
    return hasattr(value, "seek") and isinstance(mode, str) and "b" in mode


def is_stream(file: Any) -> bool:
    """Returns whether an open file can be read only once, from where it is to its end.

    Such are pipes, sockets, terminals, and files without a size, as in `/proc`.

    Args:
        file: A file that is open for reading.

    Raises:
        OSError: For a file that is not.

    Example:
        >>> is_stream(BytesIO(b"..."))
        False
    """
    readable = getattr(file, "readable", None)
    if readable is not None and not readable():
        raise io.UnsupportedOperation("the file is not open for reading")
    seekable = getattr(file, "seekable", None)
    if seekable is not None and not seekable():
        return True
    try:
        if file.seek(0, io.SEEK_END) or file.tell():
            return False
    except OSError:
        file.seek(0)
        return True
    # Empty, or made by the system while it is read.
    file.seek(0)
    found = file.read(1)
    file.seek(0)
    return bool(found)


def check_path(path: pathlib.Path) -> None:
    """Refuses a path that can't be read, in Python's own words.

    Args:
        path: The path. A pipe or a device is not opened: that may wait for somebody
            to write, or lose what it holds.

    Raises:
        OSError: For such a path.

    Example:
        >>> check_path(pathlib.Path(os.devnull))
    """
    mode = os.stat(path).st_mode
    if not stat.S_ISFIFO(mode) and not stat.S_ISCHR(mode):
        with open(path, "rb"):
            pass


def name_of(value: Any) -> Optional[str]:
    """Returns the name a file goes by; its folders are nobody's business.

    Args:
        value: A path or a file.

    Example:
        >>> name_of(pathlib.Path("photos/cat.png"))
        'cat.png'
    """
    if isinstance(value, pathlib.Path):
        return value.name
    name = getattr(value, "name", None)
    return os.path.basename(name) or None if isinstance(name, str) else None


def type_of(name: Optional[str]) -> str:
    """Returns a file's type, guessed from its name.

    Args:
        name: The name, if there is one.

    Example:
        >>> type_of("cat.png")
        'image/png'
    """
    guessed = mimetypes.guess_type(name)[0] if name else None
    return guessed or UNKNOWN_TYPE


class BinaryField(BaseField):
    """A value of a form that is a file.

    Args:
        value: Bytes, a path, or a binary file.

    Example:
        >>> name, file, kind = BinaryField(b"abc").serialize()
        >>> file.read()
        b'abc'
    """

    def __init__(self, value: _BinaryInput) -> None:
        super().__init__(value)

    def validate(self, value: Optional[_BinaryInput] = None) -> None:
        """Refuses what is no file.

        Args:
            value: The value; the field's own when left out.

        Raises:
            TypeError: For such a value.

        Example:
            >>> BinaryField(b"abc").validate()
        """
        found: Any = self.value if value is None else value
        if not is_binary_input(found):
            raise TypeError(_refusal(found))

    def serialize(self, value: Any = None) -> Tuple[Union[str, Any], _IOOutput, Optional[str]]:
        """Returns name, file at its beginning, type.

        Args:
            value: The value; the field's own when left out.

        Raises:
            TypeError: For text and whatever else is no file.

        Example:
            >>> name, file, kind = BinaryField(b"abc").serialize()
            >>> kind
            'applications/octet-stream'
        """
        found = value or self.value
        file = self.to_io(found)
        file.seek(0)
        name = name_of(found)
        return name or uuid.uuid4().hex, file, type_of(name)

    @staticmethod
    def to_io(value: _BinaryInput) -> _IOOutput:
        """Returns the value as an open file, which the caller closes.

        Args:
            value: Bytes, a path, or a binary file.

        Raises:
            TypeError: For text and whatever else is no file.

        Example:
            >>> BinaryField.to_io(b"abc").read()
            b'abc'
        """
        found: Any = value
        if isinstance(found, bytes):
            return BytesIO(found)
        if isinstance(found, pathlib.Path):
            return open(found, "rb")
        if is_binary_file(found):
            file: BinaryIO = found
            return file
        raise TypeError(_refusal(found))


def _refusal(value: Any) -> str:
    return f"a file is bytes, a pathlib.Path or an open binary file, not {type(value)}"
