"""Phrases about starting, planning and simulating a study."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from csat_lib.errors import CsatError, cut, listing, nearest


def no_truth(study: str) -> CsatError:
    """A study without a `simulate` part is asked for simulated answers."""
    return CsatError(
        f"The study `{study}` cannot be simulated: its study.yaml has no `simulate`. "
        "Write the truth of the simulator there, or give the wave a file of answers (`responses: answers.csv`)."
    )


def nothing_drawn(study: str) -> CsatError:
    """A study of which the truth states no answer, as of one of open questions alone."""
    return CsatError(
        f"The study `{study}` cannot be simulated: what `simulate` states gives no question an answer. "
        "State the truth of one there, or give the wave a file of answers (`responses: answers.csv`)."
    )


def not_a_correlation(constructs: Sequence[str], smallest: float) -> CsatError:
    """Factor correlations that no respondents can have."""
    return CsatError(
        f"The simulator failed: the correlations of {listing(constructs)} form no correlation matrix "
        f"(smallest eigenvalue {smallest:.3g}, at least 0 is needed). Lower them in `simulate.correlations`."
    )


def too_much_explained(name: str, share: float, part: str = "outcomes") -> CsatError:
    """Slopes of an outcome, or paths to a construct, that explain more than everything."""
    return CsatError(
        f"The simulator failed for `{name}`: its effects explain {share:.3g} of its variance, "
        f"less than 1 is needed. Lower them in `simulate.{part}`."
    )


def unreachable_moments(mean: float, sd: float, low: float, high: float) -> CsatError:
    """A mean and standard deviation that answers on a scale cannot have."""
    return CsatError(
        f"The simulator failed: answers from {low:g} to {high:g} cannot have the mean {mean:g} and the standard "
        f"deviation {sd:g}. Move the mean away from the end of the scale or lower the standard deviation in `simulate`."
    )


def impossible_size(name: str, given: object, allowed: str) -> CsatError:
    """A sample-size question with an impossible number."""
    return CsatError(f"The sample size failed: `{name}` is {given}; allowed: {allowed}. Give `{name}` such a value.")


def impossible_allocation(name: str, given: object, allowed: str) -> CsatError:
    """An allocation that the strata cannot hold."""
    return CsatError(f"The allocation failed: `{name}` is {given}; allowed: {allowed}. Change it or the strata.")


def unknown_template(name: str, allowed: Sequence[str]) -> CsatError:
    """`csat init --template` with a name that is not shipped."""
    words = (f"There is no template `{name}`.", nearest(name, allowed), f"Allowed: {listing(allowed)}.")
    return CsatError(" ".join(word for word in words if word))


def no_folder() -> CsatError:
    """`csat init` without the folder to write into."""
    return CsatError("Name the folder that the study is written into: csat init DIR. What there is: csat init --list.")


def folder_not_empty(folder: Path) -> CsatError:
    """`csat init` would write over somebody's files."""
    why = "the folder is not empty" if folder.is_dir() else "there is a file of this name"
    return CsatError(f"{folder}: {why}, so no study is written into it. Name a new or empty folder.")


def cannot_start(folder: Path, fault: OSError) -> CsatError:
    """The system refuses the folder of a new study."""
    return CsatError(
        f"No study can be written into {cut(str(folder), 200)}: {fault.strerror or fault}. Name a folder that you may "
        "write to."
    )


def cannot_draw(option: str, given: int, allowed: str) -> CsatError:
    """An option of `csat simulate` with a number that no answers can be drawn with."""
    return CsatError(f"`csat simulate` cannot draw answers: `{option}` is {given}; allowed: {allowed}.")


def cannot_write_answers(file: Path, fault: OSError) -> CsatError:
    """The system refuses the file of simulated answers."""
    return CsatError(
        f"`csat simulate` cannot write {cut(str(file), 200)}: {fault.strerror or fault}. Name another file, in a "
        "folder that you may write to."
    )


def cannot_revise(path: Path, faults: str) -> CsatError:
    """The study file without the dropped items would not be one any more."""
    return CsatError(
        f"{path}: the study file cannot be revised: without the dropped items it would have these faults:\n{faults}\n"
        "Drop the items by hand; an anchor (`&name`) that other places use must not stand in a dropped question."
    )
