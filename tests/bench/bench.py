"""Runs workers: small programs in a process of their own, each printing its figures."""

import json
import os
import pathlib
import subprocess
import time

WORKERS = pathlib.Path(__file__).resolve().parent / "workers"
# Seconds after which a worker is taken for stuck.
_WORKER_LIMIT = 180


class WorkerFailed(Exception):
    """A worker ended with an error or without figures."""


class Bench:
    """The measuring functions of scenarios.

    Args:
        python: interpreter that has this project's package.
        incumbent: interpreter that has flymyai 1.1.0.
        node: Node's binary.
        emulator: a running `Emulator`.
        quick: whether few and short rounds will do.
    """

    def __init__(self, python, incumbent, node, emulator, quick):
        """See the class."""
        self.python = python
        self.incumbent = incumbent
        self.node = node
        self.emulator = emulator
        self.quick = quick

    def work(self, program, worker, account, **asked):
        """Run `workers/<worker>` in `account` and return its figures, with the sockets it had open.

        Raises:
            WorkerFailed: if it fails, prints no figures or takes too long.
        """
        asked = json.dumps(dict(asked, url=self.emulator.url, key=account.key))
        self.emulator.reset_sockets()
        output = self.run([program, str(WORKERS / worker), asked])
        try:
            figures = json.loads(output.splitlines()[-1])
        except (IndexError, ValueError):
            raise WorkerFailed(f"{worker} printed no figures: {output!r}") from None
        figures["sockets"] = self.emulator.peak_sockets()
        return figures

    def run(self, command):
        """Run a command and return what it printed; raises WorkerFailed like `work`."""
        try:
            done = subprocess.run(
                command,
                env=_environment(),
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=_WORKER_LIMIT,
            )
        except subprocess.TimeoutExpired:
            raise WorkerFailed(f"still running after {_WORKER_LIMIT} s: {command}") from None
        if done.returncode:
            reason = done.stderr.decode(errors="replace").strip()
            raise WorkerFailed(f"exit status {done.returncode} of {command}\n{reason}")
        return done.stdout.decode()

    def seconds(self, command):
        """Run a command and return how long the whole process took."""
        begin = time.perf_counter()
        self.run(command)
        return time.perf_counter() - begin

    def has(self, python, module):
        """Whether that interpreter can import that module."""
        found = "import importlib.util as u, sys; sys.exit(u.find_spec(sys.argv[1]) is None)"
        try:
            self.run([python, "-c", found, module])
        except WorkerFailed:
            return False
        return True


def interleave(rounds, sides):
    """Measure the sides in turn, `rounds` times: A B A B, so that both get the same weather.

    Args:
        rounds: how often each side is measured.
        sides: name -> function that measures once.

    Returns:
        name -> what the function returned, by round.
    """
    measured = {name: [] for name in sides}
    for _ in range(rounds):
        for name, measure in sides.items():
            measured[name].append(measure())
    return measured


def _environment():
    """The driver's environment, without what would send a client or an import elsewhere."""
    return {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("FLYMYAI_", "FMA_", "PYTHON"))
        and not name.lower().endswith("_proxy")
    }
