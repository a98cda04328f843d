"""Schemas the service suggests for what goes into an agent and comes out of it."""

from typing import Any, Dict, Optional

from pydantic import BaseModel


class SchemaSuggestion(BaseModel):
    """A proposal for an agent's input and output, with the reasons for it."""

    __module__ = "flymyai.agents._types"

    reasoning: str = ""
    input_schema: Dict[str, Any]
    output_schema: Dict[str, Any]
    input_description: Optional[str] = None
    output_description: Optional[str] = None
