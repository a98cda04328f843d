"""The page of limits has the defaults of the code."""

from __future__ import annotations

import pathlib
import re

import pytest

ROOT = pathlib.Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "limits.md").read_text(encoding="utf-8")

MIB = 1 << 20
# Each row by its first words: where its default stands, and how many of the code's units
# are one of the page's. A time is in seconds in the code, whatever its constructor.
ROWS = {
    "making a connection, agents": ("core/src/config/timeouts.rs", "DEFAULT_TIMEOUT", 1),
    "wait for bytes of the service, agents": ("core/src/config/timeouts.rs", "DEFAULT_TIMEOUT", 1),
    "waiting for a free connection, agents": ("core/src/config/timeouts.rs", "DEFAULT_TIMEOUT", 1),
    "making a connection, waiting for a free one, waiting for bytes: inference API in Python": (
        "core/src/config/inference.rs",
        "NO_TIMEOUT",
        1,
    ),
    "making a connection, waiting for bytes: inference API in JavaScript": (
        "bindings-node/src/profile.rs",
        "FETCH_TIMEOUT",
        1,
    ),
    "arrival of a response": ("core/src/config/limits.rs", "DEFAULT_RESPONSE_TIMEOUT", 1),
    "arrival of an event that has begun": (
        "core/src/config/limits.rs",
        "DEFAULT_RESPONSE_TIMEOUT",
        1,
    ),
    "arrival of a prediction; time between two events of a stream": (
        "core/src/config/limits.rs",
        "DEFAULT_PREDICTION_TIMEOUT",
        1,
    ),
    "`wait`, `compile_from_run` and other waits": ("api/common.toml", r"\ntimeout = ([\d.]+)", 1),
    "pause between two polls of a wait": ("api/common.toml", r"\npoll_interval = ([\d.]+)", 1),
    "first delay before a retry": ("core/src/retry.rs", "FIRST_DELAY", 1),
    "longest delay before a retry": ("core/src/retry.rs", "LONGEST_DELAY", 1),
    "longest `Retry-After`": ("core/src/retry.rs", "LONGEST_RETRY_AFTER", 1),
    "idle connection, agents": ("core/src/config/network.rs", "IDLE_LIMIT", 1),
    "idle connection, inference API": (
        "core/src/config/inference.rs",
        r"idle_limit: Duration::from_secs\((\d+)\)",
        1,
    ),
    "rest of a response whose prediction has arrived": (
        "core/src/inference/predict.rs",
        "DRAIN_TIMEOUT",
        0.001,
    ),
    "response of the agents API": (
        "core/src/config/limits.rs",
        "DEFAULT_MAX_RESPONSE_BYTES",
        MIB,
    ),
    "response of a model; event of a stream with the comments before it": (
        "core/src/config/limits.rs",
        "DEFAULT_MAX_PREDICTION_BYTES",
        MIB,
    ),
    "body of a failure (status 400 and above)": (
        "core/src/transport/mod.rs",
        "MAX_ERROR_BODY",
        MIB,
    ),
    "decompressed size that any response may have": (
        "core/src/transport/decompression.rs",
        "FREE",
        MIB,
    ),
    "decompressed bytes of all layers per compressed byte, beyond that": (
        "core/src/transport/decompression.rs",
        "RATIO",
        1,
    ),
    "layers of compression": ("core/src/transport/decompression.rs", "MOST_CODINGS", 1),
    "window of a zstd frame": ("core/src/transport/decompression.rs", "ZSTD_WINDOW", None),
    "requests of one agents client at once": ("core/src/config/network.rs", "MAX_CONNECTIONS", 1),
    "requests of one inference client at once, in Python": (
        "core/src/config/inference.rs",
        r"max_connections: (\d+),",
        1,
    ),
    "idle connections that are kept, inference API": (
        "core/src/config/inference.rs",
        r"max_idle: (\d+),",
        1,
    ),
    "retries of a request, agents": ("core/src/config/client.rs", "DEFAULT_MAX_RETRIES", 1),
    "attempts at a prediction, in Python": ("core/src/config/inference.rs", "DEFAULT_ATTEMPTS", 1),
    "retries after a broken connection, inference API": (
        "core/src/inference/send.rs",
        "RECONNECTS",
        1,
    ),
    "redirects of one request, inference API": ("core/src/inference/send.rs", "REDIRECTS", 1),
}


def shown() -> dict[str, str]:
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
    found = re.search(rf"const {name}: \w+ = (.+?);", source, re.DOTALL)
    assert found, f"{file} has no {name}"
    text = found.group(1).replace("_", "")
    duration = re.fullmatch(r"Duration::from(secs|millis)\((\d+)\)", text)
    if duration:
        return int(duration.group(2)) / (1000 if duration.group(1) == "millis" else 1)
    assert re.fullmatch(r"[\d\s()*<-]+", text), text
    return float(eval(text))


def test_the_page_has_each_limit_once() -> None:
    assert sorted(shown()) == sorted(ROWS)


@pytest.mark.parametrize("row", ROWS)
def test_a_default_is_the_codes(row: str) -> None:
    file, name, unit = ROWS[row]
    found = in_code(file, name)
    value = 2**found / MIB if unit is None else found / unit
    number = float(shown()[row].split(" ")[0])
    assert value == pytest.approx(number, rel=1e-6), (found, shown()[row])


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


def test_each_limit_of_the_configuration_is_on_the_page() -> None:
    source = (ROOT / "core" / "src" / "config" / "limits.rs").read_text(encoding="utf-8")
    names = {name for _, name, _ in ROWS.values()}
    assert set(re.findall(r"const (DEFAULT_\w+)", source)) <= names
