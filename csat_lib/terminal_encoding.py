"""UTF-8 whatever the locale: names of files and folders, and what the programs below us read and write."""

from __future__ import annotations

import codecs
import io
import locale
import os
import sys

from csat_lib.machine import become, is_windows


def ensure_utf8() -> None:
    """Start the command anew in Python's UTF-8 mode where the locale has another encoding; kernels inherit the mode.

    What is printed keeps the encoding of the terminal, and a character that it lacks is shown as an escape. The C
    locale says nothing of the terminal: there it is UTF-8.
    """
    preferred = codecs.lookup(locale.getpreferredencoding(do_setlocale=False)).name
    if preferred != "utf-8" and os.environ.get("PYTHONUTF8") != "1":
        os.environ["PYTHONUTF8"] = "1"
        command = [sys.executable, "-X", "utf8", *sys.orig_argv[1:]]
        become(command, os.environ)  # the same command, once
    terminal = locale.getencoding()
    if codecs.lookup(terminal).name not in {"ascii", "utf-8"} and "PYTHONIOENCODING" not in os.environ:
        for stream in (sys.stdout, sys.stderr):
            # The console of Windows takes UTF-8 whatever its code page is; files and pipes have the code page.
            if isinstance(stream, io.TextIOWrapper) and not (is_windows() and stream.isatty()):
                stream.reconfigure(encoding=terminal, errors="backslashreplace")
