"""Predictions in pieces."""

from ..._submodules import submodules

__getattr__ = submodules(__name__, "AsyncPredictionStream", "PredictionStream", "exceptions")
