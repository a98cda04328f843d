# Generated from api/artifacts.toml by `make generate`; do not edit.
"""The records of `client.artifacts`."""

# pyright: reportUnknownVariableType=false
# (the factory is a plain `list`, as in the published package)

from datetime import datetime
from typing import Any, Dict, Generic, List, Optional, TypeVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from ._handwritten import PicklablePage

T = TypeVar("T")


class ArtifactPage(PicklablePage, BaseModel, Generic[T]):
    """A page of rows."""

    __module__ = "flymyai.agents._artifacts"

    model_config = ConfigDict(extra="allow", hide_input_in_errors=True)

    results: List[T]
    """The rows."""
    next_cursor: Optional[str] = None
    """The cursor of the next page; `None` for the last page."""
    previous_cursor: Optional[str] = None
    """The cursor of the previous page; `None` for the first page."""


class ArtifactForkedFrom(BaseModel):
    """The origin of a copied artifact."""

    __module__ = "flymyai.agents._artifacts"

    model_config = ConfigDict(extra="allow", hide_input_in_errors=True)

    name: str
    """The name of the original."""
    version: int
    """The version that was copied."""
    url: Optional[str] = None
    """The address of the original."""


class ArtifactSummary(BaseModel):
    """An artifact in a list."""

    __module__ = "flymyai.agents._artifacts"

    model_config = ConfigDict(extra="allow", hide_input_in_errors=True)

    id: UUID
    """Its id."""
    name: str
    """Its name."""
    type: Optional[str] = None
    """The key of the type from which it was created."""
    role: str
    """The role of this account."""
    live_version: Optional[int] = None
    """The number of the version that its page shows."""
    latest_version: int
    """The number of its latest version."""
    visibility: str
    """Its visibility: `private`, `link` or `public`."""
    with_sources: bool
    """Whether its viewers may read and copy its files."""
    clone_count: int = 0
    """The number of its copies."""
    forked_from: Optional[ArtifactForkedFrom] = None
    """The artifact from which it was copied."""
    owner_url: Optional[str] = None
    """The address of its page, for its owner."""
    app_url: Optional[str] = None
    """The address of its page in the app."""
    share_url: Optional[str] = None
    """Its share link."""
    created_at: datetime
    """When it was created."""
    updated_at: datetime
    """When it last changed."""


class ArtifactAuthor(BaseModel):
    """The author of an artifact."""

    __module__ = "flymyai.agents._artifacts"

    model_config = ConfigDict(extra="allow", hide_input_in_errors=True)

    username: str
    """The user name."""


class ArtifactVersion(BaseModel):
    """A version of an artifact, which never changes."""

    __module__ = "flymyai.agents._artifacts"

    model_config = ConfigDict(extra="allow", hide_input_in_errors=True)

    version: int
    """Its number, from 1."""
    entry: str
    """The file that its page shows."""
    message: Optional[str] = None
    """A message about the changes."""
    files_count: int
    """The number of its files."""
    total_bytes: int
    """The size of its files in bytes."""
    live: bool
    """Whether the artifact's page shows it."""
    created_at: datetime
    """When it was created."""


class ArtifactFrame(BaseModel):
    """A temporary address that shows a version."""

    __module__ = "flymyai.agents._artifacts"

    model_config = ConfigDict(extra="allow", hide_input_in_errors=True)

    url: str
    """The address."""
    expires_at: datetime
    """When it expires."""


class ArtifactLiveVersion(ArtifactVersion):
    """The version that an artifact's page shows."""

    __module__ = "flymyai.agents._artifacts"

    model_config = ConfigDict(extra="allow", hide_input_in_errors=True)

    view: Optional[ArtifactFrame] = None
    """An address that shows it."""


class ArtifactShare(BaseModel):
    """The sharing of an artifact."""

    __module__ = "flymyai.agents._artifacts"

    model_config = ConfigDict(extra="allow", hide_input_in_errors=True)

    visibility: str
    """Its visibility: `private`, `link` or `public`."""
    with_sources: bool
    """Whether its viewers may read and copy its files."""
    url: Optional[str] = None
    """The share link."""


class Artifact(ArtifactSummary):
    """An artifact."""

    __module__ = "flymyai.agents._artifacts"

    model_config = ConfigDict(extra="allow", hide_input_in_errors=True)

    schema_: str = Field(alias="schema")
    """The name and the version of this record's schema."""
    description: str = ""
    """Its description."""
    author: ArtifactAuthor
    """Its author."""
    live: Optional[ArtifactLiveVersion] = None
    """The version that its page shows."""
    versions: Optional[List[ArtifactVersion]] = None
    """Its latest versions, if the service sends them."""
    share: Optional[ArtifactShare] = None
    """Its sharing."""
    next: Optional[str] = None
    """The next step, in words."""


class ArtifactView(ArtifactFrame):
    """An address that shows a version, with that version."""

    __module__ = "flymyai.agents._artifacts"

    model_config = ConfigDict(extra="allow", hide_input_in_errors=True)

    version: int
    """The version's number."""
    entry: str
    """The file that is shown."""


class ArtifactPlan(BaseModel):
    """A version that was created, or the plan of one."""

    __module__ = "flymyai.agents._artifacts"

    model_config = ConfigDict(extra="allow", hide_input_in_errors=True)

    version: int
    """Its number."""
    entry: str
    """The file that its page shows."""
    files_count: int
    """The number of its files."""
    total_bytes: int
    """The size of its files in bytes."""
    new_bytes: int
    """The size of the files that are new to the service."""
    added: List[str] = Field(default_factory=list)
    """The paths of new files."""
    changed: List[str] = Field(default_factory=list)
    """The paths of replaced files."""
    removed: List[str] = Field(default_factory=list)
    """The paths of removed files."""
    no_change: bool = False
    """Whether it is the same as the previous version."""
    live: Optional[bool] = None
    """Whether the page shows it."""
    page_url: Optional[str] = None
    """The address of the page."""


class ArtifactReceipt(BaseModel):
    """An artifact with a new version."""

    __module__ = "flymyai.agents._artifacts"

    model_config = ConfigDict(extra="allow", hide_input_in_errors=True)

    artifact: ArtifactSummary
    """The artifact."""
    version: ArtifactPlan
    """The version."""


class ArtifactDryRun(BaseModel):
    """The plan of a call that was not executed."""

    __module__ = "flymyai.agents._artifacts"

    model_config = ConfigDict(extra="allow", hide_input_in_errors=True)

    dry_run: bool = True
    """Whether the call was a dry run."""
    plan: ArtifactPlan
    """The planned version."""


class ArtifactFile(BaseModel):
    """A file of an artifact."""

    __module__ = "flymyai.agents._artifacts"

    model_config = ConfigDict(extra="allow", hide_input_in_errors=True)

    path: str
    """Its path in the artifact."""
    bytes: int
    """Its size in bytes."""
    sha256: str
    """The SHA-256 hash of its content, in hexadecimal digits."""
    content_type: str
    """Its media type."""


class ArtifactFiles(BaseModel):
    """The files of a version."""

    __module__ = "flymyai.agents._artifacts"

    model_config = ConfigDict(extra="allow", hide_input_in_errors=True)

    version: int
    """The version's number."""
    entry: str
    """The file that its page shows."""
    files: List[ArtifactFile]
    """The files."""


class ArtifactFileText(ArtifactFile):
    """A part of a text file."""

    __module__ = "flymyai.agents._artifacts"

    model_config = ConfigDict(extra="allow", hide_input_in_errors=True)

    version: int
    """The version's number."""
    content: str
    """The part."""
    offset: int
    """The byte at which it begins."""
    next_offset: Optional[int] = None
    """The start of the next part; `None` at the end of the file."""
    truncated: bool
    """Whether the file continues after this part."""


class ArtifactClone(BaseModel):
    """A copy of an artifact."""

    __module__ = "flymyai.agents._artifacts"

    model_config = ConfigDict(extra="allow", hide_input_in_errors=True)

    from_version: int
    """The version that was copied."""
    cloned_at: datetime
    """When it was copied."""
    clone: Optional[Dict[str, Any]] = None
    """The copy, if this account may see it, under the service's own names."""


class ArtifactLineage(BaseModel):
    """The origin of an artifact, and its copies."""

    __module__ = "flymyai.agents._artifacts"

    model_config = ConfigDict(extra="allow", hide_input_in_errors=True)

    forked_from: Optional[ArtifactForkedFrom] = None
    """The artifact from which it was copied."""
    clone_count: int
    """The number of its copies."""
    clones: ArtifactPage[ArtifactClone]
    """A page of the copies."""


class ArtifactEvent(BaseModel):
    """An event of an artifact."""

    __module__ = "flymyai.agents._artifacts"

    model_config = ConfigDict(extra="allow", hide_input_in_errors=True)

    kind: str
    """The kind of event."""
    actor: Optional[str] = None
    """The user name of the person who caused it."""
    version: Optional[int] = None
    """The version that it concerns."""
    details: Dict[str, Any] = Field(default_factory=dict)
    """Details, under the service's own names."""
    created_at: datetime
    """When it happened."""


class ArtifactMember(BaseModel):
    """A person an artifact is shared with."""

    __module__ = "flymyai.agents._artifacts"

    model_config = ConfigDict(extra="allow", hide_input_in_errors=True)

    id: Optional[str] = None
    """The member's id, if it is visible to this account."""
    role: str
    """`view` or `edit`."""
    status: str = "accepted"
    """`pending` or `accepted`."""
    added_at: datetime
    """When the person was invited."""
    accepted_at: Optional[datetime] = None
    """When the person accepted."""
    you: bool = False
    """Whether the member is this account."""
    invited_as: Optional[str] = None
    """The user name or e-mail address that was invited."""


class ArtifactMembers(BaseModel):
    """The people an artifact is shared with."""

    __module__ = "flymyai.agents._artifacts"

    model_config = ConfigDict(extra="allow", hide_input_in_errors=True)

    role: str
    """The role of this account."""
    owner: ArtifactAuthor
    """Its owner."""
    members: List[ArtifactMember]
    """The members."""
    max_members: int
    """The maximum number of members."""


class ArtifactMemberReceipt(BaseModel):
    """A member that was added or changed."""

    __module__ = "flymyai.agents._artifacts"

    model_config = ConfigDict(extra="allow", hide_input_in_errors=True)

    member: ArtifactMember
    """The member."""
    changed: bool
    """Whether the call changed anything."""


class ArtifactInvitedTo(BaseModel):
    """The artifact of an invitation."""

    __module__ = "flymyai.agents._artifacts"

    model_config = ConfigDict(extra="allow", hide_input_in_errors=True)

    id: UUID
    """Its id."""
    name: str
    """Its name."""


class ArtifactInvitation(BaseModel):
    """An invitation to an artifact."""

    __module__ = "flymyai.agents._artifacts"

    model_config = ConfigDict(extra="allow", hide_input_in_errors=True)

    id: str
    """Its id."""
    artifact: ArtifactInvitedTo
    """The artifact."""
    owner: ArtifactAuthor
    """The artifact's owner."""
    role: str
    """`view` or `edit`."""
    invited_as: Optional[str] = None
    """The user name or e-mail address that was invited."""
    status: str = "pending"
    """`pending` or `accepted`."""
    invited_at: datetime
    """When it was created."""


class ArtifactInvitationAccepted(BaseModel):
    """An invitation that was accepted."""

    __module__ = "flymyai.agents._artifacts"

    model_config = ConfigDict(extra="allow", hide_input_in_errors=True)

    invitation: ArtifactInvitation
    """The invitation."""
    artifact: ArtifactSummary
    """The artifact."""


class ArtifactInvitationDeclined(BaseModel):
    """An invitation that was declined."""

    __module__ = "flymyai.agents._artifacts"

    model_config = ConfigDict(extra="allow", hide_input_in_errors=True)

    id: str
    """Its id."""
    declined: bool
    """Whether it was declined."""


class ArtifactsStatus(BaseModel):
    """The state and the limits of artifacts for an account."""

    __module__ = "flymyai.agents._artifacts"

    model_config = ConfigDict(extra="allow", hide_input_in_errors=True)

    enabled: bool
    """Whether artifacts are enabled."""
    limits: Dict[str, Any] = Field(default_factory=dict)
    """The limits, under the service's own names."""


class ArtifactType(BaseModel):
    """A type from which an artifact can be created."""

    __module__ = "flymyai.agents._artifacts"

    model_config = ConfigDict(extra="allow", hide_input_in_errors=True)

    key: str
    """The value of `type` in `create`."""
    name: str
    """Its name."""
    summary: str = ""
    """Its description."""
    edit: str = ""
    """The file with the content."""
    default_name: str = ""
    """The default name of an artifact."""
    example_change: str = ""
    """An example of a change, in words."""
    entry: str = "index.html"
    """The file that its page shows."""
    files_count: int = 0
    """The number of its files."""
    total_bytes: int = 0
    """The size of its files in bytes."""
