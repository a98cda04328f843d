"""Scenarios of the inference API: predictions, streams, and large transfers."""

import base64

from bench import interleave
from table import at_most, faster

GIGABYTE = 10**9
# One of the many in a long response to `predict`.
_EVENT = b'data: {"output_data":{"output":["word "]},"status":200}\n\n'
# MB above the earlier memory of the process, for transfers of any size.
FLAT = 64


def predict(bench):
    """`predict`, one after the other."""
    took = _calls(bench, "predict.py")
    return [
        faster("predict", _of(took, "ours", "wall_per_op"), _of(took, "theirs", "wall_per_op"), 15),
        faster(
            "  its CPU time", _of(took, "ours", "cpu_per_op"), _of(took, "theirs", "cpu_per_op")
        ),
    ]


def run(bench):
    """`flymyai.run`, one after the other: a client for each call."""
    took = _calls(bench, "run.py")
    ours, theirs = _of(took, "ours", "wall_per_op"), _of(took, "theirs", "wall_per_op")
    return [faster("flymyai.run", ours, theirs, 80)]


def sse_events(bench):
    """Streams of many small events, synchronous and not."""
    events, rounds = (5_000, 3) if bench.quick else (20_000, 7)
    rows = []
    for side in ("sync", "async"):

        def measure(program, side=side):
            def once():
                with bench.emulator.account() as account:
                    return bench.work(program, "sse_events.py", account, events=events, side=side)

            return once

        took = interleave(
            rounds, {"ours": measure(bench.python), "theirs": measure(bench.incumbent)}
        )
        ours, theirs = _of(took, "ours", "wall_per_op"), _of(took, "theirs", "wall_per_op")
        rows.append(faster(f"SSE events ({side}), each", ours, theirs, 10))
        ours, theirs = _of(took, "ours", "cpu_per_op"), _of(took, "theirs", "cpu_per_op")
        rows.append(faster("  its CPU time", ours, theirs))
    return rows


def transfers(bench):
    """A file of 1 GB uploaded from a path, a stream of 1 GB read; a tenth of it with `--quick`."""
    size = GIGABYTE // 10 if bench.quick else GIGABYTE
    rows = []
    for what, title in (("upload", "upload from a path"), ("stream", "stream")):

        def measure(program, what=what):
            def once():
                with bench.emulator.account() as account:
                    return bench.work(program, "transfers.py", account, what=what, size=size)

            return once

        took = interleave(3, {"ours": measure(bench.python), "theirs": measure(bench.incumbent)})
        ours, theirs = (_of(took, side, "extra_mb")[0] for side in ("ours", "theirs"))
        rows.append(at_most(f"{size / 1e9:g} GB {title}: memory on top", ours, FLAT, "MB", theirs))
        ours, theirs = _of(took, "ours", "wall"), _of(took, "theirs", "wall")
        rows.append(faster("  its time", ours, theirs, unit="s"))
    return rows


def node_models(bench):
    """`predict` and `stream` in Node, against the same done with `fetch`."""
    rows = []
    for what, title, target in (
        ("predict", "predict, 16 at once", None),
        ("stream", "SSE events, each", 2),
        ("long-predict", "predict of many events, each", 2),
    ):
        amount = {
            "predict": {"seconds": 0.4 if bench.quick else 1.0, "at_once": 16},
            "stream": {"events": 5_000 if bench.quick else 20_000},
            "long-predict": {"events": 5_000 if bench.quick else 20_000},
        }[what]

        def measure(side, what=what, amount=amount):
            def once():
                with bench.emulator.account() as account:
                    if what == "long-predict":
                        chunks = [base64.b64encode(_EVENT).decode()] * amount["events"]
                        account.script({"times": 0, "reply": {"status": 200, "chunks": chunks}})
                    asked = dict(amount, what=what, side=side)
                    return bench.work(bench.node, "models.mjs", account, **asked)

            return once

        took = interleave(
            3 if bench.quick else 5, {"ours": measure("client"), "theirs": measure("fetch")}
        )
        ours, theirs = _of(took, "ours", "wall_per_op"), _of(took, "theirs", "wall_per_op")
        rows.append(faster(f"Node: {title}, against fetch", ours, theirs, target))
        ours, theirs = _of(took, "ours", "cpu_per_op"), _of(took, "theirs", "cpu_per_op")
        rows.append(faster("  its CPU time", ours, theirs))
    return rows


def _calls(bench, worker):
    seconds, rounds = (0.3, 3) if bench.quick else (1.0, 5)

    def measure(program):
        def once():
            with bench.emulator.account() as account:
                return bench.work(program, worker, account, seconds=seconds)

        return once

    return interleave(rounds, {"ours": measure(bench.python), "theirs": measure(bench.incumbent)})


def _of(took, side, figure):
    """One figure of every round of one side."""
    return [figures[figure] for figures in took[side]]
