"""Converts arguments for core: ids to text, user data to JSON, timeouts to phases.

Only the types of Python are checked here; core checks the values.
"""

from __future__ import annotations

import json
from math import isfinite
from typing import Any, Dict, List, Optional, Tuple, Union, cast

PhaseTimeouts = Tuple[Optional[float], Optional[float], Optional[float], Optional[float]]
"""Seconds to connect, to read, to write and to wait for a connection; `None` is no limit."""
Phases = Union[Tuple[Optional[float], Optional[float]], PhaseTimeouts]
"""The timeouts of a client; the last two values may be left out."""
LimitOptions = Tuple[Optional[float], Optional[float]]
"""Bytes and seconds of a response; `None` is the default."""


class Unchanged:
    """The default of options that stay as they are."""

    def __repr__(self) -> str:
        return "UNCHANGED"


UNCHANGED = Unchanged()
"""The default of an option of `with_options`: it stays as it is."""

_encoder = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":"))
_NOT_IDS = (bytes, bytearray, dict, list, tuple, set, frozenset, type)


def id_text(value: Any, name: str) -> str:
    """Returns an id as text.

    Args:
        value: Text, a number, a `uuid.UUID`, ...
        name: The argument's name, for the error.

    Raises:
        ValueError: For `None`.
        TypeError: For a value that can't be an id, such as a whole record, a list or NaN.

    Example:
        >>> id_text(42, "run_id")
        '42'
    """
    if type(value) is str:
        return value
    if value is None:
        raise ValueError(f"{name} is required, got None")
    kind = type(value).__name__
    if isinstance(value, _NOT_IDS):
        raise TypeError(f"{name} must be a string or a number, not {kind}")
    if hasattr(value, "model_dump"):
        raise TypeError(f"{name} must be an id, not a whole {kind}: pass its `.id`")
    if isinstance(value, float) and not isfinite(value):
        raise TypeError(f"{name} must be a string or a number, not {value}")
    return str(value)


def id_value(value: Any, name: str) -> Union[str, int, float]:
    """Returns an id of a body: a number as a number, any other id as text.

    Args:
        value: Text, a number, a `uuid.UUID`, ...
        name: The argument's name, for the error.

    Raises:
        ValueError: For `None`.
        TypeError: For a value that can't be an id; see `id_text`.

    Example:
        >>> id_value(42, "agent_id")
        42
    """
    if isinstance(value, (str, int)):
        return value
    text = id_text(value, name)
    return value if isinstance(value, float) else text


def json_bytes(fields: Dict[str, Any]) -> bytes:
    """Returns a call's arguments as one JSON object.

    Args:
        fields: The arguments by name; values as the caller passed them.

    Raises:
        TypeError: For a value that JSON can't represent, such as a `set`.
        ValueError: For NaN, infinity or a structure that contains itself.
        UnicodeEncodeError: For a lone surrogate.

    Example:
        >>> json_bytes({"variables": {"city": "Zürich"}}).decode()
        '{"variables":{"city":"Zürich"}}'
    """
    try:
        return _encoder.encode(fields).encode("utf-8")
    except (TypeError, ValueError) as error:
        failure = _named(error, fields)
    raise failure


def _named(error: Exception, fields: Dict[str, Any]) -> Exception:
    """Returns the same error with the argument's name before its text."""
    for name, value in fields.items():
        try:
            _encoder.encode(value).encode("utf-8")
        except UnicodeEncodeError as found:
            reason = f"{found.reason} (in {name})"
            return UnicodeEncodeError(found.encoding, found.object, found.start, found.end, reason)
        except (TypeError, ValueError) as found:
            # A user's own subclass may need other arguments: it is raised unchanged.
            cls = type(found)
            return cls(f"{name}: {found}") if cls in (TypeError, ValueError) else found
    return error


def phases(timeout: Any) -> PhaseTimeouts:
    """Returns a client's `timeout` as seconds to connect, read, write and wait for the pool.

    Args:
        timeout: Seconds for each phase, `None` for no limits, a tuple (connect,
            read) or (connect, read, write, pool), or an `httpx.Timeout`.

    Raises:
        TypeError: For any other value.

    Example:
        >>> phases((5, 30))
        (5.0, 30.0, None, None)
    """
    if isinstance(timeout, tuple):
        limits = list(cast("Tuple[Any, ...]", timeout))
        if not 2 <= len(limits) <= 4:
            raise TypeError(f"a timeout tuple has 2 to 4 members, not {len(limits)}")
        limits += [None] * (4 - len(limits))
    elif hasattr(timeout, "connect") and hasattr(timeout, "pool"):
        limits = [timeout.connect, timeout.read, timeout.write, timeout.pool]
    else:
        limits = [timeout] * 4
    connect, read, write, pool = map(_seconds, limits)
    return (connect, read, write, pool)


def _seconds(value: Any) -> Optional[float]:
    if value is None:
        return None
    if isinstance(value, (str, bytes)) or not hasattr(value, "__float__"):
        kind = type(value).__name__
        raise TypeError(f"timeout must be seconds, a tuple of them or None, not {kind}")
    return float(value)


def header_pairs(headers: Any) -> List[Tuple[str, str]]:
    """Returns headers as pairs of names and values; core checks both.

    Args:
        headers: A mapping, an iterable of pairs, or `None` for none.

    Raises:
        TypeError: For any other value. The error contains no value of a header.

    Example:
        >>> header_pairs({"X-Team": "research"})
        [('X-Team', 'research')]
    """
    if headers is None:
        return []
    # Not a mapping of typing: `httpx.Headers` has all values of a name in this method.
    items: Any = getattr(headers, "multi_items", None) or getattr(headers, "items", None)
    pairs: List[Tuple[str, str]] = []
    try:
        for name, value in headers if items is None else items():
            # Texts have parts, too.
            if isinstance(headers, str) or type(name) is not str or type(value) is not str:
                raise TypeError
            pairs.append((name, value))
    except (TypeError, ValueError):
        raise TypeError(
            "headers must be a mapping of names to texts, or an iterable of pairs of texts. "
            "Convert other values to text."
        ) from None
    return pairs


def response_limits(max_bytes: Any, timeout: Any) -> LimitOptions:
    """Returns `max_response_bytes` and `response_timeout` as numbers; `None` is the default.

    Raises:
        TypeError: For a value that is not a number.

    Example:
        >>> response_limits(1_000_000, None)
        (1000000.0, None)
    """
    return (
        _limit(max_bytes, "max_response_bytes", "bytes"),
        _limit(timeout, "response_timeout", "seconds"),
    )


def _limit(value: Any, name: str, unit: str) -> Optional[float]:
    if value is None:
        return None
    if isinstance(value, (str, bytes)) or not hasattr(value, "__float__"):
        raise TypeError(f"{name} must be a number of {unit} or None, not {type(value).__name__}")
    try:
        return float(value)
    except OverflowError:
        return float("inf") if value > 0 else float("-inf")


def retry_count(max_retries: Any) -> int:
    """Returns a client's `max_retries` as a count; `None` and negative numbers mean none.

    Raises:
        TypeError: For a value that is not a number.
        ValueError: For NaN.

    Example:
        >>> retry_count(-1)
        0
    """
    if max_retries is None:
        return 0
    if not hasattr(max_retries, "__int__"):
        raise TypeError(f"max_retries must be a number, not {type(max_retries).__name__}")
    if max_retries != max_retries:
        raise ValueError("max_retries must be a number, not NaN")
    return int(max(0, min(max_retries, 2**32 - 1)))
