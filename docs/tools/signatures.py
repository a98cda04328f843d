"""Completes and checks the JavaScript reference, whose pages typedoc writes as Markdown.

typedoc writes `retries?: number` for a parameter `retries = 3`, and omits a default that is an
empty object. This module adds each default to the signature.
"""

from __future__ import annotations

import html as entities
import re
from typing import Any, Dict, Iterator, List, NamedTuple

# The folders of typedoc's pages, by typedoc's numbers of the kinds of items.
FOLDERS = {64: "functions", 128: "classes", 256: "interfaces"}
_SIGNATURE = re.compile(r"^> \*\*(?:new )?(?P<name>[^*]+)\*\*.*$", re.MULTILINE)
_CODE = re.compile(r"<(pre|code|script|style)\b.*?</\1>", re.DOTALL)
_REQUIRED = re.compile(r"^(\| `[^`?]+` \| .* \| )`undefined`( \| [^|]*\|)$", re.MULTILINE)


class Default(NamedTuple):
    """A default value, with its function and its parameter."""

    function: str
    parameter: str
    value: str


def defaults(project: Dict[str, Any]) -> Dict[str, List[Default]]:
    """All default values of parameters, by page.

    Args:
        project: The JSON output of typedoc.
    """
    found: Dict[str, List[Default]] = {}
    for owner in project["children"]:
        folder = FOLDERS.get(owner["kind"])
        for function in [owner, *owner.get("children", [])]:
            for expected in _defaults(function):
                if folder is None:
                    raise ValueError(f"{owner['name']} has defaults, but no known kind of page")
                found.setdefault(f"{folder}/{owner['name']}.md", []).append(expected)
    return found


def _defaults(function: Dict[str, Any]) -> Iterator[Default]:
    for signature in function.get("signatures", []):
        for parameter in signature.get("parameters", []):
            if "defaultValue" in parameter:
                yield Default(signature["name"], parameter["name"], parameter["defaultValue"])


def with_defaults(page: str, expected: List[Default]) -> str:
    """A page with the default values in its signatures.

    Args:
        page: The page, in Markdown.
        expected: The default values that the page must show.

    Raises:
        ValueError: For a default value whose parameter no signature shows.
    """
    # A required parameter has no default.
    page = _REQUIRED.sub(r"\1-\2", page)
    for each in expected:
        found = 0

        def complete(match: re.Match[str], each: Default = each) -> str:
            nonlocal found
            name = match["name"].replace("\\", "")
            if name != each.function:
                return match.group()
            line = _insert(match.group(), each)
            found += line != match.group()
            return line

        page = _SIGNATURE.sub(complete, page)
        if not found:
            raise ValueError(f"no signature shows {each.function}({each.parameter})")
    return page


def _insert(line: str, expected: Default) -> str:
    """A signature with a parameter's default value after its type."""
    start = line.find(f"`{expected.parameter}?`: ")
    if start < 0:
        return line
    end, depth = start, 0
    while end < len(line):
        if line[end] in "([{":
            depth += 1
        elif line[end] in ")]}":
            if depth == 0:
                break
            depth -= 1
        elif line[end] == "," and depth == 0 and line[end:].startswith(", `"):
            break
        end += 1
    written = line[start:end].replace("?`: ", "`: ", 1)
    return f"{line[:start]}{written} = `{expected.value}`{line[end:]}"


def mistakes(html: str, expected: List[Default]) -> Iterator[str]:
    """The errors of a page in HTML.

    Args:
        html: The page's content.
        expected: The default values that the page must show.
    """
    for line in _plain(_CODE.sub("", html)):
        if "\\" in line:
            yield f"a stray backslash: {line.strip()}"
    lines = [line for line in _plain(html) if "(" in line]
    for function, parameter, value in expected:
        start = re.compile(rf"\b{re.escape(parameter)}: .* = {re.escape(value)}(?=[,)])")
        if not any(function in line and start.search(line) for line in lines):
            yield f"{function}: {parameter} = {value} is not shown"


def _plain(html: str) -> List[str]:
    return entities.unescape(re.sub(r"<[^>]+>", "", html)).splitlines()
