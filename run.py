#!/usr/bin/env python3
"""Set up everything and run: ``python3 run.py report`` (the demo), ``python3 run.py test`` (the tests).

Needs only Python 3.11-3.13 with pip. Everything goes into hidden folders of this one: uv into ``.uv``, the locked
packages into ``.venv``. ``python3 run.py csat ...`` and ``python3 run.py uv ...`` pass a command on.
"""

import os
import signal
import subprocess
import sys

# No syntax newer than Python 2.7 above this check: an old Python must get the sentence, not a stack.
if not (3, 11) <= sys.version_info[:2] <= (3, 13):
    sys.exit(
        "This project needs Python 3.11, 3.12 or 3.13; this is Python %d.%d. "
        "Run it as `python3.12 run.py ...`, or install one of these." % sys.version_info[:2]
    )

HERE = os.path.dirname(os.path.abspath(__file__))
UV_HOME = os.path.join(HERE, ".uv")
UV_VERSION = "0.13.9"
DEMO = "params/hotel/2025-12.yaml"
LOCALE = ["LC_ALL=" + os.environ["LC_ALL"]] if os.environ.get("LC_ALL") else ["-u", "LC_ALL"]
COMMANDS = {
    "report": ["run", "--frozen", "--no-dev", "env"] + LOCALE + ["csat", "run", DEMO],
    "test": ["run", "--frozen", "env"] + LOCALE + ["pytest", "-q", "-n", "auto", "--dist", "loadfile"],
    "csat": ["run", "--frozen", "env"] + LOCALE + ["csat"],
    "uv": [],
}


def environment():
    """What pip, uv and the command are started with: this Python, and UTF-8 names of files.

    uv asks Python for paths in the locale's encoding and garbles them where it is not UTF-8. The command gets the
    user's own locale back: it tells what the terminal can show.
    """
    found = dict(os.environ, UV_PYTHON=sys.executable, UV_PYTHON_DOWNLOADS="never", LC_ALL="C.UTF-8", PYTHONUTF8="1")
    found.pop("VIRTUAL_ENV", None)
    if not can_be_made(os.path.join(found.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache"), "uv")):
        found.setdefault("UV_CACHE_DIR", os.path.join(UV_HOME, "cache"))
    if found.get("PYTHONDONTWRITEBYTECODE") and not os.path.exists(os.path.join(HERE, ".venv")):
        found["UV_COMPILE_BYTECODE"] = "1"  # once; else Python would compile all packages at every start
    return found


def can_be_made(folder):
    """Whether this folder can be written, or made where it is missing."""
    folder = os.path.abspath(folder)
    while not os.path.exists(folder):
        folder = os.path.dirname(folder)
    return os.path.isdir(folder) and os.access(folder, os.W_OK)


def uv():
    """Path of the uv program of this project; installed by pip on first use."""
    name = "uv.exe" if os.name == "nt" else "uv"
    program = os.path.join(UV_HOME, UV_VERSION, "bin", name)
    if not os.path.exists(program):
        target = os.path.dirname(os.path.dirname(program))
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        pip += ["--root-user-action=ignore", "--target", target, "uv==" + UV_VERSION]
        if subprocess.call(pip, env=environment()) != 0:
            sys.exit("Could not install uv with pip. Check that `python3 -m pip --version` works and PyPI answers.")
    return program


def main(arguments):
    """Run one command; its exit code is ours."""
    if not arguments or arguments[0] not in COMMANDS:
        sys.exit("Usage: python3 run.py report | test | csat ... | uv ...")
    command = [uv(), "--project", HERE] + COMMANDS[arguments[0]] + arguments[1:]
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, lambda *_: None)  # Ctrl-C reaches the command itself, which tidies up and says so
    return subprocess.Popen(command, env=environment(), cwd=HERE if arguments[0] in ("report", "test") else None).wait()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
