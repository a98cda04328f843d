"""Runs the table of hostile and slow services against this project's packages and others.

    python run.py --python OURS --package DIR [--published PYTHON] [--quick] [--only BEHAVIOUR ...]

`OURS` is an interpreter with this project's `flymyai`, `DIR` this project's npm package. With
`--published`, an interpreter with `flymyai` 1.1.0, each call is also made with that and with
Node's `fetch`, and a call of ours may not come to less than theirs. Prints a row per call:
outcome, seconds, megabytes beyond the process's own, and how long an interruption took. The
exit status is 0 only if every call of ours keeps the bounds below.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Dict, Iterator, List, NamedTuple, Optional

from rows import MODELS, ROWS, TIMEOUT, Row

HERE = Path(__file__).resolve().parent
WORKERS = HERE / "workers"

# Bounds for ours. A call ends this long after its timeout at the latest.
MARGIN = 1.0
# An interruption takes this long at the most, in the best of three tries: the machine is busy.
INTERRUPTION = 0.1
# Megabytes beyond the process's own, and the response limit that the calls run with.
MEMORY = 64
RESPONSE_LIMIT = 16
# Calls at a time: most of them wait.
AT_ONCE = 3
# Others may take as much time and memory as they like, up to here.
OTHERS_SECONDS = 12.0
OTHERS_MEMORY = 4 << 30
# Starting an interpreter on a busy machine.
START = 20.0


class Client(NamedTuple):
    """A package with a way to call it."""

    name: str
    command: List[str]
    asked: Dict[str, Any]
    is_ours: bool


class Call(NamedTuple):
    row: Row
    kind: str
    client: Client
    interrupt: bool


class Outcome(NamedTuple):
    call: Call
    figures: Optional[Dict[str, Any]]
    faults: List[str]


def environment() -> Dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("FLYMYAI_")}
    return {**kept, **LIMITS}


def heed_signals() -> None:
    # A shell that starts this program in the background has it ignore Ctrl-C.
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def limit_memory() -> None:
    heed_signals()
    resource.setrlimit(resource.RLIMIT_AS, (OTHERS_MEMORY, OTHERS_MEMORY))


def make(call: Call, address: str) -> Optional[Dict[str, Any]]:
    """The figures of one call; nothing if it did not end."""
    asked = {
        **call.client.asked,
        "url": f"{address}/{call.row.behaviour}",
        "kind": call.kind,
        "timeout": TIMEOUT,
        "interrupt": call.interrupt,
    }
    limited = not call.client.is_ours and call.client.name != "fetch"
    limit = TIMEOUT + MARGIN + 3 if call.client.is_ours else OTHERS_SECONDS
    try:
        done = subprocess.run(
            [*call.client.command, json.dumps(asked)],
            env=environment(),
            capture_output=True,
            stdin=subprocess.DEVNULL,
            preexec_fn=limit_memory if limited else heed_signals,
            text=True,
            timeout=START + call.row.takes + limit,
        )
    except subprocess.TimeoutExpired:
        return None
    lines = done.stdout.splitlines()
    if not lines:
        reason = f"killed by signal {-done.returncode}" if done.returncode < 0 else done.stderr
        return {"outcome": "died", "text": reason[-200:], "seconds": 0, "megabytes": 0}
    return json.loads(lines[-1])


def faults(call: Call, figures: Optional[Dict[str, Any]]) -> Iterator[str]:
    """The bounds that a call of ours breaks."""
    if figures is None:
        yield "hangs"
        return
    outcome = figures["outcome"]
    if outcome == "died":
        yield f"dies: {figures['text']}"
    allowed = TIMEOUT + MARGIN + call.row.takes
    if figures["seconds"] > allowed:
        yield f"takes longer than {allowed:g} s"
    if figures["megabytes"] > MEMORY + RESPONSE_LIMIT:
        yield f"takes more than {MEMORY + RESPONSE_LIMIT} MB"
    if call.interrupt:
        if figures["interrupted"] is not None and figures["interrupted"] > INTERRUPTION:
            yield "is interrupted late"
    elif call.row.ends != "any" and (outcome == "result") != (call.row.ends == "result"):
        yield f"ends with {outcome}, not with {call.row.ends}: {figures['text']}"


def judge(call: Call, address: str) -> Outcome:
    tries = 3 if call.interrupt and call.client.is_ours else 1
    for _ in range(tries):
        figures = make(call, address)
        found = list(faults(call, figures)) if call.client.is_ours else []
        if not found:
            break
    return Outcome(call, figures, found)


def calls(rows: List[Row], clients: List[Client]) -> Iterator[Call]:
    for row in rows:
        for kind in row.kinds:
            for client in clients:
                # FlyMyAI's calls take no timeout, and its predict no signal either.
                is_node_model = client.name == "node" and kind in MODELS
                if not (row.lasts and is_node_model):
                    yield Call(row, kind, client, False)
                can_stop = client.is_ours and not (is_node_model and kind == "predict")
                if row.lasts and can_stop:
                    yield Call(row, kind, client, True)


def summary(outcome: Outcome) -> str:
    call, figures = outcome.call, outcome.figures
    what = f"{call.row.behaviour:24} {call.kind:8} {call.client.name:12}"
    if figures is None:
        cells = f"{'no end':28}"
    else:
        interrupted = figures.get("interrupted")
        late = "" if interrupted is None else f"interrupted in {interrupted * 1000:.0f} ms"
        cells = (
            f"{figures['outcome'][:27]:28} {figures['seconds']:6.2f} s"
            f" {figures['megabytes']:7.1f} MB  {late}"
        )
        if figures["outcome"] == "died":
            cells += figures["text"].strip().splitlines()[-1]
    return f"{what} {cells}" + "".join(f"\n    FAULT: it {fault}" for fault in outcome.faults)


COMPARED = {"python": "1.1.0", "python async": "1.1.0 async", "node": "fetch"}


def worse(outcomes: List[Outcome]) -> Iterator[str]:
    """Calls of ours that fail where the published package, or fetch, has a result."""
    results = {
        (outcome.call.row.behaviour, outcome.call.kind, outcome.call.client.name)
        for outcome in outcomes
        if not outcome.call.interrupt
        and outcome.figures is not None
        and outcome.figures["outcome"] == "result"
    }
    for outcome in outcomes:
        call = outcome.call
        place = (call.row.behaviour, call.kind)
        other = COMPARED.get(call.client.name)
        if other is None or call.interrupt or call.row.ends != "result":
            continue
        if (*place, other) in results and (*place, call.client.name) not in results:
            what = f"{call.row.behaviour} {call.kind}"
            yield f"{what}: {other} has a result, {call.client.name} has none"


def clients(arguments: argparse.Namespace) -> List[Client]:
    worker, node_worker = str(WORKERS / "call.py"), str(WORKERS / "call.mjs")

    def python(name: str, interpreter: str, is_ours: bool) -> List[Client]:
        command = [interpreter, worker]
        return [
            Client(name, command, {"asynchronous": False}, is_ours),
            Client(f"{name} async".strip(), command, {"asynchronous": True}, is_ours),
        ]

    node = [arguments.node, node_worker]
    found = python("python", arguments.python, True)
    found.append(Client("node", node, {"package": str(arguments.package.resolve())}, True))
    if arguments.published:
        found += python("1.1.0", arguments.published, False)
        found.append(Client("fetch", node, {"package": None}, False))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--python", required=True)
    parser.add_argument("--package", type=Path, required=True)
    parser.add_argument("--published")
    parser.add_argument("--node", default="node")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--only", nargs="+")
    arguments = parser.parse_args()
    rows = [
        row
        for row in ROWS
        if (row.behaviour in arguments.only if arguments.only else row.quick or not arguments.quick)
    ]
    server = subprocess.Popen(
        [sys.executable, str(HERE / "server.py")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert server.stdin is not None
    assert server.stdout is not None
    address = f"http://127.0.0.1:{server.stdout.readline().strip()}"
    outcomes = []
    try:
        with ThreadPoolExecutor(AT_ONCE) as pool:
            planned = calls(rows, clients(arguments))
            for outcome in pool.map(lambda call: judge(call, address), planned):
                outcomes.append(outcome)
                print(summary(outcome), flush=True)
    finally:
        server.stdin.close()
        server.wait(timeout=10)
    failed = [outcome for outcome in outcomes if outcome.faults]
    lost = sorted(set(worse(outcomes)))
    print(*lost, sep="\n", end="\n" if lost else "")
    ours = sum(outcome.call.client.is_ours for outcome in outcomes)
    print(f"{ours - len(failed)} passed, {len(failed) + len(lost)} failed")
    sys.exit(1 if failed or lost or not ours else 0)


# The settings of our calls; the published package has none of them.
LIMITS: Dict[str, str] = {
    "FLYMYAI_MAX_RESPONSE_BYTES": str(RESPONSE_LIMIT << 20),
    "FLYMYAI_RESPONSE_TIMEOUT": str(TIMEOUT),
}


if __name__ == "__main__":
    main()
