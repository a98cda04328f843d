// Generated from api/artifacts.toml by `make generate`; do not edit.
import type { ArtifactFileInput, JsonObject, RequestOptions } from "./common.js";

/** A page of rows. */
export interface ArtifactPage<T> extends AsyncIterable<T> {
  /** The rows. */
  results: T[];
  /** The cursor of the next page; `null` for the last page. */
  nextCursor: string | null;
  /** The cursor of the previous page; `null` for the first page. */
  previousCursor: string | null;
}

/** The origin of a copied artifact. */
export interface ArtifactForkedFrom {
  /** The name of the original. */
  name: string;
  /** The version that was copied. */
  version: number;
  /** The address of the original. */
  url: string | null;
}

/** An artifact in a list. */
export interface ArtifactSummary {
  /** Its id. */
  id: string;
  /** Its name. */
  name: string;
  /** The key of the type from which it was created. */
  type: string | null;
  /** The role of this account. */
  role: string;
  /** The number of the version that its page shows. */
  liveVersion: number | null;
  /** The number of its latest version. */
  latestVersion: number;
  /** Its visibility: `private`, `link` or `public`. */
  visibility: string;
  /** Whether its viewers may read and copy its files. */
  withSources: boolean;
  /** The number of its copies. */
  cloneCount: number;
  /** The artifact from which it was copied. */
  forkedFrom: ArtifactForkedFrom | null;
  /** The address of its page, for its owner. */
  ownerUrl: string | null;
  /** The address of its page in the app. */
  appUrl: string | null;
  /** Its share link. */
  shareUrl: string | null;
  /** When it was created: ISO 8601, as the service sent it. */
  createdAt: string;
  /** When it last changed: ISO 8601, as the service sent it. */
  updatedAt: string;
}

/** The author of an artifact. */
export interface ArtifactAuthor {
  /** The user name. */
  username: string;
}

/** A version of an artifact, which never changes. */
export interface ArtifactVersion {
  /** Its number, from 1. */
  version: number;
  /** The file that its page shows. */
  entry: string;
  /** A message about the changes. */
  message: string | null;
  /** The number of its files. */
  filesCount: number;
  /** The size of its files in bytes. */
  totalBytes: number;
  /** Whether the artifact's page shows it. */
  live: boolean;
  /** When it was created: ISO 8601, as the service sent it. */
  createdAt: string;
}

/** A temporary address that shows a version. */
export interface ArtifactFrame {
  /** The address. */
  url: string;
  /** When it expires: ISO 8601, as the service sent it. */
  expiresAt: string;
}

/** The version that an artifact's page shows. */
export interface ArtifactLiveVersion extends ArtifactVersion {
  /** An address that shows it. */
  view: ArtifactFrame | null;
}

/** The sharing of an artifact. */
export interface ArtifactShare {
  /** Its visibility: `private`, `link` or `public`. */
  visibility: string;
  /** Whether its viewers may read and copy its files. */
  withSources: boolean;
  /** The share link. */
  url: string | null;
}

/** An artifact. */
export interface Artifact extends ArtifactSummary {
  /** The name and the version of this record's schema. */
  schema: string;
  /** Its description. */
  description: string;
  /** Its author. */
  author: ArtifactAuthor;
  /** The version that its page shows. */
  live: ArtifactLiveVersion | null;
  /** Its latest versions, if the service sends them. */
  versions: ArtifactVersion[] | null;
  /** Its sharing. */
  share: ArtifactShare | null;
  /** The next step, in words. */
  next: string | null;
}

/** An address that shows a version, with that version. */
export interface ArtifactView extends ArtifactFrame {
  /** The version's number. */
  version: number;
  /** The file that is shown. */
  entry: string;
}

/** A version that was created, or the plan of one. */
export interface ArtifactPlan {
  /** Its number. */
  version: number;
  /** The file that its page shows. */
  entry: string;
  /** The number of its files. */
  filesCount: number;
  /** The size of its files in bytes. */
  totalBytes: number;
  /** The size of the files that are new to the service. */
  newBytes: number;
  /** The paths of new files. */
  added: string[];
  /** The paths of replaced files. */
  changed: string[];
  /** The paths of removed files. */
  removed: string[];
  /** Whether it is the same as the previous version. */
  noChange: boolean;
  /** Whether the page shows it. */
  live: boolean | null;
  /** The address of the page. */
  pageUrl: string | null;
}

/** An artifact with a new version. */
export interface ArtifactReceipt {
  /** The artifact. */
  artifact: ArtifactSummary;
  /** The version. */
  version: ArtifactPlan;
}

/** The plan of a call that was not executed. */
export interface ArtifactDryRun {
  /** Whether the call was a dry run. */
  dryRun: boolean;
  /** The planned version. */
  plan: ArtifactPlan;
}

/** A file of an artifact. */
export interface ArtifactFile {
  /** Its path in the artifact. */
  path: string;
  /** Its size in bytes. */
  bytes: number;
  /** The SHA-256 hash of its content, in hexadecimal digits. */
  sha256: string;
  /** Its media type. */
  contentType: string;
}

/** The files of a version. */
export interface ArtifactFiles {
  /** The version's number. */
  version: number;
  /** The file that its page shows. */
  entry: string;
  /** The files. */
  files: ArtifactFile[];
}

/** A part of a text file. */
export interface ArtifactFileText extends ArtifactFile {
  /** The version's number. */
  version: number;
  /** The part. */
  content: string;
  /** The byte at which it begins. */
  offset: number;
  /** The start of the next part; `null` at the end of the file. */
  nextOffset: number | null;
  /** Whether the file continues after this part. */
  truncated: boolean;
}

/** A copy of an artifact. */
export interface ArtifactClone {
  /** The version that was copied. */
  fromVersion: number;
  /** When it was copied: ISO 8601, as the service sent it. */
  clonedAt: string;
  /** The copy, if this account may see it, under the service's own names. */
  clone: JsonObject | null;
}

/** The origin of an artifact, and its copies. */
export interface ArtifactLineage {
  /** The artifact from which it was copied. */
  forkedFrom: ArtifactForkedFrom | null;
  /** The number of its copies. */
  cloneCount: number;
  /** A page of the copies. */
  clones: ArtifactPage<ArtifactClone>;
}

/** An event of an artifact. */
export interface ArtifactEvent {
  /** The kind of event. */
  kind: string;
  /** The user name of the person who caused it. */
  actor: string | null;
  /** The version that it concerns. */
  version: number | null;
  /** Details, under the service's own names. */
  details: JsonObject;
  /** When it happened: ISO 8601, as the service sent it. */
  createdAt: string;
}

/** A person an artifact is shared with. */
export interface ArtifactMember {
  /** The member's id, if it is visible to this account. */
  id: string | null;
  /** `view` or `edit`. */
  role: string;
  /** `pending` or `accepted`. */
  status: string;
  /** When the person was invited: ISO 8601, as the service sent it. */
  addedAt: string;
  /** When the person accepted: ISO 8601, as the service sent it. */
  acceptedAt: string | null;
  /** Whether the member is this account. */
  you: boolean;
  /** The user name or e-mail address that was invited. */
  invitedAs: string | null;
}

/** The people an artifact is shared with. */
export interface ArtifactMembers {
  /** The role of this account. */
  role: string;
  /** Its owner. */
  owner: ArtifactAuthor;
  /** The members. */
  members: ArtifactMember[];
  /** The maximum number of members. */
  maxMembers: number;
}

/** A member that was added or changed. */
export interface ArtifactMemberReceipt {
  /** The member. */
  member: ArtifactMember;
  /** Whether the call changed anything. */
  changed: boolean;
}

/** The artifact of an invitation. */
export interface ArtifactInvitedTo {
  /** Its id. */
  id: string;
  /** Its name. */
  name: string;
}

/** An invitation to an artifact. */
export interface ArtifactInvitation {
  /** Its id. */
  id: string;
  /** The artifact. */
  artifact: ArtifactInvitedTo;
  /** The artifact's owner. */
  owner: ArtifactAuthor;
  /** `view` or `edit`. */
  role: string;
  /** The user name or e-mail address that was invited. */
  invitedAs: string | null;
  /** `pending` or `accepted`. */
  status: string;
  /** When it was created: ISO 8601, as the service sent it. */
  invitedAt: string;
}

/** An invitation that was accepted. */
export interface ArtifactInvitationAccepted {
  /** The invitation. */
  invitation: ArtifactInvitation;
  /** The artifact. */
  artifact: ArtifactSummary;
}

/** An invitation that was declined. */
export interface ArtifactInvitationDeclined {
  /** Its id. */
  id: string;
  /** Whether it was declined. */
  declined: boolean;
}

/** The state and the limits of artifacts for an account. */
export interface ArtifactsStatus {
  /** Whether artifacts are enabled. */
  enabled: boolean;
  /** The limits, under the service's own names. */
  limits: JsonObject;
}

/** A type from which an artifact can be created. */
export interface ArtifactType {
  /** The value of `type` in `create`. */
  key: string;
  /** Its name. */
  name: string;
  /** Its description. */
  summary: string;
  /** The file with the content. */
  edit: string;
  /** The default name of an artifact. */
  defaultName: string;
  /** An example of a change, in words. */
  exampleChange: string;
  /** The file that its page shows. */
  entry: string;
  /** The number of its files. */
  filesCount: number;
  /** The size of its files in bytes. */
  totalBytes: number;
}

/** The artifacts to list. */
export interface ArtifactFilter extends RequestOptions {
  /** The cursor of the page: `nextCursor` of the page before it. */
  cursor?: string | null | undefined;
  /** The number of artifacts in the page, 1 to 100. */
  pageSize?: number | null | undefined;
  /**
   * `mine`, or `shared` for artifacts of other accounts that are shared with this account.
   *
   * @defaultValue "mine"
   */
  scope?: string | undefined;
}

/** A share link. */
export interface ArtifactLink extends RequestOptions {
  /** A share link instead of the id, or its last part. */
  shareLink?: string | null | undefined;
}

/** An artifact to create. */
export interface ArtifactCreate extends RequestOptions {
  /** Its name; with `type`, it may be left out. */
  name?: string | null | undefined;
  /** Its files, see `artifactFile`; with `type`, they replace files of the type. */
  files?: readonly ArtifactFileInput[] | null | undefined;
  /** The key of a type, from `types`. */
  type?: string | null | undefined;
  /** Its description. */
  description?: string | null | undefined;
  /** The file that its page shows; by default, `index.html`. */
  entry?: string | null | undefined;
  /** The message of the first version. */
  message?: string | null | undefined;
  /** Its visibility: `private`, `link` or `public`. */
  visibility?: string | null | undefined;
  /** Whether its viewers may read and copy its files. */
  withSources?: boolean | null | undefined;
  /**
   * Whether only the plan is returned, and nothing is created.
   *
   * @defaultValue false
   */
  dryRun?: boolean | undefined;
  /**
   * The key of this call: the service does the work once for all calls with the same key. With
   * a key, the client also retries the call after failures whose outcome is unknown.
   */
  idempotencyKey?: string | undefined;
}

/** A version to add. */
export interface ArtifactPublish extends RequestOptions {
  /** The number of the version that it is based on, which must be the latest. */
  baseVersion: number;
  /** Files that are added or replaced, see `artifactFile`. */
  files?: readonly ArtifactFileInput[] | null | undefined;
  /** The paths of removed files. */
  delete?: string[] | null | undefined;
  /** The file that its page shows. */
  entry?: string | null | undefined;
  /** A message about the changes. */
  message?: string | null | undefined;
  /**
   * Whether the page shows the new version at once.
   *
   * @defaultValue true
   */
  publish?: boolean | undefined;
  /**
   * Whether only the plan is returned, and nothing is changed.
   *
   * @defaultValue false
   */
  dryRun?: boolean | undefined;
  /**
   * The key of this call: the service does the work once for all calls with the same key. With
   * a key, the client also retries the call after failures whose outcome is unknown.
   */
  idempotencyKey?: string | undefined;
}

/** An artifact to make of a directory. */
export interface ArtifactFromDirectory extends RequestOptions {
  /** Its name. */
  name: string;
  /** What it is. */
  description?: string | null | undefined;
  /** The file that its page shows; by default, `index.html`. */
  entry?: string | null | undefined;
  /** What the first version is. */
  message?: string | null | undefined;
  /** Who may see it: `private`, `link` or `public`. */
  visibility?: string | null | undefined;
  /** Whether those who see it may read and copy its files. */
  withSources?: boolean | null | undefined;
  /**
   * Whether only the plan is returned, and nothing is made.
   *
   * @defaultValue false
   */
  dryRun?: boolean | undefined;
  /**
   * The key of this call: the service does the work once for all calls with the same key. With
   * a key, the client also retries the call after failures whose outcome is unknown.
   */
  idempotencyKey?: string | undefined;
}

/** A version to add. */
export interface ArtifactPublishDirectory extends RequestOptions {
  /** The number of the version that it is based on, which must be the latest. */
  baseVersion: number;
  /** The file that its page shows. */
  entry?: string | null | undefined;
  /** What has changed. */
  message?: string | null | undefined;
  /**
   * Whether the page shows the new version at once.
   *
   * @defaultValue true
   */
  publish?: boolean | undefined;
  /**
   * Whether only the plan is returned, and nothing is changed.
   *
   * @defaultValue false
   */
  dryRun?: boolean | undefined;
  /**
   * The key of this call: the service does the work once for all calls with the same key. With
   * a key, the client also retries the call after failures whose outcome is unknown.
   */
  idempotencyKey?: string | undefined;
}

/** The versions to list. */
export interface ArtifactVersionFilter extends RequestOptions {
  /** The cursor of the page: `nextCursor` of the page before it. */
  cursor?: string | null | undefined;
  /** The number of versions in the page, 1 to 100. */
  pageSize?: number | null | undefined;
}

/** A version of an artifact. */
export interface ArtifactVersionSelection extends RequestOptions {
  /** The version's number. */
  version: number;
  /** A share link instead of the id, or its last part. */
  shareLink?: string | null | undefined;
}

/** A file of an artifact. */
export interface ArtifactFileSelection extends RequestOptions {
  /** The version's number. */
  version: number;
  /** The file. */
  path: string;
  /** A share link instead of the id, or its last part. */
  shareLink?: string | null | undefined;
  /**
   * The byte at which the part begins.
   *
   * @defaultValue 0
   */
  offset?: number | undefined;
  /** The maximum size of the part in bytes. */
  maxBytes?: number | null | undefined;
}

/** A version to show. */
export interface ArtifactViewSelection extends RequestOptions {
  /** The version's number. */
  version: number;
  /** A share link instead of the id, or its last part. */
  shareLink?: string | null | undefined;
}

/** The fields of an artifact to change. */
export interface ArtifactUpdate extends RequestOptions {
  /** Its new name. */
  name?: string | null | undefined;
  /** Its description. */
  description?: string | null | undefined;
  /** The number of the version that its page shows. */
  liveVersion?: number | null | undefined;
}

/** The visibility of an artifact. */
export interface ArtifactShareUpdate extends RequestOptions {
  /** Its visibility: `private`, `link` (everybody with the share link) or `public`. */
  visibility?: string | null | undefined;
  /** Whether its viewers may read and copy its files. */
  withSources?: boolean | null | undefined;
  /** Whether a new share link replaces the current one. */
  resetLink?: boolean | null | undefined;
  /**
   * The key of this call: the service does the work once for all calls with the same key. With
   * a key, the client also retries the call after failures whose outcome is unknown.
   */
  idempotencyKey?: string | undefined;
}

/** A copy to create. */
export interface ArtifactCloneRequest extends RequestOptions {
  /** A share link instead of the id, or its last part. */
  shareLink?: string | null | undefined;
  /** The version to copy; by default, the version that its page shows. */
  version?: number | null | undefined;
  /** The copy's name. */
  name?: string | null | undefined;
  /**
   * Whether only the plan is returned, and nothing is created.
   *
   * @defaultValue false
   */
  dryRun?: boolean | undefined;
  /**
   * The key of this call: the service does the work once for all calls with the same key. With
   * a key, the client also retries the call after failures whose outcome is unknown.
   */
  idempotencyKey?: string | undefined;
}

/** The copies to list. */
export interface ArtifactLineageFilter extends RequestOptions {
  /** The cursor of the page: `clones.nextCursor` of the page before it. */
  cursor?: string | null | undefined;
  /** The number of copies in the page, 1 to 100. */
  pageSize?: number | null | undefined;
}

/** The events to list. */
export interface ArtifactEventFilter extends RequestOptions {
  /** The cursor of the page: `nextCursor` of the page before it. */
  cursor?: string | null | undefined;
  /** The number of events in the page, 1 to 100. */
  pageSize?: number | null | undefined;
}

/** A person to invite to an artifact. */
export interface ArtifactMemberAdd extends RequestOptions {
  /** The person's user name or e-mail address. */
  user: string;
  /**
   * `view`, or `edit` for the right to add versions.
   *
   * @defaultValue "view"
   */
  role?: string | undefined;
}

/** The invitations to list. */
export interface ArtifactInvitationFilter extends RequestOptions {
  /** The cursor of the page: `nextCursor` of the page before it. */
  cursor?: string | null | undefined;
  /** The number of invitations in the page, 1 to 100. */
  pageSize?: number | null | undefined;
}
