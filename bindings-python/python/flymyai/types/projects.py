# Generated from api/projects.toml by `make generate`; do not edit.
"""The records of `client.projects`."""

# pyright: reportUnknownVariableType=false
# (the factory is a plain `list`, as in the published package)

from typing import Any, Dict, List, Optional

from pydantic import BaseModel, ConfigDict, Field


class Project(BaseModel):
    """A project; further fields of the response are kept."""

    __module__ = "flymyai.agents._projects"

    model_config = ConfigDict(extra="allow", hide_input_in_errors=True)

    id: str
    """Its id, which begins with its kind."""
    kind: str
    """`app`, `site`, `fleet` or `artifact`."""
    name: str
    """Its name."""
    status: Optional[str] = None
    """Its state, if it has one."""


class ProjectList(BaseModel):
    """The projects of an account."""

    __module__ = "flymyai.agents._projects"

    model_config = ConfigDict(extra="allow", hide_input_in_errors=True)

    modules: List[str] = Field(default_factory=list)
    """The kinds of projects that the account may have."""
    projects: List[Project] = Field(default_factory=list)
    """The projects."""


class ProjectTemplates(BaseModel):
    """The templates of projects."""

    __module__ = "flymyai.agents._projects"

    model_config = ConfigDict(extra="allow", hide_input_in_errors=True)

    templates: List[Dict[str, Any]] = Field(default_factory=list)
    """The templates, under the service's own names."""


class ProjectPlan(BaseModel):
    """The plan and the cost of creating or starting a project."""

    __module__ = "flymyai.agents._projects"

    model_config = ConfigDict(extra="allow", hide_input_in_errors=True)

    project: Optional[str] = None
    """The project's id."""
    plan: Dict[str, Any] = Field(default_factory=dict)
    """The plan, under the service's own names."""
    plan_token: Optional[str] = None
    """The token of the plan, for the call that executes it."""


class ProjectCreated(BaseModel):
    """A new project."""

    __module__ = "flymyai.agents._projects"

    model_config = ConfigDict(extra="allow", hide_input_in_errors=True)

    project: str
    """The project's id."""
    release: Dict[str, Any] = Field(default_factory=dict)
    """Its first release, under the service's own names."""


class ProjectErrors(BaseModel):
    """A page of the errors of a project."""

    __module__ = "flymyai.agents._projects"

    model_config = ConfigDict(extra="allow", hide_input_in_errors=True)

    project: Optional[str] = None
    """The project's id."""
    errors: List[Dict[str, Any]] = Field(default_factory=list)
    """The errors, the newest first, under the service's own names."""
    next_before: Optional[str] = None
    """The start of the next page; `None` for the last page."""


class ProjectCopy(BaseModel):
    """A copy of a project."""

    __module__ = "flymyai.agents._projects"

    model_config = ConfigDict(extra="allow", hide_input_in_errors=True)

    project: Dict[str, Any] = Field(default_factory=dict)
    """The copy, under the service's own names."""
    agents: List[Dict[str, Any]] = Field(default_factory=list)
    """Its agents, under the service's own names."""
    setup: Dict[str, Any] = Field(default_factory=dict)
    """The remaining setup, under the service's own names."""


class ProjectAgent(BaseModel):
    """The agent of a project."""

    __module__ = "flymyai.agents._projects"

    model_config = ConfigDict(extra="allow", hide_input_in_errors=True)

    project: str
    """The project's id."""
    agent: str
    """The agent's id."""
    name: Optional[str] = None
    """The agent's name."""
    model: Optional[str] = None
    """The model that it uses."""
    created: Optional[bool] = None
    """Whether this call has created it."""
