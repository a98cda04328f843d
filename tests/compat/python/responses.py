"""Records of the service's API 1.2 that the programs' responses are made of, and two helpers."""

from __future__ import annotations

import asyncio
import inspect

from kit import atried, tried

from flymyai import AgentClient, AsyncAgentClient

A = "11111111-1111-4111-8111-111111111111"
B = "22222222-2222-4222-8222-222222222222"
C = "33333333-3333-4333-8333-333333333333"
D = "44444444-4444-4444-8444-444444444444"
AT = "2026-03-01T12:00:00Z"
TIMES = {"created_at": AT, "updated_at": AT}
KEY = "order-2026-0042"

AGENT = {"uuid": A, "name": "Scout", "user_prompt": "Find {{ topic }}", **TIMES}
RUN = {"id": 17, "user_agent_task": 5, "original_prompt": "Find", "status": "running", **TIMES}
DONE = {**RUN, "status": "completed", "logs": [], "agent_result": {"answer": 42}}
TOOL = {"id": 3, "mcp_tool": "tavily", **TIMES}
COMPILATION = {
    "id": 9, "execution": 17, "status": "compiled", "instruction_md": "# Plan", **TIMES
}  # fmt: skip
PROFILE = {
    "connection_id": A, "status": "bound", "profile": {"profile_id": "p-1", "name": "Shop"}
}  # fmt: skip
VERSION = {"public_id": B, "agent_task": A, "version_number": 1, "created_at": AT}
DEPLOYMENT = {
    "public_id": C, "agent_task": A, "name": "Production", "status": "draft",
    "publish_mode": "embedded", **TIMES,
}  # fmt: skip
SUMMARY = {
    "public_id": A, "name": "Mail", "management_mode": "flymyai", "authority_type": "owner",
    "revision": 1, "member_count": 1, **TIMES,
}  # fmt: skip
MEMBER = {
    "public_id": B, "resource_type": "user_mcp_tool", "resource_id": C, "toolkit_slug": "gmail",
    "alias": "default", "display_name": "Gmail", "slot": "mail", "position": 0, **TIMES,
}  # fmt: skip
RESOURCE_SET = {**SUMMARY, "members": [MEMBER]}
GROUP = {"public_id": A, "name": "Sales", **TIMES}
TEAM = {
    "id": A, "username": "acme", "owner": 1, "payer": "owner", "role": "owner", "member_id": B,
    "active": True, "revision": 1, "expires_at": AT, "call_limit": 500, "spend_limit": "5.00",
    "calls": 0, "spent": "0", "reserved": "0.10", "team_user_id": 7,
}  # fmt: skip
CONNECTION = {
    "id": B, "label": "Mail", "owner_id": 1, "source_kind": "user_mcp_tool", "source_id": C,
    "shared": False, "active": True, "actions": ["send"], "revision": 1, "available": True,
}  # fmt: skip
INVITE = {
    "id": B, "role": "member", "state": "pending", "expires_at": AT, "call_limit": 500,
    "spend_limit": "5", "token": "invite-secret",
}  # fmt: skip
DEVICE = {
    "id": B, "member_id": C, "label": "laptop", "prefix": "fmd_", "expires_at": AT,
    "token": "device-secret",
}  # fmt: skip
ANN, BOB = {"id": 1, "username": "ann"}, {"id": 2, "username": "bob"}
SHARE = {
    "id": A, "connection_id": B, "workspace_id": C, "label": "Mail", "source_id": D,
    "source_kind": "user_mcp_tool", "owner": ANN, "recipient": BOB, "state": "active",
    "expires_at": AT, "payer": "recipient",
}  # fmt: skip
INVITATION = {
    "id": A, "email": "bob@example.com", "state": "pending", "label": "Mail", "owner": ANN,
    "access_days": 7, "expires_at": AT,
}  # fmt: skip
SERVER = {
    "id": 4, "name": "Docs", "url": "https://mcp.example/mcp", "auth_type": "none",
    "status": "connected",
}  # fmt: skip
PAGE = {
    "id": A, "name": "Deck", "role": "owner", "live_version": 1, "latest_version": 2,
    "visibility": "private", "with_sources": True, **TIMES,
}  # fmt: skip
ARTIFACT = {**PAGE, "schema": "flymy.artifact.v1", "author": {"username": "ann"}}
PLAN = {"version": 2, "entry": "index.html", "files_count": 1, "total_bytes": 5, "new_bytes": 5}
RECEIPT = {"artifact": PAGE, "version": PLAN}
FILE = {"path": "index.html", "bytes": 5, "sha256": "ab", "content_type": "text/html"}
TRIGGER = {
    "schema": "flymy.trigger.v1", "uuid": B, "agent_task": A, "kind": "webhook",
    "status": "active", "config": {}, "rate_limit_per_hour": 60, "signature_required": True,
    "created_at": AT,
}  # fmt: skip
EVENT = {
    "schema": "flymy.trigger-event.v1", "uuid": C, "provider": "webhook", "status": "accepted",
    "detail": "", "received_at": AT,
}  # fmt: skip
APP = "app:ann/shop"
FLEET = f"fleet:{A}"
PROJECT = {"id": APP, "kind": "app", "name": "shop"}


def cursors(*rows, following=None, previous=None, **more):
    """A page of a list with cursors."""
    return {"next_cursor": following, "previous_cursor": previous, "results": list(rows), **more}


def items(*rows, following=None):
    """A page of a list of teams or shares."""
    return {"items": list(rows), "next_cursor": following}


def twice(*calls, **options):
    """Makes the calls on a client, then on an asynchronous one, and prints the results."""
    options.setdefault("max_retries", 0)
    with AgentClient(**options) as client:
        for call in calls:
            tried(lambda call=call: call(client))

    async def awaited(client, call):
        result = call(client)
        return await result if inspect.isawaitable(result) else result

    async def asynchronously():
        async with AsyncAgentClient(**options) as client:
            for call in calls:
                await atried(awaited(client, call))

    asyncio.run(asynchronously())
