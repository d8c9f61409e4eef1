"""Run jobs in children of their own: memory and state of a job are gone with its child.

Where children are forked, everything is imported once, in the parent; elsewhere each imports it anew.

A job's result or exception comes back through a pipe. A child that outlives its time is killed, and all children
are killed when the parent leaves early, so that no half-done work goes on behind a user's back.
"""

from __future__ import annotations

import gc
import pickle
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from math import ceil
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from time import monotonic
from types import FrameType
from typing import Any

from csat_lib.errors.runs import job_died, job_too_slow
from csat_lib.machine import STOPS, die_with_parent, forks, worker_context


@dataclass(frozen=True)
class Job:
    """Something to do, by name: ``work()`` runs in the child; it and its return value must be picklable."""

    name: str
    work: Callable[[], Any]


@dataclass(frozen=True)
class Limits:
    """How many children at once, how many seconds a job may take, and how many jobs a child does, one after the other.

    A child has to copy what it touches of its parent's memory, which costs as much as a small job.
    """

    workers: int = 1
    seconds: float = 3600.0
    jobs_per_child: int = 1


@dataclass
class _Child:
    """``jobs``: what is left of its jobs, the one at work first."""

    jobs: deque[Job]
    process: BaseProcess
    pipe: Connection
    deadline: float


def run_jobs(
    jobs: Sequence[Job],
    limits: Limits,
    started: Callable[[str], None] = lambda _name: None,
    finished: Callable[[str], None] = lambda _name: None,
) -> dict[str, Any]:
    """Run every job and return name -> result. The first exception ends the others and is raised here."""
    waiting, running, results = deque(jobs), list[_Child](), dict[str, Any]()
    share = 1 if forks() else ceil(len(jobs) / limits.workers)  # what starts anew is dear: it does all that it can
    per_child = max(limits.jobs_per_child, share)
    gc.freeze()  # a child's garbage collection would go through, and so copy, all that it shares with its parent
    try:
        while waiting or running:
            while waiting and len(running) < limits.workers:
                mine = deque(waiting.popleft() for _ in range(min(per_child, len(waiting))))
                started(mine[0].name)
                with signals_held():
                    running.append(_start(mine, limits))
            for child in _ready(running):
                results[child.jobs[0].name] = _receive(child)
                finished(child.jobs.popleft().name)
                if child.jobs:
                    started(child.jobs[0].name)
                    child.deadline = monotonic() + limits.seconds
                else:
                    child.process.join()
                    running.remove(child)
    finally:
        for child in running:
            child.process.kill()
            child.process.join()
        gc.unfreeze()
    return results


def _start(jobs: deque[Job], limits: Limits) -> _Child:
    context = worker_context()
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_in_child, args=(jobs, sender), name=jobs[0].name)
    process.start()
    sender.close()
    return _Child(jobs, process, receiver, monotonic() + limits.seconds)


@contextmanager
def signals_held() -> Iterator[None]:
    """A stop waits until the child is on the list: Python swallows what a handler raises in the hooks around a fork.

    To block the signals in this thread would not do: another one (of the progress bar, of Arrow) would take them.
    """
    held: list[tuple[int, FrameType | None]] = []
    handlers = {number: signal.getsignal(number) for number in STOPS}
    stops = {number: handler for number, handler in handlers.items() if callable(handler)}
    for number in stops:
        signal.signal(number, lambda number, frame: held.append((number, frame)))
    try:
        yield
    finally:
        for number, handler in stops.items():
            signal.signal(number, handler)
        for taken, frame in held:
            stops[signal.Signals(taken)](taken, frame)


def _in_child(jobs: deque[Job], sender: Connection) -> None:
    _obey_parent_only()
    try:
        for job in jobs:
            sender.send((True, job.work()))
    except BaseException as error:  # it is raised again in the parent
        sender.send((False, _portable(error)))
    sender.close()


def _obey_parent_only() -> None:
    """The keyboard is the parent's; a child ends when it is told to, or when its parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for number in STOPS:
        if callable(signal.getsignal(number)):
            signal.signal(number, signal.SIG_DFL)
    die_with_parent()


def _portable(error: BaseException) -> BaseException:
    """The error itself when it survives the pipe, else its text."""
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes
    except (TypeError, AttributeError, pickle.PicklingError):
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error


def _ready(running: Sequence[_Child]) -> list[_Child]:
    seconds = max(0.0, min(child.deadline for child in running) - monotonic())
    ready = wait([child.pipe for child in running], timeout=seconds)
    late = [child for child in running if child.pipe not in ready and monotonic() > child.deadline]
    if late:
        raise job_too_slow(late[0].jobs[0].name)
    return [child for child in running if child.pipe in ready]


def _receive(child: _Child) -> Any:
    try:
        fine, answer = child.pipe.recv()
    except EOFError:
        child.process.join()
        raise job_died(child.jobs[0].name, child.process.exitcode) from None
    if not fine:
        raise answer
    return answer
