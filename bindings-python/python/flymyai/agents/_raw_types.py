# Generated from api/ by `make generate`; do not edit.
"""The types of `client.with_raw_response`; only type checkers import them."""

from __future__ import annotations

from typing import Awaitable, Callable, Union, cast

from ..resources import (
    AgentGroups,
    Agents,
    Apps,
    Artifacts,
    AsyncAgentGroups,
    AsyncAgents,
    AsyncApps,
    AsyncArtifacts,
    AsyncCompilations,
    AsyncDeployments,
    AsyncMcpResourceSets,
    AsyncMcpServers,
    AsyncMcpShares,
    AsyncMcpTeams,
    AsyncProjects,
    AsyncRuns,
    AsyncTools,
    AsyncTriggersV1,
    AsyncVersions,
    Compilations,
    Deployments,
    McpResourceSets,
    McpServers,
    McpShares,
    McpTeams,
    Projects,
    Runs,
    Tools,
    TriggersV1,
    Versions,
)
from ..types import AppFile, AppFiles, ArtifactDryRun, ArtifactReceipt, Project, ProjectPlan
from ._raw_method import AsyncRawMethod, RawMethod
from ._raw_response import RawResponse


class RawAgentGroups:
    _plain = cast("AgentGroups", None)
    list = RawMethod(_plain.list)
    get = RawMethod(_plain.get)
    create = RawMethod(_plain.create)
    update = RawMethod(_plain.update)
    replace_assignments = RawMethod(_plain.replace_assignments)
    delete = RawMethod(_plain.delete)


class RawAgents:
    _plain = cast("Agents", None)
    create = RawMethod(_plain.create)
    list = RawMethod(_plain.list)
    get = RawMethod(_plain.get)
    update = RawMethod(_plain.update)
    delete = RawMethod(_plain.delete)
    run = RawMethod(_plain.run)
    run_and_wait = RawMethod(_plain.run_and_wait)
    freeze = RawMethod(_plain.freeze)
    suggest_schema = RawMethod(_plain.suggest_schema)
    compile_from_run = RawMethod(_plain.compile_from_run)


class RawApps:
    _plain = cast("Apps", None)
    plan = RawMethod(_plain.plan)
    apply = RawMethod(_plain.apply)
    files: Callable[..., RawResponse[Union[AppFiles, AppFile]]]
    status = RawMethod(_plain.status)


class RawArtifacts:
    _plain = cast("Artifacts", None)
    status = RawMethod(_plain.status)
    list = RawMethod(_plain.list)
    types = RawMethod(_plain.types)
    get = RawMethod(_plain.get)
    create: Callable[..., RawResponse[Union[ArtifactReceipt, ArtifactDryRun]]]
    publish: Callable[..., RawResponse[Union[ArtifactReceipt, ArtifactDryRun]]]
    create_from_directory: Callable[..., RawResponse[Union[ArtifactReceipt, ArtifactDryRun]]]
    publish_directory: Callable[..., RawResponse[Union[ArtifactReceipt, ArtifactDryRun]]]
    versions = RawMethod(_plain.versions)
    files = RawMethod(_plain.files)
    read_file = RawMethod(_plain.read_file)
    view = RawMethod(_plain.view)
    update = RawMethod(_plain.update)
    share = RawMethod(_plain.share)
    clone: Callable[..., RawResponse[Union[ArtifactReceipt, ArtifactDryRun]]]
    lineage = RawMethod(_plain.lineage)
    history = RawMethod(_plain.history)
    members = RawMethod(_plain.members)
    add_member = RawMethod(_plain.add_member)
    remove_member = RawMethod(_plain.remove_member)
    invitations = RawMethod(_plain.invitations)
    accept_invitation = RawMethod(_plain.accept_invitation)
    decline_invitation = RawMethod(_plain.decline_invitation)
    delete = RawMethod(_plain.delete)


class RawCompilations:
    _plain = cast("Compilations", None)
    list = RawMethod(_plain.list)
    get_live = RawMethod(_plain.get_live)
    save_instruction = RawMethod(_plain.save_instruction)
    set_live = RawMethod(_plain.set_live)
    run_live = RawMethod(_plain.run_live)
    get = RawMethod(_plain.get)
    update = RawMethod(_plain.update)
    compile = RawMethod(_plain.compile)
    freeze = RawMethod(_plain.freeze)
    run = RawMethod(_plain.run)
    run_instruction = RawMethod(_plain.run_instruction)
    run_instruction_and_wait = RawMethod(_plain.run_instruction_and_wait)
    wait = RawMethod(_plain.wait)


class RawDeployments:
    _plain = cast("Deployments", None)
    list = RawMethod(_plain.list)
    get = RawMethod(_plain.get)
    create = RawMethod(_plain.create)
    update = RawMethod(_plain.update)
    publish = RawMethod(_plain.publish)
    preflight = RawMethod(_plain.preflight)
    access = RawMethod(_plain.access)
    create_connection_link = RawMethod(_plain.create_connection_link)
    run = RawMethod(_plain.run)
    run_and_wait = RawMethod(_plain.run_and_wait)


class RawMcpResourceSets:
    _plain = cast("McpResourceSets", None)
    list = RawMethod(_plain.list)
    list_members = RawMethod(_plain.list_members)
    get = RawMethod(_plain.get)
    create = RawMethod(_plain.create)
    update = RawMethod(_plain.update)
    replace = RawMethod(_plain.replace)
    delete = RawMethod(_plain.delete)
    replace_members = RawMethod(_plain.replace_members)


class RawMcpServers:
    _plain = cast("McpServers", None)
    list = RawMethod(_plain.list)
    get = RawMethod(_plain.get)
    create = RawMethod(_plain.create)
    update = RawMethod(_plain.update)
    delete = RawMethod(_plain.delete)
    authorize = RawMethod(_plain.authorize)
    connect = RawMethod(_plain.connect)
    disconnect = RawMethod(_plain.disconnect)
    call = RawMethod(_plain.call)


class RawProjects:
    _plain = cast("Projects", None)
    list = RawMethod(_plain.list)
    get = RawMethod(_plain.get)
    errors = RawMethod(_plain.errors)
    templates = RawMethod(_plain.templates)
    plan = RawMethod(_plain.plan)
    create = RawMethod(_plain.create)
    agent = RawMethod(_plain.agent)
    stop = RawMethod(_plain.stop)
    start: Callable[..., RawResponse[Union[ProjectPlan, Project]]]
    share = RawMethod(_plain.share)
    copy = RawMethod(_plain.copy)


class RawRuns:
    _plain = cast("Runs", None)
    create = RawMethod(_plain.create)
    list = RawMethod(_plain.list)
    get = RawMethod(_plain.get)
    cancel = RawMethod(_plain.cancel)
    prices = RawMethod(_plain.prices)
    list_prices = RawMethod(_plain.list_prices)
    append_message = RawMethod(_plain.append_message)
    suggest_schema = RawMethod(_plain.suggest_schema)
    wait = RawMethod(_plain.wait)
    create_and_wait = RawMethod(_plain.create_and_wait)
    watch = RawMethod(_plain.watch)


class RawMcpShares:
    _plain = cast("McpShares", None)
    list = RawMethod(_plain.list)
    invitations = RawMethod(_plain.invitations)
    invite = RawMethod(_plain.invite)
    accept = RawMethod(_plain.accept)
    cancel = RawMethod(_plain.cancel)
    revoke = RawMethod(_plain.revoke)
    tools = RawMethod(_plain.tools)
    call = RawMethod(_plain.call)
    devices = RawMethod(_plain.devices)
    create_device = RawMethod(_plain.create_device)
    revoke_device = RawMethod(_plain.revoke_device)
    activity = RawMethod(_plain.activity)


class RawMcpTeams:
    _plain = cast("McpTeams", None)
    list = RawMethod(_plain.list)
    get = RawMethod(_plain.get)
    enable = RawMethod(_plain.enable)
    update = RawMethod(_plain.update)
    connections = RawMethod(_plain.connections)
    add_connection = RawMethod(_plain.add_connection)
    share_connection = RawMethod(_plain.share_connection)
    revoke_connection = RawMethod(_plain.revoke_connection)
    invite = RawMethod(_plain.invite)
    claim_invite = RawMethod(_plain.claim_invite)
    decide_invite = RawMethod(_plain.decide_invite)
    devices = RawMethod(_plain.devices)
    create_device = RawMethod(_plain.create_device)
    revoke_device = RawMethod(_plain.revoke_device)
    activity = RawMethod(_plain.activity)
    capabilities = RawMethod(_plain.capabilities)
    eligible = RawMethod(_plain.eligible)
    sources = RawMethod(_plain.sources)
    members = RawMethod(_plain.members)
    update_member = RawMethod(_plain.update_member)
    remove_member = RawMethod(_plain.remove_member)
    invitations = RawMethod(_plain.invitations)
    preview_invite = RawMethod(_plain.preview_invite)
    usage = RawMethod(_plain.usage)
    propose_transfer = RawMethod(_plain.propose_transfer)
    accept_transfer = RawMethod(_plain.accept_transfer)
    cancel_transfer = RawMethod(_plain.cancel_transfer)


class RawTools:
    _plain = cast("Tools", None)
    list = RawMethod(_plain.list)
    available = RawMethod(_plain.available)
    create = RawMethod(_plain.create)
    get = RawMethod(_plain.get)
    get_browser_profile = RawMethod(_plain.get_browser_profile)
    create_browser_profile = RawMethod(_plain.create_browser_profile)
    reconcile_browser_profile = RawMethod(_plain.reconcile_browser_profile)
    update = RawMethod(_plain.update)
    delete = RawMethod(_plain.delete)
    provide_config = RawMethod(_plain.provide_config)
    call = RawMethod(_plain.call)


class RawTriggersV1:
    _plain = cast("TriggersV1", None)
    list = RawMethod(_plain.list)
    get = RawMethod(_plain.get)
    create = RawMethod(_plain.create)
    update = RawMethod(_plain.update)
    pause = RawMethod(_plain.pause)
    activate = RawMethod(_plain.activate)
    delete = RawMethod(_plain.delete)
    events = RawMethod(_plain.events)


class RawVersions:
    _plain = cast("Versions", None)
    list = RawMethod(_plain.list)
    get = RawMethod(_plain.get)


class RawResources:
    agent_groups: RawAgentGroups
    agents: RawAgents
    apps: RawApps
    artifacts: RawArtifacts
    compilations: RawCompilations
    deployments: RawDeployments
    mcp_resource_sets: RawMcpResourceSets
    mcp_servers: RawMcpServers
    projects: RawProjects
    runs: RawRuns
    shares: RawMcpShares
    teams: RawMcpTeams
    tools: RawTools
    triggers_v1: RawTriggersV1
    versions: RawVersions


class AsyncRawAgentGroups:
    _plain = cast("AsyncAgentGroups", None)
    list = AsyncRawMethod(_plain.list)
    get = AsyncRawMethod(_plain.get)
    create = AsyncRawMethod(_plain.create)
    update = AsyncRawMethod(_plain.update)
    replace_assignments = AsyncRawMethod(_plain.replace_assignments)
    delete = AsyncRawMethod(_plain.delete)


class AsyncRawAgents:
    _plain = cast("AsyncAgents", None)
    create = AsyncRawMethod(_plain.create)
    list = AsyncRawMethod(_plain.list)
    get = AsyncRawMethod(_plain.get)
    update = AsyncRawMethod(_plain.update)
    delete = AsyncRawMethod(_plain.delete)
    run = AsyncRawMethod(_plain.run)
    run_and_wait = AsyncRawMethod(_plain.run_and_wait)
    freeze = AsyncRawMethod(_plain.freeze)
    suggest_schema = AsyncRawMethod(_plain.suggest_schema)
    compile_from_run = AsyncRawMethod(_plain.compile_from_run)


class AsyncRawApps:
    _plain = cast("AsyncApps", None)
    plan = AsyncRawMethod(_plain.plan)
    apply = AsyncRawMethod(_plain.apply)
    files: Callable[..., Awaitable[RawResponse[Union[AppFiles, AppFile]]]]
    status = AsyncRawMethod(_plain.status)


class AsyncRawArtifacts:
    _plain = cast("AsyncArtifacts", None)
    status = AsyncRawMethod(_plain.status)
    list = AsyncRawMethod(_plain.list)
    types = AsyncRawMethod(_plain.types)
    get = AsyncRawMethod(_plain.get)
    create: Callable[..., Awaitable[RawResponse[Union[ArtifactReceipt, ArtifactDryRun]]]]
    publish: Callable[..., Awaitable[RawResponse[Union[ArtifactReceipt, ArtifactDryRun]]]]
    create_from_directory: Callable[
        ..., Awaitable[RawResponse[Union[ArtifactReceipt, ArtifactDryRun]]]
    ]
    publish_directory: Callable[..., Awaitable[RawResponse[Union[ArtifactReceipt, ArtifactDryRun]]]]
    versions = AsyncRawMethod(_plain.versions)
    files = AsyncRawMethod(_plain.files)
    read_file = AsyncRawMethod(_plain.read_file)
    view = AsyncRawMethod(_plain.view)
    update = AsyncRawMethod(_plain.update)
    share = AsyncRawMethod(_plain.share)
    clone: Callable[..., Awaitable[RawResponse[Union[ArtifactReceipt, ArtifactDryRun]]]]
    lineage = AsyncRawMethod(_plain.lineage)
    history = AsyncRawMethod(_plain.history)
    members = AsyncRawMethod(_plain.members)
    add_member = AsyncRawMethod(_plain.add_member)
    remove_member = AsyncRawMethod(_plain.remove_member)
    invitations = AsyncRawMethod(_plain.invitations)
    accept_invitation = AsyncRawMethod(_plain.accept_invitation)
    decline_invitation = AsyncRawMethod(_plain.decline_invitation)
    delete = AsyncRawMethod(_plain.delete)


class AsyncRawCompilations:
    _plain = cast("AsyncCompilations", None)
    list = AsyncRawMethod(_plain.list)
    get_live = AsyncRawMethod(_plain.get_live)
    save_instruction = AsyncRawMethod(_plain.save_instruction)
    set_live = AsyncRawMethod(_plain.set_live)
    run_live = AsyncRawMethod(_plain.run_live)
    get = AsyncRawMethod(_plain.get)
    update = AsyncRawMethod(_plain.update)
    compile = AsyncRawMethod(_plain.compile)
    freeze = AsyncRawMethod(_plain.freeze)
    run = AsyncRawMethod(_plain.run)
    run_instruction = AsyncRawMethod(_plain.run_instruction)
    run_instruction_and_wait = AsyncRawMethod(_plain.run_instruction_and_wait)
    wait = AsyncRawMethod(_plain.wait)


class AsyncRawDeployments:
    _plain = cast("AsyncDeployments", None)
    list = AsyncRawMethod(_plain.list)
    get = AsyncRawMethod(_plain.get)
    create = AsyncRawMethod(_plain.create)
    update = AsyncRawMethod(_plain.update)
    publish = AsyncRawMethod(_plain.publish)
    preflight = AsyncRawMethod(_plain.preflight)
    access = AsyncRawMethod(_plain.access)
    create_connection_link = AsyncRawMethod(_plain.create_connection_link)
    run = AsyncRawMethod(_plain.run)
    run_and_wait = AsyncRawMethod(_plain.run_and_wait)


class AsyncRawMcpResourceSets:
    _plain = cast("AsyncMcpResourceSets", None)
    list = AsyncRawMethod(_plain.list)
    list_members = AsyncRawMethod(_plain.list_members)
    get = AsyncRawMethod(_plain.get)
    create = AsyncRawMethod(_plain.create)
    update = AsyncRawMethod(_plain.update)
    replace = AsyncRawMethod(_plain.replace)
    delete = AsyncRawMethod(_plain.delete)
    replace_members = AsyncRawMethod(_plain.replace_members)


class AsyncRawMcpServers:
    _plain = cast("AsyncMcpServers", None)
    list = AsyncRawMethod(_plain.list)
    get = AsyncRawMethod(_plain.get)
    create = AsyncRawMethod(_plain.create)
    update = AsyncRawMethod(_plain.update)
    delete = AsyncRawMethod(_plain.delete)
    authorize = AsyncRawMethod(_plain.authorize)
    connect = AsyncRawMethod(_plain.connect)
    disconnect = AsyncRawMethod(_plain.disconnect)
    call = AsyncRawMethod(_plain.call)


class AsyncRawProjects:
    _plain = cast("AsyncProjects", None)
    list = AsyncRawMethod(_plain.list)
    get = AsyncRawMethod(_plain.get)
    errors = AsyncRawMethod(_plain.errors)
    templates = AsyncRawMethod(_plain.templates)
    plan = AsyncRawMethod(_plain.plan)
    create = AsyncRawMethod(_plain.create)
    agent = AsyncRawMethod(_plain.agent)
    stop = AsyncRawMethod(_plain.stop)
    start: Callable[..., Awaitable[RawResponse[Union[ProjectPlan, Project]]]]
    share = AsyncRawMethod(_plain.share)
    copy = AsyncRawMethod(_plain.copy)


class AsyncRawRuns:
    _plain = cast("AsyncRuns", None)
    create = AsyncRawMethod(_plain.create)
    list = AsyncRawMethod(_plain.list)
    get = AsyncRawMethod(_plain.get)
    cancel = AsyncRawMethod(_plain.cancel)
    prices = AsyncRawMethod(_plain.prices)
    list_prices = AsyncRawMethod(_plain.list_prices)
    append_message = AsyncRawMethod(_plain.append_message)
    suggest_schema = AsyncRawMethod(_plain.suggest_schema)
    wait = AsyncRawMethod(_plain.wait)
    create_and_wait = AsyncRawMethod(_plain.create_and_wait)
    watch = AsyncRawMethod(_plain.watch)


class AsyncRawMcpShares:
    _plain = cast("AsyncMcpShares", None)
    list = AsyncRawMethod(_plain.list)
    invitations = AsyncRawMethod(_plain.invitations)
    invite = AsyncRawMethod(_plain.invite)
    accept = AsyncRawMethod(_plain.accept)
    cancel = AsyncRawMethod(_plain.cancel)
    revoke = AsyncRawMethod(_plain.revoke)
    tools = AsyncRawMethod(_plain.tools)
    call = AsyncRawMethod(_plain.call)
    devices = AsyncRawMethod(_plain.devices)
    create_device = AsyncRawMethod(_plain.create_device)
    revoke_device = AsyncRawMethod(_plain.revoke_device)
    activity = AsyncRawMethod(_plain.activity)


class AsyncRawMcpTeams:
    _plain = cast("AsyncMcpTeams", None)
    list = AsyncRawMethod(_plain.list)
    get = AsyncRawMethod(_plain.get)
    enable = AsyncRawMethod(_plain.enable)
    update = AsyncRawMethod(_plain.update)
    connections = AsyncRawMethod(_plain.connections)
    add_connection = AsyncRawMethod(_plain.add_connection)
    share_connection = AsyncRawMethod(_plain.share_connection)
    revoke_connection = AsyncRawMethod(_plain.revoke_connection)
    invite = AsyncRawMethod(_plain.invite)
    claim_invite = AsyncRawMethod(_plain.claim_invite)
    decide_invite = AsyncRawMethod(_plain.decide_invite)
    devices = AsyncRawMethod(_plain.devices)
    create_device = AsyncRawMethod(_plain.create_device)
    revoke_device = AsyncRawMethod(_plain.revoke_device)
    activity = AsyncRawMethod(_plain.activity)
    capabilities = AsyncRawMethod(_plain.capabilities)
    eligible = AsyncRawMethod(_plain.eligible)
    sources = AsyncRawMethod(_plain.sources)
    members = AsyncRawMethod(_plain.members)
    update_member = AsyncRawMethod(_plain.update_member)
    remove_member = AsyncRawMethod(_plain.remove_member)
    invitations = AsyncRawMethod(_plain.invitations)
    preview_invite = AsyncRawMethod(_plain.preview_invite)
    usage = AsyncRawMethod(_plain.usage)
    propose_transfer = AsyncRawMethod(_plain.propose_transfer)
    accept_transfer = AsyncRawMethod(_plain.accept_transfer)
    cancel_transfer = AsyncRawMethod(_plain.cancel_transfer)


class AsyncRawTools:
    _plain = cast("AsyncTools", None)
    list = AsyncRawMethod(_plain.list)
    available = AsyncRawMethod(_plain.available)
    create = AsyncRawMethod(_plain.create)
    get = AsyncRawMethod(_plain.get)
    get_browser_profile = AsyncRawMethod(_plain.get_browser_profile)
    create_browser_profile = AsyncRawMethod(_plain.create_browser_profile)
    reconcile_browser_profile = AsyncRawMethod(_plain.reconcile_browser_profile)
    update = AsyncRawMethod(_plain.update)
    delete = AsyncRawMethod(_plain.delete)
    provide_config = AsyncRawMethod(_plain.provide_config)
    call = AsyncRawMethod(_plain.call)


class AsyncRawTriggersV1:
    _plain = cast("AsyncTriggersV1", None)
    list = AsyncRawMethod(_plain.list)
    get = AsyncRawMethod(_plain.get)
    create = AsyncRawMethod(_plain.create)
    update = AsyncRawMethod(_plain.update)
    pause = AsyncRawMethod(_plain.pause)
    activate = AsyncRawMethod(_plain.activate)
    delete = AsyncRawMethod(_plain.delete)
    events = AsyncRawMethod(_plain.events)


class AsyncRawVersions:
    _plain = cast("AsyncVersions", None)
    list = AsyncRawMethod(_plain.list)
    get = AsyncRawMethod(_plain.get)


class AsyncRawResources:
    agent_groups: AsyncRawAgentGroups
    agents: AsyncRawAgents
    apps: AsyncRawApps
    artifacts: AsyncRawArtifacts
    compilations: AsyncRawCompilations
    deployments: AsyncRawDeployments
    mcp_resource_sets: AsyncRawMcpResourceSets
    mcp_servers: AsyncRawMcpServers
    projects: AsyncRawProjects
    runs: AsyncRawRuns
    shares: AsyncRawMcpShares
    teams: AsyncRawMcpTeams
    tools: AsyncRawTools
    triggers_v1: AsyncRawTriggersV1
    versions: AsyncRawVersions
