"""Files of artifacts and apps in the form of the argument `files`."""

from __future__ import annotations

import base64
import mimetypes
import os
from pathlib import Path, PurePosixPath
from typing import Dict, List, Union
from unicodedata import category

__all__ = ["artifact_file", "artifact_files_from_directory"]

_TEXT_SUFFIXES = frozenset(
    [
        ".html",
        ".htm",
        ".css",
        ".js",
        ".mjs",
        ".json",
        ".txt",
        ".md",
        ".svg",
        ".xml",
        ".csv",
        ".map",
        ".glsl",
        ".frag",
        ".vert",
        ".wgsl",
        ".ts",
        ".yaml",
        ".yml",
    ]
)


def artifact_file(
    path: Union[str, os.PathLike[str]], data: Union[str, bytes, bytearray, memoryview]
) -> Dict[str, str]:
    """Returns a file of an artifact or of an app in the form of the argument `files`.

    Args:
        path: Its path in the artifact or app, such as `site/app.js`.
        data: Its content: a `str` is sent as text, bytes are sent as base64.

    Raises:
        TypeError: If `data` is neither text nor bytes.

    Example:
        >>> artifact_file("index.html", "<h1>Deck</h1>")
        {'path': 'index.html', 'content': '<h1>Deck</h1>'}
    """
    name = path if isinstance(path, str) else os.fspath(path)
    if isinstance(data, str):
        return {"path": name, "content": data}
    return {"path": name, "content_base64": base64.b64encode(data).decode("ascii")}


def artifact_files_from_directory(
    root: Union[str, Path, os.PathLike[str]],
) -> List[Dict[str, str]]:
    """Returns all files below a folder in the form of the argument `files`, with their content.

    Names that begin with a dot are left out, folders that are symbolic links are not read, and
    paths have `/` between their parts. The files are sorted by the parts of their paths.

    Args:
        root: The folder.

    Raises:
        OSError: If the folder or a file can't be read, such as `FileNotFoundError` for a missing
            folder, or a file changes while it is read.
        ValueError: If a symbolic link leads out of the folder or is broken, or a name has
            characters that a path can't contain.

    Example:
        >>> import pathlib, tempfile
        >>> folder = pathlib.Path(tempfile.mkdtemp())
        >>> _ = (folder / "index.html").write_text("<h1>Deck</h1>")
        >>> artifact_files_from_directory(folder)
        [{'path': 'index.html', 'content': '<h1>Deck</h1>'}]
    """
    top = Path(root)
    target = top.resolve(strict=True)
    found: List[Path] = []

    def refuse(error: OSError) -> None:
        raise error

    for folder, folders, names in os.walk(str(top), onerror=refuse):
        folders[:] = [name for name in folders if not name.startswith(".")]
        files = (Path(folder, name) for name in names if not name.startswith("."))
        found.extend(file for file in files if _is_file(file, target))
    return [_entry(file, top) for file in sorted(found)]


def _is_file(path: Path, root: Path) -> bool:
    """Whether it is a regular file, or a symbolic link to one in the folder."""
    if not path.is_symlink():
        return path.is_file()
    try:
        target = path.resolve(strict=True)
    except (OSError, RuntimeError) as error:
        # Before Python 3.13, a loop is a `RuntimeError`.
        raise ValueError(f"{path} is a symbolic link that leads nowhere") from error
    if target.is_file() and root not in target.parents:
        raise ValueError(f"{path} is a symbolic link that leads out of the folder, to {target}")
    return target.is_file()


def _entry(file: Path, root: Path) -> Dict[str, str]:
    path = PurePosixPath(*file.relative_to(root).parts).as_posix()
    if "\\" in path or any(category(each) in ("Cc", "Cs") for each in path):
        raise ValueError(f"{path!r} has a character that a path can't have")
    data = _content(file)
    kind = mimetypes.guess_type(file.name)[0] or ""
    if file.suffix.lower() in _TEXT_SUFFIXES or kind.startswith("text/"):
        try:
            return artifact_file(path, data.decode("utf-8"))
        except UnicodeDecodeError:
            pass
    return artifact_file(path, data)


def _content(file: Path) -> bytes:
    with open(str(file), "rb") as opened:
        before = os.fstat(opened.fileno())
        data = opened.read()
        after = os.fstat(opened.fileno())
    if before.st_mtime_ns != after.st_mtime_ns or after.st_size != len(data):
        raise OSError(f"{file} has changed while it was read")
    return data
