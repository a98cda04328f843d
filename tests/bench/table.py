"""The final table: the figures of both packages, their ratio, and the target."""

from statistics import median
from typing import NamedTuple, Optional


class Row(NamedTuple):
    """One line of the table; `met` is None where nothing was aimed at."""

    what: str
    ours: str = ""
    theirs: str = ""
    ratio: str = ""
    target: str = ""
    met: Optional[bool] = None


def faster(what, ours, theirs, target=None, unit="us"):
    """Compare two sides measured in the same rounds: how many times less ours takes.

    Args:
        what: the row's name.
        ours: seconds, by round.
        theirs: seconds, by round.
        target: the ratio aimed at, at least.
        unit: "us", "ms" or "s", to show the medians in.
    """
    ratio, spread = _ratio([their / our for our, their in zip(ours, theirs)])
    met = None if target is None else ratio >= target
    aim = "" if target is None else f"{target:g} x"
    return Row(
        what, show_time(median(ours), unit), show_time(median(theirs), unit), spread, aim, met
    )


def at_most_times(what, ours, theirs, target, unit="us"):
    """Compare like `faster`, where ours may take up to `target` times as long as theirs."""
    ratio, spread = _ratio([our / their for our, their in zip(ours, theirs)])
    texts = show_time(median(ours), unit), show_time(median(theirs), unit)
    return Row(what, *texts, spread, f"<= {target:g} x", ratio <= target)


def at_most(what, ours, target, unit, theirs=None):
    """Hold a figure of ours against a fixed limit in the same unit; theirs is only shown."""
    limit = "" if target is None else f"<= {target:g} {unit}"
    met = None if target is None else ours <= target
    beside = "" if theirs is None else f"{theirs:.4g} {unit}"
    return Row(what, f"{ours:.4g} {unit}", beside, "", limit, met)


def show_time(seconds, unit):
    """Show seconds in "us", "ms" or "s"."""
    amount = seconds * {"us": 1e6, "ms": 1e3, "s": 1}[unit]
    return f"{amount:.4g} {unit}"


def show(rows):
    """Return the rows as aligned text."""
    head = Row("what", "ours", "theirs", "ratio (spread)", "target", None)
    lines = [[*row[:5], _word(row.met)] for row in rows]
    cells = [[*head[:5], "met"], *lines]
    widths = [max(len(line[column]) for line in cells) for column in range(6)]
    cells.insert(1, ["-" * width for width in widths])
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths)).rstrip() for line in cells
    )


def _word(met):
    return {True: "yes", False: "NO", None: ""}[met]


def _ratio(by_round):
    """The median of the rounds' ratios, alone and with the lowest and the highest."""
    ratio = median(by_round)
    return ratio, f"{ratio:.3g} x ({min(by_round):.3g}-{max(by_round):.3g})"
