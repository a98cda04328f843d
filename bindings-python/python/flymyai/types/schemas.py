"""Schemas the service suggests for what goes into an agent and comes out of it."""

from typing import Any, Dict, Optional

from pydantic import BaseModel


class SchemaSuggestion(BaseModel):
    """A proposal for an agent's input and output, with the reasons for it."""

    __module__ = "flymyai.agents._types"

    reasoning: str = ""
    """Why these schemas."""
    input_schema: Dict[str, Any]
    """JSON schema for an agent's variables."""
    output_schema: Dict[str, Any]
    """JSON schema for its output."""
    input_description: Optional[str] = None
    """The variables in words, if that was asked for."""
    output_description: Optional[str] = None
    """The output in words, if that was asked for."""
