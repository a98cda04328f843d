"""Measures this project beside flymyai 1.1.0 and `fetch`; see the README beside it."""

import argparse
import os
import sys
import time

import inference
import scenarios
from bench import Bench, WorkerFailed
from emulator import Emulator
from resilience import resilience
from table import show

SCENARIOS = {
    "get": scenarios.get,
    "get-async": scenarios.get_async,
    "waits": scenarios.waits,
    "events": scenarios.events,
    "startup": scenarios.startup,
    "virtual-hour": scenarios.virtual_hour,
    "node-get": scenarios.node_get,
    "node-waits": scenarios.node_waits,
    "predict": inference.predict,
    "run": inference.run,
    "sse-events": inference.sse_events,
    "transfers": inference.transfers,
    "node-models": inference.node_models,
    "resilience": resilience,
}
_VERSIONS = """
import platform
from importlib.metadata import version
packages = [name + " " + version(name) for name in ("flymyai", "pydantic", "httpx")]
print(platform.python_version(), *packages, sep=", ")
"""


def main():
    """Run the named scenarios, print the table, and fail only if a worker did."""
    arguments = parse()
    rows, failed = [], []
    with Emulator(arguments.emulator) as emulator:
        bench = Bench(
            arguments.python, arguments.incumbent, arguments.node, emulator, arguments.quick
        )
        try:
            print("ours:   Python", bench.run([bench.python, "-c", _VERSIONS]).strip())
            print("theirs: Python", bench.run([bench.incumbent, "-c", _VERSIONS]).strip())
        except WorkerFailed as error:
            return f"An interpreter lacks what it should have: {error}"
        load = ", ".join(f"{figure:.2f}" for figure in os.getloadavg())
        print(f"{os.cpu_count()} processors, load before {load}", flush=True)
        for name in arguments.only or SCENARIOS:
            begin = time.monotonic()
            try:
                rows += SCENARIOS[name](bench)
            except WorkerFailed as error:
                failed.append(name)
                print(f"{name} failed: {error}", file=sys.stderr)
            print(f"{name:11}  {time.monotonic() - begin:3.0f} s", flush=True)
    print()
    print(show(rows))
    return "failed: " + ", ".join(failed) if failed else 0


def parse():
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--python", required=True, help="interpreter with this project's package")
    parser.add_argument("--incumbent", required=True, help="interpreter with flymyai 1.1.0")
    parser.add_argument("--node", required=True, help="Node's binary")
    parser.add_argument("--emulator", required=True, help="the emulator's binary")
    parser.add_argument("--quick", action="store_true", help="few and short rounds, within 60 s")
    parser.add_argument("--only", type=names, help="comma-separated: " + ", ".join(SCENARIOS))
    return parser.parse_args()


def names(text):
    """Read the value of --only."""
    given = text.split(",")
    unknown = set(given) - set(SCENARIOS)
    if unknown:
        raise argparse.ArgumentTypeError("no such scenario: " + ", ".join(sorted(unknown)))
    return given


if __name__ == "__main__":
    sys.exit(main())
