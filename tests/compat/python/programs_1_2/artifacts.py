"""Artifacts: published pages, their versions and their readers."""

from __future__ import annotations

from kit import empty, fails, here, ok, program, tried
from responses import ARTIFACT, AT, FILE, KEY, PAGE, PLAN, RECEIPT, A, cursors, twice

from flymyai import AgentClient
from flymyai.agents import ArtifactDryRun, ArtifactReceipt, artifact_file

HANDLE = "aBc-_123"
FILES = [artifact_file("index.html", "<p>hé"), artifact_file("a.bin", b"\x00\xff")]
V1 = {
    "version": 1,
    "entry": "index.html",
    "files_count": 1,
    "total_bytes": 5,
    "live": True,
    "created_at": AT,
}


@program(
    ok({"enabled": True, "limits": {"files": 100}}, times=2),
    ok({"enabled": False, "limits": None}),
    rows=["null-defaults"],
)
def asks_whether_artifacts_are_there():
    """Limits of artifacts."""
    twice(lambda client: client.artifacts.status())
    tried(AgentClient().artifacts.status)


@program(
    ok(cursors(PAGE, following="c")),
    ok(cursors(PAGE)),
    ok(cursors(PAGE, following="c", count=7)),
    ok(cursors(PAGE)),
)
def lists_artifacts():
    """One page at a time; new fields are kept."""
    twice(
        lambda client: client.artifacts.list(),
        lambda client: client.artifacts.list(scope="shared", cursor="c", page_size=5),
    )


@program(ok(cursors(), times=6))
def lists_artifacts_oddly():
    """Values that convert to an integer are page sizes; a false cursor is none."""
    client = AgentClient().artifacts
    for size in ("5", 5.9, True, None):
        client.list(page_size=size)
    client.list(cursor="", scope="mine")
    client.list(cursor=5)


@program(rows=["uuid-texts", "artifact-numbers"])
def lists_artifacts_of_nobody():
    """Scopes and page sizes that are refused."""
    client = AgentClient().artifacts
    for scope in ("", "all", None, "Mine"):
        tried(lambda: client.list(scope=scope, page_size=0))
    for size in (0, 101, "x", [], -1, ""):
        tried(lambda: client.list(page_size=size))
        tried(lambda: client.versions(A, page_size=size))
        tried(lambda: client.history("x", page_size=size))
        tried(lambda: client.lineage(A, page_size=size))
        tried(lambda: client.invitations(page_size=size))


@program(
    ok(
        {
            "types": [
                {"key": "game", "name": "Game"},
                {"key": "x", "name": "X", "files_count": 3, "n": 1},
            ]
        }
    ),
    ok({}),
    ok({"types": None}),
    ok([]),
    rows=["wrong-shape", "null-defaults"],
)
def lists_types_of_artifacts():
    """Types, none, and no list of types."""
    client = AgentClient().artifacts
    for _ in range(4):
        tried(client.types)


@program(
    ok(
        {
            **ARTIFACT,
            "live": {**V1, "view": {"url": "https://v", "expires_at": AT}},
            "versions": [V1],
            "share": {"visibility": "link", "with_sources": False},
            "n": 1,
        },
        times=2,
    )
)
def reads_an_artifact():
    """Everything about an artifact."""
    twice(lambda client: client.artifacts.get(A))


@program(ok(ARTIFACT, times=10))
def reads_artifacts_by_page_and_link():
    """Ids, pages, share links and handles."""
    client = AgentClient().artifacts
    page = f"https://app.flymy.ai/artifacts/{A}"
    for artifact in (A.upper(), page, page + "/?x=1#y", f"/artifacts/{A}", A.replace("-", "")):
        client.get(artifact)
    for link in (HANDLE, f" https://x/artifacts/s/{HANDLE}/ ", page, A, "x" * 64):
        client.get(share_link=link)


@program(rows=["uuid-texts"])
def reads_artifacts_by_nothing():
    """Ids and links that are refused."""
    client = AgentClient().artifacts
    tried(client.get)
    tried(lambda: client.get(A, share_link=HANDLE))
    for artifact in (
        "",
        "x",
        5,
        f"https://app.flymy.ai/artifacts/s/{HANDLE}",
        f"/artifacts/{A}/x",
        "a/b",
    ):
        tried(lambda: client.get(artifact))
    for link in (
        "",
        "short",
        "x" * 65,
        "with blank",
        "a/b",
        "https://x/artifacts/",
        "/artifacts/s/short",
    ):
        tried(lambda: client.get(share_link=link))
    tried(lambda: client.get(share_link=5))


@program(ok(RECEIPT, times=2))
def publishes_a_page():
    """Creates an artifact of two files."""
    twice(lambda client: client.artifacts.create(name="Deck", files=FILES, idempotency_key=KEY))


@program(ok(RECEIPT, times=3))
def publishes_pages_with_everything():
    """All fields, a type instead of files, and empty values."""
    client = AgentClient().artifacts
    client.create(
        name="Deck", files=[], idempotency_key=KEY, type="game", description="d", entry="e.html",
        message="m", visibility="link", with_sources=False, dry_run=True,
    )  # fmt: skip
    client.create(type="game", idempotency_key=KEY)
    client.create(
        name="", files=[{"path": "any", "x": 1}], idempotency_key=KEY, message="", dry_run=0
    )


@program(rows=["keys-optional"])
def publishes_nothing():
    """Name and files, or a type."""
    client = AgentClient().artifacts
    for fields in ({}, {"name": "n"}, {"files": []}, {"name": "n", "files": None, "type": None}):
        tried(lambda: client.create(idempotency_key="", **fields))
    tried(lambda: client.create(name="n", files=[]))
    tried(lambda: client.create(type="", idempotency_key=""))


@program(
    ok({"plan": {**PLAN, "added": ["a"], "no_change": True}, "dry_run": True}),
    ok({"plan": PLAN}),
    ok({**RECEIPT, "dry_run": False}),
    ok({"plan": PLAN, "dry_run": 1}),
    rows=["unknown-outcome"],
)
def tries_a_publication():
    """The response states whether it was a dry run."""
    client = AgentClient().artifacts
    for dry in (True, True, True, False):
        found = tried(lambda: client.publish(A, base_version=1, idempotency_key=KEY, dry_run=dry))
        print(isinstance(found, ArtifactDryRun), isinstance(found, ArtifactReceipt))


@program(ok(RECEIPT, times=4))
def publishes_a_version():
    """Changed and deleted files on a base."""
    twice(
        lambda client: client.artifacts.publish(
            A, base_version=1, idempotency_key=KEY, files=FILES, delete=["old.js"], entry="a.html",
            message="m", publish=False,
        )
    )  # fmt: skip
    client = AgentClient().artifacts
    client.publish(
        f"https://app.flymy.ai/artifacts/{A}", base_version=None, idempotency_key=KEY, publish=None
    )
    client.publish(A, base_version="1", idempotency_key=KEY, files=[], delete=[])


STALE = {
    "code": "stale_base_version",
    "detail": "Newer.",
    "details": {"latest_version": 3, "live_version": 2},
}


@program(
    *(
        fails(412, body)
        for body in (
            STALE,
            {"code": "stale_base_version"},
            {**STALE, "details": None},
            {**STALE, "detail": None},
            {**STALE, "details": {"latest_version": "3", "live_version": True}},
            {"code": "x", "detail": "d"},
        )
    ),
    fails(409, STALE),
    rows=["stale-revisions"],
)
def publishes_on_an_old_version():
    """The error has the versions."""
    client = AgentClient().artifacts
    for _ in range(7):
        tried(lambda: client.publish(A, base_version=1, idempotency_key=KEY))


@program(
    ok(cursors(V1), times=2),
    ok(cursors({"kind": "created", "created_at": AT, "details": {}}), times=2),
)
def reads_versions_and_history():
    """Versions and events of an artifact."""
    twice(lambda client: client.artifacts.versions(A, cursor="c", page_size=1))
    twice(lambda client: client.artifacts.history(A))


@program(
    ok(
        {
            "clone_count": 1,
            "clones": cursors({"from_version": 1, "cloned_at": AT}),
            "forked_from": {"name": "n", "version": 2},
        },
        times=2,
    )
)
def reads_the_lineage():
    """The original and the copies of an artifact."""
    twice(lambda client: client.artifacts.lineage(A, page_size=3))


@program(
    ok({"version": 1, "entry": "index.html", "files": [FILE]}, times=2),
    ok({"url": "https://f", "expires_at": AT, "version": 1, "entry": "e"}, times=2),
)
def looks_at_files_and_views():
    """Files and a view of a version, also behind a share link."""
    twice(lambda client: client.artifacts.files(A, version=1))
    twice(lambda client: client.artifacts.view(share_link=HANDLE, version="2"))


TEXT = {**FILE, "version": 1, "content": "<p>hé", "offset": 0, "truncated": True, "next_offset": 5}


@program(ok(TEXT, times=4))
def reads_files_in_pieces():
    """An offset is always sent, a size only if it is given."""
    twice(lambda client: client.artifacts.read_file(A, version=1, path="a b/é.html"))
    client = AgentClient().artifacts
    client.read_file(share_link=HANDLE, version=1.9, path="", offset=5, max_bytes=10)
    print(client.read_file(A, version=True, path="x", offset=None, max_bytes=0).next_offset)


@program(rows=["uuid-texts", "artifact-numbers"])
def reads_files_of_no_version():
    """Versions that are none, behind the ids."""
    client = AgentClient().artifacts
    for version in ("x", None, [], ""):
        tried(lambda: client.files(A, version=version))
        tried(lambda: client.view("x", version=version))
        tried(lambda: client.read_file(version=version, path="p"))


@program(ok(ARTIFACT, times=4))
def changes_and_shares_artifacts():
    """Fields that are given; none is an empty object."""
    client = AgentClient().artifacts
    print(client.update(A, name="", description="d", live_version=2).schema_)
    client.update(A)
    client.share(A, idempotency_key=KEY)
    client.share(A, idempotency_key=KEY, visibility="link", with_sources=False, reset_link=True)


@program(ok(RECEIPT, times=4))
def clones_artifacts():
    """By id and by link."""
    twice(lambda client: client.artifacts.clone(share_link=HANDLE, idempotency_key=KEY))
    client = AgentClient().artifacts
    client.clone(A, idempotency_key=KEY, version=2, name="Copy", dry_run=True)
    client.clone(A, idempotency_key=KEY, version=0, name="")
    tried(lambda: client.clone(idempotency_key=""))


@program(ok({"deleted": True}), empty(204), ok([1]), ok({"deleted": True}), empty(204), ok([1]))
def deletes_artifacts():
    """The response is returned as it is."""
    calls = [lambda client: client.artifacts.delete(A)] * 3
    twice(*calls)


@program(
    *(
        ok({**ARTIFACT, **odd})
        for odd in (
            {"schema": "other.v9"},
            {"schema": None},
            {"role": "new", "visibility": "new"},
            {"description": None},
            {"forked_from": {"name": "n", "version": "1"}},
            {"live": {}},
            {"clone_count": None},
            {"id": "x"},
        )
    ),
    ok({"schema_": "x", **{k: v for k, v in ARTIFACT.items() if k != "schema"}}),
    rows=["null-defaults"],
)
def reads_odd_artifacts():
    """Other schemas, nulls, new roles."""
    client = AgentClient().artifacts
    for _ in range(9):
        tried(lambda: client.get(A))


@program()
def publishes_on_the_service():
    """Publishes, changes and reads an artifact on the service itself."""
    client = AgentClient(here.key).artifacts
    receipt = client.create(name="Deck", files=FILES, idempotency_key=KEY)
    artifact = receipt.artifact.id
    plan = client.publish(
        artifact, base_version=1, idempotency_key=KEY + "-2", delete=["a.bin"], dry_run=True
    )
    print(receipt.version.version, receipt.version.files_count, plan.plan.removed)
    client.publish(artifact, base_version=1, idempotency_key=KEY + "-3", delete=["a.bin"])
    tried(
        lambda: (
            client.publish(artifact, base_version=7, idempotency_key=KEY + "-4", delete=[]).version
        )
    )
    print([file.path for file in client.files(artifact, version=2).files])
    print(client.read_file(artifact, version=2, path="index.html", max_bytes=3).content)
    print([each.version for each in client.versions(artifact).results], len(client.list().results))
