"""Keeps a process from the network while it may still open files: by seccomp, on Linux.

An engine on disk opens its files as a query comes to them, so that descriptors cannot be locked
altogether. Elsewhere only SERVICE's being refused in the text, and a small number of descriptors,
stand between a query and the network.
"""

from __future__ import annotations

import resource
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeVar

    Result = TypeVar("Result")

_SYSTEM_CALLS = {  # of the machine: how seccomp knows it, and socket's number
    "x86_64": (0xC000003E, 41),
    "aarch64": (0xC00000B7, 198),
    "riscv64": (0xC00000F3, 198),
}
_IO_URING = 425
"""The number of io_uring_setup, which could open sockets unseen; the same on every machine."""
_NO_NEW_PRIVILEGES, _SECCOMP, _FILTER = 38, 22, 2
_LOAD, _IS, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | 24
"""Refused as with too many open files, which is told as what it is."""


def within_fence(work: Callable[[], Result], descriptors: int) -> Result:
    """`work()` in this thread, which can open no socket from now on, and so many descriptors."""
    import os

    "".encode("unicode_escape")  # the codec of error messages: none can be imported later
    forbid_sockets()
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = max(map(int, os.listdir("/dev/fd"))) + 1 + descriptors
    if hard != resource.RLIM_INFINITY:
        most = min(most, hard)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
    try:
        return work()
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def forbid_sockets() -> bool:
    """Whether this thread, and what it starts, can open no socket any more."""
    if sys.platform != "linux":
        return False
    import ctypes
    import os
    from struct import pack

    known = _SYSTEM_CALLS.get(os.uname().machine)
    if known is None:
        return False
    machine, socket = known
    steps = (
        (_LOAD, 0, 0, 4),  # the machine that the call is made for
        (_IS, 0, 4, machine),
        (_LOAD, 0, 0, 0),  # the call's number
        (_AT_LEAST, 2, 0, 1 << 30),  # x32, whose numbers are others
        (_IS, 1, 0, socket),
        (_IS, 0, 1, _IO_URING),
        (_RETURN, 0, 0, _REFUSE),
        (_RETURN, 0, 0, _ALLOW),
    )
    code = ctypes.create_string_buffer(b"".join(pack("HBBI", *step) for step in steps))
    program = ctypes.create_string_buffer(pack("HxxxxxxP", len(steps), ctypes.addressof(code)))
    control = ctypes.CDLL(None, use_errno=True).prctl
    zero = ctypes.c_ulong(0)
    return bool(
        control(_NO_NEW_PRIVILEGES, ctypes.c_ulong(1), zero, zero, zero) == 0
        and control(_SECCOMP, ctypes.c_ulong(_FILTER), program, zero, zero) == 0
    )
