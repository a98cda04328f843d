"""Attributes that are computed at their first use."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, Callable, Generic, Optional, Type, TypeVar, overload

from . import imports
from .finalization import guard

T = TypeVar("T")


class lazy(Generic[T]):  # noqa: N801 - used as a decorator
    """A `functools.cached_property` whose computation no fork interrupts.

    Args:
        make: Computes the attribute for an instance.

    Example:
        >>> class Lottery:
        ...     @lazy
        ...     def value(self) -> int:
        ...         return 42
        >>> Lottery().value
        42
    """

    def __init__(self, make: Callable[[Any], T]) -> None:
        self._make = make
        self._name = make.__name__
        self.__doc__ = make.__doc__

    if TYPE_CHECKING:
        # Programs may replace the attribute.
        def __set__(self, owner: object, value: T) -> None: ...

    @overload
    def __get__(self, owner: None, cls: Type[Any]) -> lazy[T]: ...

    @overload
    def __get__(self, owner: object, cls: Type[Any]) -> T: ...

    def __get__(self, owner: Optional[object], cls: Type[Any]) -> Any:
        if owner is None:
            return self
        with guard, imports.lock:
            return owner.__dict__.setdefault(self._name, self._make(owner))


# Functions that list all attributes of an object without using them.
_LISTING = {
    ("inspect", "getmembers"),
    ("inspect", "_getmembers"),
    ("unittest.mock", "create_autospec"),
    ("unittest.mock", "_mock_add_spec"),
}


class lazy_unless_listed(lazy[T]):  # noqa: N801 - used as a decorator
    """A `lazy` whose lookup has an effect, except in functions that list all attributes.

    `inspect.getmembers` and the specifications of `unittest.mock` get a value, but the
    object does not keep it.

    Args:
        make: Computes the attribute for an instance.
    """

    def __get__(self, owner: Optional[object], cls: Type[Any]) -> Any:
        if owner is not None:
            frame = sys._getframe(1)
            if (frame.f_globals.get("__name__"), frame.f_code.co_name) in _LISTING:
                return self._make(owner)
        return super().__get__(owner, cls)
