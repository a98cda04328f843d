"""Calls that are awaited under trio, or under anyio on top of it; see `asyncio_loop` for asyncio.

Each trio run has one queue, like each event loop. A system task of the run waits for the
queue's file descriptor and delivers the results. Only this task holds the queue's reader:
when the run ends, the queue closes.
"""

from __future__ import annotations

from contextlib import suppress
from inspect import isawaitable
from typing import TYPE_CHECKING, Any, Awaitable, Callable, Optional

import trio
from outcome import Error, Value

from .._native import CompletionQueue
from .clock import replaced_async_sleep

if TYPE_CHECKING:
    from .._native import CallStepper, Reader, TaskHandle

_queues: trio.lowlevel.RunVar[Optional[CompletionQueue]] = trio.lowlevel.RunVar(
    "flymyai_queue", None
)
# Used only if the loop cannot wait for file descriptors.
_readers: trio.lowlevel.RunVar[Optional[Reader]] = trio.lowlevel.RunVar("flymyai_reader", None)


class _Waiter:
    """The target of a queue's result: a task that sleeps until it arrives."""

    __slots__ = ("_task",)

    def __init__(self, task: trio.lowlevel.Task) -> None:
        self._task: Optional[trio.lowlevel.Task] = task

    def done(self) -> bool:
        return self._task is None

    def set_result(self, result: Any) -> None:
        self._wake(Value(result))

    def set_exception(self, error: BaseException) -> None:
        self._wake(Error(error))

    def _wake(self, outcome: Any) -> None:
        task, self._task = self._task, None
        if task is not None:
            trio.lowlevel.reschedule(task, outcome)

    def forget(self) -> None:
        self._task = None


@trio.lowlevel.enable_ki_protection
async def await_native(start: Callable[[CompletionQueue, Any], TaskHandle]) -> Any:
    """Starts a native call and returns its result.

    Args:
        start: Starts the call with the run's queue and the target of its result.

    Raises:
        BaseException: The exception of the call. A cancellation drops its request at once.
    """
    # In a cancelled scope, nothing is sent.
    await trio.lowlevel.checkpoint_if_cancelled()
    waiter = _Waiter(trio.lowlevel.current_task())
    cancel = start(_queue(), waiter)

    def abort(_: Any) -> trio.lowlevel.Abort:
        waiter.forget()
        cancel.cancel()
        return trio.lowlevel.Abort.SUCCEEDED

    return await trio.lowlevel.wait_task_rescheduled(abort)


async def sleep(seconds: float) -> None:
    """Sleeps; calls `asyncio.sleep` if a test has replaced it.

    Args:
        seconds: How long.
    """
    sleep = replaced_async_sleep()
    if sleep is None:
        await trio.sleep(seconds)
        return
    pausing = sleep(seconds)
    if isawaitable(pausing):
        await pausing


async def in_thread(call: Callable[..., Any], argument: Any) -> Any:
    """Runs a blocking call in another thread and returns its result.

    Args:
        call: The call.
        argument: Its argument.
    """
    return await trio.to_thread.run_sync(call, argument)


def spawn(close: Callable[[], Awaitable[Any]]) -> None:
    """Closes something in a separate task.

    Args:
        close: Called and awaited; its exceptions are ignored.
    """

    async def close_ignoring_errors() -> None:
        with suppress(Exception):
            await close()

    # A run that is about to end raises this; its sockets close with it.
    with suppress(RuntimeError):
        trio.lowlevel.spawn_system_task(close_ignoring_errors)


async def run_host_call(stepper: CallStepper, host_call: Awaitable[Any]) -> Any:
    """Awaits a host call and returns its result; `None` when core cancels it meanwhile.

    Args:
        stepper: The call.
        host_call: The awaitable.
    """
    scope = trio.CancelScope()
    watcher = _EndWatcher(stepper, scope)
    try:
        with scope:
            return await host_call
    finally:
        watcher.stop()
    if watcher.failure is not None:
        raise watcher.failure
    return None


class _EndWatcher:
    """Cancels a host call when its native call has ended.

    Args:
        stepper: The call.
        scope: The scope of the host call.
    """

    def __init__(self, stepper: CallStepper, scope: trio.CancelScope) -> None:
        self.failure: Optional[BaseException] = None
        self._stepper = stepper
        self._scope = scope
        self._task_handle: Optional[TaskHandle] = stepper.start_wait(_queue(), self)

    def done(self) -> bool:
        return self._task_handle is None

    def set_result(self, result: Any) -> None:
        try:
            if not self._stepper.ended():
                self._task_handle = self._stepper.start_wait(_queue(), self)
                return
        except BaseException as error:
            # An exception of a replaced clock is raised in the task that awaits the call.
            self.failure = error
        self._scope.cancel()

    def set_exception(self, error: BaseException) -> None:
        self.failure = error
        self._scope.cancel()

    def stop(self) -> None:
        handle, self._task_handle = self._task_handle, None
        if handle is not None:
            handle.cancel()


def _queue() -> CompletionQueue:
    """Returns the queue of the run, made at the first use."""
    queue = _queues.get()
    if queue is None or queue.closed:
        queue = _attach()
        _queues.set(queue)
    return queue


def _attach() -> CompletionQueue:
    try:
        queue, reader = CompletionQueue.open()
    except NotImplementedError:
        return _attach_by_callback()
    trio.lowlevel.spawn_system_task(_deliver, queue.fileno(), reader)
    return queue


async def _deliver(descriptor: int, reader: Optional[Reader]) -> None:
    assert reader is not None
    try:
        while True:
            await trio.lowlevel.wait_readable(descriptor)
            reader()
    finally:
        # A traceback may keep this frame.
        reader = None


def _attach_by_callback() -> CompletionQueue:
    """Returns a queue for platforms where only sockets can be waited for, such as Windows."""
    token = trio.lowlevel.current_trio_token()

    def wake() -> None:
        # After the end of the run, no task waits for the result.
        with suppress(trio.RunFinishedError):
            token.run_sync_soon(_deliver_soon, idempotent=True)

    queue, reader = CompletionQueue.open(wake)
    _readers.set(reader)
    return queue


def _deliver_soon() -> None:
    reader = _readers.get()
    if reader is not None:
        reader()
