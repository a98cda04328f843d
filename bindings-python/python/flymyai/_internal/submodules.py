"""Packages whose submodules are imported at their first use."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import ModuleType
    from typing import Callable


def submodules(package: str, *names: str) -> Callable[[str], ModuleType]:
    """Returns a module `__getattr__` that imports the submodules of these names.

    Args:
        package: The package's full name.
        names: Its submodules, as attributes of it.

    Example:
        >>> import flymyai
        >>> flymyai.core.exceptions.__name__
        'flymyai.core.exceptions'
    """

    def load(name: str) -> ModuleType:
        if name not in names:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        from .finalization import import_module

        return import_module(f"{package}.{name}")

    return load
