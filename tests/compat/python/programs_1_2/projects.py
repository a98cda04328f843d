"""Projects: apps, sites and fleets, planned, started, shared and copied."""

from __future__ import annotations

from kit import fails, here, ok, program, tried
from responses import APP, FLEET, KEY, PROJECT, A, B, twice

from flymyai import AgentClient

SITE, ARTIFACT = f"site:{B}", f"artifact:{A}"
PLAN = {"project": APP, "plan": {"steps": []}, "plan_token": "pt-1", "usd": "0.10"}


@program(
    ok(
        {
            "modules": ["apps"],
            "projects": [{**PROJECT, "status": None, "money": {"usd": "1.0"}}],
            "n": 1,
        },
        times=2,
    ),
    ok({}),
)
def lists_projects():
    """All projects; unknown members are kept."""
    twice(lambda client: client.projects.list())
    found = AgentClient().projects.list()
    print(repr(found), found.projects)


@program(ok(PROJECT, times=8))
def reads_projects():
    """Ids of every kind; those of apps have a slash in the path."""
    client = AgentClient().projects
    for project in (APP, FLEET, SITE, ARTIFACT, "app:a-1/b.c_d-9", "app:0/0"):
        client.get(project)
    twice(lambda client: client.projects.get(APP))


BAD = [
    "",
    "x",
    APP + "/",
    "app:Ann/shop",
    "app:ann/shop/x",
    "app:-a/b",
    "app:a/.b",
    "site:x",
    FLEET.upper(),
    f" {APP}",
    APP + "\n",
    "app:a/" + "b" * 200,
    None,
    5,
]


@program()
def reads_projects_by_bad_ids():
    """Ids that are none."""
    client = AgentClient().projects
    for project in BAD:
        tried(lambda: client.get(project))
        tried(lambda: client.errors(project, limit=0))


@program(
    ok({"project": APP, "errors": [{"a": 1}], "next_before": "b"}, times=2), ok({}, times=3),
    rows=["artifact-numbers"],
)  # fmt: skip
def reads_errors_of_a_project():
    """Errors page by page."""
    twice(lambda client: client.projects.errors(APP, limit=5, before="b"))
    client = AgentClient().projects
    client.errors(APP)
    client.errors(APP, before="", limit="7")
    client.errors(SITE, limit=5.9)
    for limit in (0, 201, "x", [], -1):
        tried(lambda: client.errors(APP, limit=limit))


@program(
    ok({"templates": [{"id": "blank"}]}, times=2),
    ok({"templates": None}),
    rows=["null-defaults"],
)
def lists_templates():
    """Templates of projects."""
    twice(lambda client: client.projects.templates())
    tried(AgentClient().projects.templates)


@program(
    ok(PLAN, times=2),
    ok({"project": APP, "release": {"n": 1}}, times=2),
    headers=["idempotency-key"],
)
def plans_and_creates_a_project():
    """A plan is free, and carried out by its token."""
    twice(lambda client: client.projects.plan(name="shop", template="blank"))
    twice(
        lambda client: client.projects.create(
            name="shop", plan_token="pt-1", idempotency_key=KEY, template="blank"
        )
    )


@program(ok(PLAN, times=2), ok({"project": APP}))
def plans_projects_with_everything():
    """All fields, none, and empty ones."""
    client = AgentClient().projects
    client.plan(name="n", template="t", description="d", budget={"usd": "5", "n": None})
    client.plan(name=None, description="", budget=0)
    client.create(name="", plan_token=None, idempotency_key=KEY, description="", budget={})


@program(ok({"project": APP, "agent": A, "created": True}, times=4))
def meets_the_agent_of_a_project():
    """Each project has an agent; a model is sent stripped."""
    twice(
        lambda client: client.projects.agent(APP),
        lambda client: client.projects.agent(SITE, model=" sonnet "),
    )


@program()
def meets_the_agent_of_nothing():
    """Projects without an agent, and models that are none."""
    client = AgentClient().projects
    for project in (FLEET, ARTIFACT, "x", None):
        tried(lambda: client.agent(project, model=""))
        tried(lambda: client.stop(project, idempotency_key=""))
        tried(lambda: client.start(project, plan_token=""))
    for model in ("", " ", 5, []):
        tried(lambda: client.agent(APP, model=model))


@program(
    ok(PROJECT),
    ok(PLAN),
    ok(PROJECT),
    ok(PROJECT),
    ok(PLAN),
    ok(PROJECT),
    headers=["idempotency-key"],
)
def stops_and_starts_a_project():
    """A start without a token only plans."""
    twice(
        lambda client: client.projects.stop(APP, idempotency_key=KEY),
        lambda client: client.projects.start(APP),
        lambda client: client.projects.start(APP, plan_token="pt-1", idempotency_key=KEY),
    )


@program(rows=["keys-optional"])
def starts_a_project_by_halves():
    """A token goes with a key, a key with a token."""
    client = AgentClient().projects
    tried(lambda: client.start(APP, idempotency_key=KEY))
    tried(lambda: client.start(APP, idempotency_key=""))
    tried(lambda: client.start(APP, plan_token=""))
    tried(lambda: client.start(APP, plan_token="t"))
    tried(lambda: client.start(APP, plan_token="", idempotency_key=KEY))
    tried(lambda: client.start(APP, plan_token="t", idempotency_key=""))


URL = "https://app.flymy.ai/projects/"


@program(ok(PROJECT, times=2), ok({"project": {}, "agents": [], "setup": {}}, times=2))
def shares_and_copies_projects():
    """Shares an app, copies a fleet."""
    twice(lambda client: client.projects.share(APP, public=True))
    twice(lambda client: client.projects.copy(FLEET, idempotency_key=KEY, name="copy-1"))


@program(ok(PROJECT, times=6), ok({}))
def shares_projects_by_their_links():
    """Links with and without escapes."""
    client = AgentClient().projects
    for project in (
        URL + APP,
        URL + APP + "/",
        URL + "app%3Aann%2Fshop",
        URL + "app%3aann%2fshop/",
        URL + FLEET,
        FLEET,
    ):
        client.share(project, public=False)
    client.copy(URL + APP, idempotency_key=KEY)


@program()
def shares_what_is_no_project():
    """Projects, flags and names that are refused, in this order."""
    client = AgentClient().projects
    for project in (
        SITE,
        ARTIFACT,
        URL + SITE,
        URL + APP + "?x=1",
        "http" + URL[5:] + APP,
        URL,
        "x",
        None,
        5,
        APP + "/",
    ):
        tried(lambda: client.share(project, public=None))
        tried(lambda: client.copy(project, idempotency_key="", name="X"))
    for public in (None, 1, "yes"):
        tried(lambda: client.share(APP, public=public))
    for name in ("", "a", "-a", "A1", "a" * 41, 5, "a b", "ab\n"):
        tried(lambda: client.copy(APP, idempotency_key="", name=name))


@program(
    *(
        ok({**PROJECT, **odd})
        for odd in (
            {"kind": "new", "status": "new"},
            {"name": None},
            {"id": 5},
            {"budget": {"usd": 0.1}},
        )
    ),
    ok([]),
    ok({}),
    rows=["wrong-shape"],
)
def reads_odd_projects():
    """New kinds, nulls, other shapes."""
    client = AgentClient().projects
    for _ in range(6):
        tried(lambda: client.get(APP))


@program(
    fails(409, {"code": "plan_expired", "detail": "Plan again."}),
    fails(402, {"code": "budget", "detail": "d"}),
)
def is_refused_a_project():
    """Refusals of the service are plain errors."""
    client = AgentClient().projects
    tried(lambda: client.create(name="n", plan_token="old", idempotency_key=KEY))
    tried(lambda: client.start(APP, plan_token="t", idempotency_key=KEY))


@program()
def creates_a_project_on_the_service():
    """Plans and creates a project on the service itself."""
    client = AgentClient(here.key).projects
    template = client.templates().templates[0]
    plan = client.plan(name="shop", template=template.get("id") or template.get("name"))
    print(bool(plan.plan_token), plan.project is None)
    made = client.create(
        name="shop", plan_token=plan.plan_token, idempotency_key=KEY,
        template=template.get("id") or template.get("name"),
    )  # fmt: skip
    print(
        client.get(made.project).name,
        len(client.list().projects),
        client.errors(made.project).errors,
    )
