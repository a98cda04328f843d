"""The steps of scripted agents; the emulator checks their values."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Dict, Optional, Union

__all__ = ["Step", "fail", "hang", "output", "pause", "tool"]

Step = Dict[str, Any]
"""A step of a script, as the functions of this module return it."""

Duration = Union[str, float, timedelta]


def duration_value(duration: Duration) -> Union[str, float]:
    """A duration as JSON."""
    return duration.total_seconds() if isinstance(duration, timedelta) else duration


def tool(
    name: str,
    arguments: Optional[Dict[str, Any]] = None,
    *,
    error: Optional[str] = None,
    message: Optional[str] = None,
) -> Step:
    """The run calls a tool, which is an event of the type `tool_called`.

    Args:
        name: The name of the tool's function.
        arguments: The arguments of the call; none by default.
        error: Why the call fails, as a second event of the type `tool_call_exception`. By default,
            the call succeeds.
        message: The text of the event; `Called` and the name by default.

    Returns:
        A step for the argument `script` of `Cloud.agent`.

    Example:
        >>> tool("search", {"query": "solar"})
        {'tool': 'search', 'arguments': {'query': 'solar'}}
    """
    step: Step = {"tool": name}
    details = {"arguments": arguments, "error": error, "message": message}
    step.update({key: value for key, value in details.items() if value is not None})
    return step


def pause(duration: Duration) -> Step:
    """The run does nothing for some virtual time.

    Args:
        duration: A number of seconds, a `timedelta`, or text such as `"90s"` or `"1h30m"`.

    Returns:
        A step for the argument `script` of `Cloud.agent`.

    Example:
        >>> pause("1h")
        {'pause': '1h'}
    """
    return {"pause": duration_value(duration)}


def output(value: Dict[str, Any]) -> Step:
    """The run completes with this output. Nothing can follow this step.

    Args:
        value: The output.

    Returns:
        A step for the argument `script` of `Cloud.agent`.

    Example:
        >>> output({"score": 7})
        {'output': {'score': 7}}
    """
    return {"output": value}


def fail(error: str) -> Step:
    """The run fails. Nothing can follow this step.

    Args:
        error: The text of the run's error.

    Returns:
        A step for the argument `script` of `Cloud.agent`.

    Example:
        >>> fail("out of budget")
        {'fail': 'out of budget'}
    """
    return {"fail": error}


def hang() -> Step:
    """The run never ends, until it is cancelled. Nothing can follow this step.

    Returns:
        A step for the argument `script` of `Cloud.agent`.

    Example:
        >>> hang()
        {'hang': True}
    """
    return {"hang": True}
