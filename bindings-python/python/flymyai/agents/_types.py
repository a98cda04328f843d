"""Old path of the records: the module is `flymyai.types`, which is imported name by name."""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from typing import TYPE_CHECKING, Any, Dict, List, Optional, Union

from pydantic import BaseModel, Field

from .. import types

if TYPE_CHECKING:
    from ..types import *  # noqa: F403

__all__ = [
    "Any",
    "BaseModel",
    "Dict",
    "Enum",
    "Field",
    "List",
    "Optional",
    "Union",
    "datetime",
]
__all__ += types.__all__


def __getattr__(name: str) -> object:
    if name not in types.__all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = value = getattr(types, name)
    return value


def __dir__() -> List[str]:
    return sorted({*globals(), *__all__})
