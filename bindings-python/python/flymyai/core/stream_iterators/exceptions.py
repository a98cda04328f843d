"""The exceptions of streams."""
# The name is public.
# ruff: noqa: N818


class StreamCancellationException(Exception):
    """A stream can't be cancelled before its id has arrived."""
