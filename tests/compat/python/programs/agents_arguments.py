"""Arguments of the operations: ids, variables, and invalid values."""

from __future__ import annotations

import datetime
import enum
import math
import uuid

from kit import ok, program, tried
from support.account import AGENT, RUN, TOOL

from flymyai import AgentClient
from flymyai.agents import ExecutionStatus


@program(ok(AGENT, times=0))
def passes_ids_of_many_kinds():
    """Numbers, UUIDs, other letters, and encoded text."""
    client = AgentClient()
    ids = ["a b", "ü", '"q"', "a%20b", "a%2Fb", ":;+&=[]", "7", 7, 2**70, "~-._", "<>`{}", "😀"]
    for given in [*ids, uuid.UUID(int=5), 3.5, True]:
        client.agents.get(given)


@program(ok(RUN, times=0), rows=["ids-encoded"])
def passes_ids_with_marks_of_urls():
    """Slashes, question marks, hashes and broken escapes in ids."""
    client = AgentClient()
    for given in ("a/b", "a?b=1", "a#b", "../x", "a%zz", "%", "\\", "^|", "a\nb"):
        tried(lambda: client.runs.get(given).id)


@program(ok(RUN, times=0), rows=["ids-refused"])
def passes_ids_that_are_none():
    """Empty ids, blanks and dots as an id."""
    client = AgentClient()
    for given in ("", " ", ".", "..", None, b"7", [7], {"id": 7}):
        tried(lambda: client.runs.get(given).id)


@program(ok(RUN, times=0), rows=["ids-refused"])
def passes_a_model_as_its_id():
    """Passes the whole run."""
    client = AgentClient()
    run = client.runs.get(7)
    tried(lambda: client.runs.get(run).id)


@program(ok(RUN, times=0))
def passes_variables_of_every_kind():
    """Every kind of JSON value, in the order given."""
    client = AgentClient()
    client.agents.run(
        "a",
        variables={
            "zeta": "ü😀\u2028\x00\"\\/", "alpha": [True, False, None], "int": 2**200,
            "negative": -(2**64),
            "float": 1e300, "small": 5e-324, "tenth": 0.1, "whole": 1.0, "minus": -0.0, "exp": 1e16,
            "nested": {"b": {"y": 1, "x": [[], {}]}}, "tuple": (1, (2,)), "": "empty",
        },
    )  # fmt: skip
    client.agents.run("a", variables={5: 1, None: 2, True: 3, 1.5: 4})
    client.agents.run("a", variables={"status": ExecutionStatus.RUNNING, "n": IntEnum.ONE})


class IntEnum(enum.IntEnum):
    ONE = 1


class Text(str):
    pass


class Number(int):
    pass


@program(ok(RUN, times=0))
def passes_variables_of_derived_classes():
    """Subclasses of the plain types, and other mappings of `variables`."""
    import collections

    client = AgentClient()
    client.agents.run(
        "a", variables={"t": Text("x"), Text("k"): Number(5), "l": type("L", (list,), {})([1])}
    )
    client.agents.run("a", variables=collections.OrderedDict([("b", 1), ("a", 2)]))
    client.agents.run("a", variables=collections.defaultdict(list, {"d": [1]}))
    client.agents.run("a", variables=[1, 2])
    client.agents.run("a", variables="text")


@program(ok(RUN, times=0), rows=["json-value-texts"])
def passes_variables_that_are_no_json():
    """Values that JSON has no place for; nothing is sent."""
    client = AgentClient()
    for value in (
        {1},
        b"x",
        datetime.date(2026, 1, 1),
        object,
        1j,
        uuid.UUID(int=1),
        math.nan,
        math.inf,
    ):
        tried(lambda: client.agents.run("a", variables={"v": value}))
    tried(lambda: client.agents.run("a", variables={(1, 2): 3}))
    tried(lambda: client.agents.run("a", variables={"v": "\ud800"}))


@program(ok(RUN, times=0), rows=["json-value-texts"])
def passes_variables_that_contain_themselves():
    """A circle, and lists a thousand deep."""
    client = AgentClient()
    circle = {}
    circle["self"] = circle
    tried(lambda: client.agents.run("a", variables=circle))
    deep = []
    for _ in range(100_000):
        deep = [deep]
    try:
        client.agents.run("a", variables={"deep": deep})
    except (RecursionError, ValueError) as error:
        print(type(error).__name__)


@program(ok(TOOL, times=0), rows=["json-value-texts"])
def passes_other_arguments_that_are_no_json():
    """Sets and bytes where other operations take values."""
    client = AgentClient()
    tried(lambda: client.tools.create(mcp_tool="x", user_config={1, 2}))
    tried(lambda: client.tools.update(1, user_config=b"x"))
    tried(lambda: client.tools.call(1, action="a", arguments={"x": object()}))
    tried(lambda: client.agents.create(name="n", goal={1}))
    tried(lambda: client.runs.append_message(7, text=b"x"))


@program(rows=["agent-goals"])
def forgets_arguments():
    """Arguments that are missing, too many, or not known."""
    client = AgentClient()
    tried(lambda: client.agents.create(name="n"))
    tried(lambda: client.agents.create("n", "g"))
    tried(lambda: client.agents.create(name="n", goal="g", prompt="p"))
    tried(lambda: client.agents.get())
    tried(lambda: client.agents.get("a", "b"))
    tried(lambda: client.agents.run("a", {"v": 1}))
    tried(lambda: client.runs.create("a"))
    tried(lambda: client.runs.append_message(7, "text"))
    tried(lambda: client.tools.create("x"))
    tried(lambda: client.tools.call(1, "search"))
    tried(lambda: client.compilations.compile(7))
    tried(lambda: client.compilations.update(5, script_code="x"))
    tried(lambda: client.agents.compile_from_run(7, 300))


@program(ok(AGENT, times=0), rows=["agent-goals"])
def passes_arguments_of_the_wrong_type():
    """The package leaves these checks to the service."""
    client = AgentClient()
    client.agents.create(
        name=5, goal=6, tools="t", mcp_servers={"a": 1}, status=ExecutionStatus.FAILED
    )
    tried(lambda: client.agents.create(name="Scout", goal=None))
    client.agents.update("a", **{"with space": 1, "ü": 2})


@program(ok(RUN))
def sends_a_long_message():
    """A message of a megabyte."""
    AgentClient().runs.append_message(7, text="0123456789äöü😀" * 60_000)


@program(ok(RUN))
def uses_keywords_for_ids():
    """Ids may be named."""
    AgentClient().runs.get(run_id="7")
