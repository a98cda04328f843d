# Generated from api/projects.toml by `make generate`; do not edit.
"""Projects: apps, sites, fleets of agents and artifacts, with their agents and costs."""

from __future__ import annotations

from typing import Any, AsyncIterator, Dict, Iterator, Optional, Union, overload

from .._arguments import json_bytes
from .._conversions import query_text
from ..agents._event_stream import AsyncEvents, Events
from ..agents._responses import Single, choose, decoded
from ..agents._stubs import async_client_of, client_of
from ..types import (
    Project,
    ProjectAgent,
    ProjectCopy,
    ProjectCreated,
    ProjectErrors,
    ProjectList,
    ProjectPlan,
    ProjectTemplates,
)

_PROJECT = Single(Project)
_PROJECT_AGENT = Single(ProjectAgent)
_PROJECT_COPY = Single(ProjectCopy)
_PROJECT_CREATED = Single(ProjectCreated)
_PROJECT_ERRORS = Single(ProjectErrors)
_PROJECT_LIST = Single(ProjectList)
_PROJECT_PLAN = Single(ProjectPlan)
_PROJECT_TEMPLATES = Single(ProjectTemplates)


class Projects:
    """The projects of this account: `client.projects`.

    Args:
        client: The client that sends the requests.

    Example:
        >>> found = client.projects.list()
    """

    __module__ = "flymyai.agents._projects"

    def __init__(self, client: Any) -> None:
        self._c = client_of(client, self, "projects")

    def list(self) -> ProjectList:
        """Returns the projects, and the kinds of projects that this account may have.

        Returns:
            The projects.

        Raises:
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> names = [project.name for project in client.projects.list().projects]
        """
        return self._c._send(_PROJECT_LIST, "projects.list")

    def get(self, project_id: str) -> Project:
        """Returns one project.

        Args:
            project_id: The project's id: `app:<owner>/<name>`, `site:<page id>`, `fleet:<lead
                agent id>` or `artifact:<artifact id>`.

        Returns:
            The project.

        Raises:
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If there is no such project, or the service refuses the request,
                or does not respond.

        Example:
            >>> for project in client.projects.list().projects:
            ...     assert client.projects.get(project.id).kind == project.kind
        """
        return self._c._send(
            _PROJECT, "projects.get", fields=json_bytes({"project_id": project_id})
        )

    def errors(
        self, project_id: str, *, limit: Optional[int] = None, before: Optional[str] = None
    ) -> ProjectErrors:
        """Returns a page of the latest errors of a project.

        Args:
            project_id: The project's id.
            limit: The number of errors in the page, 1 to 200.
            before: The start of the page: `next_before` of the page before it.

        Returns:
            The page.

        Raises:
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> for project in client.projects.list().projects:
            ...     print(client.projects.errors(project.id, limit=20).errors)
        """
        return self._c._send(
            _PROJECT_ERRORS,
            "projects.errors",
            fields=json_bytes(
                {"project_id": project_id, "limit": limit, "before": query_text(before, "before")}
            ),
        )

    def iter_errors(
        self, project_id: str, *, limit: Optional[int] = None, before: Optional[str] = None
    ) -> Iterator[Dict[str, Any]]:
        """Yields the rows of `errors` one by one.

        A page is requested when its first row is needed, so that the memory for a list of any
        length is that of one page.

        Args:
            project_id: The project's id.
            limit: The number of errors in the page, 1 to 200.
            before: The start of the page: `next_before` of the page before it.

        Raises:
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> for project in client.projects.list().projects:
            ...     print([error["message"] for error in client.projects.iter_errors(project.id)])
        """
        pages = self._c._pages(
            "projects.errors",
            None,
            json_bytes(
                {"project_id": project_id, "limit": limit, "before": query_text(before, "before")}
            ),
        )
        with Events(pages, decoded, False, self._c) as rows:
            yield from rows

    def templates(self) -> ProjectTemplates:
        """Returns the templates of projects.

        Returns:
            The templates.

        Raises:
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> ids = [template["id"] for template in client.projects.templates().templates]
        """
        return self._c._send(_PROJECT_TEMPLATES, "projects.templates")

    def plan(
        self,
        *,
        name: str,
        template: Optional[str] = None,
        description: Optional[str] = None,
        budget: Optional[Dict[str, Any]] = None,
    ) -> ProjectPlan:
        """Returns the plan and the cost of a `create`; nothing is created.

        Args:
            name: The project's name.
            template: The id of the template.
            description: Its description.
            budget: The budget, under the service's own names.

        Returns:
            The plan; `create` takes its `plan_token`.

        Raises:
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> plan = client.projects.plan(name="shop", template="blank")
            >>> plan.plan_token is not None
            True
        """
        return self._c._send(
            _PROJECT_PLAN,
            "projects.plan",
            fields=json_bytes(
                {"name": name, "template": template, "description": description, "budget": budget}
            ),
        )

    def create(
        self,
        *,
        name: str,
        plan_token: str,
        template: Optional[str] = None,
        description: Optional[str] = None,
        budget: Optional[Dict[str, Any]] = None,
        idempotency_key: Optional[str] = None,
    ) -> ProjectCreated:
        """Creates the project of a plan.

        Args:
            name: The project's name, as in the plan.
            plan_token: The `plan_token` of `plan`.
            template: The template, as in the plan.
            description: The description, as in the plan.
            budget: The budget, as in the plan.
            idempotency_key: The key of the request: the service does the work once for all
                requests with the same key, so the request can be retried.

        Returns:
            The project's id and its first release.

        Raises:
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> plan = client.projects.plan(name="shop")
            >>> made = client.projects.create(name="shop", plan_token=plan.plan_token)
            >>> client.projects.get(made.project).name
            'shop'
        """
        return self._c._send(
            _PROJECT_CREATED,
            "projects.create",
            fields=json_bytes(
                {
                    "name": name,
                    "plan_token": plan_token,
                    "template": template,
                    "description": description,
                    "budget": budget,
                }
            ),
            idempotency_key=idempotency_key,
        )

    def agent(self, project_id: str, *, model: Optional[str] = None) -> ProjectAgent:
        """Returns the agent of an app or a site; the first call creates it.

        Args:
            project_id: The project's id: `app:<owner>/<name>` or `site:<page id>`.
            model: The id of the model that the agent uses.

        Returns:
            The agent.

        Raises:
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> plan = client.projects.plan(name="shop")
            >>> made = client.projects.create(name="shop", plan_token=plan.plan_token)
            >>> agent = client.projects.agent(made.project)
            >>> agent.project == made.project
            True
        """
        return self._c._send(
            _PROJECT_AGENT,
            "projects.agent",
            fields=json_bytes({"project_id": project_id, "model": model}),
        )

    def stop(self, project_id: str, *, idempotency_key: Optional[str] = None) -> Project:
        """Stops an app or a site; its data stays.

        Args:
            project_id: The project's id: `app:<owner>/<name>` or `site:<page id>`.
            idempotency_key: The key of the request: the service does the work once for all
                requests with the same key, so the request can be retried.

        Returns:
            The project.

        Raises:
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> for project in client.projects.list().projects:
            ...     if project.kind == "app" and project.status == "running":
            ...         print(client.projects.stop(project.id).status)
        """
        return self._c._send(
            _PROJECT,
            "projects.stop",
            fields=json_bytes({"project_id": project_id}),
            idempotency_key=idempotency_key,
        )

    @overload
    def start(
        self, project_id: str, *, plan_token: None = None, idempotency_key: Optional[str] = None
    ) -> ProjectPlan: ...

    @overload
    def start(
        self, project_id: str, *, plan_token: str, idempotency_key: Optional[str] = None
    ) -> Project: ...

    @overload
    def start(
        self,
        project_id: str,
        *,
        plan_token: Optional[str] = None,
        idempotency_key: Optional[str] = None,
    ) -> Union[ProjectPlan, Project]: ...

    def start(
        self,
        project_id: str,
        *,
        plan_token: Optional[str] = None,
        idempotency_key: Optional[str] = None,
    ) -> Union[ProjectPlan, Project]:
        """Starts a stopped app or site. Without `plan_token`, it only returns the plan with the
        cost.

        Args:
            project_id: The project's id: `app:<owner>/<name>` or `site:<page id>`.
            plan_token: The `plan_token` of the plan; by default, the plan is returned.
            idempotency_key: The key of the request: the service does the work once for all
                requests with the same key, so the request can be retried.

        Returns:
            The plan, or the project with `plan_token`.

        Raises:
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> for project in client.projects.list().projects:
            ...     if project.kind == "app" and project.status == "stopped":
            ...         plan = client.projects.start(project.id)
            ...         print(client.projects.start(project.id, plan_token=plan.plan_token).status)
        """
        return self._c._send(
            choose(plan_token, _PROJECT_PLAN, _PROJECT),
            "projects.start",
            fields=json_bytes({"project_id": project_id, "plan_token": plan_token}),
            idempotency_key=idempotency_key,
        )

    def share(self, project_id: str, *, public: bool) -> Project:
        """Makes an app or a fleet public, or private again.

        Args:
            project_id: The project's id, or the address of its page.
            public: Whether everybody may see and copy it.

        Returns:
            The project.

        Raises:
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> plan = client.projects.plan(name="shop")
            >>> made = client.projects.create(name="shop", plan_token=plan.plan_token)
            >>> client.projects.share(made.project, public=True).kind
            'app'
        """
        return self._c._send(
            _PROJECT,
            "projects.share",
            fields=json_bytes({"project_id": project_id, "public": public}),
        )

    def copy(
        self, project: str, *, name: Optional[str] = None, idempotency_key: Optional[str] = None
    ) -> ProjectCopy:
        """Copies an app or a fleet to this account.

        Args:
            project: The project's id, or the address of its page.
            name: The copy's name: 2 to 40 lower-case letters, digits and dashes.
            idempotency_key: The key of the request: the service does the work once for all
                requests with the same key, so the request can be retried.

        Returns:
            The copy, its agents, and the remaining setup.

        Raises:
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> for project in client.projects.list().projects:
            ...     if project.kind == "fleet":
            ...         print(client.projects.copy(project.id).project)
        """
        return self._c._send(
            _PROJECT_COPY,
            "projects.copy",
            fields=json_bytes({"project": project, "name": name}),
            idempotency_key=idempotency_key,
        )


class AsyncProjects:
    """The projects of this account: `client.projects` of an `AsyncAgentClient`.

    Args:
        client: The client that sends the requests.

    Example:
        >>> found = await client.projects.list()
    """

    __module__ = "flymyai.agents._projects"

    def __init__(self, client: Any) -> None:
        self._c = async_client_of(client, self, "projects")

    async def list(self) -> ProjectList:
        """Returns the projects, and the kinds of projects that this account may
        have; see `Projects.list`.

        Example:
            >>> names = [project.name for project in (await client.projects.list()).projects]
        """
        return await self._c._send(_PROJECT_LIST, "projects.list")

    async def get(self, project_id: str) -> Project:
        """Returns one project; see `Projects.get`.

        Example:
            >>> for project in (await client.projects.list()).projects:
            ...     assert (await client.projects.get(project.id)).kind == project.kind
        """
        return await self._c._send(
            _PROJECT, "projects.get", fields=json_bytes({"project_id": project_id})
        )

    async def errors(
        self, project_id: str, *, limit: Optional[int] = None, before: Optional[str] = None
    ) -> ProjectErrors:
        """Returns a page of the latest errors of a project; see `Projects.errors`.

        Example:
            >>> for project in (await client.projects.list()).projects:
            ...     print((await client.projects.errors(project.id, limit=20)).errors)
        """
        return await self._c._send(
            _PROJECT_ERRORS,
            "projects.errors",
            fields=json_bytes(
                {"project_id": project_id, "limit": limit, "before": query_text(before, "before")}
            ),
        )

    async def iter_errors(
        self, project_id: str, *, limit: Optional[int] = None, before: Optional[str] = None
    ) -> AsyncIterator[Dict[str, Any]]:
        """Yields the rows of `errors` one by one; see `Projects.iter_errors`.

        Example:
            >>> for project in (await client.projects.list()).projects:
            ...     print([error["message"] async for error in client.projects.iter_errors(project.id)])
        """
        pages = self._c._pages(
            "projects.errors",
            None,
            json_bytes(
                {"project_id": project_id, "limit": limit, "before": query_text(before, "before")}
            ),
        )
        with AsyncEvents(pages, decoded, False, self._c) as rows:
            async for row in rows:
                yield row

    async def templates(self) -> ProjectTemplates:
        """Returns the templates of projects; see `Projects.templates`.

        Example:
            >>> ids = [template["id"] for template in (await client.projects.templates()).templates]
        """
        return await self._c._send(_PROJECT_TEMPLATES, "projects.templates")

    async def plan(
        self,
        *,
        name: str,
        template: Optional[str] = None,
        description: Optional[str] = None,
        budget: Optional[Dict[str, Any]] = None,
    ) -> ProjectPlan:
        """Returns the plan and the cost of a `create`; nothing is created; see `Projects.plan`.

        Example:
            >>> plan = await client.projects.plan(name="shop", template="blank")
            >>> plan.plan_token is not None
            True
        """
        return await self._c._send(
            _PROJECT_PLAN,
            "projects.plan",
            fields=json_bytes(
                {"name": name, "template": template, "description": description, "budget": budget}
            ),
        )

    async def create(
        self,
        *,
        name: str,
        plan_token: str,
        template: Optional[str] = None,
        description: Optional[str] = None,
        budget: Optional[Dict[str, Any]] = None,
        idempotency_key: Optional[str] = None,
    ) -> ProjectCreated:
        """Creates the project of a plan; see `Projects.create`.

        Example:
            >>> plan = await client.projects.plan(name="shop")
            >>> made = await client.projects.create(name="shop", plan_token=plan.plan_token)
            >>> (await client.projects.get(made.project)).name
            'shop'
        """
        return await self._c._send(
            _PROJECT_CREATED,
            "projects.create",
            fields=json_bytes(
                {
                    "name": name,
                    "plan_token": plan_token,
                    "template": template,
                    "description": description,
                    "budget": budget,
                }
            ),
            idempotency_key=idempotency_key,
        )

    async def agent(self, project_id: str, *, model: Optional[str] = None) -> ProjectAgent:
        """Returns the agent of an app or a site; the first call creates
        it; see `Projects.agent`.

        Example:
            >>> plan = await client.projects.plan(name="shop")
            >>> made = await client.projects.create(name="shop", plan_token=plan.plan_token)
            >>> agent = await client.projects.agent(made.project)
            >>> agent.project == made.project
            True
        """
        return await self._c._send(
            _PROJECT_AGENT,
            "projects.agent",
            fields=json_bytes({"project_id": project_id, "model": model}),
        )

    async def stop(self, project_id: str, *, idempotency_key: Optional[str] = None) -> Project:
        """Stops an app or a site; its data stays; see `Projects.stop`.

        Example:
            >>> for project in (await client.projects.list()).projects:
            ...     if project.kind == "app" and project.status == "running":
            ...         print((await client.projects.stop(project.id)).status)
        """
        return await self._c._send(
            _PROJECT,
            "projects.stop",
            fields=json_bytes({"project_id": project_id}),
            idempotency_key=idempotency_key,
        )

    @overload
    async def start(
        self, project_id: str, *, plan_token: None = None, idempotency_key: Optional[str] = None
    ) -> ProjectPlan: ...

    @overload
    async def start(
        self, project_id: str, *, plan_token: str, idempotency_key: Optional[str] = None
    ) -> Project: ...

    @overload
    async def start(
        self,
        project_id: str,
        *,
        plan_token: Optional[str] = None,
        idempotency_key: Optional[str] = None,
    ) -> Union[ProjectPlan, Project]: ...

    async def start(
        self,
        project_id: str,
        *,
        plan_token: Optional[str] = None,
        idempotency_key: Optional[str] = None,
    ) -> Union[ProjectPlan, Project]:
        """Starts a stopped app or site. Without `plan_token`, it only returns the plan with the
        cost; see `Projects.start`.

        Example:
            >>> for project in (await client.projects.list()).projects:
            ...     if project.kind == "app" and project.status == "stopped":
            ...         plan = await client.projects.start(project.id)
            ...         print((await client.projects.start(project.id, plan_token=plan.plan_token)).status)
        """
        return await self._c._send(
            choose(plan_token, _PROJECT_PLAN, _PROJECT),
            "projects.start",
            fields=json_bytes({"project_id": project_id, "plan_token": plan_token}),
            idempotency_key=idempotency_key,
        )

    async def share(self, project_id: str, *, public: bool) -> Project:
        """Makes an app or a fleet public, or private again; see `Projects.share`.

        Example:
            >>> plan = await client.projects.plan(name="shop")
            >>> made = await client.projects.create(name="shop", plan_token=plan.plan_token)
            >>> (await client.projects.share(made.project, public=True)).kind
            'app'
        """
        return await self._c._send(
            _PROJECT,
            "projects.share",
            fields=json_bytes({"project_id": project_id, "public": public}),
        )

    async def copy(
        self, project: str, *, name: Optional[str] = None, idempotency_key: Optional[str] = None
    ) -> ProjectCopy:
        """Copies an app or a fleet to this account; see `Projects.copy`.

        Example:
            >>> for project in (await client.projects.list()).projects:
            ...     if project.kind == "fleet":
            ...         print((await client.projects.copy(project.id)).project)
        """
        return await self._c._send(
            _PROJECT_COPY,
            "projects.copy",
            fields=json_bytes({"project": project, "name": name}),
            idempotency_key=idempotency_key,
        )
