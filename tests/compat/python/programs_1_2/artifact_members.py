"""Artifacts: who else may see and change them."""

from __future__ import annotations

from kit import empty, ok, program, tried
from responses import AT, PAGE, A, B, C, cursors, twice

from flymyai import AgentClient

MEMBERSHIP = {"id": B, "role": "view", "added_at": AT}
MEMBERS = {
    "role": "owner",
    "owner": {"username": "ann"},
    "members": [MEMBERSHIP, {**MEMBERSHIP, "id": None, "you": True}],
    "max_members": 10,
}


@program(
    ok(MEMBERS),
    ok({"member": MEMBERSHIP, "changed": True}),
    ok({"removed": 1}),
    ok(MEMBERS),
    ok({"member": MEMBERSHIP, "changed": True}),
    empty(204),
)
def lets_others_in():
    """Members of an artifact."""
    twice(
        lambda client: client.artifacts.members(A),
        lambda client: client.artifacts.add_member(A, "bob", role="edit"),
        lambda client: client.artifacts.remove_member(A, B.upper()),
    )


@program(rows=["uuid-texts"])
def lets_nobody_in():
    """The role is looked at before the artifact."""
    client = AgentClient().artifacts
    tried(lambda: client.add_member("x", "bob", role="owner"))
    tried(lambda: client.add_member("x", "bob"))
    tried(lambda: client.add_member(A, "bob", role=None))
    tried(lambda: client.remove_member(A, "x"))
    tried(lambda: client.remove_member("x", "y"))
    tried(lambda: client.accept_invitation("x"))
    tried(lambda: client.decline_invitation(None))


INVITED = {
    "id": "i",
    "artifact": {"id": A, "name": "Deck"},
    "owner": {"username": "ann"},
    "role": "view",
    "invited_at": AT,
}


@program(
    ok(cursors(INVITED)),
    ok({"invitation": INVITED, "artifact": PAGE}),
    ok({"id": C, "declined": True}),
    ok(cursors(INVITED)),
    ok({"invitation": INVITED, "artifact": PAGE}),
    ok({"id": C, "declined": True}),
)
def answers_invitations_to_artifacts():
    """Invitations, accepted and declined."""
    twice(
        lambda client: client.artifacts.invitations(page_size=2),
        lambda client: client.artifacts.accept_invitation(C),
        lambda client: client.artifacts.decline_invitation(C),
    )
