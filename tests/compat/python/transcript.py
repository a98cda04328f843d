"""One program's outcome as lines of text, without random parts."""

from __future__ import annotations

import base64
import difflib
import re
from typing import Any, Dict, Iterable, List, Optional

# The headers that a program's author decides on, directly or through the package.
COMPARED = ("x-api-key", "content-type", "content-length", "authorization", "cookie")
_LONGEST_BODY = 3000
# A longer line is broken after each of its fields and escaped line ends, so that only those
# which differ are recorded.
_LONGEST_LINE = 120
_FIELD = re.compile(r"(?<=,) |(?<=\\n)")

_RANDOM = (
    # Addresses of objects in their default `repr`.
    (re.compile(r"0x[0-9a-f]{6,}"), "0xADDRESS"),
    # The moment that texts of server errors carry.
    (re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d+"), "MOMENT"),
    # Names that the emulator gives to agents and predictions.
    (re.compile(r"\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b"), "UUID"),
    # The tokens of plans that the emulator makes.
    (re.compile(r"\bpt_[\w-]{22}"), "PLAN_TOKEN"),
    # Descriptors and ports of a client's own sockets.
    (re.compile(r"fd=\d+"), "fd=N"),
    (re.compile(r"laddr=\('127.0.0.1', \d+\)"), "laddr=OWN"),
    # Part files of bytes are named with a fresh UUID, boundaries are 32 random digits.
    (re.compile(r"\b[0-9a-f]{32}\b"), "RANDOM32"),
)


class Scrub:
    """Removes values that differ between two servers and two processes."""

    def __init__(self, url: str, folder: str) -> None:
        port = url.rpartition(":")[2]
        self._port = re.compile(rf"(?<=[:=' (]){port}\b")
        self._folder = folder

    def __call__(self, text: str) -> str:
        text = self._port.sub("PORT", text)
        if self._folder:
            text = text.replace(self._folder, "FOLDER")
        for pattern, name in _RANDOM:
            text = pattern.sub(name, text)
        return text


def transcript(outcome: Dict[str, Any], program: Dict[str, Any], url: str) -> List[str]:
    """All compared facts, in an order for readers."""
    scrub = Scrub(url, outcome.get("folder", ""))
    lines = [f"prints: {scrub(line)}" for line in _lines(outcome["printed"])]
    for mark, texts in (("fails", outcome["raised"] or ()), ("warns", outcome["warned"])):
        lines += [f"{mark}: {scrub(line)}" for text in texts for line in text.split("\n")]
    sent = [_request(each, program, scrub) for each in outcome["requests"]]
    if program["any_order"]:
        sent.sort()
    if outcome["ends"] == "hangs":
        sent = _without_cut_off(sent)
    if outcome["ends"] == "hangs" or program["polls"]:
        sent = _without_repetitions(sent)
    lines += [line for request in sent for line in request]
    lines.append(f"ends: {outcome['ends']}")
    return [piece for line in lines for piece in _wrapped(line)]


def _without_cut_off(requests: List[List[str]]) -> List[List[str]]:
    """Leaves out a last request that the end of the program has cut off, if it is a repetition."""
    *earlier, last = requests or [[]]
    is_repetition = any(last == request[: len(last)] for request in earlier)
    return earlier if is_repetition else requests


def _wrapped(line: str) -> List[str]:
    if len(line) <= _LONGEST_LINE:
        return [line]
    mark, _, text = line.partition(": ")
    first, *rest = (piece for piece in _FIELD.split(text) if piece)
    return [f"{mark}: {first}", *(f"{mark}:     {piece}" for piece in rest)]


def _lines(text: str) -> List[str]:
    # Not `splitlines`, which also breaks lines at letters that programs are about.
    return text.split("\n")[:-1] if text.endswith("\n") else text.split("\n") if text else []


def _request(request: Dict[str, Any], program: Dict[str, Any], scrub: Scrub) -> List[str]:
    # `target` is the path as it was on the wire, undecoded, with the query.
    lines = [f"sends: {request['method']} {scrub(request['target'])}"]
    if request["http"] != "1.1":
        lines[0] += f" over HTTP/{request['http']}"
    headers = request["headers"]
    for name in [*COMPARED, *program["headers"]]:
        if name in headers:
            lines.append(f"sends:   {name}: {scrub(headers[name])}")
    body = base64.b64decode(request["body_base64"])
    if body:
        lines += [f"sends:   | {line}" for line in _body(body, request, scrub)]
    return lines


def _body(body: bytes, request: Dict[str, Any], scrub: Scrub) -> Iterable[str]:
    if len(body) > _LONGEST_BODY and not _is_multipart(request):
        return [f"{request['body_size']} bytes, SHA-256 {request['body_sha256']}"]
    # Latin-1 and `repr` show each byte as it is; a line for each line keeps differences short.
    return [scrub(repr(line.decode("latin-1"))) for line in body.split(b"\n")]


def _is_multipart(request: Dict[str, Any]) -> bool:
    return str(request["headers"].get("content-type", "")).startswith("multipart/")


def _without_repetitions(sent: List[List[str]]) -> List[List[str]]:
    """The number of iterations depends on time; the requests do not."""
    return [request for at, request in enumerate(sent) if request not in sent[:at]]


def difference(theirs: List[str], ours: List[str]) -> Optional[List[str]]:
    """The lines of the published package only (`-`) and of ours only (`+`), or `None`."""
    if theirs == ours:
        return None
    lines = list(difflib.unified_diff(theirs, ours, n=0, lineterm=""))[2:]
    return ["@" if line.startswith("@@") else line for line in lines]
