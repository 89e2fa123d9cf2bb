"""What a signal does to the command: it ends it at once, and leaves nothing half-written."""

from __future__ import annotations

import os
import signal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import FrameType
    from typing import Any


class stoppable:
    """Within it Ctrl-C ends the process at once: an engine at work would not let Python see it.

    Nothing is written within it.
    """

    _before: Any = None

    def __enter__(self) -> None:
        if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
            return  # started so that Ctrl-C does not reach it, such as in the background
        try:
            self._before = signal.signal(signal.SIGINT, signal.SIG_DFL)
        except ValueError:  # only the main thread is told of Ctrl-C
            pass

    def __exit__(self, *reason: object) -> None:
        if self._before is not None:
            signal.signal(signal.SIGINT, self._before)


class _Ended(BaseException):
    """A signal that ends the process, as something that `finally` sees."""

    def __init__(self, number: int) -> None:
        self.number = number


class tidied:
    """Within it a signal that ends the process is raised first, so that what is open is undone."""

    def __enter__(self) -> None:
        self._changed: list[int] = []
        for name in ("SIGTERM", "SIGHUP"):
            number = getattr(signal, name, None)
            if number is None or signal.getsignal(number) is not signal.SIG_DFL:
                continue  # not there, or ignored as under nohup
            try:
                signal.signal(number, self._end)
            except ValueError:  # not in the main thread
                return
            self._changed.append(number)

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        for number in self._changed:
            signal.signal(number, signal.SIG_DFL)
        if isinstance(error, _Ended):
            os.kill(os.getpid(), error.number)

    def _end(self, number: int, frame: FrameType | None) -> None:
        raise _Ended(number)


def hear_interrupts() -> None:
    """From here on Ctrl-C is a KeyboardInterrupt: while the command starts it ends it silently."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_DFL:
        signal.signal(signal.SIGINT, signal.default_int_handler)
