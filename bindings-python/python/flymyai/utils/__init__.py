"""Helpers for programs that make requests themselves."""

from .._submodules import submodules

__getattr__ = submodules(__name__, "utils")
