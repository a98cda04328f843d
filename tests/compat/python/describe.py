"""The visible parts of an exception, as lines of text.

Plain Python 3.8 without dependencies: it runs beside either package.
"""

from __future__ import annotations

import types
from typing import Any, List, Optional

# Attributes of every exception. `errors` of pydantic is a method, and is asked below.
_EVERYBODYS = set(dir(BaseException)) | {"add_note", "__notes__"}
# The row `error-facts`: attributes and the base that no published package has.
_ADDED = {
    *("hint", "request_id", "attempts", "elapsed", "operation", "run_id"),
    *("method", "path", "resource_id", "last_status", "cursor"),
}
_ADDED_BASE = "flymyai.FlyMyAIError"
# The classes with a `code` of the service.
_CODED = ("McpServerOAuthError", "SuggestSchemaOAuthError", "McpTeamError")
_LONGEST = 2000


def class_name(kind: type) -> str:
    module = kind.__module__
    return kind.__qualname__ if module == "builtins" else f"{module}.{kind.__qualname__}"


def clipped(text: str) -> str:
    """A text on one line, of a bounded length."""
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}… ({len(text)} characters)"


def describe(error: BaseException) -> List[str]:
    """An exception: class, ancestors, text, arguments, attributes and causes."""
    lines = [f"raised {class_name(type(error))}"]
    lines.append(
        "  ancestors: "
        + ", ".join(
            class_name(kind)
            for kind in type(error).__mro__[1:-1]
            if class_name(kind) != _ADDED_BASE
        )
    )
    lines.append(f"  str: {clipped(_text(error))}")
    lines.append(f"  repr: {clipped(_representation(error))}")
    lines.append(f"  args: {clipped(_value(error.args))}")
    lines.extend(f"  .{name} = {clipped(value)}" for name, value in _attributes(error))
    lines.append(f"  cause: {_origin(error.__cause__)}")
    lines.append(f"  context: {_origin(error.__context__)}")
    return lines


def _text(error: BaseException) -> str:
    try:
        return repr(str(error))
    except Exception as failure:  # a text that is no text is something a program can see too
        return f"str() raises {class_name(type(failure))}: {failure}"


def _representation(error: BaseException) -> str:
    try:
        return repr(error)
    except Exception as failure:
        return f"repr() raises {class_name(type(failure))}: {failure}"


def _origin(error: Optional[BaseException]) -> str:
    return "None" if error is None else class_name(type(error))


def _attributes(error: BaseException) -> List[tuple[str, str]]:
    found = []
    added = _ADDED if type(error).__name__ in _CODED else _ADDED | {"code"}
    for name in sorted(set(dir(error)) - _EVERYBODYS - added):
        if name.startswith("_"):
            continue
        try:
            value = getattr(error, name)
        except Exception as failure:
            # `request` of an httpx error that has none, say.
            found.append((name, f"raises {class_name(type(failure))}: {failure}"))
            continue
        if name == "errors" and callable(value):
            found.append(("errors()", _value(value())))
        elif not isinstance(value, (types.MethodType, types.FunctionType, types.BuiltinMethodType)):
            found.append((name, _value(value)))
    return found


def _value(value: Any) -> str:
    """As `repr`, with the parts that the `repr` of requests, responses and exceptions omits."""
    if isinstance(value, BaseException):
        names = ", ".join(f"{name}={text}" for name, text in _attributes(value))
        return f"{class_name(type(value))}({_text(value)}; {names})"
    if type(value) in (list, tuple):
        inner = ", ".join(_value(item) for item in value)
        return f"[{inner}]" if type(value) is list else f"({inner}{',' * (len(value) == 1)})"
    if _is_httpx(value, "Request"):
        return f"{value!r} with {sorted(value.headers.keys() & _TOLD)}"
    if _is_httpx(value, "Response"):
        return f"{value!r} {value.content!r} from {value.url} with {dict(_told(value.headers))!r}"
    return repr(value)


# Headers of exceptions' requests and responses that both transports have for the same reasons.
_TOLD = {"x-api-key", "content-type", "location", "retry-after"}


def _told(headers: Any) -> Any:
    return sorted((name, text) for name, text in headers.items() if name.lower() in _TOLD)


def _is_httpx(value: Any, name: str) -> bool:
    return any(
        kind.__module__.split(".")[0] == "httpx" and kind.__name__ == name
        for kind in type(value).__mro__
    )
