import { AgentGroups } from "../resources/agent_groups.js";
import { Agents } from "../resources/agents.js";
import { Apps } from "../resources/apps.js";
import { Artifacts } from "../resources/artifacts.js";
import { Compilations } from "../resources/compilations.js";
import { Deployments } from "../resources/deployments.js";
import { McpResourceSets } from "../resources/mcp_resource_sets.js";
import { McpServers } from "../resources/mcp_servers.js";
import { Projects } from "../resources/projects.js";
import { Runs } from "../resources/runs.js";
import { McpShares } from "../resources/shares.js";
import { McpTeams } from "../resources/teams.js";
import { Tools } from "../resources/tools.js";
import { TriggersV1 } from "../resources/triggers_v1.js";
import { Versions } from "../resources/versions.js";
import type { Connection } from "./connection.js";

// The resources of a client, by their names there.

const RESOURCES = {
  agents: Agents,
  runs: Runs,
  tools: Tools,
  compilations: Compilations,
  deployments: Deployments,
  versions: Versions,
  mcpResourceSets: McpResourceSets,
  agentGroups: AgentGroups,
  projects: Projects,
  apps: Apps,
  artifacts: Artifacts,
  mcpServers: McpServers,
  triggersV1: TriggersV1,
  teams: McpTeams,
  shares: McpShares,
} as const;

/** The name of a resource in a client. */
export type ResourceName = keyof typeof RESOURCES;

/** The resources of a client. */
export type Resources = { [Name in ResourceName]: InstanceType<(typeof RESOURCES)[Name]> };

/** @internal The names of the resources in a client. */
export const RESOURCE_NAMES = Object.keys(RESOURCES) as ResourceName[];

/** @internal Makes a resource that sends its requests over a connection. */
export function makeResource(name: ResourceName, connection: Connection): object {
  return new RESOURCES[name](connection);
}

/**
 * @internal
 * The resources of a client over another connection.
 *
 * @param client - The client. A resource of another class, which a program has put there, is the same
 *   in the result; methods that a program has put on a resource are in its copy, too.
 * @param connection - The connection.
 */
export function copyResources(client: object, connection: Connection): Record<string, object> {
  const copies: Record<string, object> = {};
  for (const name of RESOURCE_NAMES) {
    const resource = (client as Record<string, unknown>)[name] as object;
    const isOwn = Object.getPrototypeOf(resource) === RESOURCES[name].prototype;
    copies[name] = isOwn
      ? Object.defineProperties(
          makeResource(name, connection),
          Object.getOwnPropertyDescriptors(resource),
        )
      : resource;
  }
  return copies;
}

/** @internal Whether a program has replaced a resource of a client, or a method of it. */
export function isReplaced(resource: object, name: ResourceName, method: string): boolean {
  const { prototype } = RESOURCES[name];
  return Object.getPrototypeOf(resource) !== prototype || Object.hasOwn(resource, method);
}
