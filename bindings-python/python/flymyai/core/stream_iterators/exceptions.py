"""The exceptions of streams."""
# The name is public.
# ruff: noqa: N818

from ..._base_error import FlyMyAIError


class StreamCancellationException(FlyMyAIError):
    """A stream can't be cancelled before its id has arrived."""
