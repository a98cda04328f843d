// Generated from api/artifacts.toml by `make generate`; do not edit.
//! Artifacts: pages and small sites of files, with versions, sharing and copies.

use serde_json::{Map, Value};

use crate::agents::call::TypedCall;
use crate::agents::client::Client;
use crate::agents::models::{
    Artifact, ArtifactClone, ArtifactCloneRequest, ArtifactCreate, ArtifactEvent,
    ArtifactFileSelection, ArtifactFileText, ArtifactFiles, ArtifactFilter, ArtifactInvitation,
    ArtifactInvitationAccepted, ArtifactInvitationDeclined, ArtifactLineage, ArtifactMemberReceipt,
    ArtifactMembers, ArtifactPage, ArtifactPublish, ArtifactShareUpdate, ArtifactSummary,
    ArtifactType, ArtifactUpdate, ArtifactVersion, ArtifactView, ArtifactsStatus, Id,
};
use crate::agents::operation::Arguments;
use crate::agents::operations::artifacts as table;
use crate::agents::page_stream::{PageStream, TypedRows};
use crate::error::Error;

/// The artifacts of this account, and the artifacts that are shared with it.
///
/// See [`Client::artifacts`].
#[derive(Clone, Copy, Debug)]
pub struct Artifacts<'a>(pub(super) &'a Client);

impl Client {
    /// The artifacts of this account, and the artifacts that are shared with it.
    #[must_use]
    pub fn artifacts(&self) -> Artifacts<'_> {
        Artifacts(self)
    }
}

impl Artifacts<'_> {
    /// Returns whether artifacts are enabled for this account, and the limits.
    pub fn status(&self) -> TypedCall<ArtifactsStatus> {
        TypedCall::new(self.0, &table::STATUS, Arguments::default())
    }

    /// Returns a page of the artifacts, the newest first.
    pub fn list(&self, options: &ArtifactFilter) -> TypedCall<ArtifactPage<ArtifactSummary>> {
        TypedCall::with_fields(self.0, &table::LIST, None, options)
    }

    /// Yields the rows of `list` one by one.
    ///
    /// A page is requested when its first row is needed, so that the memory for a list of any
    /// length is that of one page.
    ///
    /// # Errors
    ///
    /// Arguments that can't be used.
    pub fn iter(&self, options: &ArtifactFilter) -> Result<TypedRows<ArtifactSummary>, Error> {
        let call: TypedCall<()> = { TypedCall::with_fields(self.0, &table::LIST, None, options) };
        Ok(TypedRows::new(PageStream::new(call.into_call()?)?))
    }

    /// Returns the types from which an artifact can be created.
    pub fn types(&self) -> TypedCall<Vec<ArtifactType>> {
        TypedCall::new(self.0, &table::TYPES, Arguments::default())
    }

    /// Returns one artifact, by its id or by a share link.
    pub fn get(&self, artifact_id: Option<Id>, share_link: Option<&str>) -> TypedCall<Artifact> {
        let fields = serde_json::json!({ "share_link": share_link });
        TypedCall::with_fields(self.0, &table::GET, artifact_id, &fields)
    }

    /// Creates an artifact from files, or from a type.
    ///
    /// See [`TypedCall::idempotency_key`] for sending it again after a failure.
    pub fn create(&self, options: &ArtifactCreate) -> TypedCall<Value> {
        TypedCall::with_fields(self.0, &table::CREATE, None, options)
    }

    /// Adds a version: the files of the version that it is based on, with changes.
    ///
    /// See [`TypedCall::idempotency_key`] for sending it again after a failure.
    pub fn publish(
        &self,
        artifact_id: impl Into<Id>,
        options: &ArtifactPublish,
    ) -> TypedCall<Value> {
        TypedCall::with_fields(self.0, &table::PUBLISH, Some(artifact_id.into()), options)
    }

    /// Returns a page of the versions of an artifact, the newest first.
    pub fn versions(
        &self,
        artifact_id: impl Into<Id>,
        cursor: Option<&str>,
        page_size: Option<i64>,
    ) -> TypedCall<ArtifactPage<ArtifactVersion>> {
        let fields = serde_json::json!({ "cursor": cursor, "page_size": page_size });
        TypedCall::with_fields(self.0, &table::VERSIONS, Some(artifact_id.into()), &fields)
    }

    /// Yields the rows of `versions` one by one.
    ///
    /// A page is requested when its first row is needed, so that the memory for a list of any
    /// length is that of one page.
    ///
    /// # Errors
    ///
    /// Arguments that can't be used.
    pub fn iter_versions(
        &self,
        artifact_id: impl Into<Id>,
        cursor: Option<&str>,
        page_size: Option<i64>,
    ) -> Result<TypedRows<ArtifactVersion>, Error> {
        let call: TypedCall<()> = {
            let fields = serde_json::json!({ "cursor": cursor, "page_size": page_size });
            TypedCall::with_fields(self.0, &table::VERSIONS, Some(artifact_id.into()), &fields)
        };
        Ok(TypedRows::new(PageStream::new(call.into_call()?)?))
    }

    /// Returns the list of a version's files.
    pub fn files(
        &self,
        artifact_id: Option<Id>,
        version: impl Into<Id>,
        share_link: Option<&str>,
    ) -> TypedCall<ArtifactFiles> {
        let mut fields = Map::new();
        if let Some(share_link) = share_link {
            fields.insert("share_link".into(), share_link.into());
        }
        fields.insert("version".into(), serde_json::json!(version.into()));
        TypedCall::with_fields(self.0, &table::FILES, artifact_id, &fields)
    }

    /// Returns a text file of a version, or a part of it.
    pub fn read_file(
        &self,
        artifact_id: Option<Id>,
        version: impl Into<Id>,
        options: &ArtifactFileSelection,
    ) -> TypedCall<ArtifactFileText> {
        let fields = serde_json::to_value(options).unwrap_or_default();
        let mut fields = fields.as_object().cloned().unwrap_or_default();
        fields.insert("version".into(), serde_json::json!(version.into()));
        TypedCall::with_fields(self.0, &table::READ_FILE, artifact_id, &fields)
    }

    /// Returns a temporary address that shows a version.
    pub fn view(
        &self,
        artifact_id: Option<Id>,
        version: impl Into<Id>,
        share_link: Option<&str>,
    ) -> TypedCall<ArtifactView> {
        let mut fields = Map::new();
        if let Some(share_link) = share_link {
            fields.insert("share_link".into(), share_link.into());
        }
        fields.insert("version".into(), serde_json::json!(version.into()));
        TypedCall::with_fields(self.0, &table::VIEW, artifact_id, &fields)
    }

    /// Changes an artifact and returns it; arguments that are left out keep their values.
    pub fn update(
        &self,
        artifact_id: impl Into<Id>,
        options: &ArtifactUpdate,
    ) -> TypedCall<Artifact> {
        TypedCall::with_fields(self.0, &table::UPDATE, Some(artifact_id.into()), options)
    }

    /// Changes the visibility of an artifact, and returns the artifact.
    ///
    /// See [`TypedCall::idempotency_key`] for sending it again after a failure.
    pub fn share(
        &self,
        artifact_id: impl Into<Id>,
        options: &ArtifactShareUpdate,
    ) -> TypedCall<Artifact> {
        TypedCall::with_fields(self.0, &table::SHARE, Some(artifact_id.into()), options)
    }

    /// Copies an artifact to this account.
    ///
    /// See [`TypedCall::idempotency_key`] for sending it again after a failure.
    pub fn clone(
        &self,
        artifact_id: Option<Id>,
        options: &ArtifactCloneRequest,
    ) -> TypedCall<Value> {
        TypedCall::with_fields(self.0, &table::CLONE, artifact_id, options)
    }

    /// Returns the origin of an artifact, and a page of its copies.
    pub fn lineage(
        &self,
        artifact_id: impl Into<Id>,
        cursor: Option<&str>,
        page_size: Option<i64>,
    ) -> TypedCall<ArtifactLineage> {
        let fields = serde_json::json!({ "cursor": cursor, "page_size": page_size });
        TypedCall::with_fields(self.0, &table::LINEAGE, Some(artifact_id.into()), &fields)
    }

    /// Yields the rows of `lineage` one by one.
    ///
    /// A page is requested when its first row is needed, so that the memory for a list of any
    /// length is that of one page.
    ///
    /// # Errors
    ///
    /// Arguments that can't be used.
    pub fn iter_lineage(
        &self,
        artifact_id: impl Into<Id>,
        cursor: Option<&str>,
        page_size: Option<i64>,
    ) -> Result<TypedRows<ArtifactClone>, Error> {
        let call: TypedCall<()> = {
            let fields = serde_json::json!({ "cursor": cursor, "page_size": page_size });
            TypedCall::with_fields(self.0, &table::LINEAGE, Some(artifact_id.into()), &fields)
        };
        Ok(TypedRows::new(PageStream::new(call.into_call()?)?))
    }

    /// Returns a page of the events of an artifact, the newest first.
    pub fn history(
        &self,
        artifact_id: impl Into<Id>,
        cursor: Option<&str>,
        page_size: Option<i64>,
    ) -> TypedCall<ArtifactPage<ArtifactEvent>> {
        let fields = serde_json::json!({ "cursor": cursor, "page_size": page_size });
        TypedCall::with_fields(self.0, &table::HISTORY, Some(artifact_id.into()), &fields)
    }

    /// Yields the rows of `history` one by one.
    ///
    /// A page is requested when its first row is needed, so that the memory for a list of any
    /// length is that of one page.
    ///
    /// # Errors
    ///
    /// Arguments that can't be used.
    pub fn iter_history(
        &self,
        artifact_id: impl Into<Id>,
        cursor: Option<&str>,
        page_size: Option<i64>,
    ) -> Result<TypedRows<ArtifactEvent>, Error> {
        let call: TypedCall<()> = {
            let fields = serde_json::json!({ "cursor": cursor, "page_size": page_size });
            TypedCall::with_fields(self.0, &table::HISTORY, Some(artifact_id.into()), &fields)
        };
        Ok(TypedRows::new(PageStream::new(call.into_call()?)?))
    }

    /// Returns the members of an artifact: the people it is shared with.
    pub fn members(&self, artifact_id: impl Into<Id>) -> TypedCall<ArtifactMembers> {
        TypedCall::new(self.0, &table::MEMBERS, Arguments::of(artifact_id))
    }

    /// Invites a person to an artifact.
    pub fn add_member(
        &self,
        artifact_id: impl Into<Id>,
        user: &str,
        role: Option<&str>,
    ) -> TypedCall<ArtifactMemberReceipt> {
        let mut fields = Map::new();
        fields.insert("user".into(), user.into());
        if let Some(role) = role {
            fields.insert("role".into(), role.into());
        }
        TypedCall::with_fields(
            self.0,
            &table::ADD_MEMBER,
            Some(artifact_id.into()),
            &fields,
        )
    }

    /// Removes a member from an artifact.
    pub fn remove_member(
        &self,
        artifact_id: impl Into<Id>,
        member_id: impl Into<Id>,
    ) -> TypedCall<Value> {
        let mut fields = Map::new();
        fields.insert("member_id".into(), member_id.into().to_string().into());
        TypedCall::with_fields(
            self.0,
            &table::REMOVE_MEMBER,
            Some(artifact_id.into()),
            &fields,
        )
    }

    /// Returns a page of the invitations to artifacts of other accounts.
    pub fn invitations(
        &self,
        cursor: Option<&str>,
        page_size: Option<i64>,
    ) -> TypedCall<ArtifactPage<ArtifactInvitation>> {
        let fields = serde_json::json!({ "cursor": cursor, "page_size": page_size });
        TypedCall::with_fields(self.0, &table::INVITATIONS, None, &fields)
    }

    /// Yields the rows of `invitations` one by one.
    ///
    /// A page is requested when its first row is needed, so that the memory for a list of any
    /// length is that of one page.
    ///
    /// # Errors
    ///
    /// Arguments that can't be used.
    pub fn iter_invitations(
        &self,
        cursor: Option<&str>,
        page_size: Option<i64>,
    ) -> Result<TypedRows<ArtifactInvitation>, Error> {
        let call: TypedCall<()> = {
            let fields = serde_json::json!({ "cursor": cursor, "page_size": page_size });
            TypedCall::with_fields(self.0, &table::INVITATIONS, None, &fields)
        };
        Ok(TypedRows::new(PageStream::new(call.into_call()?)?))
    }

    /// Accepts an invitation to an artifact.
    pub fn accept_invitation(
        &self,
        invitation_id: impl Into<Id>,
    ) -> TypedCall<ArtifactInvitationAccepted> {
        TypedCall::new(
            self.0,
            &table::ACCEPT_INVITATION,
            Arguments::of(invitation_id),
        )
    }

    /// Declines an invitation to an artifact.
    pub fn decline_invitation(
        &self,
        invitation_id: impl Into<Id>,
    ) -> TypedCall<ArtifactInvitationDeclined> {
        TypedCall::new(
            self.0,
            &table::DECLINE_INVITATION,
            Arguments::of(invitation_id),
        )
    }

    /// Deletes an artifact with all its versions.
    pub fn delete(&self, artifact_id: impl Into<Id>) -> TypedCall<Value> {
        TypedCall::new(self.0, &table::DELETE, Arguments::of(artifact_id))
    }
}
