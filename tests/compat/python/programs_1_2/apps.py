"""Apps: files that become running software."""

from __future__ import annotations

from kit import fails, here, ok, program, tried
from responses import KEY, A, twice

from flymyai import AgentClient
from flymyai.agents import artifact_file

FILES = [artifact_file("flymy.yaml", "name: shop\n"), artifact_file("site/app.js", "1")]
PLAN = {
    "plan_token": "pt-1",
    "app": "ann/shop",
    "changes": [{"op": "create"}],
    "usd_per_hour": "0.05",
    "more": 1,
}
RELEASE = {"release": A, "status": "applying", "app": "ann/shop", "number": 1}


@program(ok(PLAN, times=2), ok(RELEASE, times=2), headers=["idempotency-key"])
def plans_and_applies_an_app():
    """A plan, and the same with its token."""
    twice(lambda client: client.apps.plan(files=FILES))
    twice(lambda client: client.apps.apply(files=FILES, plan_token="pt-1", idempotency_key=KEY))


@program(ok(PLAN, times=3), ok(RELEASE))
def plans_an_app_from_a_template():
    """Overrides of an applied app."""
    client = AgentClient().apps
    client.plan(app="ann/shop", overrides=FILES, instances={"web": 2})
    client.plan(app="A.b_c/9-x", overrides=[], instances=[])
    client.plan(files=[])
    client.apply(
        app="ann/shop", plan_token="pt-1", idempotency_key=KEY, overrides=FILES, instances=0
    )


@program()
def plans_no_app():
    """Files or an app, overrides with an app only, and names that are none."""
    client = AgentClient().apps
    for fields in (
        {},
        {"files": [], "app": "a/b"},
        {"files": [], "overrides": []},
        {"overrides": []},
        {"app": ""},
        {"app": "shop"},
        {"app": "a/b/c"},
        {"app": "-a/b"},
        {"app": "a/"},
        {"app": "a/" + "b" * 199},
        {"app": "é/b"},
        {"app": 5},
        {"app": "a/b\n"},
    ):
        tried(lambda: client.plan(**fields))
        tried(lambda: client.apply(plan_token="", idempotency_key="", **fields))


@program()
def applies_without_a_plan():
    """Tokens that are none."""
    client = AgentClient().apps
    for token in ("", None, 5, []):
        tried(lambda: client.apply(app="ann/shop", plan_token=token, idempotency_key=""))
    tried(lambda: client.apply(app="ann/shop", idempotency_key=KEY))


@program(
    ok({"files": [{"path": "flymy.yaml", "bytes": 5}], "n": 1}, times=2),
    ok({"path": "a", "content": "é", "next_offset": 3}, times=2),
)
def reads_files_of_an_app():
    """A list of files, and a piece of one."""
    twice(lambda client: client.apps.files("ann/shop"))
    twice(lambda client: client.apps.files("ann/shop", path="site/a b.js", offset=0, limit=200000))


@program(ok({"path": "a", "content_base64": "/w=="}, times=3), ok({}))
def reads_files_of_an_app_oddly():
    """Values that convert to an integer are offsets."""
    client = AgentClient().apps
    print(client.files("ann/shop", path="é", offset="5", limit=True).content_base64)
    client.files("ann/shop", path="a..b/c", offset=1.9)
    client.files("ann/shop", path=".")
    print(client.files("ann/shop").files)


@program(rows=["artifact-numbers"])
def reads_no_files_of_an_app():
    """Paths, offsets and limits that are refused."""
    client = AgentClient().apps
    tried(lambda: client.files("shop", offset=1))
    for fields in (
        {"offset": 0},
        {"limit": 5},
        {"path": ""},
        {"path": "/a"},
        {"path": "a\\b"},
        {"path": "a\n"},
        {"path": "../a"},
        {"path": "a/../b"},
        {"path": ".."},
        {"path": 5},
        {"path": "a", "offset": -1},
        {"path": "a", "offset": "x"},
        {"path": "a", "limit": 0},
        {"path": "a", "limit": 200001},
        {"path": "a", "limit": []},
        {"path": "", "offset": -1},
    ):
        tried(lambda: client.files("ann/shop", **fields))


@program(ok(RELEASE, times=2), rows=["uuid-texts"])
def follows_a_release():
    """The outcome of a release."""
    twice(lambda client: client.apps.status(A.upper()))
    for release in ("", "x", None):
        tried(lambda: AgentClient().apps.status(release))


@program(
    ok({**PLAN, "usd_per_hour": 0.05}),
    ok({**PLAN, "changes": None}),
    ok({"plan_token": None}),
    ok({**PLAN, "usd_per_hour": None}),
    ok([]),
    rows=["wrong-shape", "null-defaults", "exact-prices"],
)
def reads_odd_plans():
    """Numbers for money, nulls, other shapes."""
    client = AgentClient().apps
    for _ in range(5):
        tried(lambda: client.plan(files=FILES))


@program(fails(400, {"code": "invalid_app", "detail": "No flymy.yaml.", "errors": [{"path": "a"}]}))
def plans_a_broken_app():
    """The service returns the errors."""
    tried(lambda: AgentClient().apps.plan(files=[]))


@program(polls=True)
def applies_an_app_on_the_service():
    """Plans, applies and follows an app on the service itself."""
    client = AgentClient(here.key).apps
    plan = client.plan(files=FILES)
    release = client.apply(files=FILES, plan_token=plan.plan_token, idempotency_key=KEY)
    for _ in range(2000):
        found = client.status(release.release)
        if found.status != "applying":
            break
    print(found.status, found.number, [file["path"] for file in client.files(found.app).files])
