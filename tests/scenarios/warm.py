"""Warm: the command line, loaded once, that forks a process of its own for each command: a second saved each time.

Reads one JSON object a line ({words, out, err, die, limit}) and answers one, the status (-9: killed). What runs is
`service.cli.main`, as `.venv/bin/liaison` does; after `limit` seconds it gets SIGKILL, from outside, wherever it is.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sys
import time
import traceback
from typing import Any


def main() -> None:
    """Serve until the other side hangs up."""
    import alembic.command
    import alembic.config  # noqa: F401

    import service.cli
    import service.commands
    import service.daemon
    import service.export
    import service.lists  # noqa: F401

    for line in sys.stdin:
        job = json.loads(line)
        pid = os.fork()
        if not pid:
            _be_the_command(job)
        print(json.dumps(_ended(pid, time.monotonic() + job["limit"])), flush=True)


def _ended(pid: int, limit: float) -> int:
    while time.monotonic() < limit:
        done, status = os.waitpid(pid, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.003)
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
    _, status = os.waitpid(pid, 0)
    return os.waitstatus_to_exitcode(status)


def _be_the_command(job: dict[str, Any]) -> None:
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    for number, path in ((1, job["out"]), (2, job["err"])):
        os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), number)
    status = 1
    try:
        import service.cli
        from tests.scenarios.dying import arm

        if job["die"]:
            arm(*job["die"])
        service.cli.main(job["words"])
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else 0 if end.code is None else 1
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


if __name__ == "__main__":
    main()
