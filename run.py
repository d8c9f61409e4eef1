#!/usr/bin/env python3
"""Set up everything and run: ``python3 run.py report`` (the demo), ``python3 run.py test`` (the tests).

Needs only Python 3.11-3.13 with pip. Everything goes into hidden folders of this one: uv into ``.uv``, the locked
packages into ``.venv``. ``python3 run.py csat ...`` and ``python3 run.py uv ...`` pass a command on. On Windows it is
``py run.py ...``. A mirror of PyPI that UV_DEFAULT_INDEX, UV_INDEX_URL or PIP_INDEX_URL names is asked for everything.
"""

import hashlib
import os
import signal
import subprocess
import sys

ON_WINDOWS = os.name == "nt"
PYTHON = "py" if ON_WINDOWS else "python3"
# No syntax newer than Python 2.7 above this check: an old Python must get the sentence, not a stack.
if not (3, 11) <= sys.version_info[:2] <= (3, 13):
    sys.exit(
        "This project needs Python 3.11, 3.12 or 3.13; this is Python %d.%d. "
        "Run it as `%s run.py ...`, or install one of these."
        % (sys.version_info[:2] + ("py -3.12" if ON_WINDOWS else "python3.12",))
    )

HERE = os.path.dirname(os.path.abspath(__file__))
UV_HOME = os.path.join(HERE, ".uv")
UV_VERSION = "0.13.9"
DEMO = "params/hotel/2025-12.yaml"
LOCALE = ["env"] + (["LC_ALL=" + os.environ["LC_ALL"]] if os.environ.get("LC_ALL") else ["-u", "LC_ALL"])
LOCALE = [] if ON_WINDOWS else LOCALE  # there is no such program, nor do locales go by that variable
MIRROR = next((os.environ[n] for n in ("UV_DEFAULT_INDEX", "UV_INDEX_URL", "PIP_INDEX_URL") if os.environ.get(n)), "")
RUN = ["run", "--no-sync" if MIRROR else "--frozen"]
COMMANDS = {
    "report": RUN + ["--no-dev"] + LOCALE + ["csat", "run", DEMO],
    "test": RUN + LOCALE + ["pytest", "-q", "-n", "auto", "--dist", "loadfile"],
    "csat": RUN + LOCALE + ["csat"],
    "uv": [],
}


def environment():
    """What pip, uv and the command are started with: this Python, and UTF-8 names of files.

    uv asks Python for paths in the locale's encoding and garbles them where it is not UTF-8. The command gets the
    user's own locale back: it tells what the terminal can show.
    """
    found = dict(os.environ, UV_PYTHON=sys.executable, UV_PYTHON_DOWNLOADS="never", LC_ALL="C.UTF-8", PYTHONUTF8="1")
    found.pop("VIRTUAL_ENV", None)
    if MIRROR:
        found.update(UV_DEFAULT_INDEX=MIRROR, PIP_INDEX_URL=MIRROR)
        found.pop("UV_INDEX_URL", None)
    caches = found.get("LOCALAPPDATA") if ON_WINDOWS else found.get("XDG_CACHE_HOME")
    if not can_be_made(os.path.join(caches or os.path.expanduser("~/.cache"), "uv")):
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
    target = os.path.join(UV_HOME, UV_VERSION)
    name = "uv.exe" if ON_WINDOWS else "uv"
    programs = [os.path.join(target, folder, name) for folder in ("bin", "Scripts")]
    if not any(map(os.path.exists, programs)):
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        pip += ["--root-user-action=ignore", "--target", target, "uv==" + UV_VERSION]
        if subprocess.call(pip, env=environment()) != 0:
            sys.exit(
                "Could not install uv with pip. Check that `%s -m pip --version` works and %s answers."
                % (PYTHON, MIRROR or "PyPI")
            )
    return next(filter(os.path.exists, programs))


def install_from_mirror():
    """The locked packages from the mirror, held to the hashes of the lock, whose own addresses are PyPI's."""
    with open(os.path.join(HERE, "uv.lock"), "rb") as lock:
        wanted = MIRROR + " " + sys.executable + " " + hashlib.sha256(lock.read()).hexdigest()
    stamp, locked = (os.path.join(UV_HOME, name) for name in ("from-mirror", "locked.txt"))
    if os.path.exists(stamp) and os.path.exists(os.path.join(HERE, ".venv")):
        with open(stamp) as file:
            if file.read() == wanted:
                return
    export = ["export", "--quiet", "--frozen", "--no-emit-project", "--output-file", locked]
    into = ["--python", os.path.join(HERE, ".venv")]
    for step in (
        export,
        ["venv", "--quiet", "--allow-existing", os.path.join(HERE, ".venv")],
        ["pip", "install", "--require-hashes", "-r", locked] + into,
        ["pip", "install", "--no-deps", "--editable", HERE] + into,
    ):
        if subprocess.call([uv(), "--project", HERE] + step, env=environment(), cwd=HERE) != 0:
            sys.exit("The packages could not be installed from the mirror %s; the lines above say why." % MIRROR)
    with open(stamp, "w") as file:
        file.write(wanted)


def main(arguments):
    """Run one command; its exit code is ours."""
    if not arguments or arguments[0] not in COMMANDS:
        sys.exit("Usage: %s run.py report | test | csat ... | uv ..." % PYTHON)
    if MIRROR and arguments[0] != "uv":
        uv()
        install_from_mirror()
    command = [uv(), "--project", HERE] + COMMANDS[arguments[0]] + arguments[1:]
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, lambda *_: None)  # Ctrl-C reaches the command itself, which tidies up and says so
    return subprocess.Popen(command, env=environment(), cwd=HERE if arguments[0] in ("report", "test") else None).wait()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
