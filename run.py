#!/usr/bin/env python3
"""Set up everything and run: ``python3 run.py report`` (the demo), ``python3 run.py test`` (the tests).

Needs only Python 3.11-3.13 with pip. Everything goes into hidden folders of this one: uv into ``.uv``, the locked
packages into ``.venv``. ``python3 run.py csat ...`` and ``python3 run.py uv ...`` pass a command on.
"""

import os
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
COMMANDS = {
    "report": ["run", "--frozen", "--no-dev", "csat", "run", DEMO],
    "test": ["run", "--frozen", "pytest", "-q", "-n", "auto", "--dist", "loadfile"],
    "csat": ["run", "--frozen", "csat"],
    "uv": [],
}


def uv():
    """Path of the uv program of this project; installed by pip on first use."""
    name = "uv.exe" if os.name == "nt" else "uv"
    program = os.path.join(UV_HOME, UV_VERSION, "bin", name)
    if not os.path.exists(program):
        target = os.path.dirname(os.path.dirname(program))
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        pip += ["--root-user-action=ignore", "--target", target, "uv==" + UV_VERSION]
        if subprocess.call(pip) != 0:
            sys.exit("Could not install uv with pip. Check that `python3 -m pip --version` works and PyPI answers.")
    return program


def surroundings():
    """The environment of the command: this Python, and what it compiles kept even where it may not lie beside a source.

    A run is several processes, the tests are dozens: each would compile some thousand modules anew.
    """
    environment = dict(os.environ, UV_PYTHON=sys.executable, UV_PYTHON_DOWNLOADS="never")
    environment.pop("VIRTUAL_ENV", None)
    if environment.pop("PYTHONDONTWRITEBYTECODE", ""):
        environment["PYTHONPYCACHEPREFIX"] = os.path.join(HERE, ".uv", "compiled")
    return environment


def main(arguments):
    """Run one command; its exit code is ours."""
    if not arguments or arguments[0] not in COMMANDS:
        sys.exit("Usage: python3 run.py report | test | csat ... | uv ...")
    command = [uv(), "--project", HERE] + COMMANDS[arguments[0]] + arguments[1:]
    return subprocess.call(command, env=surroundings(), cwd=HERE if arguments[0] in ("report", "test") else None)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
