// Generated from api/artifacts.toml by `make generate`; do not edit.

import type { Connection } from "../agents/connection.js";
import {
  given,
  idAndOptions,
  identifier,
  integer,
  optionalIdentifier,
  required,
} from "../arguments.js";
import { directoryPath, fileEntries } from "../conversions.js";
import {
  ARTIFACT_PAGE,
  artifact,
  artifactClone,
  artifactDryRun,
  artifactEvent,
  artifactFiles,
  artifactFileText,
  artifactInvitation,
  artifactInvitationAccepted,
  artifactInvitationDeclined,
  artifactMemberReceipt,
  artifactMembers,
  artifactReceipt,
  artifactSummary,
  artifactsStatus,
  artifactTypeList,
  artifactVersion,
  artifactView,
} from "../records/artifacts.js";
import { either, pageOf, untouched } from "../records.js";
import type {
  Artifact,
  ArtifactClone,
  ArtifactCloneRequest,
  ArtifactCreate,
  ArtifactDryRun,
  ArtifactEvent,
  ArtifactEventFilter,
  ArtifactFileSelection,
  ArtifactFiles,
  ArtifactFileText,
  ArtifactFilter,
  ArtifactFromDirectory,
  ArtifactInvitation,
  ArtifactInvitationAccepted,
  ArtifactInvitationDeclined,
  ArtifactInvitationFilter,
  ArtifactLineage,
  ArtifactLineageFilter,
  ArtifactLink,
  ArtifactMemberAdd,
  ArtifactMemberReceipt,
  ArtifactMembers,
  ArtifactPage,
  ArtifactPublish,
  ArtifactPublishDirectory,
  ArtifactReceipt,
  ArtifactShareUpdate,
  ArtifactSummary,
  ArtifactsStatus,
  ArtifactType,
  ArtifactUpdate,
  ArtifactVersion,
  ArtifactVersionFilter,
  ArtifactVersionSelection,
  ArtifactView,
  ArtifactViewSelection,
  Json,
  RequestOptions,
} from "../types/index.js";
import * as handwritten from "./handwritten.js";

/** The artifacts of this account, and the artifacts that are shared with it: `client.artifacts`. */
export class Artifacts {
  readonly #connection: Connection;

  /** @internal */
  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /**
   * Returns whether artifacts are enabled for this account, and the limits.
   *
   * @param options - Optional: `signal`.
   * @returns The status.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const { enabled, limits } = await client.artifacts.status();
   * ```
   */
  async status(options?: RequestOptions): Promise<ArtifactsStatus> {
    const { signal } = given(options);
    return await this.#connection.call("artifacts.status", { signal }, artifactsStatus);
  }

  /**
   * Returns a page of the artifacts, the newest first.
   *
   * @param options - Optional: `cursor`, `pageSize`, `scope` and `signal`.
   * @returns The page.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * for await (const artifact of await client.artifacts.list({ pageSize: 50 })) {
   *   console.log(artifact.name);
   * }
   * ```
   */
  async list(options?: ArtifactFilter): Promise<ArtifactPage<ArtifactSummary>> {
    const { cursor, pageSize, scope, signal } = given(options);
    const fields = { cursor, page_size: integer(pageSize, "pageSize"), scope };
    return await this.#connection.page(
      "artifacts.list",
      { fields, signal },
      pageOf(ARTIFACT_PAGE, "results", artifactSummary),
    );
  }

  /**
   * Yields the rows of `list` one by one.
   *
   * A page is requested when its first row is needed, so that the memory for a list of any
   * length is that of one page.
   *
   * @param options - Optional: `cursor`, `pageSize`, `scope` and `signal`.
   * @returns The rows.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * for await (const artifact of client.artifacts.iter()) console.log(artifact.name);
   * ```
   */
  iter(options?: ArtifactFilter): AsyncGenerator<ArtifactSummary, void, undefined> {
    return this.#connection.rows(
      "artifacts.list",
      () => {
        const { cursor, pageSize, scope, signal } = given(options);
        const fields = { cursor, page_size: integer(pageSize, "pageSize"), scope };
        return { fields, signal };
      },
      artifactSummary,
    );
  }

  /**
   * Returns the types from which an artifact can be created.
   *
   * @param options - Optional: `signal`.
   * @returns The types.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const types = await client.artifacts.types();
   * ```
   */
  async types(options?: RequestOptions): Promise<ArtifactType[]> {
    const { signal } = given(options);
    return await this.#connection.call("artifacts.types", { signal }, artifactTypeList);
  }

  /**
   * Returns one artifact, by its id or by a share link.
   *
   * @param artifactId - The artifact's id, or the address of its page.
   * @param options - Optional: `shareLink` and `signal`.
   * @returns The artifact.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request (status 404 if there is none),
   *   or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const files = [{ path: "index.html", content: "<h1>Deck</h1>" }];
   * const { artifact } = await client.artifacts.create({ name: "Deck", files });
   * console.log((await client.artifacts.get(artifact.id)).name);
   * ```
   */
  async get(
    artifactId: undefined | string | null | ArtifactLink,
    options?: ArtifactLink,
  ): Promise<Artifact> {
    const [idValue, selected] = idAndOptions(artifactId, options);
    const id = optionalIdentifier(idValue, "artifactId");
    const { shareLink, signal } = given(selected);
    const fields = { share_link: shareLink };
    return await this.#connection.call("artifacts.get", { id, fields, signal }, artifact);
  }

  /**
   * Creates an artifact from files, or from a type.
   *
   * @param options - Optional: `name`, `files`, `type`, `description`, `entry`, `message`,
   *   `visibility`, `withSources`, `dryRun`, `idempotencyKey` and `signal`.
   * @returns The artifact and its version, or the plan of a dry run.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const files = [{ path: "index.html", content: "<h1>Deck</h1>" }];
   * const receipt = await client.artifacts.create({ name: "Deck", files });
   * ```
   */
  async create<Chosen extends boolean = false>(
    options?: ArtifactCreate & { dryRun?: Chosen | undefined },
  ): Promise<Chosen extends true ? ArtifactDryRun : ArtifactReceipt> {
    const {
      name,
      files,
      type,
      description,
      entry,
      message,
      visibility,
      withSources,
      dryRun,
      idempotencyKey,
      signal,
    } = given(options);
    const fields = {
      name,
      files: await fileEntries(files),
      type,
      description,
      entry,
      message,
      visibility,
      with_sources: withSources,
      dry_run: dryRun,
    };
    return (await this.#connection.call(
      "artifacts.create",
      { fields, idempotencyKey, signal },
      either(artifactReceipt, artifactDryRun, "dry_run"),
    )) as Chosen extends true ? ArtifactDryRun : ArtifactReceipt;
  }

  /**
   * Adds a version: the files of the version that it is based on, with changes.
   *
   * @param artifactId - The artifact's id, or the address of its page.
   * @param options - `baseVersion`; optional: `files`, `delete`, `entry`, `message`, `publish`,
   *   `dryRun`, `idempotencyKey` and `signal`.
   * @returns The artifact and its version, or the plan of a dry run.
   * @throws ArtifactStaleBaseVersionError if `baseVersion` is not the latest version.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const files = [{ path: "index.html", content: "<h1>Deck</h1>" }];
   * const { artifact } = await client.artifacts.create({ name: "Deck", files });
   * await client.artifacts.publish(artifact.id, {
   *   baseVersion: 1,
   *   files: [{ path: "index.html", content: "<h1>New deck</h1>" }],
   * });
   * ```
   */
  async publish<Chosen extends boolean = false>(
    artifactId: string,
    options: ArtifactPublish & { dryRun?: Chosen | undefined },
  ): Promise<Chosen extends true ? ArtifactDryRun : ArtifactReceipt> {
    const id = identifier(artifactId, "artifactId");
    const {
      baseVersion,
      files,
      delete: deleteValue,
      entry,
      message,
      publish,
      dryRun,
      idempotencyKey,
      signal,
    } = given(options);
    const fields = {
      base_version: required(integer(baseVersion, "baseVersion"), "baseVersion"),
      files: await fileEntries(files),
      delete: deleteValue,
      entry,
      message,
      publish,
      dry_run: dryRun,
    };
    return (await this.#connection.call(
      "artifacts.publish",
      { id, fields, idempotencyKey, signal },
      either(artifactReceipt, artifactDryRun, "dry_run"),
    )) as Chosen extends true ? ArtifactDryRun : ArtifactReceipt;
  }

  /**
   * Makes an artifact of the files of a directory, which are read while they are sent.
   *
   * The rules of directories are those of `artifactFilesFromDirectory`. A directory that can't
   * be sent, and a file that changes while it is sent, are errors that name it; nothing is made
   * then.
   *
   * @param directory - The directory.
   * @param options - `name`; optional: `description`, `entry`, `message`, `visibility`,
   *   `withSources`, `dryRun`, `idempotencyKey` and `signal`.
   * @returns The artifact and its version, or the plan of a dry run.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const receipt = await client.artifacts.createFromDirectory("docs", { name: "Docs" });
   * ```
   */
  async createFromDirectory<Chosen extends boolean = false>(
    directory: string,
    options: ArtifactFromDirectory & { dryRun?: Chosen | undefined },
  ): Promise<Chosen extends true ? ArtifactDryRun : ArtifactReceipt> {
    const {
      name,
      description,
      entry,
      message,
      visibility,
      withSources,
      dryRun,
      idempotencyKey,
      signal,
    } = given(options);
    const fields = {
      directory: directoryPath(directory),
      name,
      description,
      entry,
      message,
      visibility,
      with_sources: withSources,
      dry_run: dryRun,
    };
    return (await this.#connection.call(
      "artifacts.create_from_directory",
      { fields, idempotencyKey, signal },
      either(artifactReceipt, artifactDryRun, "dry_run"),
    )) as Chosen extends true ? ArtifactDryRun : ArtifactReceipt;
  }

  /**
   * Adds a version with the files of a directory, of which only those are sent that differ from
   * the version that it is based on. Files that are not in the directory are taken away.
   *
   * Files are read while they are sent, so that a directory of any size needs little memory.
   * The rules of directories are those of `artifactFilesFromDirectory`. A directory that can't
   * be sent, and a file that changes while it is sent, are errors that name it; nothing is
   * published then.
   *
   * @param artifactId - The artifact's id, or the address of its page.
   * @param directory - The directory.
   * @param options - `baseVersion`; optional: `entry`, `message`, `publish`, `dryRun`,
   *   `idempotencyKey` and `signal`.
   * @returns The artifact and its version, or the plan of a dry run.
   * @throws ArtifactStaleBaseVersionError if `baseVersion` is not the latest version.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const { artifact } = await client.artifacts.createFromDirectory("docs", { name: "Docs" });
   * await client.artifacts.publishDirectory(artifact.id, "docs", { baseVersion: 1 });
   * ```
   */
  async publishDirectory<Chosen extends boolean = false>(
    artifactId: string,
    directory: string,
    options: ArtifactPublishDirectory & { dryRun?: Chosen | undefined },
  ): Promise<Chosen extends true ? ArtifactDryRun : ArtifactReceipt> {
    const id = identifier(artifactId, "artifactId");
    const { baseVersion, entry, message, publish, dryRun, idempotencyKey, signal } = given(options);
    const fields = {
      directory: directoryPath(directory),
      base_version: required(integer(baseVersion, "baseVersion"), "baseVersion"),
      entry,
      message,
      publish,
      dry_run: dryRun,
    };
    return (await this.#connection.call(
      "artifacts.publish_directory",
      { id, fields, idempotencyKey, signal },
      either(artifactReceipt, artifactDryRun, "dry_run"),
    )) as Chosen extends true ? ArtifactDryRun : ArtifactReceipt;
  }

  /**
   * Returns a page of the versions of an artifact, the newest first.
   *
   * @param artifactId - The artifact's id, or the address of its page.
   * @param options - Optional: `cursor`, `pageSize` and `signal`.
   * @returns The page.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const { artifact } = await client.artifacts.create({ type: "game" });
   * const { results } = await client.artifacts.versions(artifact.id);
   * ```
   */
  async versions(
    artifactId: string,
    options?: ArtifactVersionFilter,
  ): Promise<ArtifactPage<ArtifactVersion>> {
    const id = identifier(artifactId, "artifactId");
    const { cursor, pageSize, signal } = given(options);
    const fields = { cursor, page_size: integer(pageSize, "pageSize") };
    return await this.#connection.page(
      "artifacts.versions",
      { id, fields, signal },
      pageOf(ARTIFACT_PAGE, "results", artifactVersion),
    );
  }

  /**
   * Yields the rows of `versions` one by one.
   *
   * A page is requested when its first row is needed, so that the memory for a list of any
   * length is that of one page.
   *
   * @param artifactId - The artifact's id, or the address of its page.
   * @param options - Optional: `cursor`, `pageSize` and `signal`.
   * @returns The rows.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const { artifact } = await client.artifacts.create({ type: "game" });
   * for await (const { version } of client.artifacts.iterVersions(artifact.id)) console.log(version);
   * ```
   */
  iterVersions(
    artifactId: string,
    options?: ArtifactVersionFilter,
  ): AsyncGenerator<ArtifactVersion, void, undefined> {
    return this.#connection.rows(
      "artifacts.versions",
      () => {
        const id = identifier(artifactId, "artifactId");
        const { cursor, pageSize, signal } = given(options);
        const fields = { cursor, page_size: integer(pageSize, "pageSize") };
        return { id, fields, signal };
      },
      artifactVersion,
    );
  }

  /**
   * Returns the list of a version's files.
   *
   * @param artifactId - The artifact's id, or the address of its page.
   * @param options - `version`; optional: `shareLink` and `signal`.
   * @returns The files, without their content.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const { artifact } = await client.artifacts.create({ type: "game" });
   * const { files } = await client.artifacts.files(artifact.id, { version: 1 });
   * ```
   */
  async files(
    artifactId: undefined | string | null,
    options: ArtifactVersionSelection,
  ): Promise<ArtifactFiles> {
    const [idValue, selected] = idAndOptions(artifactId, options);
    const id = optionalIdentifier(idValue, "artifactId");
    const { version, shareLink, signal } = given(selected);
    const fields = { version: integer(version, "version"), share_link: shareLink };
    return await this.#connection.call("artifacts.files", { id, fields, signal }, artifactFiles);
  }

  /**
   * Returns a text file of a version, or a part of it.
   *
   * @param artifactId - The artifact's id, or the address of its page.
   * @param options - `version` and `path`; optional: `shareLink`, `offset`, `maxBytes` and
   *   `signal`.
   * @returns The part.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const files = [{ path: "index.html", content: "<h1>Deck</h1>" }];
   * const { artifact } = await client.artifacts.create({ name: "Deck", files });
   * const file = await client.artifacts.readFile(artifact.id, { version: 1, path: "index.html" });
   * console.log(file.content);
   * ```
   */
  async readFile(
    artifactId: undefined | string | null,
    options: ArtifactFileSelection,
  ): Promise<ArtifactFileText> {
    const [idValue, selected] = idAndOptions(artifactId, options);
    const id = optionalIdentifier(idValue, "artifactId");
    const { version, path, shareLink, offset, maxBytes, signal } = given(selected);
    const fields = {
      version: integer(version, "version"),
      path: required(path, "path", true),
      share_link: shareLink,
      offset: integer(offset, "offset"),
      max_bytes: integer(maxBytes, "maxBytes"),
    };
    return await this.#connection.call(
      "artifacts.read_file",
      { id, fields, signal },
      artifactFileText,
    );
  }

  /**
   * Returns a temporary address that shows a version.
   *
   * @param artifactId - The artifact's id, or the address of its page.
   * @param options - `version`; optional: `shareLink` and `signal`.
   * @returns The address.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const { artifact } = await client.artifacts.create({ type: "game" });
   * const { url, expiresAt } = await client.artifacts.view(artifact.id, { version: 1 });
   * ```
   */
  async view(
    artifactId: undefined | string | null,
    options: ArtifactViewSelection,
  ): Promise<ArtifactView> {
    const [idValue, selected] = idAndOptions(artifactId, options);
    const id = optionalIdentifier(idValue, "artifactId");
    const { version, shareLink, signal } = given(selected);
    const fields = { version: integer(version, "version"), share_link: shareLink };
    return await this.#connection.call("artifacts.view", { id, fields, signal }, artifactView);
  }

  /**
   * Changes an artifact and returns it; arguments that are left out keep their values.
   *
   * @param artifactId - The artifact's id, or the address of its page.
   * @param options - Optional: `name`, `description`, `liveVersion` and `signal`.
   * @returns The changed artifact.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const { artifact } = await client.artifacts.create({ type: "game" });
   * await client.artifacts.update(artifact.id, { name: "Foxes" });
   * ```
   */
  async update(artifactId: string, options?: ArtifactUpdate): Promise<Artifact> {
    const id = identifier(artifactId, "artifactId");
    const { name, description, liveVersion, signal } = given(options);
    const fields = { name, description, live_version: integer(liveVersion, "liveVersion") };
    return await this.#connection.call("artifacts.update", { id, fields, signal }, artifact);
  }

  /**
   * Changes the visibility of an artifact, and returns the artifact.
   *
   * @param artifactId - The artifact's id, or the address of its page.
   * @param options - Optional: `visibility`, `withSources`, `resetLink`, `idempotencyKey` and
   *   `signal`.
   * @returns The artifact.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const { artifact } = await client.artifacts.create({ type: "game" });
   * const { shareUrl } = await client.artifacts.share(artifact.id, { visibility: "link" });
   * ```
   */
  async share(artifactId: string, options?: ArtifactShareUpdate): Promise<Artifact> {
    const id = identifier(artifactId, "artifactId");
    const { visibility, withSources, resetLink, idempotencyKey, signal } = given(options);
    const fields = { visibility, with_sources: withSources, reset_link: resetLink };
    return await this.#connection.call(
      "artifacts.share",
      { id, fields, idempotencyKey, signal },
      artifact,
    );
  }

  /**
   * Copies an artifact to this account.
   *
   * @param artifactId - The artifact's id, or the address of its page.
   * @param options - Optional: `shareLink`, `version`, `name`, `dryRun`, `idempotencyKey` and
   *   `signal`.
   * @returns The copy and its version, or the plan of a dry run.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const { artifact } = await client.artifacts.create({ type: "game" });
   * await client.artifacts.clone(artifact.id, { name: "Mine" });
   * ```
   */
  async clone<Chosen extends boolean = false>(
    artifactId: undefined | string | null | ArtifactCloneRequest,
    options?: ArtifactCloneRequest & { dryRun?: Chosen | undefined },
  ): Promise<Chosen extends true ? ArtifactDryRun : ArtifactReceipt> {
    const [idValue, selected] = idAndOptions(artifactId, options);
    const id = optionalIdentifier(idValue, "artifactId");
    const { shareLink, version, name, dryRun, idempotencyKey, signal } = given(selected);
    const fields = {
      share_link: shareLink,
      version: integer(version, "version"),
      name,
      dry_run: dryRun,
    };
    return (await this.#connection.call(
      "artifacts.clone",
      { id, fields, idempotencyKey, signal },
      either(artifactReceipt, artifactDryRun, "dry_run"),
    )) as Chosen extends true ? ArtifactDryRun : ArtifactReceipt;
  }

  /**
   * Returns the origin of an artifact, and a page of its copies.
   *
   * @param artifactId - The artifact's id, or the address of its page.
   * @param options - Optional: `cursor`, `pageSize` and `signal`.
   * @returns The origin and the copies.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const { artifact } = await client.artifacts.create({ type: "game" });
   * const { cloneCount } = await client.artifacts.lineage(artifact.id);
   * ```
   */
  lineage(artifactId: string, options?: ArtifactLineageFilter): Promise<ArtifactLineage> {
    return handwritten.artifactsLineage(this.#connection, artifactId, options);
  }

  /**
   * Yields the rows of `lineage` one by one.
   *
   * A page is requested when its first row is needed, so that the memory for a list of any
   * length is that of one page.
   *
   * @param artifactId - The artifact's id, or the address of its page.
   * @param options - Optional: `cursor`, `pageSize` and `signal`.
   * @returns The rows.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const { artifact } = await client.artifacts.create({ type: "game" });
   * const copies = [];
   * for await (const { id } of client.artifacts.iterLineage(artifact.id)) copies.push(id);
   * console.log(copies);
   * ```
   */
  iterLineage(
    artifactId: string,
    options?: ArtifactLineageFilter,
  ): AsyncGenerator<ArtifactClone, void, undefined> {
    return this.#connection.rows(
      "artifacts.lineage",
      () => {
        const id = identifier(artifactId, "artifactId");
        const { cursor, pageSize, signal } = given(options);
        const fields = { cursor, page_size: integer(pageSize, "pageSize") };
        return { id, fields, signal };
      },
      artifactClone,
    );
  }

  /**
   * Returns a page of the events of an artifact, the newest first.
   *
   * @param artifactId - The artifact's id, or the address of its page.
   * @param options - Optional: `cursor`, `pageSize` and `signal`.
   * @returns The page.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const { artifact } = await client.artifacts.create({ type: "game" });
   * const { results } = await client.artifacts.history(artifact.id);
   * ```
   */
  async history(
    artifactId: string,
    options?: ArtifactEventFilter,
  ): Promise<ArtifactPage<ArtifactEvent>> {
    const id = identifier(artifactId, "artifactId");
    const { cursor, pageSize, signal } = given(options);
    const fields = { cursor, page_size: integer(pageSize, "pageSize") };
    return await this.#connection.page(
      "artifacts.history",
      { id, fields, signal },
      pageOf(ARTIFACT_PAGE, "results", artifactEvent),
    );
  }

  /**
   * Yields the rows of `history` one by one.
   *
   * A page is requested when its first row is needed, so that the memory for a list of any
   * length is that of one page.
   *
   * @param artifactId - The artifact's id, or the address of its page.
   * @param options - Optional: `cursor`, `pageSize` and `signal`.
   * @returns The rows.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const { artifact } = await client.artifacts.create({ type: "game" });
   * for await (const { kind } of client.artifacts.iterHistory(artifact.id)) console.log(kind);
   * ```
   */
  iterHistory(
    artifactId: string,
    options?: ArtifactEventFilter,
  ): AsyncGenerator<ArtifactEvent, void, undefined> {
    return this.#connection.rows(
      "artifacts.history",
      () => {
        const id = identifier(artifactId, "artifactId");
        const { cursor, pageSize, signal } = given(options);
        const fields = { cursor, page_size: integer(pageSize, "pageSize") };
        return { id, fields, signal };
      },
      artifactEvent,
    );
  }

  /**
   * Returns the members of an artifact: the people it is shared with.
   *
   * @param artifactId - The artifact's id, or the address of its page.
   * @param options - Optional: `signal`.
   * @returns The members.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const { artifact } = await client.artifacts.create({ type: "game" });
   * const { members } = await client.artifacts.members(artifact.id);
   * ```
   */
  async members(artifactId: string, options?: RequestOptions): Promise<ArtifactMembers> {
    const id = identifier(artifactId, "artifactId");
    const { signal } = given(options);
    return await this.#connection.call("artifacts.members", { id, signal }, artifactMembers);
  }

  /**
   * Invites a person to an artifact.
   *
   * @param artifactId - The artifact's id, or the address of its page.
   * @param options - `user`; optional: `role` and `signal`.
   * @returns The member.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const { artifact } = await client.artifacts.create({ type: "game" });
   * await client.artifacts.addMember(artifact.id, { user: "bob@example.com", role: "edit" });
   * ```
   */
  async addMember(artifactId: string, options: ArtifactMemberAdd): Promise<ArtifactMemberReceipt> {
    const id = identifier(artifactId, "artifactId");
    const { user, role, signal } = given(options);
    const fields = { user, role };
    return await this.#connection.call(
      "artifacts.add_member",
      { id, fields, signal },
      artifactMemberReceipt,
    );
  }

  /**
   * Removes a member from an artifact.
   *
   * @param artifactId - The artifact's id, or the address of its page.
   * @param memberId - The member's id.
   * @param options - Optional: `signal`.
   * @returns The response as JSON; `null` if it is empty.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const { artifact } = await client.artifacts.create({ type: "game" });
   * const { member } = await client.artifacts.addMember(artifact.id, { user: "bob@example.com" });
   * await client.artifacts.removeMember(artifact.id, member.id ?? "");
   * ```
   */
  async removeMember(
    artifactId: string,
    memberId: string,
    options?: RequestOptions,
  ): Promise<Json> {
    const id = identifier(artifactId, "artifactId");
    const { signal } = given(options);
    const fields = { member_id: identifier(memberId, "memberId") };
    return await this.#connection.call(
      "artifacts.remove_member",
      { id, fields, signal },
      untouched,
    );
  }

  /**
   * Returns a page of the invitations to artifacts of other accounts.
   *
   * @param options - Optional: `cursor`, `pageSize` and `signal`.
   * @returns The page.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const { results } = await client.artifacts.invitations();
   * ```
   */
  async invitations(options?: ArtifactInvitationFilter): Promise<ArtifactPage<ArtifactInvitation>> {
    const { cursor, pageSize, signal } = given(options);
    const fields = { cursor, page_size: integer(pageSize, "pageSize") };
    return await this.#connection.page(
      "artifacts.invitations",
      { fields, signal },
      pageOf(ARTIFACT_PAGE, "results", artifactInvitation),
    );
  }

  /**
   * Yields the rows of `invitations` one by one.
   *
   * A page is requested when its first row is needed, so that the memory for a list of any
   * length is that of one page.
   *
   * @param options - Optional: `cursor`, `pageSize` and `signal`.
   * @returns The rows.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * for await (const { id } of client.artifacts.iterInvitations()) {
   *   await client.artifacts.acceptInvitation(id);
   * }
   * ```
   */
  iterInvitations(
    options?: ArtifactInvitationFilter,
  ): AsyncGenerator<ArtifactInvitation, void, undefined> {
    return this.#connection.rows(
      "artifacts.invitations",
      () => {
        const { cursor, pageSize, signal } = given(options);
        const fields = { cursor, page_size: integer(pageSize, "pageSize") };
        return { fields, signal };
      },
      artifactInvitation,
    );
  }

  /**
   * Accepts an invitation to an artifact.
   *
   * @param invitationId - The invitation's id.
   * @param options - Optional: `signal`.
   * @returns The invitation and the artifact.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * for (const { id } of (await client.artifacts.invitations()).results) {
   *   await client.artifacts.acceptInvitation(id);
   * }
   * ```
   */
  async acceptInvitation(
    invitationId: string,
    options?: RequestOptions,
  ): Promise<ArtifactInvitationAccepted> {
    const id = identifier(invitationId, "invitationId");
    const { signal } = given(options);
    return await this.#connection.call(
      "artifacts.accept_invitation",
      { id, signal },
      artifactInvitationAccepted,
    );
  }

  /**
   * Declines an invitation to an artifact.
   *
   * @param invitationId - The invitation's id.
   * @param options - Optional: `signal`.
   * @returns Whether it was declined.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * for (const { id } of (await client.artifacts.invitations()).results) {
   *   await client.artifacts.declineInvitation(id);
   * }
   * ```
   */
  async declineInvitation(
    invitationId: string,
    options?: RequestOptions,
  ): Promise<ArtifactInvitationDeclined> {
    const id = identifier(invitationId, "invitationId");
    const { signal } = given(options);
    return await this.#connection.call(
      "artifacts.decline_invitation",
      { id, signal },
      artifactInvitationDeclined,
    );
  }

  /**
   * Deletes an artifact with all its versions.
   *
   * @param artifactId - The artifact's id, or the address of its page.
   * @param options - Optional: `signal`.
   * @returns The response as JSON; `null` if it is empty.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const { artifact } = await client.artifacts.create({ type: "game" });
   * await client.artifacts.delete(artifact.id);
   * ```
   */
  async delete(artifactId: string, options?: RequestOptions): Promise<Json> {
    const id = identifier(artifactId, "artifactId");
    const { signal } = given(options);
    return await this.#connection.call("artifacts.delete", { id, signal }, untouched);
  }
}
