"""Event loops and the native queues through which finished calls reach them.

Each loop has one queue. Threads of the core put results there and wake the loop
once; the loop then takes all that is there. The loop alone owns the queue's
reader: when it closes, the queue closes, and calls still under way are dropped.
"""

from __future__ import annotations

from asyncio import get_running_loop
from contextlib import suppress
from contextvars import Context
from typing import TYPE_CHECKING, Any, Callable
from weakref import WeakKeyDictionary, ref

from ._native import LoopQueue

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop, Future

    from ._native import Cancel, Reader

_queues: WeakKeyDictionary[AbstractEventLoop, LoopQueue] = WeakKeyDictionary()
# Only for loops that don't hold their reader themselves.
_readers: WeakKeyDictionary[AbstractEventLoop, Reader] = WeakKeyDictionary()


async def finished(start: Callable[[LoopQueue, Future[Any]], Cancel]) -> Any:
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


async def next_batch(stream: Any) -> Any:
    """What a stream has next: a native one, or one with errands to Python."""
    start = getattr(stream, "start_next", None)
    return await (stream.next_batch() if start is None else finished(start))


def queue_of(loop: AbstractEventLoop) -> LoopQueue:
    """A loop's queue, made when first asked for."""
    queue = _queues.get(loop)
    if queue is None or queue.closed:
        queue = _attach(loop)
    return queue


def _attach(loop: AbstractEventLoop) -> LoopQueue:
    queue, reader = LoopQueue.open()
    try:
        # In an empty context: the reader outlives the task that happens to come first.
        Context().run(loop.add_reader, queue.fileno(), reader)
    except NotImplementedError:
        queue = _attach_by_callback(loop)
    _queues[loop] = queue
    return queue


def _attach_by_callback(loop: AbstractEventLoop) -> LoopQueue:
    """A queue for loops that can't watch file descriptors, such as Windows' default one."""
    loop_ref = ref(loop)

    def wake() -> None:
        target = loop_ref()
        if target is not None:
            # A closed loop refuses: nobody waits for the result then.
            with suppress(RuntimeError):
                target.call_soon_threadsafe(_readers[target])

    queue, _readers[loop] = LoopQueue.open(wake)
    return queue
