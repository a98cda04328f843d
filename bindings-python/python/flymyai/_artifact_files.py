"""Files of artifacts and apps in the form of the argument `files`."""

from __future__ import annotations

import base64
import os
from pathlib import Path
from typing import Dict, List, Union

from ._native import directory_files

__all__ = ["artifact_file", "artifact_files_from_directory"]


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
    files = directory_files(str(Path(root)))
    return [
        {"path": path, "content" if is_text else "content_base64": content}
        for path, content, is_text in files
    ]
