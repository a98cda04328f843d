# Generated from api/apps.toml by `make generate`; do not edit.
"""Apps: templates of files that are planned, applied and released."""

from __future__ import annotations

from typing import Any, Dict, List, Optional, Union, overload

from .._arguments import id_text, json_bytes
from .._conversions import file_entries
from ..agents._responses import Single, choose
from ..agents._stubs import async_client_of, client_of
from ..types import AppFile, AppFiles, AppPlan, AppRelease

_APP_FILE = Single(AppFile)
_APP_FILES = Single(AppFiles)
_APP_PLAN = Single(AppPlan)
_APP_RELEASE = Single(AppRelease)


class Apps:
    """The apps of this account: `client.apps`.

    Args:
        client: The client that sends the requests.

    Example:
        >>> apps = client.apps
    """

    __module__ = "flymyai.agents._apps"

    def __init__(self, client: Any) -> None:
        self._c = client_of(client, self, "apps")

    def plan(
        self,
        *,
        files: Optional[List[Dict[str, Any]]] = None,
        app: Optional[str] = None,
        overrides: Optional[List[Dict[str, Any]]] = None,
        instances: Optional[Dict[str, Any]] = None,
    ) -> AppPlan:
        """Returns the changes and the cost of an `apply`; nothing is changed.

        Args:
            files: The files of the template, `flymy.yaml` at its root; see `artifact_file`.
            app: An app that was applied, as `owner/name`, instead of `files`.
            overrides: Files that replace those of `app`.
            instances: The number of running instances of each part.

        Returns:
            The plan; `apply` takes its `plan_token`.

        Raises:
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> plan = client.apps.plan(files=[{"path": "flymy.yaml", "content": "name: shop"}])
            >>> plan.plan_token != ""
            True
        """
        return self._c._send(
            _APP_PLAN,
            "apps.plan",
            fields=json_bytes(
                {
                    "files": file_entries(files, "files"),
                    "app": app,
                    "overrides": file_entries(overrides, "overrides"),
                    "instances": instances,
                }
            ),
        )

    def apply(
        self,
        *,
        plan_token: str,
        files: Optional[List[Dict[str, Any]]] = None,
        app: Optional[str] = None,
        overrides: Optional[List[Dict[str, Any]]] = None,
        instances: Optional[Dict[str, Any]] = None,
        idempotency_key: Optional[str] = None,
    ) -> AppRelease:
        """Applies a plan; `status` returns its progress.

        Args:
            plan_token: The `plan_token` of `plan`.
            files: The files, as in the plan.
            app: The app, as in the plan.
            overrides: The overrides, as in the plan.
            instances: The instances, as in the plan.
            idempotency_key: The key of the request: the service does the work once for all
                requests with the same key, so the request can be retried.

        Returns:
            The release.

        Raises:
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> files = [{"path": "flymy.yaml", "content": "name: shop"}]
            >>> plan = client.apps.plan(files=files)
            >>> client.apps.apply(files=files, plan_token=plan.plan_token).status
            'applying'
        """
        return self._c._send(
            _APP_RELEASE,
            "apps.apply",
            fields=json_bytes(
                {
                    "plan_token": plan_token,
                    "files": file_entries(files, "files"),
                    "app": app,
                    "overrides": file_entries(overrides, "overrides"),
                    "instances": instances,
                }
            ),
            idempotency_key=idempotency_key,
        )

    @overload
    def files(
        self,
        app: str,
        *,
        path: None = None,
        offset: Optional[int] = None,
        limit: Optional[int] = None,
    ) -> AppFiles: ...

    @overload
    def files(
        self, app: str, *, path: str, offset: Optional[int] = None, limit: Optional[int] = None
    ) -> AppFile: ...

    @overload
    def files(
        self,
        app: str,
        *,
        path: Optional[str] = None,
        offset: Optional[int] = None,
        limit: Optional[int] = None,
    ) -> Union[AppFiles, AppFile]: ...

    def files(
        self,
        app: str,
        *,
        path: Optional[str] = None,
        offset: Optional[int] = None,
        limit: Optional[int] = None,
    ) -> Union[AppFiles, AppFile]:
        """Returns the files of an app that was applied or, with `path`, a part of one of them.

        Args:
            app: The app, as `owner/name`.
            path: The file to read.
            offset: The start of the part.
            limit: The length of the part, 1 to 200,000.

        Returns:
            The files, or the part of one with `path`.

        Raises:
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> for project in client.projects.list().projects:
            ...     if project.kind == "app" and project.status == "running":
            ...         files = client.apps.files(project.id[len("app:"):]).files
        """
        return self._c._send(
            choose(path, _APP_FILES, _APP_FILE),
            "apps.files",
            fields=json_bytes({"app": app, "path": path, "offset": offset, "limit": limit}),
        )

    def status(self, release_id: Any) -> AppRelease:
        """Returns a release.

        Args:
            release_id: The release's id, from `apply`.

        Returns:
            The release.

        Raises:
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> files = [{"path": "flymy.yaml", "content": "name: shop"}]
            >>> plan = client.apps.plan(files=files)
            >>> applied = client.apps.apply(files=files, plan_token=plan.plan_token)
            >>> client.apps.status(applied.release).release == applied.release
            True
        """
        return self._c._send(_APP_RELEASE, "apps.status", id_text(release_id, "release_id"))


class AsyncApps:
    """The apps of this account: `client.apps` of an `AsyncAgentClient`.

    Args:
        client: The client that sends the requests.

    Example:
        >>> apps = client.apps
    """

    __module__ = "flymyai.agents._apps"

    def __init__(self, client: Any) -> None:
        self._c = async_client_of(client, self, "apps")

    async def plan(
        self,
        *,
        files: Optional[List[Dict[str, Any]]] = None,
        app: Optional[str] = None,
        overrides: Optional[List[Dict[str, Any]]] = None,
        instances: Optional[Dict[str, Any]] = None,
    ) -> AppPlan:
        """Returns the changes and the cost of an `apply`; nothing is changed; see `Apps.plan`.

        Example:
            >>> plan = await client.apps.plan(files=[{"path": "flymy.yaml", "content": "name: shop"}])
            >>> plan.plan_token != ""
            True
        """
        return await self._c._send(
            _APP_PLAN,
            "apps.plan",
            fields=json_bytes(
                {
                    "files": file_entries(files, "files"),
                    "app": app,
                    "overrides": file_entries(overrides, "overrides"),
                    "instances": instances,
                }
            ),
        )

    async def apply(
        self,
        *,
        plan_token: str,
        files: Optional[List[Dict[str, Any]]] = None,
        app: Optional[str] = None,
        overrides: Optional[List[Dict[str, Any]]] = None,
        instances: Optional[Dict[str, Any]] = None,
        idempotency_key: Optional[str] = None,
    ) -> AppRelease:
        """Applies a plan; `status` returns its progress; see `Apps.apply`.

        Example:
            >>> files = [{"path": "flymy.yaml", "content": "name: shop"}]
            >>> plan = await client.apps.plan(files=files)
            >>> (await client.apps.apply(files=files, plan_token=plan.plan_token)).status
            'applying'
        """
        return await self._c._send(
            _APP_RELEASE,
            "apps.apply",
            fields=json_bytes(
                {
                    "plan_token": plan_token,
                    "files": file_entries(files, "files"),
                    "app": app,
                    "overrides": file_entries(overrides, "overrides"),
                    "instances": instances,
                }
            ),
            idempotency_key=idempotency_key,
        )

    @overload
    async def files(
        self,
        app: str,
        *,
        path: None = None,
        offset: Optional[int] = None,
        limit: Optional[int] = None,
    ) -> AppFiles: ...

    @overload
    async def files(
        self, app: str, *, path: str, offset: Optional[int] = None, limit: Optional[int] = None
    ) -> AppFile: ...

    @overload
    async def files(
        self,
        app: str,
        *,
        path: Optional[str] = None,
        offset: Optional[int] = None,
        limit: Optional[int] = None,
    ) -> Union[AppFiles, AppFile]: ...

    async def files(
        self,
        app: str,
        *,
        path: Optional[str] = None,
        offset: Optional[int] = None,
        limit: Optional[int] = None,
    ) -> Union[AppFiles, AppFile]:
        """Returns the files of an app that was applied or, with `path`, a part of one of
        them; see `Apps.files`.

        Example:
            >>> for project in (await client.projects.list()).projects:
            ...     if project.kind == "app" and project.status == "running":
            ...         files = (await client.apps.files(project.id[len("app:"):])).files
        """
        return await self._c._send(
            choose(path, _APP_FILES, _APP_FILE),
            "apps.files",
            fields=json_bytes({"app": app, "path": path, "offset": offset, "limit": limit}),
        )

    async def status(self, release_id: Any) -> AppRelease:
        """Returns a release; see `Apps.status`.

        Example:
            >>> files = [{"path": "flymy.yaml", "content": "name: shop"}]
            >>> plan = await client.apps.plan(files=files)
            >>> applied = await client.apps.apply(files=files, plan_token=plan.plan_token)
            >>> (await client.apps.status(applied.release)).release == applied.release
            True
        """
        return await self._c._send(_APP_RELEASE, "apps.status", id_text(release_id, "release_id"))
