"""The emulator of all workers, for the driver."""

import itertools
import json
import subprocess
import urllib.request

# Proxies of the environment do not apply to this machine.
_OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))


class Emulator:
    """A running emulator; a context manager that stops it.

    Args:
        binary: path of the program.

    Example::

        with Emulator("target/release/flymyai-emulator") as emulator:
            account = emulator.account()
    """

    def __init__(self, binary):
        """Start it and wait until it accepts connections; raises RuntimeError if it does not."""
        # Its standard input is its lifeline: it ends with the driver, however that ends.
        self._process = subprocess.Popen(
            [binary, "--port", "0", "--exit-with-stdin"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        name, _, url = self._process.stdout.readline().decode().strip().partition("=")
        if name != "FLYMYAI_EMULATOR_URL":
            self.close()
            raise RuntimeError("the emulator did not say where it listens")
        self.url = url
        self._numbers = itertools.count(1)

    def __enter__(self):
        """Return the emulator."""
        return self

    def __exit__(self, *exc):
        """Stop it."""
        self.close()

    def close(self):
        """Stop it and wait until it has ended."""
        self._process.stdin.close()
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process.stdout.close()

    def request(self, method, path, key, body=None):
        """Send a request with `key` and return the response's JSON, or None if it has no body."""
        data = None if body is None else json.dumps(body).encode()
        headers = {"X-API-KEY": key, "Content-Type": "application/json"}
        request = urllib.request.Request(self.url + path, data, headers, method=method)
        with _OPENER.open(request, timeout=60) as response:
            text = response.read()
        return json.loads(text) if text else None

    def account(self):
        """Return a new account, which only the caller's requests use."""
        return Account(self, f"fly-bench-{next(self._numbers)}")

    def reset_sockets(self):
        """Count sockets anew, once the ones of earlier workers are closed."""
        self.request("GET", "/_emulator/stats?max_open=0&timeout=20", "fly-bench")
        self.request("POST", "/_emulator/stats/reset", "fly-bench")

    def peak_sockets(self):
        """Return how many client connections were open at once since `reset_sockets`."""
        return self.request("GET", "/_emulator/stats", "fly-bench")["connections_peak"]


class Account:
    """One API key's agents and runs; a context manager that forgets them.

    Recording is off, so that no request pays for being remembered.
    """

    def __init__(self, emulator, key):
        """Use `Emulator.account` instead."""
        self.emulator = emulator
        self.key = key
        self._control("POST", "recording", {"enabled": False})

    def __enter__(self):
        """Return the account."""
        return self

    def __exit__(self, *exc):
        """Forget everything in it."""
        self._control("DELETE", "account")

    def start_runs(self, count, polls):
        """Start runs that complete at the poll of that number; their ids are 1 to `count`."""
        self._control("POST", "runs", {"count": count, "polls": polls})

    def script(self, step):
        """Queue one step: the behaviour for the next matching request."""
        self._control("POST", "script", [step])

    def chaos(self, spec):
        """Add faults to requests as `spec` says; None ends that."""
        self._control("POST", "chaos", spec)

    def pace(self, seconds):
        """Set the time between two steps of the runs started from now on."""
        self._control("POST", "clock", {"pace": seconds})

    def finished_runs(self):
        """Let time pass until all runs have ended, and return them with their logs."""
        self._control("POST", "clock", {"advance": 3600})
        path = "/api/v1/agents/executions/"
        rows = self.emulator.request("GET", path, self.key)
        run_ids = [row["id"] for row in rows]
        return [self.emulator.request("GET", f"{path}{run_id}/", self.key) for run_id in run_ids]

    def _control(self, method, name, body=None):
        return self.emulator.request(method, "/_emulator/" + name, self.key, body)
