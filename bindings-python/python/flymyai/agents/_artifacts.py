"""Old path of the names of artifacts; see `flymyai.resources` and `flymyai.types`.

They are imported when they are used.
"""

from __future__ import annotations

from .._artifact_files import artifact_file, artifact_files_from_directory

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import List

    from ..resources import Artifacts, AsyncArtifacts
    from ..types import (
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
        ArtifactPage,
        ArtifactPlan,
        ArtifactReceipt,
        ArtifactShare,
        ArtifactsStatus,
        ArtifactSummary,
        ArtifactType,
        ArtifactVersion,
        ArtifactView,
    )

__all__ = [
    "Artifact",
    "ArtifactAuthor",
    "ArtifactClone",
    "ArtifactDryRun",
    "ArtifactEvent",
    "ArtifactFile",
    "ArtifactFileText",
    "ArtifactFiles",
    "ArtifactForkedFrom",
    "ArtifactFrame",
    "ArtifactInvitation",
    "ArtifactInvitationAccepted",
    "ArtifactInvitationDeclined",
    "ArtifactInvitedTo",
    "ArtifactLineage",
    "ArtifactLiveVersion",
    "ArtifactMember",
    "ArtifactMemberReceipt",
    "ArtifactMembers",
    "ArtifactPage",
    "ArtifactPlan",
    "ArtifactReceipt",
    "ArtifactShare",
    "ArtifactSummary",
    "ArtifactType",
    "ArtifactVersion",
    "ArtifactView",
    "Artifacts",
    "ArtifactsStatus",
    "AsyncArtifacts",
    "artifact_file",
    "artifact_files_from_directory",
]


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from .._internal.finalization import import_module

    home = "flymyai.resources" if name in ("AsyncArtifacts", "Artifacts") else "flymyai.types"
    globals()[name] = value = getattr(import_module(home), name)
    return value


def __dir__() -> List[str]:
    return sorted({*globals(), *__all__})
