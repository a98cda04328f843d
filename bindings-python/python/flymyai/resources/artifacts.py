# Generated from api/artifacts.toml by `make generate`; do not edit.
"""Artifacts: pages and small sites of files, with versions, sharing and copies."""

from __future__ import annotations

import os
from typing import Any, AsyncIterator, Dict, Iterator, List, Literal, Optional, Union, overload

from .._arguments import id_text, json_bytes
from .._conversions import directory_path, file_entries, query_text
from ..agents._event_stream import AsyncEvents, Events
from ..agents._responses import Either, Many, Single, decoded
from ..agents._stubs import async_client_of, client_of
from ..types import (
    Artifact,
    ArtifactClone,
    ArtifactDryRun,
    ArtifactEvent,
    ArtifactFiles,
    ArtifactFileText,
    ArtifactInvitation,
    ArtifactInvitationAccepted,
    ArtifactInvitationDeclined,
    ArtifactLineage,
    ArtifactMemberReceipt,
    ArtifactMembers,
    ArtifactPage,
    ArtifactReceipt,
    ArtifactsStatus,
    ArtifactSummary,
    ArtifactType,
    ArtifactVersion,
    ArtifactView,
)

_ARTIFACT = Single(Artifact)
_ARTIFACTS_STATUS = Single(ArtifactsStatus)
_ARTIFACT_CLONE = Single(ArtifactClone)
_ARTIFACT_EVENT = Single(ArtifactEvent)
_ARTIFACT_FILES = Single(ArtifactFiles)
_ARTIFACT_FILE_TEXT = Single(ArtifactFileText)
_ARTIFACT_INVITATION = Single(ArtifactInvitation)
_ARTIFACT_INVITATION_ACCEPTED = Single(ArtifactInvitationAccepted)
_ARTIFACT_INVITATION_DECLINED = Single(ArtifactInvitationDeclined)
_ARTIFACT_LINEAGE = Single(ArtifactLineage)
_ARTIFACT_MEMBERS = Single(ArtifactMembers)
_ARTIFACT_MEMBER_RECEIPT = Single(ArtifactMemberReceipt)
_ARTIFACT_PAGE_OF_ARTIFACT_EVENT = Single(ArtifactPage[ArtifactEvent])
_ARTIFACT_PAGE_OF_ARTIFACT_INVITATION = Single(ArtifactPage[ArtifactInvitation])
_ARTIFACT_PAGE_OF_ARTIFACT_SUMMARY = Single(ArtifactPage[ArtifactSummary])
_ARTIFACT_PAGE_OF_ARTIFACT_VERSION = Single(ArtifactPage[ArtifactVersion])
_ARTIFACT_RECEIPT_OR_ARTIFACT_DRY_RUN = Either(ArtifactReceipt, ArtifactDryRun, "dry_run")
_ARTIFACT_SUMMARY = Single(ArtifactSummary)
_ARTIFACT_TYPE_LIST = Many(ArtifactType)
_ARTIFACT_VERSION = Single(ArtifactVersion)
_ARTIFACT_VIEW = Single(ArtifactView)


class Artifacts:
    """The artifacts of this account, and the artifacts that are shared with it: `client.artifacts`.

    Args:
        client: The client that sends the requests.

    Example:
        >>> found = client.artifacts.list()
    """

    __module__ = "flymyai.agents._artifacts"

    def __init__(self, client: Any) -> None:
        self._c = client_of(client, self, "artifacts")

    def status(self) -> ArtifactsStatus:
        """Returns whether artifacts are enabled for this account, and the limits.

        Returns:
            The status.

        Raises:
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> client.artifacts.status().enabled
            True
        """
        return self._c._send(_ARTIFACTS_STATUS, "artifacts.status")

    def list(
        self, *, cursor: Optional[str] = None, page_size: Optional[int] = None, scope: str = "mine"
    ) -> ArtifactPage[ArtifactSummary]:
        """Returns a page of the artifacts, the newest first.

        Args:
            cursor: The cursor of the page: `next_cursor` of the page before it.
            page_size: The number of artifacts in the page, 1 to 100.
            scope: `mine`, or `shared` for artifacts of other accounts that are shared with this
                account.

        Returns:
            The page.

        Raises:
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> names = [artifact.name for artifact in client.artifacts.list(page_size=50).results]
        """
        return self._c._send(
            _ARTIFACT_PAGE_OF_ARTIFACT_SUMMARY,
            "artifacts.list",
            fields=json_bytes(
                {"cursor": query_text(cursor, "cursor"), "page_size": page_size, "scope": scope}
            ),
        )

    def iter(
        self, *, cursor: Optional[str] = None, page_size: Optional[int] = None, scope: str = "mine"
    ) -> Iterator[ArtifactSummary]:
        """Yields the rows of `list` one by one.

        A page is requested when its first row is needed, so that the memory for a list of any
        length is that of one page.

        Args:
            cursor: The cursor of the page: `next_cursor` of the page before it.
            page_size: The number of artifacts in the page, 1 to 100.
            scope: `mine`, or `shared` for artifacts of other accounts that are shared with this
                account.

        Raises:
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> names = [artifact.name for artifact in client.artifacts.iter()]
        """
        pages = self._c._pages(
            "artifacts.list",
            None,
            json_bytes(
                {"cursor": query_text(cursor, "cursor"), "page_size": page_size, "scope": scope}
            ),
        )
        with Events(pages, _ARTIFACT_SUMMARY, False, self._c) as rows:
            yield from rows

    def types(self) -> List[ArtifactType]:
        """Returns the types from which an artifact can be created.

        Returns:
            The types.

        Raises:
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> keys = [each.key for each in client.artifacts.types()]
        """
        return self._c._send(_ARTIFACT_TYPE_LIST, "artifacts.types")

    def get(self, artifact_id: Any = None, *, share_link: Optional[str] = None) -> Artifact:
        """Returns one artifact, by its id or by a share link.

        Args:
            artifact_id: The artifact's id, or the address of its page.
            share_link: A share link instead of the id, or its last part.

        Returns:
            The artifact.

        Raises:
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If there is no such artifact, or the service refuses the request,
                or does not respond.

        Example:
            >>> files = [{"path": "index.html", "content": "<h1>Deck</h1>"}]
            >>> made = client.artifacts.create(name="Deck", files=files).artifact
            >>> client.artifacts.get(made.id).name
            'Deck'
        """
        return self._c._send(
            _ARTIFACT,
            "artifacts.get",
            None if artifact_id is None else id_text(artifact_id, "artifact_id"),
            json_bytes({"share_link": share_link}),
        )

    @overload
    def create(
        self,
        *,
        name: Optional[str] = None,
        files: Optional[List[Dict[str, Any]]] = None,
        type: Optional[str] = None,
        description: Optional[str] = None,
        entry: Optional[str] = None,
        message: Optional[str] = None,
        visibility: Optional[str] = None,
        with_sources: Optional[bool] = None,
        dry_run: Literal[False] = False,
        idempotency_key: Optional[str] = None,
    ) -> ArtifactReceipt: ...

    @overload
    def create(
        self,
        *,
        name: Optional[str] = None,
        files: Optional[List[Dict[str, Any]]] = None,
        type: Optional[str] = None,
        description: Optional[str] = None,
        entry: Optional[str] = None,
        message: Optional[str] = None,
        visibility: Optional[str] = None,
        with_sources: Optional[bool] = None,
        dry_run: Literal[True],
        idempotency_key: Optional[str] = None,
    ) -> ArtifactDryRun: ...

    @overload
    def create(
        self,
        *,
        name: Optional[str] = None,
        files: Optional[List[Dict[str, Any]]] = None,
        type: Optional[str] = None,
        description: Optional[str] = None,
        entry: Optional[str] = None,
        message: Optional[str] = None,
        visibility: Optional[str] = None,
        with_sources: Optional[bool] = None,
        dry_run: bool = False,
        idempotency_key: Optional[str] = None,
    ) -> Union[ArtifactReceipt, ArtifactDryRun]: ...

    def create(
        self,
        *,
        name: Optional[str] = None,
        files: Optional[List[Dict[str, Any]]] = None,
        type: Optional[str] = None,
        description: Optional[str] = None,
        entry: Optional[str] = None,
        message: Optional[str] = None,
        visibility: Optional[str] = None,
        with_sources: Optional[bool] = None,
        dry_run: bool = False,
        idempotency_key: Optional[str] = None,
    ) -> Union[ArtifactReceipt, ArtifactDryRun]:
        """Creates an artifact from files, or from a type.

        Args:
            name: Its name; with `type`, it may be left out.
            files: Its files, see `artifact_file`; with `type`, they replace files of the type.
            type: The key of a type, from `types`.
            description: Its description.
            entry: The file that its page shows; by default, `index.html`.
            message: The message of the first version.
            visibility: Its visibility: `private`, `link` or `public`.
            with_sources: Whether its viewers may read and copy its files.
            dry_run: Whether only the plan is returned, and nothing is created.
            idempotency_key: The key of the request: the service does the work once for all
                requests with the same key, so the request can be retried.

        Returns:
            The artifact and its version, or the plan of a dry run.

        Raises:
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> files = [{"path": "index.html", "content": "<h1>Deck</h1>"}]
            >>> receipt = client.artifacts.create(name="Deck", files=files)
            >>> receipt.version.files_count
            1
        """
        return self._c._send(
            _ARTIFACT_RECEIPT_OR_ARTIFACT_DRY_RUN,
            "artifacts.create",
            fields=json_bytes(
                {
                    "name": name,
                    "files": file_entries(files, "files"),
                    "type": type,
                    "description": description,
                    "entry": entry,
                    "message": message,
                    "visibility": visibility,
                    "with_sources": with_sources,
                    "dry_run": dry_run,
                }
            ),
            idempotency_key=idempotency_key,
        )

    @overload
    def publish(
        self,
        artifact_id: Any,
        *,
        base_version: int,
        files: Optional[List[Dict[str, Any]]] = None,
        delete: Optional[List[str]] = None,
        entry: Optional[str] = None,
        message: Optional[str] = None,
        publish: bool = True,
        dry_run: Literal[False] = False,
        idempotency_key: Optional[str] = None,
    ) -> ArtifactReceipt: ...

    @overload
    def publish(
        self,
        artifact_id: Any,
        *,
        base_version: int,
        files: Optional[List[Dict[str, Any]]] = None,
        delete: Optional[List[str]] = None,
        entry: Optional[str] = None,
        message: Optional[str] = None,
        publish: bool = True,
        dry_run: Literal[True],
        idempotency_key: Optional[str] = None,
    ) -> ArtifactDryRun: ...

    @overload
    def publish(
        self,
        artifact_id: Any,
        *,
        base_version: int,
        files: Optional[List[Dict[str, Any]]] = None,
        delete: Optional[List[str]] = None,
        entry: Optional[str] = None,
        message: Optional[str] = None,
        publish: bool = True,
        dry_run: bool = False,
        idempotency_key: Optional[str] = None,
    ) -> Union[ArtifactReceipt, ArtifactDryRun]: ...

    def publish(
        self,
        artifact_id: Any,
        *,
        base_version: int,
        files: Optional[List[Dict[str, Any]]] = None,
        delete: Optional[List[str]] = None,
        entry: Optional[str] = None,
        message: Optional[str] = None,
        publish: bool = True,
        dry_run: bool = False,
        idempotency_key: Optional[str] = None,
    ) -> Union[ArtifactReceipt, ArtifactDryRun]:
        """Adds a version: the files of the version that it is based on, with changes.

        Args:
            artifact_id: The artifact's id, or the address of its page.
            base_version: The number of the version that it is based on, which must be the
                latest.
            files: Files that are added or replaced, see `artifact_file`.
            delete: The paths of removed files.
            entry: The file that its page shows.
            message: A message about the changes.
            publish: Whether the page shows the new version at once.
            dry_run: Whether only the plan is returned, and nothing is changed.
            idempotency_key: The key of the request: the service does the work once for all
                requests with the same key, so the request can be retried.

        Returns:
            The artifact and its version, or the plan of a dry run.

        Raises:
            ArtifactStaleBaseVersionError: If `base_version` is not the latest version.
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> files = [{"path": "index.html", "content": "<h1>Deck</h1>"}]
            >>> made = client.artifacts.create(name="Deck", files=files).artifact
            >>> files = [{"path": "index.html", "content": "<h1>New deck</h1>"}]
            >>> client.artifacts.publish(made.id, base_version=1, files=files).version.changed
            ['index.html']
        """
        return self._c._send(
            _ARTIFACT_RECEIPT_OR_ARTIFACT_DRY_RUN,
            "artifacts.publish",
            id_text(artifact_id, "artifact_id"),
            json_bytes(
                {
                    "base_version": base_version,
                    "files": file_entries(files, "files"),
                    "delete": delete,
                    "entry": entry,
                    "message": message,
                    "publish": publish,
                    "dry_run": dry_run,
                }
            ),
            idempotency_key=idempotency_key,
        )

    @overload
    def create_from_directory(
        self,
        directory: Union[str, os.PathLike[str]],
        *,
        name: str,
        description: Optional[str] = None,
        entry: Optional[str] = None,
        message: Optional[str] = None,
        visibility: Optional[str] = None,
        with_sources: Optional[bool] = None,
        dry_run: Literal[False] = False,
        idempotency_key: Optional[str] = None,
    ) -> ArtifactReceipt: ...

    @overload
    def create_from_directory(
        self,
        directory: Union[str, os.PathLike[str]],
        *,
        name: str,
        description: Optional[str] = None,
        entry: Optional[str] = None,
        message: Optional[str] = None,
        visibility: Optional[str] = None,
        with_sources: Optional[bool] = None,
        dry_run: Literal[True],
        idempotency_key: Optional[str] = None,
    ) -> ArtifactDryRun: ...

    @overload
    def create_from_directory(
        self,
        directory: Union[str, os.PathLike[str]],
        *,
        name: str,
        description: Optional[str] = None,
        entry: Optional[str] = None,
        message: Optional[str] = None,
        visibility: Optional[str] = None,
        with_sources: Optional[bool] = None,
        dry_run: bool = False,
        idempotency_key: Optional[str] = None,
    ) -> Union[ArtifactReceipt, ArtifactDryRun]: ...

    def create_from_directory(
        self,
        directory: Union[str, os.PathLike[str]],
        *,
        name: str,
        description: Optional[str] = None,
        entry: Optional[str] = None,
        message: Optional[str] = None,
        visibility: Optional[str] = None,
        with_sources: Optional[bool] = None,
        dry_run: bool = False,
        idempotency_key: Optional[str] = None,
    ) -> Union[ArtifactReceipt, ArtifactDryRun]:
        """Makes an artifact of the files of a directory, which are read while they are sent.

        The rules of directories are those of `artifact_files_from_directory`. A directory that
        can't be sent, and a file that changes while it is sent, are errors that name it;
        nothing is made then.

        Args:
            directory: The directory.
            name: Its name.
            description: What it is.
            entry: The file that its page shows; by default, `index.html`.
            message: What the first version is.
            visibility: Who may see it: `private`, `link` or `public`.
            with_sources: Whether those who see it may read and copy its files.
            dry_run: Whether only the plan is returned, and nothing is made.
            idempotency_key: The key of the request: the service does the work once for all
                requests with the same key, so the request can be retried.

        Returns:
            The artifact and its version, or the plan of a dry run.

        Raises:
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> import pathlib, tempfile
            >>> site = pathlib.Path(tempfile.mkdtemp())
            >>> _ = (site / "index.html").write_text("<h1>Deck</h1>")
            >>> client.artifacts.create_from_directory(site, name="Deck").version.added
            ['index.html']
        """
        return self._c._send(
            _ARTIFACT_RECEIPT_OR_ARTIFACT_DRY_RUN,
            "artifacts.create_from_directory",
            fields=json_bytes(
                {
                    "directory": directory_path(directory, "directory"),
                    "name": name,
                    "description": description,
                    "entry": entry,
                    "message": message,
                    "visibility": visibility,
                    "with_sources": with_sources,
                    "dry_run": dry_run,
                }
            ),
            idempotency_key=idempotency_key,
        )

    @overload
    def publish_directory(
        self,
        artifact_id: Any,
        directory: Union[str, os.PathLike[str]],
        *,
        base_version: int,
        entry: Optional[str] = None,
        message: Optional[str] = None,
        publish: bool = True,
        dry_run: Literal[False] = False,
        idempotency_key: Optional[str] = None,
    ) -> ArtifactReceipt: ...

    @overload
    def publish_directory(
        self,
        artifact_id: Any,
        directory: Union[str, os.PathLike[str]],
        *,
        base_version: int,
        entry: Optional[str] = None,
        message: Optional[str] = None,
        publish: bool = True,
        dry_run: Literal[True],
        idempotency_key: Optional[str] = None,
    ) -> ArtifactDryRun: ...

    @overload
    def publish_directory(
        self,
        artifact_id: Any,
        directory: Union[str, os.PathLike[str]],
        *,
        base_version: int,
        entry: Optional[str] = None,
        message: Optional[str] = None,
        publish: bool = True,
        dry_run: bool = False,
        idempotency_key: Optional[str] = None,
    ) -> Union[ArtifactReceipt, ArtifactDryRun]: ...

    def publish_directory(
        self,
        artifact_id: Any,
        directory: Union[str, os.PathLike[str]],
        *,
        base_version: int,
        entry: Optional[str] = None,
        message: Optional[str] = None,
        publish: bool = True,
        dry_run: bool = False,
        idempotency_key: Optional[str] = None,
    ) -> Union[ArtifactReceipt, ArtifactDryRun]:
        """Adds a version with the files of a directory, of which only those are sent that
        differ from the version that it is based on. Files that are not in the directory are
        taken away.

        Files are read while they are sent, so that a directory of any size needs little memory.
        The rules of directories are those of `artifact_files_from_directory`. A directory that
        can't be sent, and a file that changes while it is sent, are errors that name it;
        nothing is published then.

        Args:
            artifact_id: The artifact's id, or the address of its page.
            directory: The directory.
            base_version: The number of the version that it is based on, which must be the
                latest.
            entry: The file that its page shows.
            message: What has changed.
            publish: Whether the page shows the new version at once.
            dry_run: Whether only the plan is returned, and nothing is changed.
            idempotency_key: The key of the request: the service does the work once for all
                requests with the same key, so the request can be retried.

        Returns:
            The artifact and its version, or the plan of a dry run.

        Raises:
            ArtifactStaleBaseVersionError: If `base_version` is not the latest version.
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> import pathlib, tempfile
            >>> site = pathlib.Path(tempfile.mkdtemp())
            >>> _ = (site / "index.html").write_text("<h1>Deck</h1>")
            >>> made = client.artifacts.create_from_directory(site, name="Deck").artifact
            >>> _ = (site / "site.css").write_text("h1 { color: teal }")
            >>> client.artifacts.publish_directory(made.id, site, base_version=1).version.added
            ['site.css']
        """
        return self._c._send(
            _ARTIFACT_RECEIPT_OR_ARTIFACT_DRY_RUN,
            "artifacts.publish_directory",
            id_text(artifact_id, "artifact_id"),
            json_bytes(
                {
                    "directory": directory_path(directory, "directory"),
                    "base_version": base_version,
                    "entry": entry,
                    "message": message,
                    "publish": publish,
                    "dry_run": dry_run,
                }
            ),
            idempotency_key=idempotency_key,
        )

    def versions(
        self, artifact_id: Any, *, cursor: Optional[str] = None, page_size: Optional[int] = None
    ) -> ArtifactPage[ArtifactVersion]:
        """Returns a page of the versions of an artifact, the newest first.

        Args:
            artifact_id: The artifact's id, or the address of its page.
            cursor: The cursor of the page: `next_cursor` of the page before it.
            page_size: The number of versions in the page, 1 to 100.

        Returns:
            The page.

        Raises:
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> made = client.artifacts.create(type="game").artifact
            >>> [each.version for each in client.artifacts.versions(made.id).results]
            [1]
        """
        return self._c._send(
            _ARTIFACT_PAGE_OF_ARTIFACT_VERSION,
            "artifacts.versions",
            id_text(artifact_id, "artifact_id"),
            json_bytes({"cursor": query_text(cursor, "cursor"), "page_size": page_size}),
        )

    def iter_versions(
        self, artifact_id: Any, *, cursor: Optional[str] = None, page_size: Optional[int] = None
    ) -> Iterator[ArtifactVersion]:
        """Yields the rows of `versions` one by one.

        A page is requested when its first row is needed, so that the memory for a list of any
        length is that of one page.

        Args:
            artifact_id: The artifact's id, or the address of its page.
            cursor: The cursor of the page: `next_cursor` of the page before it.
            page_size: The number of versions in the page, 1 to 100.

        Raises:
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> made = client.artifacts.create(type="game").artifact
            >>> numbers = [each.version for each in client.artifacts.iter_versions(made.id)]
        """
        pages = self._c._pages(
            "artifacts.versions",
            id_text(artifact_id, "artifact_id"),
            json_bytes({"cursor": query_text(cursor, "cursor"), "page_size": page_size}),
        )
        with Events(pages, _ARTIFACT_VERSION, False, self._c) as rows:
            yield from rows

    def files(
        self, artifact_id: Any = None, *, version: int, share_link: Optional[str] = None
    ) -> ArtifactFiles:
        """Returns the list of a version's files.

        Args:
            artifact_id: The artifact's id, or the address of its page.
            version: The version's number.
            share_link: A share link instead of the id, or its last part.

        Returns:
            The files, without their content.

        Raises:
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> made = client.artifacts.create(type="game").artifact
            >>> paths = [file.path for file in client.artifacts.files(made.id, version=1).files]
        """
        return self._c._send(
            _ARTIFACT_FILES,
            "artifacts.files",
            None if artifact_id is None else id_text(artifact_id, "artifact_id"),
            json_bytes({"version": version, "share_link": share_link}),
        )

    def read_file(
        self,
        artifact_id: Any = None,
        *,
        version: int,
        path: str,
        share_link: Optional[str] = None,
        offset: int = 0,
        max_bytes: Optional[int] = None,
    ) -> ArtifactFileText:
        """Returns a text file of a version, or a part of it.

        Args:
            artifact_id: The artifact's id, or the address of its page.
            version: The version's number.
            path: The file.
            share_link: A share link instead of the id, or its last part.
            offset: The byte at which the part begins.
            max_bytes: The maximum size of the part in bytes.

        Returns:
            The part.

        Raises:
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> files = [{"path": "index.html", "content": "<h1>Deck</h1>"}]
            >>> made = client.artifacts.create(name="Deck", files=files).artifact
            >>> client.artifacts.read_file(made.id, version=1, path="index.html").content
            '<h1>Deck</h1>'
        """
        return self._c._send(
            _ARTIFACT_FILE_TEXT,
            "artifacts.read_file",
            None if artifact_id is None else id_text(artifact_id, "artifact_id"),
            json_bytes(
                {
                    "version": version,
                    "path": query_text(path, "path"),
                    "share_link": share_link,
                    "offset": offset,
                    "max_bytes": max_bytes,
                }
            ),
        )

    def view(
        self, artifact_id: Any = None, *, version: int, share_link: Optional[str] = None
    ) -> ArtifactView:
        """Returns a temporary address that shows a version.

        Args:
            artifact_id: The artifact's id, or the address of its page.
            version: The version's number.
            share_link: A share link instead of the id, or its last part.

        Returns:
            The address.

        Raises:
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> made = client.artifacts.create(type="game").artifact
            >>> client.artifacts.view(made.id, version=1).entry
            'index.html'
        """
        return self._c._send(
            _ARTIFACT_VIEW,
            "artifacts.view",
            None if artifact_id is None else id_text(artifact_id, "artifact_id"),
            json_bytes({"version": version, "share_link": share_link}),
        )

    def update(
        self,
        artifact_id: Any,
        *,
        name: Optional[str] = None,
        description: Optional[str] = None,
        live_version: Optional[int] = None,
    ) -> Artifact:
        """Changes an artifact and returns it; arguments that are left out keep their values.

        Args:
            artifact_id: The artifact's id, or the address of its page.
            name: Its new name.
            description: Its description.
            live_version: The number of the version that its page shows.

        Returns:
            The changed artifact.

        Raises:
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> made = client.artifacts.create(type="game").artifact
            >>> client.artifacts.update(made.id, name="Foxes").name
            'Foxes'
        """
        return self._c._send(
            _ARTIFACT,
            "artifacts.update",
            id_text(artifact_id, "artifact_id"),
            json_bytes({"name": name, "description": description, "live_version": live_version}),
        )

    def share(
        self,
        artifact_id: Any,
        *,
        visibility: Optional[str] = None,
        with_sources: Optional[bool] = None,
        reset_link: Optional[bool] = None,
        idempotency_key: Optional[str] = None,
    ) -> Artifact:
        """Changes the visibility of an artifact, and returns the artifact.

        Args:
            artifact_id: The artifact's id, or the address of its page.
            visibility: Its visibility: `private`, `link` (everybody with the share link) or
                `public`.
            with_sources: Whether its viewers may read and copy its files.
            reset_link: Whether a new share link replaces the current one.
            idempotency_key: The key of the request: the service does the work once for all
                requests with the same key, so the request can be retried.

        Returns:
            The artifact.

        Raises:
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> made = client.artifacts.create(type="game").artifact
            >>> client.artifacts.share(made.id, visibility="link").visibility
            'link'
        """
        return self._c._send(
            _ARTIFACT,
            "artifacts.share",
            id_text(artifact_id, "artifact_id"),
            json_bytes(
                {"visibility": visibility, "with_sources": with_sources, "reset_link": reset_link}
            ),
            idempotency_key=idempotency_key,
        )

    @overload
    def clone(
        self,
        artifact_id: Any = None,
        *,
        share_link: Optional[str] = None,
        version: Optional[int] = None,
        name: Optional[str] = None,
        dry_run: Literal[False] = False,
        idempotency_key: Optional[str] = None,
    ) -> ArtifactReceipt: ...

    @overload
    def clone(
        self,
        artifact_id: Any = None,
        *,
        share_link: Optional[str] = None,
        version: Optional[int] = None,
        name: Optional[str] = None,
        dry_run: Literal[True],
        idempotency_key: Optional[str] = None,
    ) -> ArtifactDryRun: ...

    @overload
    def clone(
        self,
        artifact_id: Any = None,
        *,
        share_link: Optional[str] = None,
        version: Optional[int] = None,
        name: Optional[str] = None,
        dry_run: bool = False,
        idempotency_key: Optional[str] = None,
    ) -> Union[ArtifactReceipt, ArtifactDryRun]: ...

    def clone(
        self,
        artifact_id: Any = None,
        *,
        share_link: Optional[str] = None,
        version: Optional[int] = None,
        name: Optional[str] = None,
        dry_run: bool = False,
        idempotency_key: Optional[str] = None,
    ) -> Union[ArtifactReceipt, ArtifactDryRun]:
        """Copies an artifact to this account.

        Args:
            artifact_id: The artifact's id, or the address of its page.
            share_link: A share link instead of the id, or its last part.
            version: The version to copy; by default, the version that its page shows.
            name: The copy's name.
            dry_run: Whether only the plan is returned, and nothing is created.
            idempotency_key: The key of the request: the service does the work once for all
                requests with the same key, so the request can be retried.

        Returns:
            The copy and its version, or the plan of a dry run.

        Raises:
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> made = client.artifacts.create(type="game").artifact
            >>> client.artifacts.clone(made.id, name="Mine").artifact.name
            'Mine'
        """
        return self._c._send(
            _ARTIFACT_RECEIPT_OR_ARTIFACT_DRY_RUN,
            "artifacts.clone",
            None if artifact_id is None else id_text(artifact_id, "artifact_id"),
            json_bytes(
                {"share_link": share_link, "version": version, "name": name, "dry_run": dry_run}
            ),
            idempotency_key=idempotency_key,
        )

    def lineage(
        self, artifact_id: Any, *, cursor: Optional[str] = None, page_size: Optional[int] = None
    ) -> ArtifactLineage:
        """Returns the origin of an artifact, and a page of its copies.

        Args:
            artifact_id: The artifact's id, or the address of its page.
            cursor: The cursor of the page: `clones.next_cursor` of the page before it.
            page_size: The number of copies in the page, 1 to 100.

        Returns:
            The origin and the copies.

        Raises:
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> made = client.artifacts.create(type="game").artifact
            >>> client.artifacts.lineage(made.id).clone_count
            0
        """
        return self._c._send(
            _ARTIFACT_LINEAGE,
            "artifacts.lineage",
            id_text(artifact_id, "artifact_id"),
            json_bytes({"cursor": query_text(cursor, "cursor"), "page_size": page_size}),
        )

    def iter_lineage(
        self, artifact_id: Any, *, cursor: Optional[str] = None, page_size: Optional[int] = None
    ) -> Iterator[ArtifactClone]:
        """Yields the rows of `lineage` one by one.

        A page is requested when its first row is needed, so that the memory for a list of any
        length is that of one page.

        Args:
            artifact_id: The artifact's id, or the address of its page.
            cursor: The cursor of the page: `clones.next_cursor` of the page before it.
            page_size: The number of copies in the page, 1 to 100.

        Raises:
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> made = client.artifacts.create(type="game").artifact
            >>> [each.id for each in client.artifacts.iter_lineage(made.id)]
            []
        """
        pages = self._c._pages(
            "artifacts.lineage",
            id_text(artifact_id, "artifact_id"),
            json_bytes({"cursor": query_text(cursor, "cursor"), "page_size": page_size}),
        )
        with Events(pages, _ARTIFACT_CLONE, False, self._c) as rows:
            yield from rows

    def history(
        self, artifact_id: Any, *, cursor: Optional[str] = None, page_size: Optional[int] = None
    ) -> ArtifactPage[ArtifactEvent]:
        """Returns a page of the events of an artifact, the newest first.

        Args:
            artifact_id: The artifact's id, or the address of its page.
            cursor: The cursor of the page: `next_cursor` of the page before it.
            page_size: The number of events in the page, 1 to 100.

        Returns:
            The page.

        Raises:
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> made = client.artifacts.create(type="game").artifact
            >>> kinds = [event.kind for event in client.artifacts.history(made.id).results]
        """
        return self._c._send(
            _ARTIFACT_PAGE_OF_ARTIFACT_EVENT,
            "artifacts.history",
            id_text(artifact_id, "artifact_id"),
            json_bytes({"cursor": query_text(cursor, "cursor"), "page_size": page_size}),
        )

    def iter_history(
        self, artifact_id: Any, *, cursor: Optional[str] = None, page_size: Optional[int] = None
    ) -> Iterator[ArtifactEvent]:
        """Yields the rows of `history` one by one.

        A page is requested when its first row is needed, so that the memory for a list of any
        length is that of one page.

        Args:
            artifact_id: The artifact's id, or the address of its page.
            cursor: The cursor of the page: `next_cursor` of the page before it.
            page_size: The number of events in the page, 1 to 100.

        Raises:
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> made = client.artifacts.create(type="game").artifact
            >>> kinds = [event.kind for event in client.artifacts.iter_history(made.id)]
        """
        pages = self._c._pages(
            "artifacts.history",
            id_text(artifact_id, "artifact_id"),
            json_bytes({"cursor": query_text(cursor, "cursor"), "page_size": page_size}),
        )
        with Events(pages, _ARTIFACT_EVENT, False, self._c) as rows:
            yield from rows

    def members(self, artifact_id: Any) -> ArtifactMembers:
        """Returns the members of an artifact: the people it is shared with.

        Args:
            artifact_id: The artifact's id, or the address of its page.

        Returns:
            The members.

        Raises:
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> made = client.artifacts.create(type="game").artifact
            >>> client.artifacts.members(made.id).members
            []
        """
        return self._c._send(
            _ARTIFACT_MEMBERS, "artifacts.members", id_text(artifact_id, "artifact_id")
        )

    def add_member(
        self, artifact_id: Any, user: str, *, role: str = "view"
    ) -> ArtifactMemberReceipt:
        """Invites a person to an artifact.

        Args:
            artifact_id: The artifact's id, or the address of its page.
            user: The person's user name or e-mail address.
            role: `view`, or `edit` for the right to add versions.

        Returns:
            The member.

        Raises:
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> made = client.artifacts.create(type="game").artifact
            >>> client.artifacts.add_member(made.id, "bob@example.com").member.role
            'view'
        """
        return self._c._send(
            _ARTIFACT_MEMBER_RECEIPT,
            "artifacts.add_member",
            id_text(artifact_id, "artifact_id"),
            json_bytes({"user": user, "role": role}),
        )

    def remove_member(self, artifact_id: Any, member_id: Any) -> Any:
        """Removes a member from an artifact.

        Args:
            artifact_id: The artifact's id, or the address of its page.
            member_id: The member's id.

        Returns:
            The response as JSON; `None` if it is empty.

        Raises:
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> made = client.artifacts.create(type="game").artifact
            >>> member = client.artifacts.add_member(made.id, "bob@example.com").member
            >>> result = client.artifacts.remove_member(made.id, member.id)
        """
        return self._c._send(
            decoded,
            "artifacts.remove_member",
            id_text(artifact_id, "artifact_id"),
            json_bytes({"member_id": id_text(member_id, "member_id")}),
        )

    def invitations(
        self, *, cursor: Optional[str] = None, page_size: Optional[int] = None
    ) -> ArtifactPage[ArtifactInvitation]:
        """Returns a page of the invitations to artifacts of other accounts.

        Args:
            cursor: The cursor of the page: `next_cursor` of the page before it.
            page_size: The number of invitations in the page, 1 to 100.

        Returns:
            The page.

        Raises:
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> names = [each.artifact.name for each in client.artifacts.invitations().results]
        """
        return self._c._send(
            _ARTIFACT_PAGE_OF_ARTIFACT_INVITATION,
            "artifacts.invitations",
            fields=json_bytes({"cursor": query_text(cursor, "cursor"), "page_size": page_size}),
        )

    def iter_invitations(
        self, *, cursor: Optional[str] = None, page_size: Optional[int] = None
    ) -> Iterator[ArtifactInvitation]:
        """Yields the rows of `invitations` one by one.

        A page is requested when its first row is needed, so that the memory for a list of any
        length is that of one page.

        Args:
            cursor: The cursor of the page: `next_cursor` of the page before it.
            page_size: The number of invitations in the page, 1 to 100.

        Raises:
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> names = [each.artifact.name for each in client.artifacts.iter_invitations()]
        """
        pages = self._c._pages(
            "artifacts.invitations",
            None,
            json_bytes({"cursor": query_text(cursor, "cursor"), "page_size": page_size}),
        )
        with Events(pages, _ARTIFACT_INVITATION, False, self._c) as rows:
            yield from rows

    def accept_invitation(self, invitation_id: Any) -> ArtifactInvitationAccepted:
        """Accepts an invitation to an artifact.

        Args:
            invitation_id: The invitation's id.

        Returns:
            The invitation and the artifact.

        Raises:
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> for invitation in client.artifacts.invitations().results:
            ...     print(client.artifacts.accept_invitation(invitation.id).artifact.name)
        """
        return self._c._send(
            _ARTIFACT_INVITATION_ACCEPTED,
            "artifacts.accept_invitation",
            id_text(invitation_id, "invitation_id"),
        )

    def decline_invitation(self, invitation_id: Any) -> ArtifactInvitationDeclined:
        """Declines an invitation to an artifact.

        Args:
            invitation_id: The invitation's id.

        Returns:
            Whether it was declined.

        Raises:
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> for invitation in client.artifacts.invitations().results:
            ...     print(client.artifacts.decline_invitation(invitation.id).declined)
        """
        return self._c._send(
            _ARTIFACT_INVITATION_DECLINED,
            "artifacts.decline_invitation",
            id_text(invitation_id, "invitation_id"),
        )

    def delete(self, artifact_id: Any) -> Any:
        """Deletes an artifact with all its versions.

        Args:
            artifact_id: The artifact's id, or the address of its page.

        Returns:
            The response as JSON; `None` if it is empty.

        Raises:
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> made = client.artifacts.create(type="game").artifact
            >>> result = client.artifacts.delete(made.id)
        """
        return self._c._send(decoded, "artifacts.delete", id_text(artifact_id, "artifact_id"))


class AsyncArtifacts:
    """The artifacts of this account, and the artifacts that are shared with it: `client.artifacts` of an `AsyncAgentClient`.

    Args:
        client: The client that sends the requests.

    Example:
        >>> found = await client.artifacts.list()
    """

    __module__ = "flymyai.agents._artifacts"

    def __init__(self, client: Any) -> None:
        self._c = async_client_of(client, self, "artifacts")

    async def status(self) -> ArtifactsStatus:
        """Returns whether artifacts are enabled for this account, and the
        limits; see `Artifacts.status`.

        Example:
            >>> (await client.artifacts.status()).enabled
            True
        """
        return await self._c._send(_ARTIFACTS_STATUS, "artifacts.status")

    async def list(
        self, *, cursor: Optional[str] = None, page_size: Optional[int] = None, scope: str = "mine"
    ) -> ArtifactPage[ArtifactSummary]:
        """Returns a page of the artifacts, the newest first; see `Artifacts.list`.

        Example:
            >>> names = [artifact.name for artifact in (await client.artifacts.list(page_size=50)).results]
        """
        return await self._c._send(
            _ARTIFACT_PAGE_OF_ARTIFACT_SUMMARY,
            "artifacts.list",
            fields=json_bytes(
                {"cursor": query_text(cursor, "cursor"), "page_size": page_size, "scope": scope}
            ),
        )

    async def iter(
        self, *, cursor: Optional[str] = None, page_size: Optional[int] = None, scope: str = "mine"
    ) -> AsyncIterator[ArtifactSummary]:
        """Yields the rows of `list` one by one; see `Artifacts.iter`.

        Example:
            >>> names = [artifact.name async for artifact in client.artifacts.iter()]
        """
        pages = self._c._pages(
            "artifacts.list",
            None,
            json_bytes(
                {"cursor": query_text(cursor, "cursor"), "page_size": page_size, "scope": scope}
            ),
        )
        with AsyncEvents(pages, _ARTIFACT_SUMMARY, False, self._c) as rows:
            async for row in rows:
                yield row

    async def types(self) -> List[ArtifactType]:
        """Returns the types from which an artifact can be created; see `Artifacts.types`.

        Example:
            >>> keys = [each.key for each in await client.artifacts.types()]
        """
        return await self._c._send(_ARTIFACT_TYPE_LIST, "artifacts.types")

    async def get(self, artifact_id: Any = None, *, share_link: Optional[str] = None) -> Artifact:
        """Returns one artifact, by its id or by a share link; see `Artifacts.get`.

        Example:
            >>> files = [{"path": "index.html", "content": "<h1>Deck</h1>"}]
            >>> made = (await client.artifacts.create(name="Deck", files=files)).artifact
            >>> (await client.artifacts.get(made.id)).name
            'Deck'
        """
        return await self._c._send(
            _ARTIFACT,
            "artifacts.get",
            None if artifact_id is None else id_text(artifact_id, "artifact_id"),
            json_bytes({"share_link": share_link}),
        )

    @overload
    async def create(
        self,
        *,
        name: Optional[str] = None,
        files: Optional[List[Dict[str, Any]]] = None,
        type: Optional[str] = None,
        description: Optional[str] = None,
        entry: Optional[str] = None,
        message: Optional[str] = None,
        visibility: Optional[str] = None,
        with_sources: Optional[bool] = None,
        dry_run: Literal[False] = False,
        idempotency_key: Optional[str] = None,
    ) -> ArtifactReceipt: ...

    @overload
    async def create(
        self,
        *,
        name: Optional[str] = None,
        files: Optional[List[Dict[str, Any]]] = None,
        type: Optional[str] = None,
        description: Optional[str] = None,
        entry: Optional[str] = None,
        message: Optional[str] = None,
        visibility: Optional[str] = None,
        with_sources: Optional[bool] = None,
        dry_run: Literal[True],
        idempotency_key: Optional[str] = None,
    ) -> ArtifactDryRun: ...

    @overload
    async def create(
        self,
        *,
        name: Optional[str] = None,
        files: Optional[List[Dict[str, Any]]] = None,
        type: Optional[str] = None,
        description: Optional[str] = None,
        entry: Optional[str] = None,
        message: Optional[str] = None,
        visibility: Optional[str] = None,
        with_sources: Optional[bool] = None,
        dry_run: bool = False,
        idempotency_key: Optional[str] = None,
    ) -> Union[ArtifactReceipt, ArtifactDryRun]: ...

    async def create(
        self,
        *,
        name: Optional[str] = None,
        files: Optional[List[Dict[str, Any]]] = None,
        type: Optional[str] = None,
        description: Optional[str] = None,
        entry: Optional[str] = None,
        message: Optional[str] = None,
        visibility: Optional[str] = None,
        with_sources: Optional[bool] = None,
        dry_run: bool = False,
        idempotency_key: Optional[str] = None,
    ) -> Union[ArtifactReceipt, ArtifactDryRun]:
        """Creates an artifact from files, or from a type; see `Artifacts.create`.

        Example:
            >>> files = [{"path": "index.html", "content": "<h1>Deck</h1>"}]
            >>> receipt = await client.artifacts.create(name="Deck", files=files)
            >>> receipt.version.files_count
            1
        """
        return await self._c._send(
            _ARTIFACT_RECEIPT_OR_ARTIFACT_DRY_RUN,
            "artifacts.create",
            fields=json_bytes(
                {
                    "name": name,
                    "files": file_entries(files, "files"),
                    "type": type,
                    "description": description,
                    "entry": entry,
                    "message": message,
                    "visibility": visibility,
                    "with_sources": with_sources,
                    "dry_run": dry_run,
                }
            ),
            idempotency_key=idempotency_key,
        )

    @overload
    async def publish(
        self,
        artifact_id: Any,
        *,
        base_version: int,
        files: Optional[List[Dict[str, Any]]] = None,
        delete: Optional[List[str]] = None,
        entry: Optional[str] = None,
        message: Optional[str] = None,
        publish: bool = True,
        dry_run: Literal[False] = False,
        idempotency_key: Optional[str] = None,
    ) -> ArtifactReceipt: ...

    @overload
    async def publish(
        self,
        artifact_id: Any,
        *,
        base_version: int,
        files: Optional[List[Dict[str, Any]]] = None,
        delete: Optional[List[str]] = None,
        entry: Optional[str] = None,
        message: Optional[str] = None,
        publish: bool = True,
        dry_run: Literal[True],
        idempotency_key: Optional[str] = None,
    ) -> ArtifactDryRun: ...

    @overload
    async def publish(
        self,
        artifact_id: Any,
        *,
        base_version: int,
        files: Optional[List[Dict[str, Any]]] = None,
        delete: Optional[List[str]] = None,
        entry: Optional[str] = None,
        message: Optional[str] = None,
        publish: bool = True,
        dry_run: bool = False,
        idempotency_key: Optional[str] = None,
    ) -> Union[ArtifactReceipt, ArtifactDryRun]: ...

    async def publish(
        self,
        artifact_id: Any,
        *,
        base_version: int,
        files: Optional[List[Dict[str, Any]]] = None,
        delete: Optional[List[str]] = None,
        entry: Optional[str] = None,
        message: Optional[str] = None,
        publish: bool = True,
        dry_run: bool = False,
        idempotency_key: Optional[str] = None,
    ) -> Union[ArtifactReceipt, ArtifactDryRun]:
        """Adds a version: the files of the version that it is based on, with
        changes; see `Artifacts.publish`.

        Example:
            >>> files = [{"path": "index.html", "content": "<h1>Deck</h1>"}]
            >>> made = (await client.artifacts.create(name="Deck", files=files)).artifact
            >>> files = [{"path": "index.html", "content": "<h1>New deck</h1>"}]
            >>> (await client.artifacts.publish(made.id, base_version=1, files=files)).version.changed
            ['index.html']
        """
        return await self._c._send(
            _ARTIFACT_RECEIPT_OR_ARTIFACT_DRY_RUN,
            "artifacts.publish",
            id_text(artifact_id, "artifact_id"),
            json_bytes(
                {
                    "base_version": base_version,
                    "files": file_entries(files, "files"),
                    "delete": delete,
                    "entry": entry,
                    "message": message,
                    "publish": publish,
                    "dry_run": dry_run,
                }
            ),
            idempotency_key=idempotency_key,
        )

    @overload
    async def create_from_directory(
        self,
        directory: Union[str, os.PathLike[str]],
        *,
        name: str,
        description: Optional[str] = None,
        entry: Optional[str] = None,
        message: Optional[str] = None,
        visibility: Optional[str] = None,
        with_sources: Optional[bool] = None,
        dry_run: Literal[False] = False,
        idempotency_key: Optional[str] = None,
    ) -> ArtifactReceipt: ...

    @overload
    async def create_from_directory(
        self,
        directory: Union[str, os.PathLike[str]],
        *,
        name: str,
        description: Optional[str] = None,
        entry: Optional[str] = None,
        message: Optional[str] = None,
        visibility: Optional[str] = None,
        with_sources: Optional[bool] = None,
        dry_run: Literal[True],
        idempotency_key: Optional[str] = None,
    ) -> ArtifactDryRun: ...

    @overload
    async def create_from_directory(
        self,
        directory: Union[str, os.PathLike[str]],
        *,
        name: str,
        description: Optional[str] = None,
        entry: Optional[str] = None,
        message: Optional[str] = None,
        visibility: Optional[str] = None,
        with_sources: Optional[bool] = None,
        dry_run: bool = False,
        idempotency_key: Optional[str] = None,
    ) -> Union[ArtifactReceipt, ArtifactDryRun]: ...

    async def create_from_directory(
        self,
        directory: Union[str, os.PathLike[str]],
        *,
        name: str,
        description: Optional[str] = None,
        entry: Optional[str] = None,
        message: Optional[str] = None,
        visibility: Optional[str] = None,
        with_sources: Optional[bool] = None,
        dry_run: bool = False,
        idempotency_key: Optional[str] = None,
    ) -> Union[ArtifactReceipt, ArtifactDryRun]:
        """Makes an artifact of the files of a directory, which are read while they are
        sent; see `Artifacts.create_from_directory`.

        Example:
            >>> import pathlib, tempfile
            >>> site = pathlib.Path(tempfile.mkdtemp())
            >>> _ = (site / "index.html").write_text("<h1>Deck</h1>")
            >>> (await client.artifacts.create_from_directory(site, name="Deck")).version.added
            ['index.html']
        """
        return await self._c._send(
            _ARTIFACT_RECEIPT_OR_ARTIFACT_DRY_RUN,
            "artifacts.create_from_directory",
            fields=json_bytes(
                {
                    "directory": directory_path(directory, "directory"),
                    "name": name,
                    "description": description,
                    "entry": entry,
                    "message": message,
                    "visibility": visibility,
                    "with_sources": with_sources,
                    "dry_run": dry_run,
                }
            ),
            idempotency_key=idempotency_key,
        )

    @overload
    async def publish_directory(
        self,
        artifact_id: Any,
        directory: Union[str, os.PathLike[str]],
        *,
        base_version: int,
        entry: Optional[str] = None,
        message: Optional[str] = None,
        publish: bool = True,
        dry_run: Literal[False] = False,
        idempotency_key: Optional[str] = None,
    ) -> ArtifactReceipt: ...

    @overload
    async def publish_directory(
        self,
        artifact_id: Any,
        directory: Union[str, os.PathLike[str]],
        *,
        base_version: int,
        entry: Optional[str] = None,
        message: Optional[str] = None,
        publish: bool = True,
        dry_run: Literal[True],
        idempotency_key: Optional[str] = None,
    ) -> ArtifactDryRun: ...

    @overload
    async def publish_directory(
        self,
        artifact_id: Any,
        directory: Union[str, os.PathLike[str]],
        *,
        base_version: int,
        entry: Optional[str] = None,
        message: Optional[str] = None,
        publish: bool = True,
        dry_run: bool = False,
        idempotency_key: Optional[str] = None,
    ) -> Union[ArtifactReceipt, ArtifactDryRun]: ...

    async def publish_directory(
        self,
        artifact_id: Any,
        directory: Union[str, os.PathLike[str]],
        *,
        base_version: int,
        entry: Optional[str] = None,
        message: Optional[str] = None,
        publish: bool = True,
        dry_run: bool = False,
        idempotency_key: Optional[str] = None,
    ) -> Union[ArtifactReceipt, ArtifactDryRun]:
        """Adds a version with the files of a directory, of which only those are sent that
        differ from the version that it is based on. Files that are not in the directory are
        taken away; see `Artifacts.publish_directory`.

        Example:
            >>> import pathlib, tempfile
            >>> site = pathlib.Path(tempfile.mkdtemp())
            >>> _ = (site / "index.html").write_text("<h1>Deck</h1>")
            >>> made = (await client.artifacts.create_from_directory(site, name="Deck")).artifact
            >>> _ = (site / "site.css").write_text("h1 { color: teal }")
            >>> (await client.artifacts.publish_directory(made.id, site, base_version=1)).version.added
            ['site.css']
        """
        return await self._c._send(
            _ARTIFACT_RECEIPT_OR_ARTIFACT_DRY_RUN,
            "artifacts.publish_directory",
            id_text(artifact_id, "artifact_id"),
            json_bytes(
                {
                    "directory": directory_path(directory, "directory"),
                    "base_version": base_version,
                    "entry": entry,
                    "message": message,
                    "publish": publish,
                    "dry_run": dry_run,
                }
            ),
            idempotency_key=idempotency_key,
        )

    async def versions(
        self, artifact_id: Any, *, cursor: Optional[str] = None, page_size: Optional[int] = None
    ) -> ArtifactPage[ArtifactVersion]:
        """Returns a page of the versions of an artifact, the newest
        first; see `Artifacts.versions`.

        Example:
            >>> made = (await client.artifacts.create(type="game")).artifact
            >>> [each.version for each in (await client.artifacts.versions(made.id)).results]
            [1]
        """
        return await self._c._send(
            _ARTIFACT_PAGE_OF_ARTIFACT_VERSION,
            "artifacts.versions",
            id_text(artifact_id, "artifact_id"),
            json_bytes({"cursor": query_text(cursor, "cursor"), "page_size": page_size}),
        )

    async def iter_versions(
        self, artifact_id: Any, *, cursor: Optional[str] = None, page_size: Optional[int] = None
    ) -> AsyncIterator[ArtifactVersion]:
        """Yields the rows of `versions` one by one; see `Artifacts.iter_versions`.

        Example:
            >>> made = (await client.artifacts.create(type="game")).artifact
            >>> numbers = [each.version async for each in client.artifacts.iter_versions(made.id)]
        """
        pages = self._c._pages(
            "artifacts.versions",
            id_text(artifact_id, "artifact_id"),
            json_bytes({"cursor": query_text(cursor, "cursor"), "page_size": page_size}),
        )
        with AsyncEvents(pages, _ARTIFACT_VERSION, False, self._c) as rows:
            async for row in rows:
                yield row

    async def files(
        self, artifact_id: Any = None, *, version: int, share_link: Optional[str] = None
    ) -> ArtifactFiles:
        """Returns the list of a version's files; see `Artifacts.files`.

        Example:
            >>> made = (await client.artifacts.create(type="game")).artifact
            >>> paths = [file.path for file in (await client.artifacts.files(made.id, version=1)).files]
        """
        return await self._c._send(
            _ARTIFACT_FILES,
            "artifacts.files",
            None if artifact_id is None else id_text(artifact_id, "artifact_id"),
            json_bytes({"version": version, "share_link": share_link}),
        )

    async def read_file(
        self,
        artifact_id: Any = None,
        *,
        version: int,
        path: str,
        share_link: Optional[str] = None,
        offset: int = 0,
        max_bytes: Optional[int] = None,
    ) -> ArtifactFileText:
        """Returns a text file of a version, or a part of it; see `Artifacts.read_file`.

        Example:
            >>> files = [{"path": "index.html", "content": "<h1>Deck</h1>"}]
            >>> made = (await client.artifacts.create(name="Deck", files=files)).artifact
            >>> (await client.artifacts.read_file(made.id, version=1, path="index.html")).content
            '<h1>Deck</h1>'
        """
        return await self._c._send(
            _ARTIFACT_FILE_TEXT,
            "artifacts.read_file",
            None if artifact_id is None else id_text(artifact_id, "artifact_id"),
            json_bytes(
                {
                    "version": version,
                    "path": query_text(path, "path"),
                    "share_link": share_link,
                    "offset": offset,
                    "max_bytes": max_bytes,
                }
            ),
        )

    async def view(
        self, artifact_id: Any = None, *, version: int, share_link: Optional[str] = None
    ) -> ArtifactView:
        """Returns a temporary address that shows a version; see `Artifacts.view`.

        Example:
            >>> made = (await client.artifacts.create(type="game")).artifact
            >>> (await client.artifacts.view(made.id, version=1)).entry
            'index.html'
        """
        return await self._c._send(
            _ARTIFACT_VIEW,
            "artifacts.view",
            None if artifact_id is None else id_text(artifact_id, "artifact_id"),
            json_bytes({"version": version, "share_link": share_link}),
        )

    async def update(
        self,
        artifact_id: Any,
        *,
        name: Optional[str] = None,
        description: Optional[str] = None,
        live_version: Optional[int] = None,
    ) -> Artifact:
        """Changes an artifact and returns it; arguments that are left out keep their
        values; see `Artifacts.update`.

        Example:
            >>> made = (await client.artifacts.create(type="game")).artifact
            >>> (await client.artifacts.update(made.id, name="Foxes")).name
            'Foxes'
        """
        return await self._c._send(
            _ARTIFACT,
            "artifacts.update",
            id_text(artifact_id, "artifact_id"),
            json_bytes({"name": name, "description": description, "live_version": live_version}),
        )

    async def share(
        self,
        artifact_id: Any,
        *,
        visibility: Optional[str] = None,
        with_sources: Optional[bool] = None,
        reset_link: Optional[bool] = None,
        idempotency_key: Optional[str] = None,
    ) -> Artifact:
        """Changes the visibility of an artifact, and returns the
        artifact; see `Artifacts.share`.

        Example:
            >>> made = (await client.artifacts.create(type="game")).artifact
            >>> (await client.artifacts.share(made.id, visibility="link")).visibility
            'link'
        """
        return await self._c._send(
            _ARTIFACT,
            "artifacts.share",
            id_text(artifact_id, "artifact_id"),
            json_bytes(
                {"visibility": visibility, "with_sources": with_sources, "reset_link": reset_link}
            ),
            idempotency_key=idempotency_key,
        )

    @overload
    async def clone(
        self,
        artifact_id: Any = None,
        *,
        share_link: Optional[str] = None,
        version: Optional[int] = None,
        name: Optional[str] = None,
        dry_run: Literal[False] = False,
        idempotency_key: Optional[str] = None,
    ) -> ArtifactReceipt: ...

    @overload
    async def clone(
        self,
        artifact_id: Any = None,
        *,
        share_link: Optional[str] = None,
        version: Optional[int] = None,
        name: Optional[str] = None,
        dry_run: Literal[True],
        idempotency_key: Optional[str] = None,
    ) -> ArtifactDryRun: ...

    @overload
    async def clone(
        self,
        artifact_id: Any = None,
        *,
        share_link: Optional[str] = None,
        version: Optional[int] = None,
        name: Optional[str] = None,
        dry_run: bool = False,
        idempotency_key: Optional[str] = None,
    ) -> Union[ArtifactReceipt, ArtifactDryRun]: ...

    async def clone(
        self,
        artifact_id: Any = None,
        *,
        share_link: Optional[str] = None,
        version: Optional[int] = None,
        name: Optional[str] = None,
        dry_run: bool = False,
        idempotency_key: Optional[str] = None,
    ) -> Union[ArtifactReceipt, ArtifactDryRun]:
        """Copies an artifact to this account; see `Artifacts.clone`.

        Example:
            >>> made = (await client.artifacts.create(type="game")).artifact
            >>> (await client.artifacts.clone(made.id, name="Mine")).artifact.name
            'Mine'
        """
        return await self._c._send(
            _ARTIFACT_RECEIPT_OR_ARTIFACT_DRY_RUN,
            "artifacts.clone",
            None if artifact_id is None else id_text(artifact_id, "artifact_id"),
            json_bytes(
                {"share_link": share_link, "version": version, "name": name, "dry_run": dry_run}
            ),
            idempotency_key=idempotency_key,
        )

    async def lineage(
        self, artifact_id: Any, *, cursor: Optional[str] = None, page_size: Optional[int] = None
    ) -> ArtifactLineage:
        """Returns the origin of an artifact, and a page of its copies; see `Artifacts.lineage`.

        Example:
            >>> made = (await client.artifacts.create(type="game")).artifact
            >>> (await client.artifacts.lineage(made.id)).clone_count
            0
        """
        return await self._c._send(
            _ARTIFACT_LINEAGE,
            "artifacts.lineage",
            id_text(artifact_id, "artifact_id"),
            json_bytes({"cursor": query_text(cursor, "cursor"), "page_size": page_size}),
        )

    async def iter_lineage(
        self, artifact_id: Any, *, cursor: Optional[str] = None, page_size: Optional[int] = None
    ) -> AsyncIterator[ArtifactClone]:
        """Yields the rows of `lineage` one by one; see `Artifacts.iter_lineage`.

        Example:
            >>> made = (await client.artifacts.create(type="game")).artifact
            >>> [each.id async for each in client.artifacts.iter_lineage(made.id)]
            []
        """
        pages = self._c._pages(
            "artifacts.lineage",
            id_text(artifact_id, "artifact_id"),
            json_bytes({"cursor": query_text(cursor, "cursor"), "page_size": page_size}),
        )
        with AsyncEvents(pages, _ARTIFACT_CLONE, False, self._c) as rows:
            async for row in rows:
                yield row

    async def history(
        self, artifact_id: Any, *, cursor: Optional[str] = None, page_size: Optional[int] = None
    ) -> ArtifactPage[ArtifactEvent]:
        """Returns a page of the events of an artifact, the newest
        first; see `Artifacts.history`.

        Example:
            >>> made = (await client.artifacts.create(type="game")).artifact
            >>> kinds = [event.kind for event in (await client.artifacts.history(made.id)).results]
        """
        return await self._c._send(
            _ARTIFACT_PAGE_OF_ARTIFACT_EVENT,
            "artifacts.history",
            id_text(artifact_id, "artifact_id"),
            json_bytes({"cursor": query_text(cursor, "cursor"), "page_size": page_size}),
        )

    async def iter_history(
        self, artifact_id: Any, *, cursor: Optional[str] = None, page_size: Optional[int] = None
    ) -> AsyncIterator[ArtifactEvent]:
        """Yields the rows of `history` one by one; see `Artifacts.iter_history`.

        Example:
            >>> made = (await client.artifacts.create(type="game")).artifact
            >>> kinds = [event.kind async for event in client.artifacts.iter_history(made.id)]
        """
        pages = self._c._pages(
            "artifacts.history",
            id_text(artifact_id, "artifact_id"),
            json_bytes({"cursor": query_text(cursor, "cursor"), "page_size": page_size}),
        )
        with AsyncEvents(pages, _ARTIFACT_EVENT, False, self._c) as rows:
            async for row in rows:
                yield row

    async def members(self, artifact_id: Any) -> ArtifactMembers:
        """Returns the members of an artifact: the people it is shared
        with; see `Artifacts.members`.

        Example:
            >>> made = (await client.artifacts.create(type="game")).artifact
            >>> (await client.artifacts.members(made.id)).members
            []
        """
        return await self._c._send(
            _ARTIFACT_MEMBERS, "artifacts.members", id_text(artifact_id, "artifact_id")
        )

    async def add_member(
        self, artifact_id: Any, user: str, *, role: str = "view"
    ) -> ArtifactMemberReceipt:
        """Invites a person to an artifact; see `Artifacts.add_member`.

        Example:
            >>> made = (await client.artifacts.create(type="game")).artifact
            >>> (await client.artifacts.add_member(made.id, "bob@example.com")).member.role
            'view'
        """
        return await self._c._send(
            _ARTIFACT_MEMBER_RECEIPT,
            "artifacts.add_member",
            id_text(artifact_id, "artifact_id"),
            json_bytes({"user": user, "role": role}),
        )

    async def remove_member(self, artifact_id: Any, member_id: Any) -> Any:
        """Removes a member from an artifact; see `Artifacts.remove_member`.

        Example:
            >>> made = (await client.artifacts.create(type="game")).artifact
            >>> member = (await client.artifacts.add_member(made.id, "bob@example.com")).member
            >>> result = await client.artifacts.remove_member(made.id, member.id)
        """
        return await self._c._send(
            decoded,
            "artifacts.remove_member",
            id_text(artifact_id, "artifact_id"),
            json_bytes({"member_id": id_text(member_id, "member_id")}),
        )

    async def invitations(
        self, *, cursor: Optional[str] = None, page_size: Optional[int] = None
    ) -> ArtifactPage[ArtifactInvitation]:
        """Returns a page of the invitations to artifacts of other
        accounts; see `Artifacts.invitations`.

        Example:
            >>> names = [each.artifact.name for each in (await client.artifacts.invitations()).results]
        """
        return await self._c._send(
            _ARTIFACT_PAGE_OF_ARTIFACT_INVITATION,
            "artifacts.invitations",
            fields=json_bytes({"cursor": query_text(cursor, "cursor"), "page_size": page_size}),
        )

    async def iter_invitations(
        self, *, cursor: Optional[str] = None, page_size: Optional[int] = None
    ) -> AsyncIterator[ArtifactInvitation]:
        """Yields the rows of `invitations` one by one; see `Artifacts.iter_invitations`.

        Example:
            >>> names = [each.artifact.name async for each in client.artifacts.iter_invitations()]
        """
        pages = self._c._pages(
            "artifacts.invitations",
            None,
            json_bytes({"cursor": query_text(cursor, "cursor"), "page_size": page_size}),
        )
        with AsyncEvents(pages, _ARTIFACT_INVITATION, False, self._c) as rows:
            async for row in rows:
                yield row

    async def accept_invitation(self, invitation_id: Any) -> ArtifactInvitationAccepted:
        """Accepts an invitation to an artifact; see `Artifacts.accept_invitation`.

        Example:
            >>> for invitation in (await client.artifacts.invitations()).results:
            ...     print((await client.artifacts.accept_invitation(invitation.id)).artifact.name)
        """
        return await self._c._send(
            _ARTIFACT_INVITATION_ACCEPTED,
            "artifacts.accept_invitation",
            id_text(invitation_id, "invitation_id"),
        )

    async def decline_invitation(self, invitation_id: Any) -> ArtifactInvitationDeclined:
        """Declines an invitation to an artifact; see `Artifacts.decline_invitation`.

        Example:
            >>> for invitation in (await client.artifacts.invitations()).results:
            ...     print((await client.artifacts.decline_invitation(invitation.id)).declined)
        """
        return await self._c._send(
            _ARTIFACT_INVITATION_DECLINED,
            "artifacts.decline_invitation",
            id_text(invitation_id, "invitation_id"),
        )

    async def delete(self, artifact_id: Any) -> Any:
        """Deletes an artifact with all its versions; see `Artifacts.delete`.

        Example:
            >>> made = (await client.artifacts.create(type="game")).artifact
            >>> result = await client.artifacts.delete(made.id)
        """
        return await self._c._send(decoded, "artifacts.delete", id_text(artifact_id, "artifact_id"))
