"""Imports at a first use, which no fork interrupts.

A forked child has the import locks of its parent, but not the threads that hold them: it would
wait forever for a module that another thread was importing.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from threading import RLock
from typing import Any

from .finalization import guard, import_module

lock = RLock()
"""Held during a first use that imports modules. Forks wait for it."""


def load(module: str, name: str) -> Any:
    """Returns an attribute of a module, which is imported if it is not yet.

    Args:
        module: The module.
        name: The attribute's name.

    Example:
        >>> load("flymyai._internal.imports", "load") is load
        True
    """
    with guard, lock:
        return getattr(import_module(module), name)


def _before_fork() -> None:
    lock.acquire()
    # Functions of this package import modules, too.
    for name, module in sys.modules.copy().items():
        if name.partition(".")[0] == "flymyai":
            spec = getattr(module, "__spec__", None)
            if getattr(spec, "_initializing", False):
                with suppress(Exception):
                    import_module(name)


if hasattr(os, "register_at_fork"):
    os.register_at_fork(
        before=_before_fork, after_in_parent=lock.release, after_in_child=lock.release
    )
