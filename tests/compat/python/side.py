"""One of the two packages: its interpreter, its server, and the outcomes of its programs."""

from __future__ import annotations

import contextlib
import json
import os
import queue
import signal
import subprocess
import threading
from pathlib import Path
from typing import Any, Dict, Iterator, List, Optional

from emulator import Emulator

WORKER = Path(__file__).resolve().parent / "worker.py"
# An interpreter that is done has this long to end.
_GRACE = 5.0
_FIRST_IMPORT = 30.0
# Variables of a developer's shell that both packages would read.
_FOREIGN = ("FLYMYAI_", "FMA_", "SSL_CERT", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY")

Outcome = Dict[str, Any]


def clean_environment() -> Dict[str, str]:
    """The shell's environment without the variables of either package."""
    kept = {k: v for k, v in os.environ.items() if not k.upper().startswith(_FOREIGN)}
    return {**kept, "PYTHONUNBUFFERED": "1", "PYTHONIOENCODING": "utf-8", "TZ": "UTC"}


class Worker:
    """An interpreter that runs programs and reports each on a line of its own."""

    def __init__(self, python: str, arguments: List[str], environment: Dict[str, str]) -> None:
        self.process = subprocess.Popen(
            [python, str(WORKER), *arguments],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,  # so that its children can be ended with it
        )
        self.lines: queue.Queue[Optional[str]] = queue.Queue()
        self.errors: List[str] = []
        threading.Thread(target=self._read_lines, daemon=True).start()
        threading.Thread(target=self._read_errors, daemon=True).start()

    def _read_lines(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.put(line)
        self.lines.put(None)

    def _read_errors(self) -> None:
        assert self.process.stderr is not None
        for line in self.process.stderr:
            self.errors.append(line)

    def next(self, timeout: float) -> Optional[Outcome]:
        """The next outcome; `None` if there is none in time, or the interpreter broke down."""
        try:
            line = self.lines.get(timeout=timeout)
        except queue.Empty:
            return None
        return None if line is None else json.loads(line)

    def is_dead(self) -> bool:
        return self.process.poll() is not None

    def exit(self) -> Optional[int]:
        """The exit code, or `None` if the interpreter does not end."""
        try:
            return self.process.wait(timeout=_GRACE)
        except subprocess.TimeoutExpired:
            return None
        finally:
            self.kill()

    def kill(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


class Side:
    """Runs programs under one interpreter."""

    def __init__(self, python: str, emulator: str, folder: Path) -> None:
        self.python = python
        self.folder = folder.name
        self.server = Emulator(emulator)

    def close(self) -> None:
        self.server.close()

    def programs(self) -> List[Dict[str, Any]]:
        """All programs, as they describe themselves."""
        done = subprocess.run(
            [self.python, str(WORKER), self.folder, "list"],
            env=clean_environment(),
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
        return [json.loads(line) for line in done.stdout.splitlines()]

    def run(self, programs: List[Dict[str, Any]]) -> Iterator[Outcome]:
        """The outcomes: first of those that share an interpreter, then of the others."""
        yield from self._together([item for item in programs if not item["alone"]])
        for item in programs:
            if item["alone"]:
                yield self._alone(item)

    def _together(self, programs: List[Dict[str, Any]]) -> Iterator[Outcome]:
        left = list(programs)
        while left:
            names = [self._told(item) for item in left]
            worker = Worker(
                self.python,
                [self.folder, "run", self.server.url, *names],
                clean_environment(),
            )
            extra = _FIRST_IMPORT
            while left:
                outcome = worker.next(left[0]["limit"] + extra)
                extra = 0.0
                if outcome is None:
                    # The next one gets a new interpreter, independent of the state of this one.
                    yield self._broken(worker, left.pop(0))
                    break
                item = left.pop(0)
                assert outcome["name"] == item["name"], (outcome["name"], item["name"])
                yield {**outcome, "ends": "yes"}
            worker.kill()

    def _alone(self, item: Dict[str, Any]) -> Outcome:
        environment = {**clean_environment(), **self._addresses(item)}
        for name, value in item["env"].items():
            environment.pop(name, None)
            if value is not None:
                environment[name] = value
        worker = Worker(
            self.python,
            [self.folder, "run", self.server.url, self._told(item)],
            environment,
        )
        outcome = worker.next(item["limit"])
        if outcome is None:
            return self._broken(worker, item)
        code = worker.exit()
        ends = "with its interpreter alive" if code is None else f"with exit code {code}"
        return {**outcome, "ends": ends}

    @staticmethod
    def _told(item: Dict[str, Any]) -> str:
        return f"{item['file']}:{item['name']}"

    def _addresses(self, item: Dict[str, Any]) -> Dict[str, str]:
        url = self.server.url
        names = ("FLYMYAI_AGENTS_BASE_URL", "FLYMYAI_DSN", "FLYMYAI_M1_DSN")
        return {**dict.fromkeys(names, url), "FLYMYAI_API_KEY": f"fly-{item['name']}"}

    def _broken(self, worker: Worker, item: Dict[str, Any]) -> Outcome:
        """A program that gave no outcome."""
        if worker.is_dead():
            worker.process.wait()
            ends = f"with exit code {worker.process.returncode} in its midst"
        else:
            ends = "hangs"
        worker.kill()
        return {
            "name": item["name"],
            "printed": "",
            "raised": None,
            "warned": [],
            "requests": self.server.requests(f"fly-{item['name']}"),
            "ends": ends,
            "stderr": "".join(worker.errors[-20:]),
        }
