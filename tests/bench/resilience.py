"""The scenario of faults: the collected events, and the recorded ones."""

import itertools
from collections import Counter

from bench import interleave
from table import Row

CHAOS = {
    "rate": 0.25,
    # "lost" is acted upon without the client hearing of it: who repeats blindly starts twice.
    "kinds": ["503", "429", "drop", "reset", "mid", "lost", "slow"],
    "outage": {"after": 1.0, "for": 2.0},
}
ASKED = {
    "agent": "agent_abc123",
    "spread": 3.0,
    "poll_interval": 0.1,
    # The default of 2 is not meant to outlast an outage of 2 s when a run is started in it.
    "max_retries": 8,
}


def resilience(bench):
    """Runs collected, with 25 % of the responses disturbed and a 2 s outage."""
    runs = 40 if bench.quick else 120

    def measure(program):
        # The same for each side.
        seeds = itertools.count(1)

        def once():
            with bench.emulator.account() as account:
                account.pace(0.2)
                account.chaos(dict(CHAOS, seed=next(seeds)))
                figures = bench.work(program, "resilience.py", account, runs=runs, **ASKED)
                account.chaos(None)
                return judge(figures["outcomes"], account.finished_runs())

        return once

    judged = interleave(
        1 if bench.quick else 2,
        {"ours": measure(bench.python), "theirs": measure(bench.incumbent)},
    )
    errors = Counter(error for summary in judged["ours"] for error in summary["errors"])
    for error, count in errors.most_common():
        print(f"  not collected by ours, {count} times: {error}")

    def row(what, name, worst, target):
        # Of all rounds, the worst.
        ours, theirs = (worst(summary[name] for summary in judged[side]) for side in judged)
        return Row(what, str(ours), str(theirs), "", str(target), ours == target)

    return [
        row(f"{runs} runs in bad weather: collected whole", "collected", min, runs),
        row("  runs started twice", "twice", max, 0),
        row("  events lost", "lost", max, 0),
        row("  events repeated", "repeated", max, 0),
        row("  events out of order", "disordered", max, 0),
    ]


def judge(outcomes, runs):
    """Compare the collected events with those of the emulator.

    Args:
        outcomes: the worker's account of each run it wanted.
        runs: every run there is in the account, ended, with its logs.

    Returns:
        Counts: runs collected whole and started twice; events lost, repeated and out of order;
        and the errors that ended a run's collection.
    """
    by_name = {}
    for run in runs:
        by_name.setdefault(run["variables"]["name"], []).append([log["id"] for log in run["logs"]])
    # A run that was never started would have written as many as the others.
    usual = max((len(logs[0]) for logs in by_name.values()), default=0)
    summary = {
        "collected": 0,
        "twice": sum(len(logs) - 1 for logs in by_name.values()),
        "lost": 0,
        "repeated": 0,
        "disordered": 0,
        "errors": [outcome["error"] for outcome in outcomes if outcome["error"]],
    }
    for outcome in outcomes:
        events = outcome["events"]
        written = by_name.get(outcome["name"], [])
        # Of a run started twice, the one that was followed.
        truth = next((logs for logs in written if set(events) <= set(logs)), [])
        whole = bool(truth) and events == truth and outcome["status"] == "completed"
        summary["collected"] += whole
        summary["lost"] += len(set(truth) - set(events)) if truth else usual
        summary["repeated"] += len(events) - len(set(events))
        summary["disordered"] += sum(later < earlier for earlier, later in zip(events, events[1:]))
    return summary
