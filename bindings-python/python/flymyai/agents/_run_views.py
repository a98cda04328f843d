"""The views of a run that is watched: lines in a terminal, or one display of a notebook."""

from __future__ import annotations

import contextvars
import os
import sys
import time
from importlib import import_module
from threading import Event, Lock, RLock, Thread
from types import TracebackType
from typing import Any, Dict, List, Optional, Type

from .._internal.text import without_lone_surrogates
from .._native import Timeline

UPDATE_SECONDS = 0.34
"""The least seconds between two updates of a notebook: three in a second, and the last one."""


class RunView:
    """Shows the events of one run, and its end.

    Args:
        run_id: The run's id.
        period: Seconds between two drawings while nothing happens; `None` for no such drawings.
    """

    def __init__(self, run_id: Any, period: Optional[float]) -> None:
        self._run_id = run_id
        self._lock = Lock()
        self._stopped = Event()
        self._period = period
        self._thread: Optional[Thread] = None

    def add(self, event: Any, created_at: Optional[str], status: Optional[str]) -> None:
        """Shows an event.

        Args:
            event: The record of the event.
            created_at: The start of the run, if it is known.
            status: The status of the run, if it is known.
        """
        raise NotImplementedError

    def end(self, run: Any) -> None:
        """Shows the end of the run.

        Args:
            run: The run that has ended.
        """
        raise NotImplementedError

    def _draw(self) -> None:
        """Draws the current state again; called by the thread of the view."""
        raise NotImplementedError

    def _leave(self, error: Optional[BaseException]) -> None:
        """Ends the view; the error is that of the call."""
        raise NotImplementedError

    def _begin(self) -> None:
        """Shows the state at the start."""

    def __enter__(self) -> RunView:
        try:
            self._begin()
            self._start_thread()
        except BaseException as error:
            # Ctrl-C: a `with` statement that was not entered does not end the view.
            self._stopped.set()
            self._leave(error)
            raise
        return self

    def _start_thread(self) -> None:
        if self._period is not None:
            # The output of a notebook's cell is selected by the context of the cell.
            context = contextvars.copy_context()
            thread = Thread(
                target=context.run, args=(self._tick,), name="flymyai-watch", daemon=True
            )
            try:
                thread.start()
            except RuntimeError:
                # A process without further threads still gets the events.
                return
            self._thread = thread

    def _tick(self) -> None:
        while not self._stopped.wait(self._period):
            self._draw()

    def __exit__(
        self,
        kind: Optional[Type[BaseException]],
        error: Optional[BaseException],
        traceback: Optional[TracebackType],
    ) -> None:
        self._stopped.set()
        try:
            if self._thread is not None:
                self._thread.join()
        finally:
            # Ctrl-C may have ended the join.
            self._leave(error)


class _Terminal:
    """The views that a terminal shows. Only the first one has a live line."""

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        self.lock = RLock()
        self.views: List[TerminalView] = []


_terminal = _Terminal()
if hasattr(os, "register_at_fork"):
    # A thread of the parent may hold the lock.
    os.register_at_fork(after_in_child=_terminal.reset)


class TerminalView(RunView):
    """The timeline of the command `flymyai`, on standard error.

    Args:
        run_id: The run's id.
    """

    def __init__(self, run_id: Any) -> None:
        self._stream: Any = sys.stderr
        is_terminal = _is_terminal(self._stream)
        super().__init__(run_id, Timeline.FRAME_SECONDS if is_terminal else None)
        self._timeline = Timeline(str(run_id), is_terminal)
        self._is_terminal = is_terminal

    def _begin(self) -> None:
        if self._is_terminal:
            with _terminal.lock:
                _terminal.views.append(self)

    def add(self, event: Any, created_at: Optional[str], status: Optional[str]) -> None:
        at, kind, message = _time(event.created_at), _value(event.type), _text(event.message)
        with _terminal.lock:
            self._timeline.update(created_at, status)
            self._write(self._timeline.event(at or "", kind, message, self._columns()))

    def end(self, run: Any) -> None:
        status, error = _value(run.status), _text(getattr(run, "error", None) or "")
        with _terminal.lock:
            self._timeline.update(_time(getattr(run, "created_at", None)), status)
            at = _time(getattr(run, "updated_at", None))
            self._write(self._timeline.end(at, status, error, self._columns()))

    def _draw(self) -> None:
        with _terminal.lock:
            if not self._stopped.is_set() and _terminal.views[:1] == [self]:
                self._write(self._timeline.frame(self._columns()))

    def _leave(self, error: Optional[BaseException]) -> None:
        with _terminal.lock:
            if self in _terminal.views:
                _terminal.views.remove(self)
            if isinstance(error, TimeoutError) or not isinstance(error, (Exception, type(None))):
                # The deadline, Ctrl-C, or a cancelled task.
                self._write(self._timeline.detached(f"client.runs.watch({self._run_id!r})"))
            else:
                self._write(self._timeline.clear())

    def _columns(self) -> Optional[int]:
        if not self._is_terminal:
            return None
        try:
            # Some terminals report the width 0.
            return os.get_terminal_size(self._stream.fileno()).columns or None
        except (OSError, ValueError):
            return None

    def _write(self, text: str) -> None:
        if not text or self._stream is None:
            return
        for first in _terminal.views[:1]:
            if self._is_terminal and first is not self:
                # This removes the live line; the next drawing restores it below the text.
                first._write(first._timeline.clear())
        try:
            try:
                self._stream.write(text)
            except UnicodeEncodeError:
                # Not the encoding of the error, which is `charmap` for those of Windows.
                encoding = getattr(self._stream, "encoding", None) or "ascii"
                self._stream.write(text.encode(encoding, "replace").decode(encoding))
            self._stream.flush()
        except (OSError, ValueError, AttributeError):
            # Progress that can't be written is lost; the watch goes on.
            pass


class NotebookView(RunView):
    """One display of a notebook, which is updated.

    Args:
        run_id: The run's id.
    """

    def __init__(self, run_id: Any) -> None:
        super().__init__(run_id, UPDATE_SECONDS)
        self._logs: List[Any] = []
        self._status = "pending"
        self._created_at: Optional[str] = None
        self._display: Any = None
        self._drawn = float("-inf")
        self._is_current = False

    def _begin(self) -> None:
        with self._lock:
            self._draw_live()

    def add(self, event: Any, created_at: Optional[str], status: Optional[str]) -> None:
        with self._lock:
            self._logs.append(event)
            self._created_at = created_at or self._created_at
            self._status = status or self._status
            self._is_current = False
        self._draw()

    def end(self, run: Any) -> None:
        from ..types._notebook import run_html

        self._stopped.set()
        with self._lock:
            self._status = _value(run.status)
            self._show(run_html(run, is_open=True))

    def _draw(self) -> None:
        with self._lock:
            is_due = time.monotonic() - self._drawn >= UPDATE_SECONDS
            if is_due and not self._is_current and not self._stopped.is_set():
                self._draw_live()

    def _leave(self, error: Optional[BaseException]) -> None:
        if error is not None:
            with self._lock:
                self._draw_live(f"The watch has ended before the run: {type(error).__name__}")

    def _draw_live(self, note: str = "") -> None:
        from ..types._notebook import live_run_html

        self._is_current = True
        self._show(live_run_html(self._run_id, self._status, self._logs, self._created_at, note))

    def _show(self, html: str) -> None:
        count = len(self._logs)
        plain = f"Run {self._run_id}: {self._status}, {count} event{'' if count == 1 else 's'}"
        data: Dict[str, Any] = {"text/html": html, "text/plain": plain}
        self._drawn = time.monotonic()
        try:
            if self._display is None:
                module: Any = import_module("IPython.display")
                self._display = module.display(data, raw=True, display_id=True)
            else:
                self._display.update(data, raw=True)
        except Exception:
            # Progress that can't be shown is lost; the watch goes on.
            pass


def view_of(run_id: Any) -> RunView:
    """Returns the view for the place that the program runs in.

    Args:
        run_id: The run's id.

    Example:
        >>> type(view_of(7)).__name__
        'TerminalView'
    """
    return NotebookView(run_id) if _in_notebook() else TerminalView(run_id)


def _in_notebook() -> bool:
    # IPython also runs in terminals; only in kernels, its shell has a kernel.
    get_shell = getattr(sys.modules.get("IPython"), "get_ipython", None)
    return getattr(get_shell() if get_shell else None, "kernel", None) is not None


def _is_terminal(stream: Any) -> bool:
    try:
        return bool(stream.isatty())
    except (AttributeError, OSError, ValueError):
        return False


def _value(kind: Any) -> str:
    return _text(getattr(kind, "value", kind))


def _text(value: Any) -> str:
    text: str = without_lone_surrogates(str(value))
    return text


def _time(at: Any) -> Optional[str]:
    return at.isoformat() if hasattr(at, "isoformat") else None
