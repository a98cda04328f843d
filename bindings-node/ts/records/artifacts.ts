// Generated from api/artifacts.toml by `make generate`; do not edit.
import {
  extended,
  field,
  list,
  listOf,
  no,
  none,
  object,
  reader,
  shape,
  text,
} from "../records.js";
import type {
  Artifact,
  ArtifactAuthor,
  ArtifactClone,
  ArtifactDryRun,
  ArtifactEvent,
  ArtifactFile,
  ArtifactFiles,
  ArtifactFileText,
  ArtifactForkedFrom,
  ArtifactFrame,
  ArtifactInvitation,
  ArtifactInvitationAccepted,
  ArtifactInvitationDeclined,
  ArtifactInvitedTo,
  ArtifactLineage,
  ArtifactLiveVersion,
  ArtifactMember,
  ArtifactMemberReceipt,
  ArtifactMembers,
  ArtifactPlan,
  ArtifactReceipt,
  ArtifactShare,
  ArtifactSummary,
  ArtifactsStatus,
  ArtifactType,
  ArtifactVersion,
  ArtifactView,
} from "../types/index.js";

/** @internal */
export const ARTIFACT_PAGE = shape(
  field("results"),
  field("next_cursor", none),
  field("previous_cursor", none),
);

/** @internal */
export const ARTIFACT_FORKED_FROM = shape(field("name"), field("version"), field("url", none));

/** @internal */
export const ARTIFACT_SUMMARY = shape(
  field("id"),
  field("name"),
  field("type", none),
  field("role"),
  field("live_version", none),
  field("latest_version"),
  field("visibility"),
  field("with_sources"),
  field("clone_count", () => 0),
  field("forked_from", none, ARTIFACT_FORKED_FROM),
  field("owner_url", none),
  field("app_url", none),
  field("share_url", none),
  field("created_at"),
  field("updated_at"),
);

/** @internal */
export const ARTIFACT_AUTHOR = shape(field("username"));

/** @internal */
export const ARTIFACT_VERSION = shape(
  field("version"),
  field("entry"),
  field("message", none),
  field("files_count"),
  field("total_bytes"),
  field("live"),
  field("created_at"),
);

/** @internal */
export const ARTIFACT_FRAME = shape(field("url"), field("expires_at"));

/** @internal */
export const ARTIFACT_LIVE_VERSION = extended(
  ARTIFACT_VERSION,
  field("view", none, ARTIFACT_FRAME),
);

/** @internal */
export const ARTIFACT_SHARE = shape(field("visibility"), field("with_sources"), field("url", none));

/** @internal */
export const ARTIFACT = extended(
  ARTIFACT_SUMMARY,
  field("schema"),
  field("description", text),
  field("author", undefined, ARTIFACT_AUTHOR),
  field("live", none, ARTIFACT_LIVE_VERSION),
  field("versions", none, ARTIFACT_VERSION),
  field("share", none, ARTIFACT_SHARE),
  field("next", none),
);

/** @internal */
export const ARTIFACT_VIEW = extended(ARTIFACT_FRAME, field("version"), field("entry"));

/** @internal */
export const ARTIFACT_PLAN = shape(
  field("version"),
  field("entry"),
  field("files_count"),
  field("total_bytes"),
  field("new_bytes"),
  field("added", list),
  field("changed", list),
  field("removed", list),
  field("no_change", no),
  field("live", none),
  field("page_url", none),
);

/** @internal */
export const ARTIFACT_RECEIPT = shape(
  field("artifact", undefined, ARTIFACT_SUMMARY),
  field("version", undefined, ARTIFACT_PLAN),
);

/** @internal */
export const ARTIFACT_DRY_RUN = shape(
  field("dry_run", () => true),
  field("plan", undefined, ARTIFACT_PLAN),
);

/** @internal */
export const ARTIFACT_FILE = shape(
  field("path"),
  field("bytes"),
  field("sha256"),
  field("content_type"),
);

/** @internal */
export const ARTIFACT_FILES = shape(
  field("version"),
  field("entry"),
  field("files", undefined, ARTIFACT_FILE),
);

/** @internal */
export const ARTIFACT_FILE_TEXT = extended(
  ARTIFACT_FILE,
  field("version"),
  field("content"),
  field("offset"),
  field("next_offset", none),
  field("truncated"),
);

/** @internal */
export const ARTIFACT_CLONE = shape(
  field("from_version"),
  field("cloned_at"),
  field("clone", none),
);

/** @internal */
export const ARTIFACT_LINEAGE = shape(
  field("forked_from", none, ARTIFACT_FORKED_FROM),
  field("clone_count"),
  field("clones", undefined, ARTIFACT_PAGE),
);

/** @internal */
export const ARTIFACT_EVENT = shape(
  field("kind"),
  field("actor", none),
  field("version", none),
  field("details", object),
  field("created_at"),
);

/** @internal */
export const ARTIFACT_MEMBER = shape(
  field("id", none),
  field("role"),
  field("status", () => "accepted"),
  field("added_at"),
  field("accepted_at", none),
  field("you", no),
  field("invited_as", none),
);

/** @internal */
export const ARTIFACT_MEMBERS = shape(
  field("role"),
  field("owner", undefined, ARTIFACT_AUTHOR),
  field("members", undefined, ARTIFACT_MEMBER),
  field("max_members"),
);

/** @internal */
export const ARTIFACT_MEMBER_RECEIPT = shape(
  field("member", undefined, ARTIFACT_MEMBER),
  field("changed"),
);

/** @internal */
export const ARTIFACT_INVITED_TO = shape(field("id"), field("name"));

/** @internal */
export const ARTIFACT_INVITATION = shape(
  field("id"),
  field("artifact", undefined, ARTIFACT_INVITED_TO),
  field("owner", undefined, ARTIFACT_AUTHOR),
  field("role"),
  field("invited_as", none),
  field("status", () => "pending"),
  field("invited_at"),
);

/** @internal */
export const ARTIFACT_INVITATION_ACCEPTED = shape(
  field("invitation", undefined, ARTIFACT_INVITATION),
  field("artifact", undefined, ARTIFACT_SUMMARY),
);

/** @internal */
export const ARTIFACT_INVITATION_DECLINED = shape(field("id"), field("declined"));

/** @internal */
export const ARTIFACTS_STATUS = shape(field("enabled"), field("limits", object));

/** @internal */
export const ARTIFACT_TYPE = shape(
  field("key"),
  field("name"),
  field("summary", text),
  field("edit", text),
  field("default_name", text),
  field("example_change", text),
  field("entry", () => "index.html"),
  field("files_count", () => 0),
  field("total_bytes", () => 0),
);

/** @internal */
export const artifactForkedFrom = reader<ArtifactForkedFrom>(ARTIFACT_FORKED_FROM);
/** @internal */
export const artifactSummary = reader<ArtifactSummary>(ARTIFACT_SUMMARY);
/** @internal */
export const artifactAuthor = reader<ArtifactAuthor>(ARTIFACT_AUTHOR);
/** @internal */
export const artifactVersion = reader<ArtifactVersion>(ARTIFACT_VERSION);
/** @internal */
export const artifactFrame = reader<ArtifactFrame>(ARTIFACT_FRAME);
/** @internal */
export const artifactLiveVersion = reader<ArtifactLiveVersion>(ARTIFACT_LIVE_VERSION);
/** @internal */
export const artifactShare = reader<ArtifactShare>(ARTIFACT_SHARE);
/** @internal */
export const artifact = reader<Artifact>(ARTIFACT);
/** @internal */
export const artifactView = reader<ArtifactView>(ARTIFACT_VIEW);
/** @internal */
export const artifactPlan = reader<ArtifactPlan>(ARTIFACT_PLAN);
/** @internal */
export const artifactReceipt = reader<ArtifactReceipt>(ARTIFACT_RECEIPT);
/** @internal */
export const artifactDryRun = reader<ArtifactDryRun>(ARTIFACT_DRY_RUN);
/** @internal */
export const artifactFile = reader<ArtifactFile>(ARTIFACT_FILE);
/** @internal */
export const artifactFiles = reader<ArtifactFiles>(ARTIFACT_FILES);
/** @internal */
export const artifactFileText = reader<ArtifactFileText>(ARTIFACT_FILE_TEXT);
/** @internal */
export const artifactClone = reader<ArtifactClone>(ARTIFACT_CLONE);
/** @internal */
export const artifactLineage = reader<ArtifactLineage>(ARTIFACT_LINEAGE);
/** @internal */
export const artifactEvent = reader<ArtifactEvent>(ARTIFACT_EVENT);
/** @internal */
export const artifactMember = reader<ArtifactMember>(ARTIFACT_MEMBER);
/** @internal */
export const artifactMembers = reader<ArtifactMembers>(ARTIFACT_MEMBERS);
/** @internal */
export const artifactMemberReceipt = reader<ArtifactMemberReceipt>(ARTIFACT_MEMBER_RECEIPT);
/** @internal */
export const artifactInvitedTo = reader<ArtifactInvitedTo>(ARTIFACT_INVITED_TO);
/** @internal */
export const artifactInvitation = reader<ArtifactInvitation>(ARTIFACT_INVITATION);
/** @internal */
export const artifactInvitationAccepted = reader<ArtifactInvitationAccepted>(
  ARTIFACT_INVITATION_ACCEPTED,
);
/** @internal */
export const artifactInvitationDeclined = reader<ArtifactInvitationDeclined>(
  ARTIFACT_INVITATION_DECLINED,
);
/** @internal */
export const artifactsStatus = reader<ArtifactsStatus>(ARTIFACTS_STATUS);
/** @internal */
export const artifactType = reader<ArtifactType>(ARTIFACT_TYPE);
/** @internal */
export const artifactTypeList = listOf(artifactType);
