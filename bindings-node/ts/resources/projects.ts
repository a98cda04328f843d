// Generated from api/projects.toml by `make generate`; do not edit.

import type { Connection } from "../agents/connection.js";
import { given, integer, required } from "../arguments.js";
import {
  project,
  projectAgent,
  projectCopy,
  projectCreated,
  projectList,
  projectPlan,
  projectTemplates,
} from "../records/projects.js";
import { choose, untouched } from "../records.js";
import type {
  JsonObject,
  Project,
  ProjectAgent,
  ProjectAgentRequest,
  ProjectCopy,
  ProjectCopyRequest,
  ProjectCreate,
  ProjectCreated,
  ProjectErrorFilter,
  ProjectErrors,
  ProjectList,
  ProjectPlan,
  ProjectPlanRequest,
  ProjectShare,
  ProjectStart,
  ProjectStop,
  ProjectTemplates,
  RequestOptions,
} from "../types/index.js";
import * as handwritten from "./handwritten.js";

/** The projects of this account: `client.projects`. */
export class Projects {
  readonly #connection: Connection;

  /** @internal */
  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /**
   * Returns the projects, and the kinds of projects that this account may have.
   *
   * @param options - Optional: `signal`.
   * @returns The projects.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const { projects } = await client.projects.list();
   * ```
   */
  async list(options?: RequestOptions): Promise<ProjectList> {
    const { signal } = given(options);
    return await this.#connection.call("projects.list", { signal }, projectList);
  }

  /**
   * Returns one project.
   *
   * @param projectId - The project's id: `app:<owner>/<name>`, `site:<page id>`, `fleet:<lead
   *   agent id>` or `artifact:<artifact id>`.
   * @param options - Optional: `signal`.
   * @returns The project.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request (status 404 if there is none),
   *   or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * for (const { id } of (await client.projects.list()).projects) {
   *   console.log((await client.projects.get(id)).name);
   * }
   * ```
   */
  async get(projectId: string, options?: RequestOptions): Promise<Project> {
    const { signal } = given(options);
    const fields = { project_id: projectId };
    return await this.#connection.call("projects.get", { fields, signal }, project);
  }

  /**
   * Returns a page of the latest errors of a project.
   *
   * @param projectId - The project's id.
   * @param options - Optional: `limit`, `before` and `signal`.
   * @returns The page.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * for (const { id } of (await client.projects.list()).projects) {
   *   const page = await client.projects.errors(id, { limit: 20 });
   *   console.log(page.errors);
   *   for await (const error of page) console.log(error);
   * }
   * ```
   */
  errors(projectId: string, options?: ProjectErrorFilter): Promise<ProjectErrors> {
    return handwritten.projectsErrors(this.#connection, projectId, options);
  }

  /**
   * Yields the rows of `errors` one by one.
   *
   * A page is requested when its first row is needed, so that the memory for a list of any
   * length is that of one page.
   *
   * @param projectId - The project's id.
   * @param options - Optional: `limit`, `before` and `signal`.
   * @returns The rows.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * for (const { id } of (await client.projects.list()).projects) {
   *   let count = 0;
   *   for await (const _ of client.projects.iterErrors(id)) count += 1;
   *   console.log(count);
   * }
   * ```
   */
  iterErrors(
    projectId: string,
    options?: ProjectErrorFilter,
  ): AsyncGenerator<JsonObject, void, undefined> {
    return this.#connection.rows(
      "projects.errors",
      () => {
        const { limit, before, signal } = given(options);
        const fields = { project_id: projectId, limit: integer(limit, "limit"), before };
        return { fields, signal };
      },
      untouched,
    );
  }

  /**
   * Returns the templates of projects.
   *
   * @param options - Optional: `signal`.
   * @returns The templates.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const { templates } = await client.projects.templates();
   * ```
   */
  async templates(options?: RequestOptions): Promise<ProjectTemplates> {
    const { signal } = given(options);
    return await this.#connection.call("projects.templates", { signal }, projectTemplates);
  }

  /**
   * Returns the plan and the cost of a `create`; nothing is created.
   *
   * @param options - `name`; optional: `template`, `description`, `budget` and `signal`.
   * @returns The plan; `create` takes its `planToken`.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const { planToken } = await client.projects.plan({ name: "shop", template: "blank" });
   * ```
   */
  async plan(options: ProjectPlanRequest): Promise<ProjectPlan> {
    const { name, template, description, budget, signal } = given(options);
    const fields = { name: required(name, "name"), template, description, budget };
    return await this.#connection.call("projects.plan", { fields, signal }, projectPlan);
  }

  /**
   * Creates the project of a plan.
   *
   * @param options - `name` and `planToken`; optional: `template`, `description`, `budget`,
   *   `idempotencyKey` and `signal`.
   * @returns The project's id and its first release.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const { planToken } = await client.projects.plan({ name: "shop" });
   * const { project } = await client.projects.create({ name: "shop", planToken: planToken ?? "" });
   * console.log((await client.projects.get(project)).name);
   * ```
   */
  async create(options: ProjectCreate): Promise<ProjectCreated> {
    const { name, planToken, template, description, budget, idempotencyKey, signal } =
      given(options);
    const fields = {
      name: required(name, "name"),
      plan_token: required(planToken, "planToken"),
      template,
      description,
      budget,
    };
    return await this.#connection.call(
      "projects.create",
      { fields, idempotencyKey, signal },
      projectCreated,
    );
  }

  /**
   * Returns the agent of an app or a site; the first call creates it.
   *
   * @param projectId - The project's id: `app:<owner>/<name>` or `site:<page id>`.
   * @param options - Optional: `model` and `signal`.
   * @returns The agent.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const { planToken } = await client.projects.plan({ name: "shop" });
   * const { project } = await client.projects.create({ name: "shop", planToken: planToken ?? "" });
   * const { agent } = await client.projects.agent(project);
   * ```
   */
  async agent(projectId: string, options?: ProjectAgentRequest): Promise<ProjectAgent> {
    const { model, signal } = given(options);
    const fields = { project_id: projectId, model };
    return await this.#connection.call("projects.agent", { fields, signal }, projectAgent);
  }

  /**
   * Stops an app or a site; its data stays.
   *
   * @param projectId - The project's id: `app:<owner>/<name>` or `site:<page id>`.
   * @param options - Optional: `idempotencyKey` and `signal`.
   * @returns The project.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * for (const { id, kind, status } of (await client.projects.list()).projects) {
   *   if (kind === "app" && status === "running") await client.projects.stop(id);
   * }
   * ```
   */
  async stop(projectId: string, options?: ProjectStop): Promise<Project> {
    const { idempotencyKey, signal } = given(options);
    const fields = { project_id: projectId };
    return await this.#connection.call(
      "projects.stop",
      { fields, idempotencyKey, signal },
      project,
    );
  }

  /**
   * Starts a stopped app or site. Without `planToken`, it only returns the plan with the cost.
   *
   * @param projectId - The project's id: `app:<owner>/<name>` or `site:<page id>`.
   * @param options - Optional: `planToken`, `idempotencyKey` and `signal`.
   * @returns The plan, or the project with `planToken`.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * for (const { id, kind, status } of (await client.projects.list()).projects) {
   *   if (kind === "app" && status === "stopped") await client.projects.start(id);
   * }
   * ```
   */
  async start<Chosen extends string | null | undefined = undefined>(
    projectId: string,
    options?: ProjectStart & { planToken?: Chosen | undefined },
  ): Promise<Chosen extends string ? Project : ProjectPlan> {
    const { planToken, idempotencyKey, signal } = given(options);
    const fields = { project_id: projectId, plan_token: planToken };
    return (await this.#connection.call(
      "projects.start",
      { fields, idempotencyKey, signal },
      choose(planToken, projectPlan, project),
    )) as Chosen extends string ? Project : ProjectPlan;
  }

  /**
   * Makes an app or a fleet public, or private again.
   *
   * @param projectId - The project's id, or the address of its page.
   * @param options - `public`; optional: `signal`.
   * @returns The project.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const { planToken } = await client.projects.plan({ name: "shop" });
   * const { project } = await client.projects.create({ name: "shop", planToken: planToken ?? "" });
   * await client.projects.share(project, { public: true });
   * ```
   */
  async share(projectId: string, options: ProjectShare): Promise<Project> {
    const { public: publicValue, signal } = given(options);
    const fields = { project_id: projectId, public: publicValue };
    return await this.#connection.call("projects.share", { fields, signal }, project);
  }

  /**
   * Copies an app or a fleet to this account.
   *
   * @param project - The project's id, or the address of its page.
   * @param options - Optional: `name`, `idempotencyKey` and `signal`.
   * @returns The copy, its agents, and the remaining setup.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * for (const { id, kind } of (await client.projects.list()).projects) {
   *   if (kind === "fleet") await client.projects.copy(id);
   * }
   * ```
   */
  async copy(project: string, options?: ProjectCopyRequest): Promise<ProjectCopy> {
    const { name, idempotencyKey, signal } = given(options);
    const fields = { project, name };
    return await this.#connection.call(
      "projects.copy",
      { fields, idempotencyKey, signal },
      projectCopy,
    );
  }
}
