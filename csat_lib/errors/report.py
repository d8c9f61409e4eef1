"""Phrases about the report: its blocks, references, fonts and pages."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from csat_lib.errors import CsatError, Fault, listing, nearest


def bad_anchor(given: str) -> CsatError:
    """An anchor that could not stand in a link."""
    return CsatError(
        f"`{given}` cannot be the anchor of a heading, figure or table: an anchor starts with a small letter a-z and "
        "goes on with a-z, 0-9 and hyphens. Write it such as `fig-scores`."
    )


def ragged_row(anchor: str, row: int, given: int, wanted: int) -> CsatError:
    """A row that does not fit its columns."""
    return CsatError(
        f"Row {row} of the table `{anchor}` has {given} cells, its columns are {wanted}. "
        "Give every row one cell per column, None where there is no value."
    )


def unknown_block(given: str, allowed: Sequence[str]) -> CsatError:
    """JSON that names no block of the report."""
    return CsatError(
        f"`{given}` is not a block of the report. Allowed: {listing(allowed, 20)}. "
        "Run the notebook again with this version."
    )


def report_faults(language: str) -> str:
    """The subject under which all faults of a report are listed."""
    return f"The report ({language}) cannot be made"


def no_cover() -> Fault:
    """A report without its first page."""
    return Fault("Cover", "the report has no cover.", "Start the report's notebook with its cover.")


def duplicate_anchor(where: str, anchor: str) -> Fault:
    """Two blocks that a reference could mean."""
    return Fault(where, f"the anchor `{anchor}` is already taken.", "Give every heading, figure and table its own.")


def unknown_reference(where: str, anchor: str, allowed: Sequence[str]) -> Fault:
    """A reference to a block that the report does not have."""
    hint = nearest(anchor, allowed) or f"Refer to one of {listing(allowed)}."
    return Fault(where, f"the reference [[{anchor}]] points at nothing in this report.", hint)


def wording_faults(wave_file: str) -> str:
    """The subject under which all is listed that the report of a wave could not print."""
    return f"The report on {wave_file} could not be printed"


def unusable_logo(where: str, fault: str) -> Fault:
    """The study's logo, with what is wrong with it."""
    return Fault(where, f"`look.logo`: {fault}")


def no_logo(path: Path, reason: str) -> CsatError:
    """A logo that cannot be read."""
    return CsatError(f"the logo {path} cannot be read: {reason}. Put an SVG or PNG file there, or name another.")


def not_a_logo(path: Path) -> CsatError:
    """A logo of another format."""
    return CsatError(f"{path} is no SVG and no PNG file. Save the logo in one of these two formats.")


def logo_links_outside(path: Path, link: str) -> CsatError:
    """A logo that would load something, which a report never does."""
    return CsatError(
        f"the logo {path} loads `{link}` from outside. Allowed: drawings, and images that the file itself holds. "
        "Save it with all its parts embedded."
    )


def no_font(package: str) -> CsatError:
    """A package that brings a font is not installed."""
    return CsatError(
        f"The fonts of the report cannot be found: the package `{package}` is not installed. "
        "Set the workbench up again with `python3 run.py`."
    )


def bad_accent(given: str) -> CsatError:
    """A colour that is none."""
    return CsatError(
        f"look.accent: `{given}` is not a colour. Allowed: six hexadecimal digits after #, such as `#1f5a7a`. "
        "Mend it in the study file."
    )


def pdf_refused(message: str) -> CsatError:
    """The typesetter refused the document; its own words are given."""
    return CsatError(
        f"The PDF cannot be made; the typesetter says: {message}. "
        "Mend the figure or text that it names, then run the report again."
    )
