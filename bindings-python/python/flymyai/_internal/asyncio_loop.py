"""Event loops and the native queues through which finished calls reach them.

Each loop has one queue. Threads of the core put results there and wake the loop
once; the loop then takes all that is there. The loop alone owns the queue's
reader: when it closes, the queue closes, and calls still under way are dropped.
"""

from __future__ import annotations

import asyncio
from asyncio import get_running_loop
from contextlib import suppress
from contextvars import Context
from typing import TYPE_CHECKING, Any, Awaitable, Callable, Coroutine, Optional, Set
from weakref import WeakKeyDictionary, ref

from .._native import CompletionQueue
from .._transports.detect import async_clock

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop, Future

    from .._native import CallStepper, Reader, TaskHandle

_queues: WeakKeyDictionary[AbstractEventLoop, CompletionQueue] = WeakKeyDictionary()
# Only for loops that don't hold their reader themselves.
_readers: WeakKeyDictionary[AbstractEventLoop, Reader] = WeakKeyDictionary()


async def finished(start: Callable[[CompletionQueue, Future[Any]], TaskHandle]) -> Any:
    """Starts something native and returns what it ends with.

    Args:
        start: Starts it, given the running loop's queue and the future to resolve.

    Raises:
        Whatever it fails with. On cancellation its request is dropped at once.
    """
    loop = get_running_loop()
    queue = queue_of(loop)
    future: Future[Any] = loop.create_future()
    cancel = start(queue, future)
    try:
        return await future
    except BaseException:
        cancel.cancel()
        raise


def queue_of(loop: AbstractEventLoop) -> CompletionQueue:
    """A loop's queue, made when first asked for."""
    queue = _queues.get(loop)
    if queue is None or queue.closed:
        queue = _attach(loop)
    return queue


def _attach(loop: AbstractEventLoop) -> CompletionQueue:
    queue, reader = CompletionQueue.open()
    try:
        # In an empty context: the reader outlives the task that happens to come first.
        Context().run(loop.add_reader, queue.fileno(), reader)
    except NotImplementedError:
        queue = _attach_by_callback(loop)
    _queues[loop] = queue
    return queue


def _attach_by_callback(loop: AbstractEventLoop) -> CompletionQueue:
    """A queue for loops that can't watch file descriptors, such as Windows' default one."""
    loop_ref = ref(loop)

    def wake() -> None:
        target = loop_ref()
        if target is not None:
            # A closed loop refuses: nobody waits for the result then.
            with suppress(RuntimeError):
                target.call_soon_threadsafe(_readers[target])

    queue, _readers[loop] = CompletionQueue.open(wake)
    return queue


def pause(seconds: float) -> Any:
    """Calls the current `asyncio.sleep`, which a test may have replaced; await an awaitable result.

    Args:
        seconds: How long.
    """
    return async_clock().sleep(seconds)


async def in_thread(call: Callable[..., Any], argument: Any) -> Any:
    """Runs a blocking call in another thread and returns its result.

    Args:
        call: The call.
        argument: What it takes.
    """
    return await get_running_loop().run_in_executor(None, call, argument)


# Event loops hold only weak references to tasks.
_closings: Set[asyncio.Task[None]] = set()


def spawn(close: Callable[[], Coroutine[Any, Any, None]]) -> None:
    """Closes something in a separate task.

    Args:
        close: Is called and awaited.
    """
    closing = get_running_loop().create_task(close())
    _closings.add(closing)
    closing.add_done_callback(_closings.discard)


async def unless_ended(stepper: CallStepper, errand: Awaitable[Any]) -> Any:
    """Awaits a host call and returns its result; `None` when core cancels it meanwhile.

    It is awaited here, not in a separate task: it sees the caller's context, and a
    host call that never waits needs no turn of the loop.
    """
    task = asyncio.current_task()
    if task is None:
        return await errand
    alarm = _Alarm(stepper, task)
    try:
        return await errand
    except asyncio.CancelledError:
        if not alarm.rang or alarm.is_joined():
            raise
        return None
    finally:
        alarm.stop()


class _Alarm:
    """Cancels a host call of a task when its native call has ended.

    Args:
        stepper: The call.
        task: The task. It is cancelled, and `unless_ended` catches that cancellation.
    """

    def __init__(self, stepper: CallStepper, task: asyncio.Task[Any]) -> None:
        self.rang = False
        self._stepper = stepper
        self._task = task
        self._future: Optional[asyncio.Future[Any]] = None
        self._task_handle: Optional[TaskHandle] = None
        self._cancelled = self._cancellations()
        self._set()

    def _cancellations(self) -> int:
        # Pythons before 3.11 don't count how often a task was cancelled.
        cancelling = getattr(self._task, "cancelling", None)
        return 0 if cancelling is None else cancelling()

    def is_joined(self) -> bool:
        """Whether somebody else has cancelled the task as well."""
        return self._cancellations() > self._cancelled + 1

    def _set(self) -> None:
        loop = self._task.get_loop()
        self._future = loop.create_future()
        self._future.add_done_callback(self._ring)
        self._task_handle = self._stepper.start_wait(queue_of(loop), self._future)

    def _ring(self, future: asyncio.Future[Any]) -> None:
        if future.cancelled() or future is not self._future:
            return
        if self._stepper.ended():
            self.rang = True
            self._task.cancel()
        else:
            self._set()

    def stop(self) -> None:
        future, self._future = self._future, None
        if future is not None:
            future.cancel()
        if self._task_handle is not None:
            self._task_handle.cancel()
        uncancel = getattr(self._task, "uncancel", None)
        if self.rang and uncancel is not None:
            uncancel()
