"""The vector files that all languages share, and which keys their entries may have."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Dict, Iterable, Iterator, List, Tuple

FOLDER = Path(__file__).resolve().parents[2] / "vectors"
KEYS: Dict[str, Any] = json.loads((FOLDER / "keys.json").read_text("utf-8"))
RECORDS: Dict[str, Any] = json.loads((FOLDER / "records.json").read_text("utf-8"))
OPERATIONS: List[Dict[str, Any]] = json.loads((FOLDER / "operations.json").read_text("utf-8"))
POSITIONAL: Dict[str, List[str]] = {
    row["operation"]: row.get("python_positional", []) for row in OPERATIONS
}
# The id of a run is passed by name.
KEYWORD_IDS = (
    "compilations.compile",
    "compilations.freeze",
    "compilations.save_instruction",
)


def load(file: str) -> List[Dict[str, Any]]:
    """A file's entries.

    Args:
        file: `requests`, `responses` or `polls`.

    Raises:
        ValueError: For a key that no entry of that file has a use for.
    """
    entries: List[Dict[str, Any]] = json.loads((FOLDER / f"{file}.json").read_text("utf-8"))
    for entry in entries:
        check_keys(file, entry)
        for response in entry.get("script", []):
            if "run" in response:
                response["json"] = {**RECORDS["run"], **response.pop("run")}
    return entries


def check_keys(file: str, entry: Dict[str, Any]) -> None:
    """Rejects an entry with an unknown key, which no test would check."""
    for where, found, allowed in _objects(file, entry):
        unknown = sorted(set(found) - set(allowed))
        if unknown:
            raise ValueError(f"{file}.json, {entry.get('name')!r}: {where} has unknown {unknown}")


def arguments(entry: Dict[str, Any]) -> Tuple[List[Any], Dict[str, Any]]:
    """The arguments of an entry's call, by position and by name."""
    keywords = {**entry.get("fields", {}), **entry.get("options", {})}
    if entry["operation"] in KEYWORD_IDS:
        return [], {"execution_id": entry["id"], **keywords}
    more = [keywords.pop(name) for name in POSITIONAL[entry["operation"]] if name in keywords]
    return [*([entry["id"]] if "id" in entry else []), *more], keywords


def step(response: Dict[str, Any], **defaults: Any) -> Dict[str, Any]:
    """A vector's response as a step of the emulator's script."""
    members = ("status", "headers", "json", "text", "base64")
    body = {name: response[name] for name in members if name in response}
    rest = {name: value for name, value in response.items() if name not in members}
    if not {"json", "text", "base64"} & set(body):
        body["text"] = ""
    return {**defaults, **rest, "reply": body}


def _objects(
    file: str, entry: Dict[str, Any]
) -> Iterator[Tuple[str, Iterable[str], Iterable[str]]]:
    parts = KEYS["parts"]
    expect = entry.get("expect", {})
    yield "entry", entry, KEYS[file]["entry"]
    yield "expect", expect, KEYS[file]["expect"]
    yield "options", entry.get("options", {}), parts["options"]
    yield "client", entry.get("client", {}), parts["client"]
    for response in [entry.get("reply", {}), *entry.get("script", [])]:
        yield "reply", response, parts["reply"]
        yield "match", response.get("match", {}), parts["match"]
    for request in expect.get("requests", []):
        yield "request", request, parts["request"]
    yield "error", expect.get("error", {}), parts["error"]
