"""Validators of classes, also of those of `typing.TypedDict`.

Before Python 3.12, pydantic reads only the `TypedDict` of `typing_extensions`. A copy of that kind
stands for each class of `typing.TypedDict`.
"""

from __future__ import annotations

import sys
from typing import Any, Dict, Tuple, Union

from pydantic import TypeAdapter
from pydantic.errors import PydanticUndefinedAnnotation
from typing_extensions import (
    Annotated,
    TypedDict,
    get_args,
    get_origin,
    get_type_hints,
    is_typeddict,
)

# What pydantic reads of a class besides its annotations.
_COPIED = ("__doc__", "__module__", "__qualname__", "__required_keys__", "__pydantic_config__")


def adapter_of(model: Any) -> TypeAdapter[Any]:
    """Returns pydantic's validator of a class.

    Args:
        model: A pydantic model, a dataclass or a `TypedDict`.

    Raises:
        PydanticUserError: For a class that pydantic can't read.
        PydanticUndefinedAnnotation: For a class with an annotation that names nothing.

    Example:
        >>> from typing_extensions import TypedDict
        >>> class Score(TypedDict):
        ...     points: int
        >>> adapter_of(Score).validate_json('{"points": 7}')
        {'points': 7}
    """
    if sys.version_info >= (3, 12):
        return TypeAdapter(model)
    return TypeAdapter(_with_copies(model, {}))


def _with_copies(kind: Any, copies: Dict[Any, Any]) -> Any:
    """A type with copies of the classes of `typing.TypedDict` in it."""
    if not is_typeddict(kind):
        return _with_copied_arguments(kind, copies)
    # Python 3.8 does not know which keys of a base class are required.
    if type(kind).__module__ != "typing" or not hasattr(kind, "__required_keys__"):
        return kind
    if kind not in copies:
        # Where a class contains itself, it stays, and pydantic says what to use in its place.
        copies[kind] = kind
        copies[kind] = _copy(kind, copies)
    return copies[kind]


def _copy(kind: Any, copies: Dict[Any, Any]) -> Any:
    try:
        hints = get_type_hints(kind, include_extras=True)
    except NameError as error:
        raise PydanticUndefinedAnnotation.from_name_error(error) from error
    fields = {name: _with_copies(hint, copies) for name, hint in hints.items()}
    # Type checkers know only calls with a literal name.
    make: Any = TypedDict
    made = make(kind.__name__, fields, total=kind.__total__)
    for name in _COPIED:
        if hasattr(kind, name):
            setattr(made, name, getattr(kind, name))
    return made


def _with_copied_arguments(kind: Any, copies: Dict[Any, Any]) -> Any:
    """A type, such as `List[Row]`, with the copies of its arguments."""
    origin: Any = get_origin(kind)
    arguments: Tuple[Any, ...] = get_args(kind)
    if origin is Annotated:
        arguments = arguments[:1]
    if any(isinstance(each, list) for each in arguments):
        # The parameters of a `Callable`, of which no JSON is read.
        return kind
    found = tuple(_with_copies(each, copies) for each in arguments)
    if all(new is old for new, old in zip(found, arguments)):
        return kind
    if hasattr(kind, "copy_with"):
        return kind.copy_with(found)
    # Types that are not of `typing`: `list[Row]` and `Row | None`.
    is_union = getattr(origin, "__name__", None) == "UnionType"
    return Union[found] if is_union else origin[found]
