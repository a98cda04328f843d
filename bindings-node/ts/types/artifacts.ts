// Generated from api/artifacts.toml by `make generate`; do not edit.
import type { ArtifactFileInput, JsonObject, RequestOptions } from "./common.js";

/** A page of rows. */
export interface ArtifactPage<T> extends AsyncIterable<T> {
  /** The rows. */
  results: T[];
  /** The place of the next page; `null` for the last one. */
  nextCursor: string | null;
  /** The place of the page before; `null` for the first one. */
  previousCursor: string | null;
}

/** The original of a copied artifact. */
export interface ArtifactForkedFrom {
  /** The name of the original. */
  name: string;
  /** The version that was copied. */
  version: number;
  /** The address of the original. */
  url: string | null;
}

/** An artifact, as lists have it. */
export interface ArtifactSummary {
  /** Its id. */
  id: string;
  /** Its name. */
  name: string;
  /** The key of the type that it was made from. */
  type: string | null;
  /** The rights of this account. */
  role: string;
  /** The number of the version that its page shows. */
  liveVersion: number | null;
  /** The number of its latest version. */
  latestVersion: number;
  /** Who may see it: `private`, `link` or `public`. */
  visibility: string;
  /** Whether those who see it may read and copy its files. */
  withSources: boolean;
  /** How many copies it has. */
  cloneCount: number;
  /** The original, if it is a copy. */
  forkedFrom: ArtifactForkedFrom | null;
  /** The address of its page, for its owner. */
  ownerUrl: string | null;
  /** The address of its page in the app. */
  appUrl: string | null;
  /** Its share link. */
  shareUrl: string | null;
  /** When it was made: ISO 8601, as the service sent it. */
  createdAt: string;
  /** When it last changed: ISO 8601, as the service sent it. */
  updatedAt: string;
}

/** A person who has made an artifact. */
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
  /** A description of the changes. */
  message: string | null;
  /** How many files it has. */
  filesCount: number;
  /** The size of its files in bytes. */
  totalBytes: number;
  /** Whether the artifact's page shows it. */
  live: boolean;
  /** When it was made: ISO 8601, as the service sent it. */
  createdAt: string;
}

/** An address that shows a version, for a while. */
export interface ArtifactFrame {
  /** The address. */
  url: string;
  /** Until when it works: ISO 8601, as the service sent it. */
  expiresAt: string;
}

/** The version that an artifact's page shows. */
export interface ArtifactLiveVersion extends ArtifactVersion {
  /** An address that shows it. */
  view: ArtifactFrame | null;
}

/** How an artifact is shared. */
export interface ArtifactShare {
  /** Who may see it: `private`, `link` or `public`. */
  visibility: string;
  /** Whether those who see it may read and copy its files. */
  withSources: boolean;
  /** The share link. */
  url: string | null;
}

/** An artifact. */
export interface Artifact extends ArtifactSummary {
  /** The form of this record, with its version. */
  schema: string;
  /** Its description. */
  description: string;
  /** Who has made it. */
  author: ArtifactAuthor;
  /** The version that its page shows. */
  live: ArtifactLiveVersion | null;
  /** Its latest versions, if the service sends them. */
  versions: ArtifactVersion[] | null;
  /** How it is shared. */
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

/** A version that was made, or would be. */
export interface ArtifactPlan {
  /** Its number. */
  version: number;
  /** The file that its page shows. */
  entry: string;
  /** How many files it has. */
  filesCount: number;
  /** The size of its files in bytes. */
  totalBytes: number;
  /** The size of the files that the service did not have. */
  newBytes: number;
  /** The paths of files that are new. */
  added: string[];
  /** The paths of files that are replaced. */
  changed: string[];
  /** The paths of files that are taken away. */
  removed: string[];
  /** Whether it is the same as the version before. */
  noChange: boolean;
  /** Whether the page shows it. */
  live: boolean | null;
  /** The address of the page. */
  pageUrl: string | null;
}

/** An artifact with a version that was made. */
export interface ArtifactReceipt {
  /** The artifact. */
  artifact: ArtifactSummary;
  /** The version. */
  version: ArtifactPlan;
}

/** The effects of a call, from a dry run. */
export interface ArtifactDryRun {
  /** Whether nothing was done. */
  dryRun: boolean;
  /** The version that would be made. */
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
  /** Where the next part begins; `null` at the end of the file. */
  nextOffset: number | null;
  /** Whether the file continues. */
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

/** The original of an artifact, and its copies. */
export interface ArtifactLineage {
  /** The original, if it is a copy. */
  forkedFrom: ArtifactForkedFrom | null;
  /** How many copies it has. */
  cloneCount: number;
  /** A page of the copies. */
  clones: ArtifactPage<ArtifactClone>;
}

/** Something that has happened to an artifact. */
export interface ArtifactEvent {
  /** The kind of the event. */
  kind: string;
  /** The user name of who has done it. */
  actor: string | null;
  /** The version that it is about. */
  version: number | null;
  /** More about it, under the service's own names. */
  details: JsonObject;
  /** When it has happened: ISO 8601, as the service sent it. */
  createdAt: string;
}

/** A person with whom an artifact is shared. */
export interface ArtifactMember {
  /** The member's id, if this account may see it. */
  id: string | null;
  /** `view` or `edit`. */
  role: string;
  /** `pending` or `accepted`. */
  status: string;
  /** When the person was invited: ISO 8601, as the service sent it. */
  addedAt: string;
  /** When the person has accepted: ISO 8601, as the service sent it. */
  acceptedAt: string | null;
  /** Whether it is this account. */
  you: boolean;
  /** The user name or e-mail address that was invited. */
  invitedAs: string | null;
}

/** The people with whom an artifact is shared. */
export interface ArtifactMembers {
  /** The rights of this account. */
  role: string;
  /** Its owner. */
  owner: ArtifactAuthor;
  /** The members. */
  members: ArtifactMember[];
  /** How many members it may have. */
  maxMembers: number;
}

/** A member that was added or changed. */
export interface ArtifactMemberReceipt {
  /** The member. */
  member: ArtifactMember;
  /** Whether the call has changed anything. */
  changed: boolean;
}

/** An artifact with an open invitation. */
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
  /** When it was made: ISO 8601, as the service sent it. */
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

/** Whether an account may have artifacts. */
export interface ArtifactsStatus {
  /** Whether it may. */
  enabled: boolean;
  /** The limits, under the service's own names. */
  limits: JsonObject;
}

/** A type that an artifact can be made from. */
export interface ArtifactType {
  /** The value of `type` in `create`. */
  key: string;
  /** Its name. */
  name: string;
  /** Its description. */
  summary: string;
  /** The file that has the content. */
  edit: string;
  /** The name of an artifact that is made without one. */
  defaultName: string;
  /** A change that one may ask for, in words. */
  exampleChange: string;
  /** The file that its page shows. */
  entry: string;
  /** How many files it has. */
  filesCount: number;
  /** The size of its files in bytes. */
  totalBytes: number;
}

/** The artifacts to list. */
export interface ArtifactFilter extends RequestOptions {
  /** The place of the page: `nextCursor` of the page before it. */
  cursor?: string | null | undefined;
  /** The number of artifacts in the page, 1 to 100. */
  pageSize?: number | null | undefined;
  /**
   * `mine`, or `shared` for those of others that are shared with this account.
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

/** An artifact to make. */
export interface ArtifactCreate extends RequestOptions {
  /** Its name; with `type`, it may be left out. */
  name?: string | null | undefined;
  /** Its files, see `artifactFile`; with `type`, they replace files of that. */
  files?: readonly ArtifactFileInput[] | null | undefined;
  /** The key of a type, from `types`. */
  type?: string | null | undefined;
  /** Its description. */
  description?: string | null | undefined;
  /** The file that its page shows; by default, `index.html`. */
  entry?: string | null | undefined;
  /** A description of the first version. */
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
   * Names this call, so that sending it again does the work only once; the client then also
   * retries it after failures that leave open whether the service acted.
   */
  idempotencyKey?: string | undefined;
}

/** A version to add. */
export interface ArtifactPublish extends RequestOptions {
  /** The number of the version that it is based on, which must be the latest. */
  baseVersion: number;
  /** Files that are added or replaced, see `artifactFile`. */
  files?: readonly ArtifactFileInput[] | null | undefined;
  /** The paths of files that are taken away. */
  delete?: string[] | null | undefined;
  /** The file that its page shows. */
  entry?: string | null | undefined;
  /** A description of the changes. */
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
   * Names this call, so that sending it again does the work only once; the client then also
   * retries it after failures that leave open whether the service acted.
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
   * Names this call, so that sending it again does the work only once; the client then also
   * retries it after failures that leave open whether the service acted.
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
   * Names this call, so that sending it again does the work only once; the client then also
   * retries it after failures that leave open whether the service acted.
   */
  idempotencyKey?: string | undefined;
}

/** The versions to list. */
export interface ArtifactVersionFilter extends RequestOptions {
  /** The place of the page: `nextCursor` of the page before it. */
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
  /** How many bytes the part has at most. */
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

/** Who may see an artifact. */
export interface ArtifactShareUpdate extends RequestOptions {
  /** `private`, `link` for those who have the share link, or `public`. */
  visibility?: string | null | undefined;
  /** Whether those who see it may read and copy its files. */
  withSources?: boolean | null | undefined;
  /** Whether a new share link replaces the present one. */
  resetLink?: boolean | null | undefined;
  /**
   * Names this call, so that sending it again does the work only once; the client then also
   * retries it after failures that leave open whether the service acted.
   */
  idempotencyKey?: string | undefined;
}

/** A copy to make. */
export interface ArtifactCloneRequest extends RequestOptions {
  /** A share link instead of the id, or its last part. */
  shareLink?: string | null | undefined;
  /** The version to copy; by default, the one that its page shows. */
  version?: number | null | undefined;
  /** The copy's name. */
  name?: string | null | undefined;
  /**
   * Whether only the plan is returned, and nothing is made.
   *
   * @defaultValue false
   */
  dryRun?: boolean | undefined;
  /**
   * Names this call, so that sending it again does the work only once; the client then also
   * retries it after failures that leave open whether the service acted.
   */
  idempotencyKey?: string | undefined;
}

/** The copies to list. */
export interface ArtifactLineageFilter extends RequestOptions {
  /** The place of the page: `clones.nextCursor` of the page before it. */
  cursor?: string | null | undefined;
  /** The number of copies in the page, 1 to 100. */
  pageSize?: number | null | undefined;
}

/** The events to list. */
export interface ArtifactEventFilter extends RequestOptions {
  /** The place of the page: `nextCursor` of the page before it. */
  cursor?: string | null | undefined;
  /** The number of events in the page, 1 to 100. */
  pageSize?: number | null | undefined;
}

/** A person to share an artifact with. */
export interface ArtifactMemberAdd extends RequestOptions {
  /** The person's user name or e-mail address. */
  user: string;
  /**
   * `view`, or `edit` for a person who may add versions.
   *
   * @defaultValue "view"
   */
  role?: string | undefined;
}

/** The invitations to list. */
export interface ArtifactInvitationFilter extends RequestOptions {
  /** The place of the page: `nextCursor` of the page before it. */
  cursor?: string | null | undefined;
  /** The number of invitations in the page, 1 to 100. */
  pageSize?: number | null | undefined;
}
