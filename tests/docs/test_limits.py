"""The page of limits has the defaults of the code."""

from __future__ import annotations

import pathlib
import re
from typing import Set, Tuple

import pytest
from limit_sources import INTERNAL, MIB, ROWS

ROOT = pathlib.Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "limits.md").read_text(encoding="utf-8")

# Where constants stand, and how one with a number begins in each language. `tls/` has the
# numbers of ASN.1 only.
RUST = r"^(?:pub(?:\(\w+\))? )?const (\w+): (?:Duration|[uif]\d+|[ui]size) ="
SOURCES = {
    "core/src/**/*.rs": RUST,
    "bindings-*/src/**/*.rs": RUST,
    "cli/src/run_timeline.rs": RUST,
    "bindings-python/python/flymyai/**/*.py": r"^([A-Z_]{3,})(?:: \w+)? = [\d.]",
    "bindings-node/ts/**/*.ts": r"^(?:export )?const ([A-Z][A-Z_]+)(?:: \w+)? = [\d(]",
}


def documented() -> dict[str, str]:
    """The page's rows: each limit and its default."""
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in PAGE.splitlines()
        if line.startswith("| ") and not line.startswith("| limit |")
    ]
    assert all(len(row) == 4 and all(row) for row in rows), rows
    return {row[0]: row[1] for row in rows}


def in_code(file: str, name: str) -> float:
    """A number of the code: a constant, or the match of a pattern."""
    source = (ROOT / file).read_text(encoding="utf-8")
    if "(" in name:
        found = re.search(name, source)
        assert found, f"{file} has no {name}"
        return float(found.group(1))
    if not file.endswith(".rs"):
        found = re.search(rf"^(?:const )?{name} = ([\d.]+);?$", source, re.MULTILINE)
        assert found, f"{file} has no {name}"
        return float(found.group(1))
    found = re.search(rf"const {name}: \w+ = (.+?);", source, re.DOTALL)
    assert found, f"{file} has no {name}"
    text = found.group(1).replace("_", "")
    duration = re.fullmatch(r"Duration::from(secs|millis)\((\d+)\)", text)
    if duration:
        return int(duration.group(2)) / (1000 if duration.group(1) == "millis" else 1)
    assert re.fullmatch(r"[\d\s().*<-]+", text), text
    return float(eval(text))


def test_the_page_has_each_limit_once() -> None:
    assert sorted(documented()) == sorted(ROWS)


@pytest.mark.parametrize("row", ROWS)
def test_a_default_is_the_codes(row: str) -> None:
    file, name, unit = ROWS[row]
    found = in_code(file, name)
    value = 2**found / MIB if unit is None else found / unit
    number = float(documented()[row].split(" ")[0])
    assert value == pytest.approx(number, rel=1e-6), (found, documented()[row])


def test_the_docs_of_wait_options_have_the_declared_defaults() -> None:
    declared = (ROOT / "api" / "common.toml").read_text(encoding="utf-8")
    timeout, interval, event_interval = (
        re.findall(rf"^{name} = ([\d.]+)$", declared, re.MULTILINE)[0]
        for name in ("timeout", "poll_interval", "event_poll_interval")
    )
    typescript = (ROOT / "bindings-node" / "ts" / "types" / "common.ts").read_text(encoding="utf-8")
    assert re.findall(r"@defaultValue (\d.*)", typescript) == [
        timeout,
        f"{interval}, and {event_interval} for `runs.streamEvents`",
    ]
    rust = (ROOT / "core" / "src" / "poll.rs").read_text(encoding="utf-8")
    found = re.findall(r"(\d+) by default(?: \((\d+) for events\))?", rust)
    numbers = [float(number) for pair in found for number in pair if number]
    assert numbers == [float(timeout), float(interval), float(event_interval)]


def test_each_variable_of_the_page_is_read() -> None:
    sources = "".join(
        path.read_text(encoding="utf-8") for path in (ROOT / "core" / "src" / "config").glob("*.rs")
    )
    for variable in set(re.findall(r"\b(?:FMA|FLYMYAI)_[A-Z_0-9]+", PAGE)):
        assert f'"{variable}"' in sources, variable


def constants() -> Set[Tuple[str, str]]:
    """Every constant of the code that is a number or a time: its file and its name."""
    return {
        (path.relative_to(ROOT).as_posix(), name)
        for place, pattern in SOURCES.items()
        for path in ROOT.glob(place)
        if "tls" not in path.parts and not path.name.endswith("_tests.rs")
        for name in re.findall(pattern, path.read_text(encoding="utf-8"), re.MULTILINE)
    }


def test_each_constant_of_the_code_is_on_the_page_or_internal() -> None:
    documented_ones = {(file, name) for file, name, _ in ROWS.values() if "(" not in name}
    internal = {
        (file, name)
        for files in INTERNAL.values()
        for file, names in files.items()
        for name in names
    }
    assert not documented_ones & internal
    found = constants()
    assert sorted(found - documented_ones - internal) == []
    assert sorted((documented_ones | internal) - found) == []
