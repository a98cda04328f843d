"""asyncio: the native queues that deliver results to event loops.

Each loop has one queue. Threads of the core put results there and wake the loop once; the
loop then takes all results. Only the loop holds the queue's reader: when the loop closes,
the queue closes, and calls under way are dropped.
"""

from __future__ import annotations

import asyncio
from asyncio import get_running_loop
from contextlib import suppress
from contextvars import Context
from typing import TYPE_CHECKING, Any, Awaitable, Callable, Coroutine, Optional, Set, Tuple
from weakref import WeakKeyDictionary, ref

from .._native import CompletionQueue
from .clock import async_clock

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop, Future

    from .._native import CallStepper, Reader, TaskHandle

_queues: WeakKeyDictionary[AbstractEventLoop, CompletionQueue] = WeakKeyDictionary()
_recent: Tuple[Callable[[], Optional[AbstractEventLoop]], Optional[CompletionQueue]]
_recent = (lambda: None), None
# Only for loops that do not hold their reader.
_readers: WeakKeyDictionary[AbstractEventLoop, Reader] = WeakKeyDictionary()


async def await_native(start: Callable[[CompletionQueue, Future[Any]], TaskHandle]) -> Any:
    """Starts a native call and returns its result.

    Args:
        start: Starts the call with the running loop's queue and the future to resolve.

    Raises:
        BaseException: The exception of the call. A cancellation drops its request at once.
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
    """Returns the queue of a loop, made at the first use."""
    global _recent
    # Every call does this, and most programs have one loop.
    known, recent = _recent
    if recent is not None and known() is loop and not recent.closed:
        return recent
    queue = _queues.get(loop)
    if queue is None or queue.closed:
        queue = _attach(loop)
    _recent = ref(loop), queue
    return queue


def _attach(loop: AbstractEventLoop) -> CompletionQueue:
    queue, reader = CompletionQueue.open()
    try:
        # In an empty context: the reader exists longer than the task that makes it.
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
            # A closed loop raises this; no task waits there.
            with suppress(RuntimeError):
                target.call_soon_threadsafe(_readers[target])

    queue, _readers[loop] = CompletionQueue.open(wake)
    return queue


def sleep(seconds: float) -> Any:
    """Calls the current `asyncio.sleep`, which a test may have replaced; await an awaitable result.

    Args:
        seconds: How long.
    """
    return async_clock().sleep(seconds)


async def in_thread(call: Callable[..., Any], argument: Any) -> Any:
    """Runs a blocking call in another thread and returns its result.

    Args:
        call: The call.
        argument: Its argument.
    """
    return await get_running_loop().run_in_executor(None, call, argument)


# Event loops hold only weak references to tasks.
_closings: Set[asyncio.Task[None]] = set()


def spawn(close: Callable[[], Coroutine[Any, Any, None]]) -> None:
    """Closes something in a separate task.

    Args:
        close: Called and awaited.
    """
    closing = get_running_loop().create_task(close())
    _closings.add(closing)
    closing.add_done_callback(_closings.discard)


async def run_host_call(stepper: CallStepper, host_call: Awaitable[Any]) -> Any:
    """Awaits a host call and returns its result; `None` when core cancels it meanwhile.

    It is awaited here, not in a separate task: it runs in the caller's context, and a
    host call that never waits needs no iteration of the loop.
    """
    task = asyncio.current_task()
    if task is None:
        return await host_call
    watcher = _EndWatcher(stepper, task)
    try:
        return await host_call
    except asyncio.CancelledError:
        if not watcher.fired or watcher.is_joined():
            raise
        return None
    finally:
        watcher.stop()


class _EndWatcher:
    """Cancels a host call of a task when its native call has ended.

    Args:
        stepper: The call.
        task: The task. It is cancelled, and `run_host_call` catches that cancellation.
    """

    def __init__(self, stepper: CallStepper, task: asyncio.Task[Any]) -> None:
        self.fired = False
        self._stepper = stepper
        self._task = task
        self._future: Optional[asyncio.Future[Any]] = None
        self._task_handle: Optional[TaskHandle] = None
        self._cancelled = self._cancellations()
        self._set()

    def _cancellations(self) -> int:
        # Before Python 3.11, tasks do not count their cancellations.
        cancelling = getattr(self._task, "cancelling", None)
        return 0 if cancelling is None else cancelling()

    def is_joined(self) -> bool:
        """Returns whether other code has cancelled the task, too."""
        return self._cancellations() > self._cancelled + 1

    def _set(self) -> None:
        loop = self._task.get_loop()
        self._future = loop.create_future()
        self._future.add_done_callback(self._check)
        self._task_handle = self._stepper.start_wait(queue_of(loop), self._future)

    def _check(self, future: asyncio.Future[Any]) -> None:
        if future.cancelled() or future is not self._future:
            return
        if self._stepper.ended():
            self.fired = True
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
        if self.fired and uncancel is not None:
            uncancel()
