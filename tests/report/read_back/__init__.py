"""Reads a published report back: what every number in it is said to be is held against ``findings.parquet``.

It shares no code with the renderers: ``pages`` reads the HTML, ``paper`` the text of the PDF, ``figures`` the numbers.
"""

from __future__ import annotations

from .declared import declared
from .figures import Findings
from .pages import NO_FIGURES, Page, Said, read_page
from .paper import not_printed, read_pdf

__all__ = ["NO_FIGURES", "Findings", "Page", "Said", "declared", "faults", "not_printed", "read_page", "read_pdf"]


def faults(page: Page, findings: Findings) -> list[str]:
    """Every number of a page that is not the number of the finding that it is said to be, and why not."""
    return [f"{said.where}: {said.text!r}: {fault}" for said in page.said for fault in findings.faults_of(said)]
