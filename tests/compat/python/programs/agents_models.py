"""Records of the agents API as Python objects."""

from __future__ import annotations

import copy
import json
import pickle

from kit import ok, program, tried
from support.account import AGENT, COMPILATION, LOG, RUN, TOOL

from flymyai import AgentClient, agents
from flymyai.agents import Agent, AgentDetail, Compilation, ExecutionLog, Run, RunDetail, Tool

FULL = {
    **RUN, "variables": {"z": 1, "a": [1.0, 2**80, None]}, "messages": [{"role": "user"}],
    "logs": [LOG], "agent_result": {"b": "ü", "a": {"c": 1e300}}, "status": "completed",
    "run_seq": 4, "previous_execution": "r6", "user_agent_task_uuid": "u", "new_field": 1,
}  # fmt: skip


@program(ok(FULL), rows=["later-names"])
def dumps_a_run():
    """All ways to turn a model into plain data."""
    run = AgentClient().runs.get(7)
    print(run.model_dump())
    print(run.model_dump(mode="json"))
    print(run.model_dump_json())
    print(run.model_dump_json(indent=2, exclude_none=True))
    print(run.dict() == run.model_dump(), dict(run) == run.model_dump(), run.model_extra)


@program(
    ok(AGENT), ok(TOOL), ok(COMPILATION), ok({"input_schema": {}, "output_schema": {}}),
    rows=["later-names"],
)  # fmt: skip
def dumps_the_other_records():
    """Agents, tools, compilations and suggestions as plain data."""
    client = AgentClient()
    print(client.agents.get("a").model_dump_json())
    print(client.tools.get(2).model_dump())
    print(client.compilations.get(5).model_dump())
    print(client.agents.suggest_schema(user_prompt="p").model_dump())


@program(ok(FULL), rows=["later-names"])
def changes_a_model():
    """Assigns, copies and compares."""
    run = AgentClient().runs.get(7)
    other = run.model_copy(update={"error": "x"})
    print(run == other, run == run.model_copy(), run != copy.deepcopy(run), other.error)
    run.status = "anything"
    run.output["b"] = "changed"
    print(run.status, run.agent_result)

    def assign(name, value):
        setattr(run, name, value)

    tried(lambda: assign("unknown", 1))
    tried(lambda: assign("output", {}))
    tried(lambda: hash(run))
    tried(lambda: run.no_such_field)
    print(type(pickle.loads(pickle.dumps(run))), pickle.loads(pickle.dumps(run)) == run)


@program(rows=["later-names"])
def makes_models_by_hand():
    """Builds records for tests, with missing and invalid fields."""
    run = Run(**RUN)
    print(repr(run), run == Run(**RUN), run == RunDetail(**RUN))
    tried(lambda: Run(id=1))
    tried(lambda: Run(**{**RUN, "id": 5.5}))
    tried(lambda: Run(RUN))
    tried(lambda: Tool(**{**TOOL, "id": "x", "is_active": "maybe"}))
    tried(lambda: Agent(**{**AGENT, "name": 5}))
    tried(lambda: Agent.model_validate([]))
    tried(lambda: Agent.model_validate_json('{"uuid": "a"'))
    print(Agent.model_validate_json(json.dumps(AGENT)).id)


@program(rows=["later-names"])
def makes_models_with_the_wrong_types():
    """Values that are converted, and values that are not."""
    for changes in (
        {"user_agent_task": "5"}, {"user_agent_task": 5.0}, {"user_agent_task": True},
        {"id": "5"}, {"id": True}, {"variables": None}, {"status": None},
        {"created_at": "2026-03-01"}, {"created_at": 1772366400}, {"created_at": "1772366400000"},
        {"created_at": "2026-03-01T12:00:00"},
        {"created_at": "2026-03-01T12:00:00.123456789+05:30"},
        {"created_at": "yesterday"}, {"logs": [{}]}, {"error": 5},
    ):  # fmt: skip
        tried(lambda: RunDetail(**{**RUN, **changes}).model_dump(mode="json", exclude={"logs"}))


@program(rows=["later-names", "record-bases"])
def inspects_the_models():
    """Fields, defaults, schemas and configuration."""
    for name in (
        "Agent", "AgentDetail", "AvailableTool", "Compilation", "ConfigurationStep",
        "ExecutionLog", "Run", "RunDetail", "SchemaSuggestion", "Tool",
    ):  # fmt: skip
        model = getattr(agents, name)
        print(name, model.__module__, [base.__name__ for base in model.__mro__])
        print(model.model_config, list(model.model_computed_fields))
        for field, info in model.model_fields.items():
            print(" ", field, info.annotation, info.is_required(), repr(info.default))


@program(rows=["later-names"])
def asks_models_for_their_schemas():
    """JSON schemas of the records, but for their words of explanation."""
    for model in (Agent, AgentDetail, Compilation, ExecutionLog, Run, Tool):
        schema = model.model_json_schema()
        for part in [schema, *schema.get("$defs", {}).values()]:
            part.pop("description", None)
        print(json.dumps(schema, sort_keys=True))


@program(rows=["schema-descriptions"])
def reads_the_words_of_a_schema():
    """The explanation that a JSON schema takes from a docstring."""
    print(Run.model_json_schema()["description"])


@program(ok({**AGENT, "id": "other", "goal": "other"}), ok({**TOOL, "name": "other"}))
def is_sent_fields_that_are_properties():
    """The service's own `id` and `name` don't shadow the properties."""
    client = AgentClient()
    agent = client.agents.get("a")
    print(agent.id, agent.goal, client.tools.get(1).name)


@program(
    ok({**AGENT, "cron_schedule": None, "input_description": None, "status": None}),
    ok([{**RUN, "variables": None, "logs": None}]), rows=["null-defaults", "later-names"],
)  # fmt: skip
def is_sent_nulls():
    """Fields with a default are null."""
    client = AgentClient()
    tried(lambda: client.agents.get("a"))
    tried(client.runs.list)


@program(ok([RUN, {**RUN, "id": None}]), rows=["list-validation"])
def is_sent_one_bad_item():
    """One item of a list is not as expected."""
    AgentClient().runs.list()


@program(ok({"id": 7}), ok({**RUN, "created_at": "yesterday"}), ok({**RUN, "variables": [1]}))
def is_sent_bad_records():
    """Fields are missing or of another kind."""
    client = AgentClient()
    for _ in range(3):
        tried(lambda: client.runs.get(7))


@program(
    ok({**RUN, "status": "brand_new"}), ok([{**COMPILATION, "status": "x"}]),
    ok({**AGENT, "status": "paused"}), rows=["unknown-status"],
)  # fmt: skip
def is_sent_new_statuses():
    """Unknown statuses, alone and in a list."""
    client = AgentClient()
    tried(lambda: client.runs.get(7).status == "brand_new")
    tried(lambda: client.compilations.list()[0].status.value)
    tried(lambda: client.agents.get("a").model_dump(mode="json")["status"])
    tried(lambda: Run(**{**RUN, "status": "RUNNING"}).status.value)


@program()
def uses_the_enums():
    """Statuses as texts, keys, members and in JSON."""
    from flymyai.agents import AgentStatus, CompilationStatus, ExecutionLogType, ExecutionStatus

    for enum in (AgentStatus, CompilationStatus, ExecutionLogType, ExecutionStatus):
        print(enum.__mro__, [(member.name, member.value) for member in enum], len(enum))
    status = ExecutionStatus.RUNNING
    print(status, f"{status}", str(status), repr(status), "%s" % status, format(status, ">20"))
    print(
        status == "running",
        status in {"running"},
        {status: 1}["running"],
        hash(status) == hash("running"),
    )
    print(
        json.dumps({"s": status, status: 1}), status.upper(), status + "!", isinstance(status, str)
    )
    print(
        ExecutionStatus("failed"),
        ExecutionStatus["FAILED"],
        pickle.loads(pickle.dumps(status)) is status,
    )
    for bad in ("x", "RUNNING", "", None, 5):
        tried(lambda: ExecutionStatus(bad))
    tried(lambda: ExecutionStatus["x"])
    tried(lambda: AgentStatus("x"))
    tried(lambda: CompilationStatus("x"))


@program(ok({**RUN, "logs": [{**LOG, "type": "brand_new"}, {**LOG, "type": ""}, LOG]}))
def uses_kinds_of_events():
    """Known kinds are members, new ones are like members."""
    from flymyai.agents import ExecutionLogType

    run = AgentClient().runs.get(7)
    first, second, third = run.logs
    print(third.type is ExecutionLogType.TOOL_CALLED, repr(third.type))
    print(
        repr(first.type),
        first.type.name,
        first.type.value,
        first.type == "brand_new",
        type(first.type),
    )
    print(
        repr(second.type),
        hash(first.type) == hash("brand_new"),
        first.type in list(ExecutionLogType),
    )
    print(ExecutionLogType("brand_new") == first.type, first.type is ExecutionLogType("brand_new"))
    print(run.model_dump_json(include={"logs"}), len(ExecutionLogType))
    tried(lambda: ExecutionLogType["BRAND_NEW"])


@program(
    ok({**AGENT, "available_tools": [1, 2]}), ok([{**AGENT, "available_tools": {"any": "thing"}}])
)
def is_sent_tools_of_other_shapes():
    """Details require objects as tools, lists take anything."""
    client = AgentClient()
    tried(lambda: client.agents.get("a"))
    print(client.agents.list()[0].available_tools)


@program()
def subclasses_a_model():
    """A model of one's own with more fields."""

    class Mine(RunDetail):
        note: str = "n"

        @property
        def short(self):
            return f"{self.id}:{self.status.value}"

    mine = Mine(**RUN, note="x")
    print(mine.short, mine.model_dump()["note"], isinstance(mine, Run), mine == RunDetail(**RUN))


@program(rows=["compilations-ready"])
def asks_whether_it_is_over():
    """`is_terminal` and `is_ready` in every status."""
    from flymyai.agents import CompilationStatus, ExecutionStatus

    for status in ExecutionStatus:
        print(status, Run(**{**RUN, "status": status}).is_terminal)
    for status in CompilationStatus:
        print(status, Compilation(**{**COMPILATION, "status": status}).is_ready)
