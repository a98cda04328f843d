"""Predictions that arrive in parts."""

from ..._internal.submodules import submodules

__getattr__ = submodules(__name__, "AsyncPredictionStream", "PredictionStream", "exceptions")
