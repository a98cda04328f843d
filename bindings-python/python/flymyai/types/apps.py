# Generated from api/apps.toml by `make generate`; do not edit.
"""The records of `client.apps`."""

# pyright: reportUnknownVariableType=false
# (the factory is a plain `list`, as in the published package)

from typing import Any, Dict, List, Optional

from pydantic import BaseModel, ConfigDict, Field


class AppPlan(BaseModel):
    """The changes and the cost of an `apply`."""

    __module__ = "flymyai.agents._apps"

    model_config = ConfigDict(extra="allow", hide_input_in_errors=True)

    plan_token: str
    """The token of the plan, for `apply`."""
    app: Optional[str] = None
    """The app, as `owner/name`."""
    changes: List[Dict[str, Any]] = Field(default_factory=list)
    """The changes, under the service's own names."""
    usd_per_hour: Optional[str] = None
    """The cost of the app in US dollars per hour, as decimal text."""


class AppRelease(BaseModel):
    """A release of an app."""

    __module__ = "flymyai.agents._apps"

    model_config = ConfigDict(extra="allow", hide_input_in_errors=True)

    release: str
    """The release's id."""
    status: str
    """Its state; `applying` until it is complete."""
    app: Optional[str] = None
    """The app, as `owner/name`."""
    number: Optional[int] = None
    """Its number among the app's releases."""


class AppFiles(BaseModel):
    """The files of an app."""

    __module__ = "flymyai.agents._apps"

    model_config = ConfigDict(extra="allow", hide_input_in_errors=True)

    files: List[Dict[str, Any]] = Field(default_factory=list)
    """The files, under the service's own names."""


class AppFile(BaseModel):
    """A part of a file of an app."""

    __module__ = "flymyai.agents._apps"

    model_config = ConfigDict(extra="allow", hide_input_in_errors=True)

    path: str
    """The file."""
    content: Optional[str] = None
    """The part, if the file is text."""
    content_base64: Optional[str] = None
    """The part as base64, if the file is not text."""
    next_offset: Optional[int] = None
    """The start of the next part; `None` at the end of the file."""
