"""The command line: ``csat run | pilot | check | draft | next | form | export | simulate | init | validate | lab``."""

from __future__ import annotations

import os

# One thread for linear algebra: sums come out in the same order, so the same inputs give the same bytes, and the
# chapters already use the processors. Must stand before numpy is imported.
for _name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_name, "1")

import argparse
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Literal

from csat_lib.errors import EXIT_CODE, CsatError
from csat_lib.errors.planning import no_folder
from csat_lib.errors.runs import not_a_setting
from csat_lib.machine import STOPS, become
from csat_lib.runs import form_commands, manual
from csat_lib.terminal_encoding import ensure_utf8


def main(arguments: Sequence[str] | None = None) -> int:
    """Parse the command line and run one command; returns the exit code."""
    if arguments is None:
        ensure_utf8()
    options = _options(sys.argv[1:] if arguments is None else arguments)
    command: Callable[[argparse.Namespace], int] = options.command
    try:
        with _stoppable():
            code = command(options)
            sys.stdout.flush()
            return code
    except BrokenPipeError:  # what read our words has read enough, as `head` does: nothing to say, nowhere to say it
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except CsatError as error:
        print(error, file=sys.stderr)
        return EXIT_CODE
    except RuntimeError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Stopped. The last good report is untouched.", file=sys.stderr)
        return 130


@contextmanager
def _stoppable() -> Iterator[None]:
    """A polite kill (of a service manager, a closing terminal) stops the work as Ctrl-C does; nohup stays nohup."""

    def stop(_number: int, _frame: object) -> None:
        raise KeyboardInterrupt

    polite = (number for number in STOPS if number != signal.SIGINT)
    numbers = [number for number in polite if signal.getsignal(number) is not signal.SIG_IGN]
    before = {number: signal.signal(number, stop) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    """What was asked for; without arguments, the manual. Only the lab takes options that are not ours."""
    parser = _parser()
    options, others = parser.parse_known_args(arguments or ["--help"])
    if others and options.command is not _lab:
        parser.error(f"unrecognized arguments: {' '.join(others)}")
    options.others = others
    return options


def _parser() -> argparse.ArgumentParser:
    raw = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(
        prog="csat", description=manual.MANUAL, formatter_class=raw, usage=argparse.SUPPRESS
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {version('csat-workbench')}")
    commands = parser.add_subparsers(
        required=True, metavar="COMMAND", help="csat COMMAND --help says more", prog="csat", title="commands"
    )
    run = _command(commands, "run", _run, "collect, analyse and report one period", manual.RUN)
    _report(run, "outputs/STUDY/PERIOD")
    run.add_argument(
        "--only",
        action="append",
        default=[],
        metavar="CHAPTER",
        help="run this chapter only, into PERIOD.part (repeatable)",
    )
    pilot = _command(commands, "pilot", _pilot, "screen the items of a pilot and plan the main study", manual.PILOT)
    _report(pilot, "outputs/STUDY/PERIOD.pilot")
    _wave(_command(commands, "check", _check, "list every fault of study, wave and answers", manual.CHECK))
    simulate = _command(commands, "simulate", _simulate, "write simulated answers of a period", manual.SIMULATE)
    _wave(simulate)
    simulate.add_argument("file", type=Path, metavar="FILE", help="a new .csv, .xlsx or .parquet file")
    simulate.add_argument("--n", type=_above_zero, default=1000, help="respondents (default 1000)")
    simulate.add_argument("--seed", type=int, default=1, help="seed of the draw (default 1)")
    init = _command(commands, "init", _init, "write a study that runs at once", manual.INIT)
    init.add_argument(
        "folder", type=Path, nargs="?", metavar="DIR", help="a new or empty folder; the study is named after it"
    )
    init.add_argument("--template", default="hotel", metavar="NAME", help="which template (default: hotel)")
    init.add_argument("--list", action="store_true", help="what each template is, in a sentence")
    form_commands.add(partial(_telling, commands), _wave, _overrides)
    validation = _command(commands, "validate", _validate, "hold the figures against published ones", manual.VALIDATE)
    validation.add_argument("--language", choices=["zh", "en", "both"], default="both", help="language of the page")
    validation.add_argument("--out", type=Path, metavar="DIR", help="folder of the page (default outputs/validation)")
    lab = _command(commands, "lab", _lab, "open the notebooks in JupyterLab", manual.LAB)
    lab.add_argument("--language", choices=["zh", "en"], help="language of the menus (default: the system's)")
    return parser


def _above_zero(text: str) -> int:
    if not text.isdecimal() or int(text) == 0:
        raise argparse.ArgumentTypeError(f"`{text}` is not a whole number above 0")
    return int(text)


def _command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    command: Callable[[argparse.Namespace], int],
    words: str,
    epilog: str = "",
) -> argparse.ArgumentParser:
    raw = argparse.RawDescriptionHelpFormatter
    parser = commands.add_parser(name, help=words, description=words, epilog=epilog, formatter_class=raw)
    parser.set_defaults(command=command)
    return parser


def _telling(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    tell: Callable[[argparse.Namespace], str],
    words: str,
    epilog: str,
) -> argparse.ArgumentParser:
    """A command that does its work and tells it."""

    def command(options: argparse.Namespace) -> int:
        print(tell(options))
        return 0

    return _command(commands, name, command, words, epilog)


def _report(parser: argparse.ArgumentParser, folder: str) -> None:
    _wave(parser)
    parser.add_argument("--language", choices=["zh", "en", "both"], help="language of the report")
    parser.add_argument("--out", type=Path, metavar="DIR", help=f"folder of the outputs (default {folder})")
    parser.add_argument("--plain", action="store_true", help="plain Papermill kernels: slower, the same findings")


def _wave(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("wave", type=Path, metavar="WAVE.yaml", help="the wave file, params/STUDY/PERIOD.yaml")
    parser.add_argument(
        "--set", action="append", default=[], metavar="KEY=VALUE", help="set a value of the wave file (repeatable)"
    )


def _overrides(options: argparse.Namespace) -> dict[str, str]:
    given: dict[str, str] = {}
    for text in options.set:
        key, equals, value = text.partition("=")
        if not key or not equals:
            raise not_a_setting(text)
        given[key] = value
    if getattr(options, "language", None):
        given["language"] = options.language
    return given


def _run(options: argparse.Namespace) -> int:
    from csat_lib.runs.chapters import chosen
    from csat_lib.study import load_wave

    plan = load_wave(options.wave, _overrides(options))  # a fault in what was asked is told before the slow imports
    chosen(plan.study.chapters, options.only)
    return _reported(options, options.only)


def _pilot(options: argparse.Namespace) -> int:
    from csat_lib.study import load_wave

    load_wave(options.wave, _overrides(options))
    return _reported(options, (), "pilot")


def _reported(options: argparse.Namespace, only: Sequence[str], kind: Literal["wave", "pilot"] = "wave") -> int:
    import csat_lib.runs.preload  # noqa: F401 - before anything that loads nbformat
    from csat_lib.runs.command import run_with_progress
    from csat_lib.runs.run import RunSpec

    print(run_with_progress(RunSpec(options.wave, _overrides(options), options.out, only, options.plain, kind)))
    return 0


def _check(options: argparse.Namespace) -> int:
    from csat_lib.runs.checking import check

    print(check(options.wave, _overrides(options)))
    return 0


def _simulate(options: argparse.Namespace) -> int:
    from csat_lib.runs.simulating import simulate_to

    print(simulate_to(options.wave, _overrides(options), options.file, n=options.n, seed=options.seed))
    return 0


def _init(options: argparse.Namespace) -> int:
    from csat_lib.study.template import listed, write_template

    if not options.list and options.folder is None:
        raise no_folder()
    print(listed() if options.list else write_template(options.template, options.folder).told)
    return 0


def _validate(options: argparse.Namespace) -> int:
    import csat_lib.runs.preload  # noqa: F401 - before anything that loads nbformat
    from csat_lib.runs.validating import told, validate_to

    validated = validate_to(options.out, ("zh", "en") if options.language == "both" else (options.language,))
    print(told(validated))
    return 0 if validated.agree else 1


def _lab(options: argparse.Namespace) -> int:
    from csat_lib.runs.lab import lab_arguments, lab_surroundings

    command = [sys.executable, "-m", "jupyterlab", *lab_arguments(), *options.others]
    become(command, lab_surroundings(options.language))  # from here on it is JupyterLab: Ctrl-C, kills, kernels
    return 0


if __name__ == "__main__":
    sys.exit(main())
