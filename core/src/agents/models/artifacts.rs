// Generated from api/artifacts.toml by `make generate`; do not edit.
//! The records of `artifacts`.

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Value};

use super::values::or_default;

/// A page of rows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ArtifactPage<T> {
    /// The rows.
    pub results: Vec<T>,
    /// The cursor of the next page; `null` for the last page.
    #[serde(default)]
    pub next_cursor: Option<String>,
    /// The cursor of the previous page; `null` for the first page.
    #[serde(default)]
    pub previous_cursor: Option<String>,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// The origin of a copied artifact.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ArtifactForkedFrom {
    /// The name of the original.
    pub name: String,
    /// The version that was copied.
    pub version: i64,
    /// The address of the original.
    #[serde(default)]
    pub url: Option<String>,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// An artifact in a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ArtifactSummary {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The key of the type from which it was created.
    #[serde(default)]
    pub r#type: Option<String>,
    /// The role of this account.
    pub role: String,
    /// The number of the version that its page shows.
    #[serde(default)]
    pub live_version: Option<i64>,
    /// The number of its latest version.
    pub latest_version: i64,
    /// Its visibility: `private`, `link` or `public`.
    pub visibility: String,
    /// Whether its viewers may read and copy its files.
    pub with_sources: bool,
    /// The number of its copies.
    #[serde(default, deserialize_with = "or_default")]
    pub clone_count: i64,
    /// The artifact from which it was copied.
    #[serde(default)]
    pub forked_from: Option<ArtifactForkedFrom>,
    /// The address of its page, for its owner.
    #[serde(default)]
    pub owner_url: Option<String>,
    /// The address of its page in the app.
    #[serde(default)]
    pub app_url: Option<String>,
    /// Its share link.
    #[serde(default)]
    pub share_url: Option<String>,
    /// When it was created, ISO 8601.
    pub created_at: String,
    /// When it last changed, ISO 8601.
    pub updated_at: String,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// The author of an artifact.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ArtifactAuthor {
    /// The user name.
    pub username: String,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// A version of an artifact, which never changes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ArtifactVersion {
    /// Its number, from 1.
    pub version: i64,
    /// The file that its page shows.
    pub entry: String,
    /// A message about the changes.
    #[serde(default)]
    pub message: Option<String>,
    /// The number of its files.
    pub files_count: i64,
    /// The size of its files in bytes.
    pub total_bytes: i64,
    /// Whether the artifact's page shows it.
    pub live: bool,
    /// When it was created, ISO 8601.
    pub created_at: String,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// A temporary address that shows a version.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ArtifactFrame {
    /// The address.
    pub url: String,
    /// When it expires, ISO 8601.
    pub expires_at: String,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// The version that an artifact's page shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ArtifactLiveVersion {
    /// The fields of [`ArtifactVersion`].
    #[serde(flatten)]
    pub artifact_version: ArtifactVersion,
    /// An address that shows it.
    #[serde(default)]
    pub view: Option<ArtifactFrame>,
}

impl std::ops::Deref for ArtifactLiveVersion {
    type Target = ArtifactVersion;

    fn deref(&self) -> &ArtifactVersion {
        &self.artifact_version
    }
}

/// The sharing of an artifact.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ArtifactShare {
    /// Its visibility: `private`, `link` or `public`.
    pub visibility: String,
    /// Whether its viewers may read and copy its files.
    pub with_sources: bool,
    /// The share link.
    #[serde(default)]
    pub url: Option<String>,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// An artifact.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Artifact {
    /// The fields of [`ArtifactSummary`].
    #[serde(flatten)]
    pub artifact_summary: ArtifactSummary,
    /// The name and the version of this record's schema.
    #[serde(rename = "schema")]
    pub schema_: String,
    /// Its description.
    #[serde(default, deserialize_with = "or_default")]
    pub description: String,
    /// Its author.
    pub author: ArtifactAuthor,
    /// The version that its page shows.
    #[serde(default)]
    pub live: Option<ArtifactLiveVersion>,
    /// Its latest versions, if the service sends them.
    #[serde(default)]
    pub versions: Option<Vec<ArtifactVersion>>,
    /// Its sharing.
    #[serde(default)]
    pub share: Option<ArtifactShare>,
    /// The next step, in words.
    #[serde(default)]
    pub next: Option<String>,
}

impl std::ops::Deref for Artifact {
    type Target = ArtifactSummary;

    fn deref(&self) -> &ArtifactSummary {
        &self.artifact_summary
    }
}

/// An address that shows a version, with that version.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ArtifactView {
    /// The fields of [`ArtifactFrame`].
    #[serde(flatten)]
    pub artifact_frame: ArtifactFrame,
    /// The version's number.
    pub version: i64,
    /// The file that is shown.
    pub entry: String,
}

impl std::ops::Deref for ArtifactView {
    type Target = ArtifactFrame;

    fn deref(&self) -> &ArtifactFrame {
        &self.artifact_frame
    }
}

/// A version that was created, or the plan of one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ArtifactPlan {
    /// Its number.
    pub version: i64,
    /// The file that its page shows.
    pub entry: String,
    /// The number of its files.
    pub files_count: i64,
    /// The size of its files in bytes.
    pub total_bytes: i64,
    /// The size of the files that are new to the service.
    pub new_bytes: i64,
    /// The paths of new files.
    #[serde(default, deserialize_with = "or_default")]
    pub added: Vec<String>,
    /// The paths of replaced files.
    #[serde(default, deserialize_with = "or_default")]
    pub changed: Vec<String>,
    /// The paths of removed files.
    #[serde(default, deserialize_with = "or_default")]
    pub removed: Vec<String>,
    /// Whether it is the same as the previous version.
    #[serde(default, deserialize_with = "or_default")]
    pub no_change: bool,
    /// Whether the page shows it.
    #[serde(default)]
    pub live: Option<bool>,
    /// The address of the page.
    #[serde(default)]
    pub page_url: Option<String>,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// An artifact with a new version.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ArtifactReceipt {
    /// The artifact.
    pub artifact: ArtifactSummary,
    /// The version.
    pub version: ArtifactPlan,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// The plan of a call that was not executed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ArtifactDryRun {
    /// Whether the call was a dry run.
    #[serde(
        default = "artifact_dry_run_dry_run",
        deserialize_with = "or_artifact_dry_run_dry_run"
    )]
    pub dry_run: bool,
    /// The planned version.
    pub plan: ArtifactPlan,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// A file of an artifact.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ArtifactFile {
    /// Its path in the artifact.
    pub path: String,
    /// Its size in bytes.
    pub bytes: i64,
    /// The SHA-256 hash of its content, in hexadecimal digits.
    pub sha256: String,
    /// Its media type.
    pub content_type: String,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// The files of a version.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ArtifactFiles {
    /// The version's number.
    pub version: i64,
    /// The file that its page shows.
    pub entry: String,
    /// The files.
    pub files: Vec<ArtifactFile>,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// A part of a text file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ArtifactFileText {
    /// The fields of [`ArtifactFile`].
    #[serde(flatten)]
    pub artifact_file: ArtifactFile,
    /// The version's number.
    pub version: i64,
    /// The part.
    pub content: String,
    /// The byte at which it begins.
    pub offset: i64,
    /// The start of the next part; `null` at the end of the file.
    #[serde(default)]
    pub next_offset: Option<i64>,
    /// Whether the file continues after this part.
    pub truncated: bool,
}

impl std::ops::Deref for ArtifactFileText {
    type Target = ArtifactFile;

    fn deref(&self) -> &ArtifactFile {
        &self.artifact_file
    }
}

/// A copy of an artifact.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ArtifactClone {
    /// The version that was copied.
    pub from_version: i64,
    /// When it was copied, ISO 8601.
    pub cloned_at: String,
    /// The copy, if this account may see it, under the service's own names.
    #[serde(default)]
    pub clone: Option<Map<String, Value>>,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// The origin of an artifact, and its copies.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ArtifactLineage {
    /// The artifact from which it was copied.
    #[serde(default)]
    pub forked_from: Option<ArtifactForkedFrom>,
    /// The number of its copies.
    pub clone_count: i64,
    /// A page of the copies.
    pub clones: ArtifactPage<ArtifactClone>,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// An event of an artifact.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ArtifactEvent {
    /// The kind of event.
    pub kind: String,
    /// The user name of the person who caused it.
    #[serde(default)]
    pub actor: Option<String>,
    /// The version that it concerns.
    #[serde(default)]
    pub version: Option<i64>,
    /// Details, under the service's own names.
    #[serde(default, deserialize_with = "or_default")]
    pub details: Map<String, Value>,
    /// When it happened, ISO 8601.
    pub created_at: String,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// A person an artifact is shared with.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ArtifactMember {
    /// The member's id, if it is visible to this account.
    #[serde(default)]
    pub id: Option<String>,
    /// `view` or `edit`.
    pub role: String,
    /// `pending` or `accepted`.
    #[serde(
        default = "artifact_member_status",
        deserialize_with = "or_artifact_member_status"
    )]
    pub status: String,
    /// When the person was invited, ISO 8601.
    pub added_at: String,
    /// When the person accepted, ISO 8601.
    #[serde(default)]
    pub accepted_at: Option<String>,
    /// Whether the member is this account.
    #[serde(default, deserialize_with = "or_default")]
    pub you: bool,
    /// The user name or e-mail address that was invited.
    #[serde(default)]
    pub invited_as: Option<String>,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// The people an artifact is shared with.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ArtifactMembers {
    /// The role of this account.
    pub role: String,
    /// Its owner.
    pub owner: ArtifactAuthor,
    /// The members.
    pub members: Vec<ArtifactMember>,
    /// The maximum number of members.
    pub max_members: i64,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// A member that was added or changed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ArtifactMemberReceipt {
    /// The member.
    pub member: ArtifactMember,
    /// Whether the call changed anything.
    pub changed: bool,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// The artifact of an invitation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ArtifactInvitedTo {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// An invitation to an artifact.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ArtifactInvitation {
    /// Its id.
    pub id: String,
    /// The artifact.
    pub artifact: ArtifactInvitedTo,
    /// The artifact's owner.
    pub owner: ArtifactAuthor,
    /// `view` or `edit`.
    pub role: String,
    /// The user name or e-mail address that was invited.
    #[serde(default)]
    pub invited_as: Option<String>,
    /// `pending` or `accepted`.
    #[serde(
        default = "artifact_invitation_status",
        deserialize_with = "or_artifact_invitation_status"
    )]
    pub status: String,
    /// When it was created, ISO 8601.
    pub invited_at: String,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// An invitation that was accepted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ArtifactInvitationAccepted {
    /// The invitation.
    pub invitation: ArtifactInvitation,
    /// The artifact.
    pub artifact: ArtifactSummary,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// An invitation that was declined.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ArtifactInvitationDeclined {
    /// Its id.
    pub id: String,
    /// Whether it was declined.
    pub declined: bool,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// The state and the limits of artifacts for an account.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ArtifactsStatus {
    /// Whether artifacts are enabled.
    pub enabled: bool,
    /// The limits, under the service's own names.
    #[serde(default, deserialize_with = "or_default")]
    pub limits: Map<String, Value>,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// A type from which an artifact can be created.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ArtifactType {
    /// The value of `type` in `create`.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Its description.
    #[serde(default, deserialize_with = "or_default")]
    pub summary: String,
    /// The file with the content.
    #[serde(default, deserialize_with = "or_default")]
    pub edit: String,
    /// The default name of an artifact.
    #[serde(default, deserialize_with = "or_default")]
    pub default_name: String,
    /// An example of a change, in words.
    #[serde(default, deserialize_with = "or_default")]
    pub example_change: String,
    /// The file that its page shows.
    #[serde(
        default = "artifact_type_entry",
        deserialize_with = "or_artifact_type_entry"
    )]
    pub entry: String,
    /// The number of its files.
    #[serde(default, deserialize_with = "or_default")]
    pub files_count: i64,
    /// The size of its files in bytes.
    #[serde(default, deserialize_with = "or_default")]
    pub total_bytes: i64,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// The artifacts to list.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ArtifactFilter {
    /// The cursor of the page: `next_cursor` of the page before it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
    /// The number of artifacts in the page, 1 to 100.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page_size: Option<i64>,
    /// `mine`, or `shared` for artifacts of other accounts that are shared with this account.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scope: Option<String>,
}

/// An artifact to create.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ArtifactCreate {
    /// Its name; with `type`, it may be left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Its files, see `artifact_file`; with `type`, they replace files of the type.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub files: Option<Vec<Value>>,
    /// The key of a type, from `types`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub r#type: Option<String>,
    /// Its description.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The file that its page shows; by default, `index.html`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entry: Option<String>,
    /// The message of the first version.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// Its visibility: `private`, `link` or `public`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub visibility: Option<String>,
    /// Whether its viewers may read and copy its files.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub with_sources: Option<bool>,
    /// Whether only the plan is returned, and nothing is created.
    pub dry_run: bool,
}

/// A version to add.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ArtifactPublish {
    /// The number of the version that it is based on, which must be the latest.
    pub base_version: i64,
    /// Files that are added or replaced, see `artifact_file`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub files: Option<Vec<Value>>,
    /// The paths of removed files.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delete: Option<Vec<String>>,
    /// The file that its page shows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entry: Option<String>,
    /// A message about the changes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// Whether the page shows the new version at once.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub publish: Option<bool>,
    /// Whether only the plan is returned, and nothing is changed.
    pub dry_run: bool,
}

/// An artifact to make of a directory.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ArtifactFromDirectory {
    /// The directory.
    pub directory: String,
    /// Its name.
    pub name: String,
    /// What it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The file that its page shows; by default, `index.html`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entry: Option<String>,
    /// What the first version is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// Who may see it: `private`, `link` or `public`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub visibility: Option<String>,
    /// Whether those who see it may read and copy its files.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub with_sources: Option<bool>,
    /// Whether only the plan is returned, and nothing is made.
    pub dry_run: bool,
}

/// A version to add.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ArtifactPublishDirectory {
    /// The directory.
    pub directory: String,
    /// The number of the version that it is based on, which must be the latest.
    pub base_version: i64,
    /// The file that its page shows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entry: Option<String>,
    /// What has changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// Whether the page shows the new version at once.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub publish: Option<bool>,
    /// Whether only the plan is returned, and nothing is changed.
    pub dry_run: bool,
}

/// A file of an artifact.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ArtifactFileSelection {
    /// The version's number.
    pub version: i64,
    /// The file.
    pub path: String,
    /// A share link instead of the id, or its last part.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub share_link: Option<String>,
    /// The byte at which the part begins.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub offset: Option<i64>,
    /// The maximum size of the part in bytes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_bytes: Option<i64>,
}

/// The fields of an artifact to change.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ArtifactUpdate {
    /// Its new name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Its description.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The number of the version that its page shows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub live_version: Option<i64>,
}

/// The visibility of an artifact.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ArtifactShareUpdate {
    /// Its visibility: `private`, `link` (everybody with the share link) or `public`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub visibility: Option<String>,
    /// Whether its viewers may read and copy its files.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub with_sources: Option<bool>,
    /// Whether a new share link replaces the current one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reset_link: Option<bool>,
}

/// A copy to create.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ArtifactCloneRequest {
    /// A share link instead of the id, or its last part.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub share_link: Option<String>,
    /// The version to copy; by default, the version that its page shows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<i64>,
    /// The copy's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Whether only the plan is returned, and nothing is created.
    pub dry_run: bool,
}

fn artifact_dry_run_dry_run() -> bool {
    true
}

fn or_artifact_dry_run_dry_run<'de, D: Deserializer<'de>>(source: D) -> Result<bool, D::Error> {
    Option::deserialize(source).map(|found| found.unwrap_or_else(artifact_dry_run_dry_run))
}

fn artifact_member_status() -> String {
    "accepted".to_owned()
}

fn or_artifact_member_status<'de, D: Deserializer<'de>>(source: D) -> Result<String, D::Error> {
    Option::deserialize(source).map(|found| found.unwrap_or_else(artifact_member_status))
}

fn artifact_invitation_status() -> String {
    "pending".to_owned()
}

fn or_artifact_invitation_status<'de, D: Deserializer<'de>>(source: D) -> Result<String, D::Error> {
    Option::deserialize(source).map(|found| found.unwrap_or_else(artifact_invitation_status))
}

fn artifact_type_entry() -> String {
    "index.html".to_owned()
}

fn or_artifact_type_entry<'de, D: Deserializer<'de>>(source: D) -> Result<String, D::Error> {
    Option::deserialize(source).map(|found| found.unwrap_or_else(artifact_type_entry))
}
