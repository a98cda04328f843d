"""Enums and records of the inference service."""

from ..._internal.submodules import submodules

__getattr__ = submodules(__name__, "event_types", "m1")
