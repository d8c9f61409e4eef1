"""``csat`` in children of a process that has imported all that a run needs: run as a program, told by lines of JSON.

A line in: the arguments, and the folder into which the child writes what it tells. A line out: its exit code.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path


def be_csat(arguments: list[str], folder: Path) -> None:
    """Be the command with these arguments."""
    for number, name in ((1, "out"), (2, "err")):
        os.dup2(os.open(folder / name, os.O_CREAT | os.O_WRONLY), number)
    sys.argv = ["csat", *arguments]
    sys.exit(main())


def serve() -> None:
    """One child after the other, until there are no more lines."""
    while line := sys.stdin.readline():
        arguments, folder = json.loads(line)
        child = os.fork()
        if child == 0:
            be_csat(arguments, Path(folder))
        sys.stdout.write(f"{os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    from csat_lib.cli import main
    from csat_lib.runs import preload, run  # noqa: F401 - what every run imports

    serve()
