"""Run a question in a forked child that can be stopped: no engine here can stop itself.

The child inherits the graph without copying it, answers once, and is always waited for.
"""

from __future__ import annotations

import os

from twitchkg.errors import (
    BadParameter,
    QueryRefused,
    QueryTimeout,
    StoreUnavailable,
    TwitchkgError,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import NoReturn, TypeVar

    Result = TypeVar("Result")

MEMORY = 2 << 30
"""Bytes that the child may take on top of what the process holds already."""


def within(seconds: float, answer: Callable[[], Result]) -> Result:
    """`answer()` in a child process, stopped after `seconds`.

    Raises QueryTimeout, QueryRefused (it ran out of memory or crashed the engine), BadParameter
    (a limit that is not above zero), StoreUnavailable (no `os.fork`), and whatever `answer`
    raises of ours. The result must be picklable.
    """
    if not 0 < seconds < 1e6:
        raise BadParameter(f"a time limit must be above 0 and under a million seconds: {seconds}")
    if not hasattr(os, "fork"):
        raise StoreUnavailable("a time limit needs os.fork, which this system lacks; leave it out")
    return _in_child(seconds, answer)


def _in_child(seconds: float, answer: Callable[[], Result]) -> Result:
    import pickle
    import signal
    import time

    deadline = time.monotonic() + seconds
    reader, writer = os.pipe()
    parent, child, status = os.getpid(), 0, 0
    try:
        child = os.fork()
        if child == 0:
            os.close(reader)
            _answer_and_exit(writer, seconds, answer, parent)
        os.close(writer)
        data, complete = _read_until(reader, deadline)
    finally:
        os.close(reader)
        if child:
            os.kill(child, signal.SIGKILL)  # it has answered, or it is too late
            _, status = os.waitpid(child, 0)
    if not complete:
        raise QueryTimeout(seconds)
    if not data:
        if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGXCPU:
            raise QueryTimeout(seconds)
        raise QueryRefused(
            "the engine gave up on this query: it needs too much memory or is nested too deep; "
            "narrow it or add a LIMIT"
        )
    result = pickle.loads(data)  # our own child's, through a pipe that nobody else holds
    if isinstance(result, _Failure):
        raise result.error
    return result  # type: ignore[no-any-return]


class _Failure:
    __slots__ = ("error",)

    def __init__(self, error: TwitchkgError) -> None:
        self.error = error


def _read_until(reader: int, deadline: float) -> tuple[bytes, bool]:
    """All that the child writes, and whether it was done before the deadline."""
    import select
    import time

    poll = select.poll()
    poll.register(reader, select.POLLIN)
    chunks: list[bytes] = []
    while (left := deadline - time.monotonic()) > 0:
        if not poll.poll(left * 1000):
            break
        chunk = os.read(reader, 1 << 20)
        if not chunk:
            return b"".join(chunks), True
        chunks.append(chunk)
    return b"", False


def _die_with_parent(parent: int) -> None:
    """On Linux, be killed when the parent is, whatever kills it; elsewhere the CPU limit does."""
    import ctypes
    import signal
    import sys

    if sys.platform == "linux":
        pr_set_pdeathsig = 1
        ctypes.CDLL(None).prctl(pr_set_pdeathsig, signal.SIGKILL)
    if os.getppid() != parent:  # it was gone before that was asked for
        os._exit(1)


def _answer_and_exit(
    writer: int, seconds: float, answer: Callable[[], object], parent: int
) -> NoReturn:
    """The child's whole life: it never returns, so no `finally` of the parent runs twice."""
    import pickle
    import resource
    import signal

    try:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        # An engine that runs out of memory aborts and prints; the parent says it better. And
        # whoever reads what the parent prints must not wait for this process to end.
        null = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(null, stream)
        _die_with_parent(parent)
        _lower(resource.RLIMIT_AS, _held() + MEMORY)
        _lower(resource.RLIMIT_CORE, 0)
        # Should the parent die, the child must not go on for ever.
        _lower(resource.RLIMIT_CPU, int(seconds) + 2)
        result: object
        try:
            result = answer()
        except TwitchkgError as error:
            result = _Failure(error)
        data = memoryview(pickle.dumps(result, pickle.HIGHEST_PROTOCOL))
        while data:
            data = data[os.write(writer, data) :]
        os._exit(0)
    finally:
        os._exit(1)


def _lower(limit: int, value: int) -> None:
    import resource

    _, hard = resource.getrlimit(limit)
    if hard != resource.RLIM_INFINITY:
        value = min(value, hard)
    resource.setrlimit(limit, (value, hard))


def _held() -> int:
    """Bytes of address space that this process holds."""
    try:
        with open("/proc/self/statm", "rb") as file:
            return int(file.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:  # no /proc: a generous guess
        return 2 << 30
