"""Payloads of models as forms."""

from . import base_field, binary_field, payload, simple_field
from .binary_field import BinaryField
from .payload import MultipartPayload
from .simple_field import SimpleField

__all__ = [
    "BinaryField",
    "MultipartPayload",
    "SimpleField",
    "base_field",
    "binary_field",
    "payload",
    "simple_field",
]
