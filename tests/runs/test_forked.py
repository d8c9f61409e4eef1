"""Jobs in forked children."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from functools import partial

import pytest

from csat_lib.errors import CsatError, Fault, Faults
from csat_lib.runs.forked import Job, Limits, run_jobs, signals_held


def test_results_come_back_by_name():
    jobs = [Job(str(number), lambda number=number: number**2) for number in range(5)]
    assert run_jobs(jobs, Limits(workers=2)) == {str(number): number**2 for number in range(5)}


def test_each_job_has_a_process_of_its_own():
    pids = run_jobs([Job("a", os.getpid), Job("b", os.getpid)], Limits(workers=1))
    assert len({*pids.values(), os.getpid()}) == 3


def test_a_child_does_several_jobs_where_it_may():
    told: list[str] = []
    jobs = [Job(name, os.getpid) for name in "abc"]
    pids = run_jobs(
        jobs, Limits(jobs_per_child=2), lambda name: told.append("+" + name), lambda n: told.append("-" + n)
    )
    assert pids["a"] == pids["b"] != pids["c"]
    assert told == ["+a", "-a", "+b", "-b", "+c", "-c"]


def test_after_a_fault_a_child_does_no_more(tmp_path):
    def stop() -> None:
        raise CsatError("mend this")

    jobs = [Job("a", int), Job("b", stop), Job("c", (tmp_path / "c").touch)]
    with pytest.raises(CsatError, match=r"^mend this$"):
        run_jobs(jobs, Limits(jobs_per_child=3))
    assert not (tmp_path / "c").exists()


def test_each_job_of_a_child_has_its_own_time():
    jobs = [Job(name, lambda: time.sleep(0.6)) for name in "abc"]
    assert len(run_jobs(jobs, Limits(seconds=1.5, jobs_per_child=3))) == 3
    with pytest.raises(RuntimeError, match=r"^`b` "):
        run_jobs([Job("a", int), Job("b", lambda: time.sleep(3600))], Limits(seconds=1.0, jobs_per_child=2))


def test_starts_and_ends_are_told():
    told: list[str] = []
    run_jobs(
        [Job("a", int), Job("b", int)], Limits(), lambda name: told.append("+" + name), lambda n: told.append("-" + n)
    )
    assert told == ["+a", "-a", "+b", "-b"]


def test_the_users_fault_comes_out_as_it_was():
    def stop() -> None:
        raise CsatError("mend this")

    with pytest.raises(CsatError, match=r"^mend this$"):
        run_jobs([Job("a", stop)], Limits())


def test_several_faults_come_out_as_they_were():
    def stop() -> None:
        raise Faults("The answers", [Fault("row 3", "wrong"), Fault("row 9", "wrong")])

    with pytest.raises(Faults) as caught:
        run_jobs([Job("a", stop)], Limits())
    assert str(caught.value) == "The answers: 2 faults.\n  row 3: wrong\n  row 9: wrong"


def test_children_do_not_outlive_a_parent_that_is_killed():
    code = (
        "import os, signal, time; from csat_lib.runs.forked import Job, Limits, run_jobs, signals_held\n"
        "def child(): print(os.getpid(), flush=True); os.kill(os.getppid(), signal.SIGKILL); time.sleep(3600)\n"
        "run_jobs([Job('a', child)], Limits())"
    )
    # The pipe closes when its last writer is gone: were the child alive, this would wait for it.
    ended = subprocess.run([sys.executable, "-c", code], stdout=subprocess.PIPE, check=False, timeout=1800)
    assert ended.returncode == -signal.SIGKILL


def test_an_error_that_cannot_travel_comes_out_as_its_text():
    class Local(Exception):
        pass

    def stop() -> None:
        raise Local("deep")

    with pytest.raises(RuntimeError, match=r"^Local: deep$"):
        run_jobs([Job("a", stop)], Limits())


def test_a_killed_child_is_told():
    with pytest.raises(RuntimeError) as caught:
        run_jobs([Job("chapter", lambda: os.kill(os.getpid(), signal.SIGKILL))], Limits())
    assert str(caught.value) == (
        "`chapter` ended without an answer (exit code -9): it was killed or ran out of memory. "
        "The last good report is untouched. Run again, or use `--plain`."
    )


def test_a_child_that_takes_too_long_is_ended():
    with pytest.raises(RuntimeError) as caught:
        run_jobs([Job("slow", lambda: time.sleep(3600))], Limits(seconds=0.2))
    assert str(caught.value) == (
        "`slow` took longer than its time limit and was ended. The last good report is untouched. "
        "Raise the limit with the environment variable CSAT_SECONDS."
    )


def test_workers_that_start_anew_give_the_same_and_each_does_its_share(monkeypatch):
    monkeypatch.setenv("CSAT_WORKERS", "spawn")
    found = run_jobs([Job(name, os.getpid) for name in "abcd"], Limits(workers=2))
    assert found["a"] == found["b"] != found["c"] == found["d"]
    assert os.getpid() not in found.values()
    with pytest.raises(ZeroDivisionError):
        run_jobs([Job("a", partial(divmod, 1, 0))], Limits())


@pytest.fixture
def set_interrupt():
    """Set what Ctrl-C does, and put back what it did: tests that were started in the background ignore it."""
    before = signal.getsignal(signal.SIGINT)
    yield lambda handler: signal.signal(signal.SIGINT, handler)
    signal.signal(signal.SIGINT, before)


def test_a_stop_during_a_fork_waits_until_the_child_is_listed(set_interrupt):
    set_interrupt(signal.default_int_handler)
    listed = []
    with pytest.raises(KeyboardInterrupt), signals_held():
        signal.raise_signal(signal.SIGINT)
        listed.append("child")
    assert listed == ["child"]
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_a_stop_that_is_ignored_stays_ignored_during_a_fork(set_interrupt):
    set_interrupt(signal.SIG_IGN)
    with signals_held():
        signal.raise_signal(signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
