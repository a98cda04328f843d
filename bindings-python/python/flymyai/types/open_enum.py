"""Enums of the service, which also accept values newer than this package."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Callable, Optional, Tuple, Type, cast

if TYPE_CHECKING:
    from enum import Enum


def unlisted(cls: Type[Enum], value: object) -> Optional[Any]:
    """Returns a member-like instance of `cls` for a value that the enum does not list.

    It behaves like the listed members (text, format, dump, pickle), but it is not a
    member: the enum does not keep it, and iteration does not yield it.

    Args:
        cls: A `str` enum.
        value: The value that the service sent.

    Returns:
        The instance, or `None` when `value` is not text.

    Example:
        >>> from flymyai.types import ExecutionStatus
        >>> unlisted(ExecutionStatus, "paused") == "paused"
        True
    """
    if not isinstance(value, str):
        return None
    text = str.__str__(value)
    member: Any = str.__new__(cast("Any", cls), text)
    member._value_ = text
    member._name_ = text.upper()
    return member


def tolerant_schema(cls: Type[Enum], source: Any, handler: Callable[[Any], Any]) -> Any:
    """Returns the pydantic schema of an enum that accepts any text in a pydantic model.

    `cls("value")` stays strict: only responses of the service may have values that
    this package does not define.
    """
    from pydantic_core import core_schema

    if not hasattr(core_schema, "enum_schema"):
        return _python_schema(cls, handler(source))

    def from_text(value: str) -> Any:
        return unlisted(cls, value)

    def as_enum(_: Any, to_json: Callable[[Any], Any]) -> Any:
        # The JSON schema is that of the enum.
        return to_json(known)

    known: Any = dict(handler(source))
    # Listed values need no Python code: a daemon thread in such code is unwound through
    # pydantic's own Rust when the interpreter ends, which aborts the process.
    text = core_schema.no_info_after_validator_function(
        from_text, core_schema.str_schema(strict=True)
    )
    values = [repr(member.value) for member in cls]
    schema: Any = core_schema.union_schema(
        [known, text],
        mode="left_to_right",
        # The same error as for an enum.
        custom_error_type="enum",
        custom_error_context={"expected": f"{', '.join(values[:-1])} or {values[-1]}"},
        ref=known.pop("ref", None),
    )
    schema["metadata"] = {"pydantic_js_functions": [as_enum]}
    return schema


def _python_schema(cls: Type[Enum], known: Any) -> Any:
    """The same for pydantic before 2.7, which validates every enum in Python code."""
    from pydantic_core import core_schema

    def known_or_unlisted(value: Any, read: Callable[[Any], Any]) -> Any:
        try:
            return read(value)
        except ValueError:
            member = unlisted(cls, value)
            if member is None:
                raise
            return member

    return core_schema.no_info_wrap_validator_function(known_or_unlisted, known)


def reduced(member: Enum) -> Tuple[Any, ...]:
    """Returns the pickled form of a member: its value, so that unlisted ones are restored, too."""
    return restore_member, (type(member), member.value)


def restore_member(cls: Type[Enum], value: str) -> Any:
    """Returns the member of `cls` with this value, listed or not."""
    member = cls._value2member_map_.get(value)
    return unlisted(cls, value) if member is None else member
