"""Objects of the same class with the same attributes, made without the constructor."""

from __future__ import annotations

from types import MemberDescriptorType
from typing import TypeVar

T = TypeVar("T")


def shallow_copy(like: T) -> T:
    """Returns a new object with the attributes of another one, those in `__slots__` included.

    Args:
        like: The other object. It has a `__dict__`.

    Example:
        >>> class Point:
        ...     __slots__ = ("x", "__dict__")
        >>> point = Point()
        >>> point.x, point.y = 1, 2
        >>> other = shallow_copy(point)
        >>> (other.x, other.y, other is point)
        (1, 2, False)
    """
    cls = like.__class__
    made = cls.__new__(cls)
    for base in cls.__mro__:
        if "__slots__" not in vars(base):
            continue
        for slot in vars(base).values():
            if isinstance(slot, MemberDescriptorType):
                try:
                    value = slot.__get__(like, cls)
                except AttributeError:
                    # Without a value.
                    continue
                slot.__set__(made, value)
    made.__dict__.update(like.__dict__)
    return made
