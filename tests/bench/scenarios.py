"""The scenarios: each one takes a `Bench` and returns rows of the table."""

from statistics import median

from bench import WORKERS, interleave
from table import Row, at_most, at_most_times, faster, show_time

AT_ONCE = 64
POLLS = 5


def get(bench):
    """`runs.get`, one after the other."""
    seconds, rounds = (0.3, 3) if bench.quick else (1.0, 7)

    def measure(program, worker):
        def once():
            with bench.emulator.account() as account:
                account.start_runs(1, 1)
                return bench.work(program, worker, account, seconds=seconds)["wall_per_op"]

        return once

    took = interleave(
        rounds,
        {
            "ours": measure(bench.python, "get.py"),
            "theirs": measure(bench.incumbent, "get.py"),
            "raw": measure(bench.python, "get_raw.py"),
        },
    )
    return [
        faster("runs.get, against 1.1.0", took["ours"], took["theirs"], 5),
        at_most_times("runs.get, against a raw socket", took["ours"], took["raw"], 2.5),
    ]


def get_async(bench):
    """`runs.get`, 64 at once on one event loop."""
    seconds, rounds = (0.4, 3) if bench.quick else (1.0, 7)

    def measure(program, worker):
        def once():
            with bench.emulator.account() as account:
                account.start_runs(1, 1)
                return bench.work(program, worker, account, seconds=seconds, at_once=AT_ONCE)

        return once

    sides = {
        "ours": measure(bench.python, "get_async.py"),
        "theirs": measure(bench.incumbent, "get_async.py"),
    }
    by_hand = [python for python in (bench.python, bench.incumbent) if bench.has(python, "aiohttp")]
    if by_hand:
        sides["aiohttp"] = measure(by_hand[0], "get_aiohttp.py")
    took = interleave(rounds, sides)
    wall, cpu = _each(took, "wall_per_op"), _each(took, "cpu_per_op")
    rows = [
        faster("runs.get, 64 at once, against 1.1.0", wall["ours"], wall["theirs"], 25),
        faster("  its CPU time", cpu["ours"], cpu["theirs"]),
    ]
    if not by_hand:
        return [*rows, Row("runs.get, 64 at once, against aiohttp", ratio="aiohttp is missing")]
    return [
        *rows,
        faster("runs.get, 64 at once, against aiohttp", wall["ours"], wall["aiohttp"], 4),
        faster("  its CPU time", cpu["ours"], cpu["aiohttp"]),
    ]


def waits(bench):
    """Concurrent `runs.wait` in Python."""
    # 1.1.0 takes 50 s for 500, and much longer for more: what a wait costs it grows with their
    # number. So fewer of its waits make it look better than it is, and too few mean no target.
    theirs, target = (100, None) if bench.quick else (500, 80)
    took = interleave(
        1,
        {
            "ours": lambda: _wait(bench, bench.python, "waits.py", 1_000),
            "theirs": lambda: _wait(bench, bench.incumbent, "waits.py", theirs),
        },
    )
    wall, cpu = _each(took, "wall"), _each(took, "cpu_per_op")
    rows = [
        _against_ideal(f"1,000 runs.wait (1.1.0: {theirs})", wall["ours"], 1.1, wall["theirs"]),
        faster("  CPU time of each", cpu["ours"], cpu["theirs"], target),
        *_footprint(took["ours"][0]),
    ]
    for count in [] if bench.quick else [2_000, 10_000]:
        rows += _many(bench, bench.python, "waits.py", count, f"{count:,} runs.wait")
    return rows


def node_waits(bench):
    """Concurrent `runs.wait` in Node."""
    rows = []
    for count in [1_000] if bench.quick else [1_000, 10_000]:
        what = f"Node: {count:,} runs.wait"
        rows += _many(bench, bench.node, "waits.mjs", count, what)
    return rows


def events(bench):
    """`stream_events` over a run whose logs arrive in many polls."""
    logs, polls, interval = 2_000, 40, 0.01

    def measure(program):
        def once():
            with bench.emulator.account() as account:
                account.start_runs(1, 1)
                for poll in range(1, polls + 1):
                    account.script(_poll(logs * poll // polls, poll == polls))
                return bench.work(program, "events.py", account, logs=logs, poll_interval=interval)

        return once

    took = interleave(
        2 if bench.quick else 5,
        {"ours": measure(bench.python), "theirs": measure(bench.incumbent)},
    )
    # Sleeping between polls is no cost of an event.
    slept = (polls - 1) * interval
    awake = {side: [(wall - slept) / logs for wall in _each(took, "wall")[side]] for side in took}
    cpu = _each(took, "cpu_per_op")
    return [
        faster("stream_events, each event", awake["ours"], awake["theirs"]),
        faster("  its CPU time", cpu["ours"], cpu["theirs"]),
    ]


def virtual_hour(bench):
    """A test whose run takes one virtual hour, from the start of its cloud to its end."""
    rounds = 5 if bench.quick else 15
    with bench.emulator.account() as account:
        took = bench.work(bench.python, "virtual_hour.py", account, rounds=rounds)
    return [at_most("a run of one virtual hour", took["wall_per_op"] * 1e3, 100, "ms")]


def startup(bench):
    """Whole processes that import the package, and a little more, over `python -c pass`."""
    bare = "pass"
    imported = "import flymyai"
    client = "import flymyai; flymyai.AgentClient(api_key='fly-x')"
    memory = "\nimport sys; sys.path.insert(0, sys.argv[1])"
    memory += "\nimport usage; print(usage.peak_rss_mb())"
    interpreters = {"ours": bench.python, "theirs": bench.incumbent}
    with bench.emulator.account() as account:
        account.start_runs(1, 1)
        call = (
            f"import flymyai; flymyai.AgentClient({account.key!r}, base_url={bench.emulator.url!r})"
        )
        call += ".runs.get(1)"
        programs = {"bare": bare, "import": imported, "client": client, "call": call}
        for python in interpreters.values():
            # Leaves compiled modules behind, and files in the cache.
            bench.run([python, "-c", call])
        took = interleave(
            5 if bench.quick else 15,
            {
                (side, name): lambda python=python, code=code: bench.seconds([python, "-c", code])
                for name, code in programs.items()
                for side, python in interpreters.items()
            },
        )
    held = interleave(
        3,
        {
            (side, name): lambda python=python, code=code: float(
                bench.run([python, "-c", code + memory, str(WORKERS)])
            )
            for name, code in {"bare": bare, "import": imported}.items()
            for side, python in interpreters.items()
        },
    )

    def over(figures, side, name):
        pairs = zip(figures[side, name], figures[side, "bare"])
        return median([figure - base for figure, base in pairs])

    def ms_row(what, name, target=None):
        ours, theirs = (over(took, side, name) * 1e3 for side in interpreters)
        return at_most(what, ours, target, "ms", theirs)

    ours, theirs = (over(held, side, "import") for side in interpreters)
    return [
        ms_row("import flymyai, over a bare interpreter", "import", 15),
        at_most("  its memory", ours, 3, "MB", theirs),
        ms_row("import and AgentClient()", "client"),
        ms_row("import, AgentClient() and a first runs.get", "call"),
    ]


def node_get(bench):
    """`runs.get` in Node, 64 at once, against `fetch`."""
    seconds, rounds = (0.4, 3) if bench.quick else (1.0, 7)

    def measure(side):
        def once():
            with bench.emulator.account() as account:
                account.start_runs(1, 1)
                asked = {"seconds": seconds, "at_once": AT_ONCE, "side": side}
                return bench.work(bench.node, "get.mjs", account, **asked)

        return once

    took = interleave(rounds, {"ours": measure("client"), "theirs": measure("fetch")})
    wall, cpu = _each(took, "wall_per_op"), _each(took, "cpu_per_op")
    return [
        faster("Node: runs.get, 64 at once, against fetch", wall["ours"], wall["theirs"], 8),
        faster("  its CPU time", cpu["ours"], cpu["theirs"]),
    ]


def _each(took, figure):
    """One figure of every round of every side."""
    return {side: [figures[figure] for figures in rounds] for side, rounds in took.items()}


def _poll(written, is_last):
    """A step that answers a poll with a run that has written so many logs."""
    now = "2026-01-01T00:00:00.000000Z"
    logs = [
        {
            "id": number,
            "created_at": now,
            "updated_at": now,
            "type": "tool_called",
            "message": f"Called search with query {number}",
            "data": {"function": "search", "arguments": {"query": f"page {number}"}},
        }
        for number in range(1, written + 1)
    ]
    run = {
        "id": 1,
        "user_agent_task": 1,
        "original_prompt": "Search",
        "created_at": now,
        "updated_at": now,
        "status": "completed" if is_last else "running",
        "logs": logs,
    }
    return {"match": {"path": "/api/v1/agents/executions/1/"}, "reply": {"json": run}}


def _wait(bench, program, worker, count):
    with bench.emulator.account() as account:
        account.start_runs(count, POLLS)
        return bench.work(program, worker, account, count=count, poll_interval=1.0)


def _many(bench, program, worker, count, what):
    """Rows of waits that only this package makes."""
    figures = _wait(bench, program, worker, count)
    limit = 1.1 if count == 1_000 else 1.5
    return [
        _against_ideal(what, [figures["wall"]], limit),
        Row("  CPU time of each", show_time(figures["cpu_per_op"], "us")),
        *_footprint(figures),
    ]


def _against_ideal(what, walls, limit, theirs=None):
    """Hold the time of waits of 5 polls, 1 s apart, against the 4 s that pass between polls."""
    wall = median(walls)
    ratio = wall / (POLLS - 1.0)
    beside = "" if theirs is None else show_time(median(theirs), "s")
    ratio_text, aim = f"{ratio:.3g} x ideal", f"<= {limit:g} x ideal"
    return Row(what, show_time(wall, "s"), beside, ratio_text, aim, ratio <= limit)


def _footprint(figures):
    return [
        at_most("  peak memory", figures["peak_rss_mb"], 150, "MB"),
        at_most("  peak sockets", figures["sockets"], 256, "sockets"),
    ]
