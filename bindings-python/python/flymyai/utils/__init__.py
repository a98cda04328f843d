"""Helpers for programs that make requests themselves."""

from .._internal.submodules import submodules

__getattr__ = submodules(__name__, "utils")
