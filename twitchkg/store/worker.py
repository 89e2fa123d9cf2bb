"""Run a question in a forked child that reaches nothing and can be stopped.

The child inherits the graph without copying it, can open no file or connection while the engine
works, writes its answer into a pipe as it finds it, and is always waited for. What is forked
while other threads run, as in a notebook, is a copy of the calling thread alone: a lock that
another thread holds at that moment stays locked in the child, which then ends at its time limit.
"""

from __future__ import annotations

import os

from twitchkg import errors
from twitchkg.errors import BadParameter, QueryRefused, QueryTimeout, TwitchkgError, one_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any, NoReturn, TypeVar

    from twitchkg.store.stream import Write

    Result = TypeVar("Result")

STACK = 256 << 20
"""Bytes of stack: an engine recurses once per nesting, rdflib once per step of a path."""

FRAMES = 100_000
_ARENA = 192 << 20  # the C library reserves addresses for each thread that allocates


def can_fork() -> bool:
    """Whether this system can run a question in a process of its own."""
    return hasattr(os, "fork")


def check_timeout(timeout: float | None) -> None:
    """Raise BadParameter unless it is a number of seconds, or None or 0 for no limit."""
    if timeout and not 0 < timeout < 1e6:
        raise BadParameter(f"a time limit must be above 0 and under a million seconds: {timeout}")


def confine(
    work: Callable[[Write], Result],
    write: Write,
    *,
    timeout: float | None,
    max_memory: float | None,
    watched: int | None = None,
) -> Result:
    """`work` in a child; what it writes is handed to `write` here, piece by piece.

    `timeout` is in seconds that are spent on waiting for the child, `max_memory` in bytes on top
    of what this process holds; None or 0 for no limit. The result is plain values that `marshal`
    takes. `watched` is the descriptor that `write` writes to: BrokenPipeError is raised once
    nobody reads it.
    Raises QueryTimeout, QueryRefused (too much memory, an engine's crash, no process to be had),
    BadParameter (a limit below 0), and whatever of ours `work` raises, with some of the answer
    written; whatever `write` raises.
    """
    check_timeout(timeout)
    if max_memory and not 0 < max_memory < 1 << 60:
        raise BadParameter(f"a memory limit is a number of bytes above 0: {max_memory}")
    if not can_fork():
        error = QueryRefused(
            "a query cannot be confined on this system, which has no os.fork; "
            "one whose text you trust may be run unconfined"
        )
        error.needs = "unconfined"
        raise error
    result: Result = _unpack(_Child(work, timeout, max_memory).run(write, watched))
    return result


def attempt(work: Callable[[], Result], *, timeout: float, max_memory: float) -> Result | None:
    """`work()` in a child, but None where it would take more, or cannot be confined."""
    try:
        return confine(lambda _: work(), lambda _: None, timeout=timeout, max_memory=max_memory)
    except TwitchkgError:
        return None


class _Child:
    """One forked process and its pipes: the answer, its verdict, its last words, its lifeline."""

    def __init__(
        self, work: Callable[[Write], Any], timeout: float | None, max_memory: float | None
    ) -> None:
        self.work = work
        self.timeout = timeout or None
        self.max_memory = max_memory or None

    def run(self, write: Write, watched: int | None) -> bytes:
        """Hand on what the child writes; its verdict: the result or an error, as `_pack` gives."""
        status, said = 0, ""
        ends, child = self._fork()
        answer, verdict, words, _ = ends
        try:
            clock = _Clock(self.timeout)
            for piece in clock.pieces(answer, watched):
                write(piece)
            data = b"".join(clock.pieces(verdict, watched))
        finally:
            os.kill(child, 9)  # it has answered, or it is too late
            _, status = os.waitpid(child, 0)
            said = os.read(words, 1 << 16).decode("utf-8", "replace")
            for end in ends:
                os.close(end)
        if not data:
            raise self._reason(status, said)
        return data

    def _fork(self) -> tuple[tuple[int, int, int, int], int]:
        """Ends to read answer, verdict and last words, the lifeline that ends the child; its id.

        Raises QueryRefused where the system gives no process.
        """
        for name in ("faulthandler", "fcntl", "io", "marshal", "resource", "signal"):
            __import__(name)  # once here: in each child it would cost more than the fork
        with _FORKING:  # or another thread's child would hold our ends open
            (alive, lifeline), *three = (os.pipe() for _ in range(4))
            (answer, answers), (verdict, decides), (words, speaks) = three
            ours = (answer, verdict, words, lifeline)
            theirs = (answers, decides, speaks, alive)
            try:
                child = os.fork()
                if child == 0:
                    for end in ours:
                        os.close(end)
                    self._live(*theirs)
            except OSError as error:
                for end in ours:
                    os.close(end)
                raise QueryRefused(
                    f"no process can be started for the query: {one_line(str(error))}"
                ) from None
            finally:
                for end in theirs:
                    os.close(end)
        return ours, child

    def _live(self, answer: int, verdict: int, words: int, alive: int) -> NoReturn:
        """The child's whole life: it never returns, so no `finally` of the parent runs twice."""
        import _thread
        import sys

        try:
            _end_with(alive)
            self._settle(words)
            sys.setrecursionlimit(max(FRAMES, sys.getrecursionlimit()))
            _thread.stack_size(STACK)
            _thread.start_new_thread(self._answer, (answer, verdict))
            os.read(alive, 1)  # returns when the parent is gone, whatever ended it
        finally:
            os._exit(1)

    def _settle(self, words: int) -> None:
        """Lower the limits; let whoever reads what the parent prints not wait for the child."""
        import faulthandler
        import resource
        import signal

        faulthandler.disable()  # where it is on, it writes into the parent's standard error
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_DFL)
        null = os.open(os.devnull, os.O_RDWR)
        os.dup2(null, 0)
        os.dup2(null, 1)
        os.set_blocking(words, False)
        os.dup2(words, 2)
        _lower(resource.RLIMIT_CORE, 0)
        if self.timeout:  # should the lifeline not be seen, it must not go on for ever
            _lower(resource.RLIMIT_CPU, int(self.timeout) + 2)
        if self.max_memory:
            _lower(resource.RLIMIT_AS, _held() + STACK + _ARENA + int(self.max_memory))

    def _answer(self, answer: int, verdict: int) -> None:
        import io

        try:
            try:
                with io.FileIO(answer, "w") as raw, io.BufferedWriter(raw) as pipe:
                    data = _pack(self.work(pipe.write))
            except TwitchkgError as error:
                data = _pack(error)
            except MemoryError:
                data = _pack(self._too_large())
            except RecursionError:
                data = _pack(too_deep())
            except BaseException as error:  # a fault of ours or of an engine: its last words
                os.write(2, f"{type(error).__name__}: {error}".encode("utf-8", "replace")[:4096])
                raise
            with io.FileIO(verdict, "w") as raw, io.BufferedWriter(raw) as pipe:
                pipe.write(data)
            os._exit(0)
        finally:
            os._exit(1)

    def _reason(self, status: int, said: str) -> TwitchkgError:
        """Why the engine came to its end without an answer."""
        import signal

        ended_by = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
        if ended_by == signal.SIGXCPU:
            return QueryTimeout(self.timeout or 0)
        if ended_by in (signal.SIGSEGV, signal.SIGBUS):
            return too_deep()
        if "total order" in said:
            return QueryRefused(
                "values of these kinds, such as numbers and dates, cannot be sorted together; "
                "order by STR(…) of them"
            )
        if ended_by == signal.SIGKILL or "memory" in said.lower():
            return self._too_large()
        first = next((line for line in said.splitlines() if line.strip()), "no reason was given")
        return QueryRefused(f"the engine crashed on this query: {one_line(first)}")

    def _too_large(self) -> QueryRefused:
        most = f"more than {self.max_memory / 1e6:,.0f} MB" if self.max_memory else "too much"
        return QueryRefused(f"the query needs {most} of memory; narrow it or add a LIMIT")


def too_deep() -> QueryRefused:
    """What a stack overflow, or Python's guard against one, is told as."""
    return QueryRefused("the query is nested too deep, or one of its paths is too long; split it")


def without_descriptors(work: Callable[[], Result]) -> Result:
    """`work()`, in which this process, a child that lives for it, can open nothing.

    A new descriptor takes the lowest free number, so none can be had below that number.
    """
    import resource

    # The codec of error messages and what measures text: nothing can be imported later.
    "".encode("unicode_escape")
    __import__("unicodedata")
    lowest = os.dup(0)
    os.close(lowest)
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (lowest, hard))
    try:
        return work()
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def _lock() -> Any:
    from _thread import allocate_lock

    return allocate_lock()


_FORKING = _lock()


class _Clock:
    """Counts down what may be waited for; who is slow to take the answer has all the time."""

    def __init__(self, seconds: float | None) -> None:
        self.seconds = self._left = seconds

    def pieces(self, reader: int, watched: int | None) -> Iterator[bytes]:
        """What comes, until the other end is closed; raises QueryTimeout, BrokenPipeError."""
        import select
        import time

        poll = select.poll()
        poll.register(reader, select.POLLIN)
        if watched is not None:
            poll.register(watched, 0)  # tells of errors alone
        while True:
            start = time.monotonic()
            ready = poll.poll(None if self._left is None else max(self._left, 0) * 1000)
            if self._left is not None:
                self._left -= time.monotonic() - start
            if not ready or (self._left is not None and self._left < 0):
                raise QueryTimeout(self.seconds or 0)
            if any(end != reader for end, _ in ready):
                raise BrokenPipeError(32, "nobody reads the answer any more")
            piece = os.read(reader, 1 << 16)
            if not piece:
                return
            yield piece


def _end_with(lifeline: int) -> None:
    """Let the system end this child when its parent is gone, even while an engine holds Python."""
    import fcntl

    if hasattr(fcntl, "F_SETOWN"):
        fcntl.fcntl(lifeline, fcntl.F_SETOWN, os.getpid())
        fcntl.fcntl(lifeline, fcntl.F_SETFL, fcntl.fcntl(lifeline, fcntl.F_GETFL) | os.O_ASYNC)


def _pack(result: Any) -> bytes:
    """The result or error as bytes, the first of which tells its kind.

    Not by pickle: its import costs a tenth of a short command.
    """
    import marshal

    if isinstance(result, TwitchkgError):
        return b"E" + marshal.dumps((type(result).__name__, result.args, result.__dict__))
    return b"V" + marshal.dumps(result)


def _unpack(data: bytes) -> Any:
    import marshal

    value = marshal.loads(data[1:])  # our own child's, through a pipe that nobody else holds
    if data[:1] == b"E":
        name, words, state = value
        kind = getattr(errors, name)
        error = kind.__new__(kind, *words)
        error.__dict__.update(state)
        raise error
    return value


def _lower(limit: int, value: int) -> None:
    import resource

    _, hard = resource.getrlimit(limit)
    if hard != resource.RLIM_INFINITY:
        value = min(value, hard)
    try:
        resource.setrlimit(limit, (value, hard))
    except (OSError, ValueError):  # macOS sets no limit to addresses
        pass


def _held() -> int:
    """Bytes of address space that this process holds."""
    try:
        with open("/proc/self/statm", "rb") as file:
            return int(file.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:  # no /proc: a generous guess
        return 2 << 30
