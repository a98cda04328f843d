"""The trusted roots of the clients: those that httpx would load, as in 1.1.0.

The source is `$SSL_CERT_FILE`, else `$SSL_CERT_DIR`, else certifi's bundle. Core reads that
source. Importing certifi takes longer than making a client, so it is deferred to the first
request to an `https:` address, unless the program has already imported it.
"""

from __future__ import annotations

import os
import sys

from .. import _native

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Dict, NoReturn, Optional, Tuple

    Roots = Tuple[str, str]

# Files that contain roots: their time of change and their size, by path.
_usable: Dict[str, Tuple[int, int]] = {}


def early_roots(needs_roots: bool) -> Optional[Roots]:
    """Returns the roots of a new client, or `None` if they are selected at its first request.

    A variable is read, and its file checked, where 1.1.0 did so. A program that has
    patched `certifi.where` has loaded certifi.

    Args:
        needs_roots: Whether the client is for an `https:` address.

    Example:
        >>> early_roots(False) is None or early_roots(False) == roots()
        True
    """
    environ = os.environ
    if environ.get("SSL_CERT_FILE") or environ.get("SSL_CERT_DIR"):
        return roots()
    return roots() if needs_roots and "certifi" in sys.modules else None


def roots() -> Roots:
    """Returns the kind of the source, `file` or `directory`, and its path.

    Raises:
        OSError: If the file can't be read or contains no root, as httpx raises it:
            `FileNotFoundError` or `ssl.SSLError`, for example.

    Example:
        >>> kind, path = roots()
        >>> kind
        'file'
    """
    environ = os.environ
    file, directory = environ.get("SSL_CERT_FILE"), environ.get("SSL_CERT_DIR")
    if file:
        if _is_usable(file):
            return "file", file
        _raise_as_httpx(file)
        # Before 0.28, httpx ignores a path that is not a file.
    # Without a file, or with an ignored one, a missing directory has the same effect.
    if directory and (os.path.isdir(directory) or not _loads_roots()):
        return "directory", directory
    import certifi

    bundle = certifi.where()
    if not _is_usable(bundle):
        _raise_as_httpx(bundle)
        _raise_unusable(bundle)
    return "file", bundle


def _is_usable(path: str) -> bool:
    """Whether core finds roots in the file; checked again only if the file has changed."""
    try:
        status = os.stat(path)
    except (OSError, ValueError):
        return False
    state = (status.st_mtime_ns, status.st_size)
    if _usable.get(path) != state:
        if _native.roots_failure("file", path) is not None:
            return False
        _usable[path] = state
    return True


def _raise_as_httpx(path: str) -> None:
    """Raises the error of httpx; returns if httpx ignores a path that is not a file."""
    _loads_roots()
    if os.path.isfile(path):
        # OpenSSL reads it and core does not.
        _raise_unusable(path)


def _loads_roots() -> bool:
    """Whether the default of httpx loads any roots at once; it reads directories later."""
    import httpx

    return bool(httpx.create_ssl_context().cert_store_stats()["x509"])


def _raise_unusable(path: str) -> NoReturn:
    import ssl

    raise ssl.SSLError(f"{path}: {_native.roots_failure('file', path)}")
