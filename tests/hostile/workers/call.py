"""Makes one call with the installed `flymyai` and prints its outcome, as one JSON line.

    python call.py '{"url": .., "kind": .., "asynchronous": .., "timeout": .., "interrupt": ..}'

Runs with the published package as well as with this one.
"""

import asyncio
import json
import os
import pathlib
import signal
import sys
import tempfile
import threading
import time

ASKED = json.loads(sys.argv[1])
URL, KIND, TIMEOUT = ASKED["url"], ASKED["kind"], ASKED["timeout"]
os.environ.update(
    FLYMYAI_DSN=URL,
    FMA_CONNECT_TIMEOUT=str(TIMEOUT),
    FMA_READ_TIMEOUT=str(TIMEOUT),
    FMA_RECONNECT_RETRIES="0",
)
if KIND != "upload":
    # A service that is late to read an upload is met with the default.
    os.environ["FMA_WRITE_TIMEOUT"] = str(TIMEOUT)

import flymyai  # noqa: E402

# Seconds after the call's start at which it is interrupted.
INTERRUPT_AT = 0.7
KEY = "fly-hostile"
MODEL = "a/b"
sent_at = [0.0]


def memory(field):
    """Megabytes of this process, from /proc."""
    for line in pathlib.Path("/proc/self/status").read_text().splitlines():
        if line.startswith(field):
            return int(line.split()[1]) / 1024
    return 0.0


def payload(folder):
    if KIND != "upload":
        return {"prompt": "x"}
    file = pathlib.Path(folder) / "file.bin"
    file.write_bytes(bytes(24 << 20))
    return {"file": file}


def call(folder):
    if KIND in ("get", "wait"):
        client = flymyai.AgentClient(KEY, base_url=URL, timeout=TIMEOUT, max_retries=0)
        if KIND == "get":
            return lambda: client.runs.get(1)
        return lambda: client.runs.wait(1, timeout=TIMEOUT, poll_interval=0.1)
    client = flymyai.client(apikey=KEY, model=MODEL)
    given = payload(folder)
    if KIND == "stream":
        return lambda: [None for _ in client.stream(given)]
    return lambda: client.predict(given, max_retries=1)


def call_async(folder):
    if KIND in ("get", "wait"):
        client = flymyai.AsyncAgentClient(KEY, base_url=URL, timeout=TIMEOUT, max_retries=0)
        if KIND == "get":
            return lambda: client.runs.get(1)
        return lambda: client.runs.wait(1, timeout=TIMEOUT, poll_interval=0.1)
    client = flymyai.async_client(apikey=KEY, model=MODEL)
    given = payload(folder)

    async def stream():
        return [None async for _ in client.stream(given)]

    return stream if KIND == "stream" else lambda: client.predict(given, max_retries=1)


def interrupt():
    sent_at[0] = time.monotonic()
    os.kill(os.getpid(), signal.SIGINT)


def run(folder):
    work = call(folder)
    if ASKED["interrupt"]:
        timer = threading.Timer(INTERRUPT_AT, interrupt)
        timer.daemon = True
        timer.start()
    work()


def run_async(folder):
    async def main():
        task = asyncio.ensure_future(call_async(folder)())
        if ASKED["interrupt"]:

            def cancel():
                sent_at[0] = time.monotonic()
                task.cancel()

            asyncio.get_running_loop().call_later(INTERRUPT_AT, cancel)
        await task

    asyncio.run(main())


def main():
    # Lazy loading counts for the process, not for the call.
    import httpx  # noqa: F401
    import pydantic  # noqa: F401

    outcome, text = "result", ""
    with tempfile.TemporaryDirectory() as folder:
        before = memory("VmRSS")
        pathlib.Path("/proc/self/clear_refs").write_text("5")
        begin = time.monotonic()
        try:
            (run_async if ASKED["asynchronous"] else run)(folder)
        except BaseException as error:
            outcome, text = type(error).__name__, str(error)[:200]
        end = time.monotonic()
        peak = memory("VmHWM")
    figures = {
        "outcome": outcome,
        "text": text,
        "seconds": end - begin,
        "megabytes": peak - before,
        "interrupted": end - sent_at[0] if sent_at[0] else None,
    }
    print(json.dumps(figures), flush=True)
    os._exit(0)


main()
