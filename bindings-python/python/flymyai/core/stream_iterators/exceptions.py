"""The exceptions of streams."""
# The name is public.
# ruff: noqa: N818


class StreamCancellationException(Exception):
    """A stream can't be ended before the service has named it."""
