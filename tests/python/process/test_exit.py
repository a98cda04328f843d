"""Calls at and after the end of a program, and which functions of Python the library calls."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
from typing import Callable

import pytest
from support.account import RUN, Account

from flymyai import _native

Start = Callable[..., "subprocess.Popen[str]"]


# Both before and after the handlers that the import of the package may register.
HANDLERS = """
import asyncio, atexit, io, os, threading

def use(when):
    assert agents.runs.get(7).id == 7
    assert agents.runs.wait(7).id == 7
    assert models.predict({"f": io.BytesIO(b"x" * 300_000)}).status == 200
    async def main():
        async with flymyai.AsyncAgentClient(os.environ["FLYMYAI_API_KEY"]) as client:
            return (await client.runs.get(7)).id
    class NoReaders(asyncio.SelectorEventLoop):
        def add_reader(self, *arguments):
            raise NotImplementedError
    for make in (asyncio.new_event_loop, NoReaders):
        loop = make()
        assert loop.run_until_complete(main()) == 7
        loop.close()
    # Threads continue until the last handler has run.
    ended = []
    thread = threading.Thread(target=lambda: ended.append(agents.runs.get(7).id), daemon=True)
    thread.start()
    thread.join()
    assert ended == [7]
    print(when, flush=True)

def early():
    use("registered before the import")
atexit.register(early)
import flymyai
agents = flymyai.AgentClient(os.environ["FLYMYAI_API_KEY"])
models = flymyai.client(os.environ["FLYMYAI_API_KEY"], "demo/echo")
atexit.register(use, "registered after the import")
"""


@pytest.mark.parametrize("fork", [False, True])
def test_exit_handlers_may_make_calls(account: Account, python: Start, fork: bool) -> None:
    if fork and not hasattr(os, "fork"):
        pytest.skip("needs fork")
    finished = {**RUN, "status": "completed"}
    account.respond(finished, times=0, match={"path": "/api/v1/agents/executions/7/"})
    program = HANDLERS
    if fork:
        program += """
assert agents.runs.get(7).id == 7
child = os.fork()
if child:
    assert os.waitpid(child, 0)[1] == 0
    atexit.unregister(use)
    atexit.unregister(early)
"""
    out, err = python(program).communicate(timeout=60)
    assert err == ""
    assert out == "registered after the import\nregistered before the import\n"


def test_threads_that_are_waited_for_finish_their_calls(account: Account, python: Start) -> None:
    account.respond({**RUN, "status": "completed"}, times=0, hold="gate")
    program = """
import os, threading
from flymyai import AgentClient
client = AgentClient(os.environ["FLYMYAI_API_KEY"])
def work():
    print(client.runs.get(7).id, client.runs.wait(7).id, flush=True)
threading.Thread(target=work).start()
"""
    process = python(program)
    account.requests(minimum=1)
    account.release("gate")
    account.requests(minimum=2)
    account.release("gate")
    assert process.communicate(timeout=30) == ("7 7\n", "")


def test_a_call_while_finalizing_ends(account: Account, python: Start) -> None:
    program = """
import io, os
import flymyai
class Last:
    def __init__(self):
        self.agents = flymyai.AgentClient(os.environ["FLYMYAI_API_KEY"])
        self.models = flymyai.client(os.environ["FLYMYAI_API_KEY"], "demo/echo")
        self.agents.runs.get(7)
        self.models.predict({"f": io.BytesIO(b"x" * 200_000)})
        self.file = io.BytesIO(b"x" * 200_000)
    def __del__(self):
        print(self.agents.runs.get(7).id, flush=True)
        try:
            self.models.predict({"f": self.file})
        except Exception as error:
            print("refused", error, flush=True)
last = Last()
"""
    account.respond(RUN, times=0, match={"path": "/api/v1/agents/executions/7/"})
    out, err = python(program).communicate(timeout=30)
    assert err == ""
    answer, refusal = out.splitlines()
    assert answer == "7"
    assert refusal.startswith("refused ")
    assert "shutting down" in refusal


# Where daemon threads wait while the interpreter goes.
ANSWERED_LATE = {
    "get": "AgentClient(timeout=None).runs.get(7)",
    "wait": "AgentClient(timeout=None).runs.wait(7, timeout=None)",
    "events": "list(AgentClient(timeout=None).runs.stream_events(7, timeout=None))",
    "asyncio": "asyncio.new_event_loop().run_until_complete(main())",
    "without readers": "NoReaders().run_until_complete(main())",
    "uvloop": "import uvloop; uvloop.new_event_loop().run_until_complete(main())",
}


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="needs glibc")
@pytest.mark.parametrize("kind", ANSWERED_LATE)
def test_responses_after_the_end_do_not_crash(account: Account, python: Start, kind: str) -> None:
    """uvloop requests the interpreter when a loop wakes, and crashes."""
    if kind == "uvloop":
        pytest.importorskip("uvloop")
    account.respond(RUN, times=0, hold="gate")
    program = """
import ctypes, sys, threading
import asyncio
from flymyai import AgentClient, AsyncAgentClient
libc = ctypes.CDLL(None)
# Called last to first, with the exit status: the output ends, then there is time.
libc.on_exit(libc.sleep, None)
libc.on_exit(libc.close, None)
async def main():
    await AsyncAgentClient(timeout=None).runs.get(7)
class NoReaders(asyncio.SelectorEventLoop):
    def add_reader(self, *arguments):
        raise NotImplementedError
def work():
    {work}
threading.Thread(target=work, daemon=True).start()
sys.stdin.readline()
sys.exit(1)
"""
    program = program.replace("{work}", ANSWERED_LATE[kind])
    process = python(program, stdin=subprocess.PIPE)
    account.requests(minimum=1)
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write("\n")
    process.stdin.flush()
    process.stdout.read()
    account.release("gate")
    _, err = process.communicate(timeout=30)
    assert (err, process.returncode) == ("", 1)


def test_guarded_functions() -> None:
    """The library calls nothing that runs Python code but through its guard."""
    if shutil.which("nm") is None:
        pytest.skip("needs nm")
    listed = subprocess.run(
        ["nm", "-D", "--undefined-only", _native.__file__], capture_output=True, text=True
    )
    if listed.returncode != 0:
        pytest.skip("needs a library in ELF")
    names = {line.split()[-1] for line in listed.stdout.splitlines()}
    functions = {
        name
        for name in names
        if name.startswith(("Py", "_Py"))
        and not name.startswith(("PyExc_", "_Py_"))
        and name[-5:] != "_Type"
    }
    assert functions - set(HARMLESS.split()) == set()


# They neither take the GIL nor run Python code, or are called by the import alone.
HARMLESS = """
PyByteArray_AsString PyByteArray_Size PyBytes_AsString PyBytes_FromStringAndSize PyBytes_Size
PyCapsule_GetName PyCapsule_GetPointer PyCapsule_New PyDict_GetItemWithError
PyDict_Next PyDict_Size PyErr_ExceptionMatches PyErr_Fetch PyErr_GivenExceptionMatches
PyErr_NewExceptionWithDoc PyErr_Occurred PyEval_GetBuiltins
PyEval_SaveThread PyException_GetTraceback PyException_SetCause PyException_SetTraceback
PyFloat_FromDouble PyFrozenSet_New PyImport_AddModule PyList_Append PyList_SetItem
PyLong_AsUnsignedLongLong PyLong_FromLong PyLong_FromSsize_t PyLong_FromUnsignedLongLong
PyModuleDef_Init PyModule_GetNameObject PyObject_GC_Track PyObject_GC_UnTrack PySequence_Check
PySet_Add
PyTuple_GetItem PyTuple_SetItem PyTuple_Size PyType_FromSpec PyType_GetFlags PyType_GetSlot
PyType_IsSubtype PyUnicode_AsUTF8String PyUnicode_FromStringAndSize PyUnicode_InternInPlace
Py_CompileString Py_GetVersion Py_IncRef Py_IsInitialized
"""
