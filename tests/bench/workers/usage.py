"""The arguments and the report of a worker: shared by all Python workers."""

import json
import resource
import sys
import time


def options():
    """Return what the driver asks for: its one argument, a JSON object with at least url and key.

    Example: `options()["url"]`
    """
    return json.loads(sys.argv[1])


def report(**figures):
    """Print the figures as the one JSON line the driver reads."""
    print(json.dumps(dict(figures, peak_rss_mb=peak_rss_mb())))


def peak_rss_mb():
    """Return the most memory this process ever had resident, in MB (10^6 bytes).

    Not from `getrusage` on Linux: its figure survives `exec`, so it would begin with the driver's.
    """
    try:
        with open("/proc/self/status") as status:
            fields = dict(line.split(":", 1) for line in status)
        return int(fields["VmHWM"].split()[0]) * 1024 / 1e6
    except (OSError, KeyError):
        unit = 1 if sys.platform == "darwin" else 1024
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6


class Meter:
    """Wall and CPU time since it was made.

    Example::

        meter = Meter()
        work()
        report(**meter.per(100))
    """

    def __init__(self):
        """Start measuring."""
        self._cpu = _cpu()
        self._wall = time.perf_counter()

    @property
    def wall(self):
        """Seconds on the clock so far."""
        return time.perf_counter() - self._wall

    def per(self, ops):
        """Return seconds in total and per operation, for a number of operations."""
        wall, cpu = self.wall, _cpu() - self._cpu
        return {
            "ops": ops,
            "wall": wall,
            "cpu": cpu,
            "wall_per_op": wall / ops,
            "cpu_per_op": cpu / ops,
        }


def _cpu():
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime
