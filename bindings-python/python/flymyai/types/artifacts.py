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
    """The place of the next page; `None` for the last one."""
    previous_cursor: Optional[str] = None
    """The place of the page before; `None` for the first one."""


class ArtifactForkedFrom(BaseModel):
    """The original of a copied artifact."""

    __module__ = "flymyai.agents._artifacts"

    model_config = ConfigDict(extra="allow", hide_input_in_errors=True)

    name: str
    """The name of the original."""
    version: int
    """The version that was copied."""
    url: Optional[str] = None
    """The address of the original."""


class ArtifactSummary(BaseModel):
    """An artifact, as lists have it."""

    __module__ = "flymyai.agents._artifacts"

    model_config = ConfigDict(extra="allow", hide_input_in_errors=True)

    id: UUID
    """Its id."""
    name: str
    """Its name."""
    type: Optional[str] = None
    """The key of the type that it was made from."""
    role: str
    """The rights of this account."""
    live_version: Optional[int] = None
    """The number of the version that its page shows."""
    latest_version: int
    """The number of its latest version."""
    visibility: str
    """Who may see it: `private`, `link` or `public`."""
    with_sources: bool
    """Whether those who see it may read and copy its files."""
    clone_count: int = 0
    """How many copies it has."""
    forked_from: Optional[ArtifactForkedFrom] = None
    """The original, if it is a copy."""
    owner_url: Optional[str] = None
    """The address of its page, for its owner."""
    app_url: Optional[str] = None
    """The address of its page in the app."""
    share_url: Optional[str] = None
    """Its share link."""
    created_at: datetime
    """When it was made."""
    updated_at: datetime
    """When it last changed."""


class ArtifactAuthor(BaseModel):
    """A person who has made an artifact."""

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
    """A description of the changes."""
    files_count: int
    """How many files it has."""
    total_bytes: int
    """The size of its files in bytes."""
    live: bool
    """Whether the artifact's page shows it."""
    created_at: datetime
    """When it was made."""


class ArtifactFrame(BaseModel):
    """An address that shows a version, for a while."""

    __module__ = "flymyai.agents._artifacts"

    model_config = ConfigDict(extra="allow", hide_input_in_errors=True)

    url: str
    """The address."""
    expires_at: datetime
    """Until when it works."""


class ArtifactLiveVersion(ArtifactVersion):
    """The version that an artifact's page shows."""

    __module__ = "flymyai.agents._artifacts"

    model_config = ConfigDict(extra="allow", hide_input_in_errors=True)

    view: Optional[ArtifactFrame] = None
    """An address that shows it."""


class ArtifactShare(BaseModel):
    """How an artifact is shared."""

    __module__ = "flymyai.agents._artifacts"

    model_config = ConfigDict(extra="allow", hide_input_in_errors=True)

    visibility: str
    """Who may see it: `private`, `link` or `public`."""
    with_sources: bool
    """Whether those who see it may read and copy its files."""
    url: Optional[str] = None
    """The share link."""


class Artifact(ArtifactSummary):
    """An artifact."""

    __module__ = "flymyai.agents._artifacts"

    model_config = ConfigDict(extra="allow", hide_input_in_errors=True)

    schema_: str = Field(alias="schema")
    """The form of this record, with its version."""
    description: str = ""
    """Its description."""
    author: ArtifactAuthor
    """Who has made it."""
    live: Optional[ArtifactLiveVersion] = None
    """The version that its page shows."""
    versions: Optional[List[ArtifactVersion]] = None
    """Its latest versions, if the service sends them."""
    share: Optional[ArtifactShare] = None
    """How it is shared."""
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
    """A version that was made, or would be."""

    __module__ = "flymyai.agents._artifacts"

    model_config = ConfigDict(extra="allow", hide_input_in_errors=True)

    version: int
    """Its number."""
    entry: str
    """The file that its page shows."""
    files_count: int
    """How many files it has."""
    total_bytes: int
    """The size of its files in bytes."""
    new_bytes: int
    """The size of the files that the service did not have."""
    added: List[str] = Field(default_factory=list)
    """The paths of files that are new."""
    changed: List[str] = Field(default_factory=list)
    """The paths of files that are replaced."""
    removed: List[str] = Field(default_factory=list)
    """The paths of files that are taken away."""
    no_change: bool = False
    """Whether it is the same as the version before."""
    live: Optional[bool] = None
    """Whether the page shows it."""
    page_url: Optional[str] = None
    """The address of the page."""


class ArtifactReceipt(BaseModel):
    """An artifact with a version that was made."""

    __module__ = "flymyai.agents._artifacts"

    model_config = ConfigDict(extra="allow", hide_input_in_errors=True)

    artifact: ArtifactSummary
    """The artifact."""
    version: ArtifactPlan
    """The version."""


class ArtifactDryRun(BaseModel):
    """The effects of a call, from a dry run."""

    __module__ = "flymyai.agents._artifacts"

    model_config = ConfigDict(extra="allow", hide_input_in_errors=True)

    dry_run: bool = True
    """Whether nothing was done."""
    plan: ArtifactPlan
    """The version that would be made."""


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
    """Where the next part begins; `None` at the end of the file."""
    truncated: bool
    """Whether the file continues."""


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
    """The original of an artifact, and its copies."""

    __module__ = "flymyai.agents._artifacts"

    model_config = ConfigDict(extra="allow", hide_input_in_errors=True)

    forked_from: Optional[ArtifactForkedFrom] = None
    """The original, if it is a copy."""
    clone_count: int
    """How many copies it has."""
    clones: ArtifactPage[ArtifactClone]
    """A page of the copies."""


class ArtifactEvent(BaseModel):
    """Something that has happened to an artifact."""

    __module__ = "flymyai.agents._artifacts"

    model_config = ConfigDict(extra="allow", hide_input_in_errors=True)

    kind: str
    """The kind of the event."""
    actor: Optional[str] = None
    """The user name of who has done it."""
    version: Optional[int] = None
    """The version that it is about."""
    details: Dict[str, Any] = Field(default_factory=dict)
    """More about it, under the service's own names."""
    created_at: datetime
    """When it has happened."""


class ArtifactMember(BaseModel):
    """A person with whom an artifact is shared."""

    __module__ = "flymyai.agents._artifacts"

    model_config = ConfigDict(extra="allow", hide_input_in_errors=True)

    id: Optional[str] = None
    """The member's id, if this account may see it."""
    role: str
    """`view` or `edit`."""
    status: str = "accepted"
    """`pending` or `accepted`."""
    added_at: datetime
    """When the person was invited."""
    accepted_at: Optional[datetime] = None
    """When the person has accepted."""
    you: bool = False
    """Whether it is this account."""
    invited_as: Optional[str] = None
    """The user name or e-mail address that was invited."""


class ArtifactMembers(BaseModel):
    """The people with whom an artifact is shared."""

    __module__ = "flymyai.agents._artifacts"

    model_config = ConfigDict(extra="allow", hide_input_in_errors=True)

    role: str
    """The rights of this account."""
    owner: ArtifactAuthor
    """Its owner."""
    members: List[ArtifactMember]
    """The members."""
    max_members: int
    """How many members it may have."""


class ArtifactMemberReceipt(BaseModel):
    """A member that was added or changed."""

    __module__ = "flymyai.agents._artifacts"

    model_config = ConfigDict(extra="allow", hide_input_in_errors=True)

    member: ArtifactMember
    """The member."""
    changed: bool
    """Whether the call has changed anything."""


class ArtifactInvitedTo(BaseModel):
    """An artifact with an open invitation."""

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
    """When it was made."""


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
    """Whether an account may have artifacts."""

    __module__ = "flymyai.agents._artifacts"

    model_config = ConfigDict(extra="allow", hide_input_in_errors=True)

    enabled: bool
    """Whether it may."""
    limits: Dict[str, Any] = Field(default_factory=dict)
    """The limits, under the service's own names."""


class ArtifactType(BaseModel):
    """A type that an artifact can be made from."""

    __module__ = "flymyai.agents._artifacts"

    model_config = ConfigDict(extra="allow", hide_input_in_errors=True)

    key: str
    """The value of `type` in `create`."""
    name: str
    """Its name."""
    summary: str = ""
    """Its description."""
    edit: str = ""
    """The file that has the content."""
    default_name: str = ""
    """The name of an artifact that is made without one."""
    example_change: str = ""
    """A change that one may ask for, in words."""
    entry: str = "index.html"
    """The file that its page shows."""
    files_count: int = 0
    """How many files it has."""
    total_bytes: int = 0
    """The size of its files in bytes."""
