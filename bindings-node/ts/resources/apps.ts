// Generated from api/apps.toml by `make generate`; do not edit.

import type { Connection } from "../agents/connection.js";
import { given, identifier, integer, required } from "../arguments.js";
import { fileEntries } from "../conversions.js";
import { appFile, appFiles, appPlan, appRelease } from "../records/apps.js";
import { choose } from "../records.js";
import type {
  AppApply,
  AppFile,
  AppFiles,
  AppFilesFilter,
  AppPlan,
  AppPlanRequest,
  AppRelease,
  RequestOptions,
} from "../types/index.js";

/** The apps of this account: `client.apps`. */
export class Apps {
  readonly #connection: Connection;

  /** @internal */
  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /**
   * Returns the changes and the cost of an `apply`; nothing is changed.
   *
   * @param options - Optional: `files`, `app`, `overrides`, `instances` and `signal`.
   * @returns The plan; `apply` takes its `planToken`.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const files = [{ path: "flymy.yaml", content: "name: shop" }];
   * const { planToken } = await client.apps.plan({ files });
   * ```
   */
  async plan(options?: AppPlanRequest): Promise<AppPlan> {
    const { files, app, overrides, instances, signal } = given(options);
    const fields = {
      files: await fileEntries(files),
      app,
      overrides: await fileEntries(overrides),
      instances,
    };
    return await this.#connection.call("apps.plan", { fields, signal }, appPlan);
  }

  /**
   * Applies a plan; `status` returns its progress.
   *
   * @param options - `planToken`; optional: `files`, `app`, `overrides`, `instances`,
   *   `idempotencyKey` and `signal`.
   * @returns The release.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const files = [{ path: "flymy.yaml", content: "name: shop" }];
   * const { planToken } = await client.apps.plan({ files });
   * const { release } = await client.apps.apply({ files, planToken });
   * ```
   */
  async apply(options: AppApply): Promise<AppRelease> {
    const { planToken, files, app, overrides, instances, idempotencyKey, signal } = given(options);
    const fields = {
      plan_token: planToken,
      files: await fileEntries(files),
      app,
      overrides: await fileEntries(overrides),
      instances,
    };
    return await this.#connection.call(
      "apps.apply",
      { fields, idempotencyKey, signal },
      appRelease,
    );
  }

  /**
   * Returns the files of an app that was applied or, with `path`, a part of one of them.
   *
   * @param app - The app, as `owner/name`.
   * @param options - Optional: `path`, `offset`, `limit` and `signal`.
   * @returns The files, or the part of one with `path`.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * for (const { id, kind, status } of (await client.projects.list()).projects) {
   *   if (kind === "app" && status === "running") await client.apps.files(id.slice("app:".length));
   * }
   * ```
   */
  async files<Chosen extends string | null | undefined = undefined>(
    app: string,
    options?: AppFilesFilter & { path?: Chosen | undefined },
  ): Promise<Chosen extends string ? AppFile : AppFiles> {
    const { path, offset, limit, signal } = given(options);
    const fields = {
      app: required(app, "app", true),
      path,
      offset: integer(offset, "offset"),
      limit: integer(limit, "limit"),
    };
    return (await this.#connection.call(
      "apps.files",
      { fields, signal },
      choose(path, appFiles, appFile),
    )) as Chosen extends string ? AppFile : AppFiles;
  }

  /**
   * Returns a release.
   *
   * @param releaseId - The release's id, from `apply`.
   * @param options - Optional: `signal`.
   * @returns The release.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const files = [{ path: "flymy.yaml", content: "name: shop" }];
   * const { planToken } = await client.apps.plan({ files });
   * const { release } = await client.apps.apply({ files, planToken });
   * console.log((await client.apps.status(release)).status);
   * ```
   */
  async status(releaseId: string, options?: RequestOptions): Promise<AppRelease> {
    const id = identifier(releaseId, "releaseId");
    const { signal } = given(options);
    return await this.#connection.call("apps.status", { id, signal }, appRelease);
  }
}
