"""The version of this package, as the native module was built with it."""

from ._native import __version__

__all__ = ["__version__"]
