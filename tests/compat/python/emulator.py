"""The local FlyMy.AI as a process of its own."""

from __future__ import annotations

import json
import subprocess
import urllib.request
from typing import Any


class Emulator:
    """A server that ends with the one who started it."""

    def __init__(self, binary: str) -> None:
        self.process = subprocess.Popen(
            [binary, "--port", "0", "--pace", "0.02", "--exit-with-stdin"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout is not None
        name, _, url = self.process.stdout.readline().strip().partition("=")
        if name != "FLYMYAI_EMULATOR_URL":
            raise RuntimeError(f"{binary} does not start")
        self.url = url

    def requests(self, key: str) -> Any:
        """The requests to an account, read outside of the program."""
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        question = urllib.request.Request(
            f"{self.url}/_emulator/requests", headers={"X-API-KEY": key} if key else {}
        )
        with opener.open(question, timeout=30) as response:
            return json.loads(response.read())

    def close(self) -> None:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.close()
        self.process.wait(timeout=20)
        self.process.stdout.close()
