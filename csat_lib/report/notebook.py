"""An executed chapter notebook as HTML, for the researcher: its prose, its code, its results.

Errors and warnings of the kernel are dropped, and no path of the machine is left in what is shown.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from csat_lib.report.assemble import shown_in
from csat_lib.report.codec import from_json
from csat_lib.report.fragment import preview_body
from csat_lib.report.html import export, html_output, page, page_style
from csat_lib.report.labels import Language
from csat_lib.report.look import Look

_ABSOLUTE = re.compile(r"(?<![\w:/.<~])(?:[A-Za-z]:)?(?:[/\\][\w.\-@ ]+){2,}")
_HEADING = re.compile(r"^#\s+(.+)$", re.MULTILINE)


def notebook_html(notebook: Mapping[str, Any], look: Look, language: Language) -> str:
    """The executed notebook, as it lies on disk (texts as lines) or in memory, as one HTML file."""
    cells = [_cell(cell, language) for cell in notebook["cells"]]
    front = {"title": _title(cells), "cover": "", "contents": ""}
    # No font is embedded: a researcher's browser has its own, and cutting one costs more than the rest of the page.
    return export(cells, page(language, page_style((), look, language), front))


def without_paths(text: str) -> str:
    """A text in which an absolute path is cut down to its last name."""
    return _ABSOLUTE.sub(lambda match: re.split(r"[/\\]", match.group())[-1], text)


def _cell(cell: Mapping[str, Any], language: Language) -> dict[str, Any]:
    cleaned = {**cell, "source": without_paths("".join(cell["source"]))}
    if cell["cell_type"] == "code":
        cleaned["outputs"] = _outputs(cell, language)
    return cleaned


def _outputs(cell: Mapping[str, Any], language: Language) -> list[dict[str, Any]]:
    """The blocks as the report draws them; other results as text; nothing of what the kernel complained about."""
    blocks = [from_json(value) for value in shown_in(cell)]
    if blocks:
        return [html_output(preview_body(blocks, language))]
    return [_plain(output) for output in cell["outputs"]]


def _plain(output: Mapping[str, Any]) -> dict[str, Any]:
    plain = dict(output)
    if "text" in plain:
        plain["text"] = without_paths("".join(plain["text"]))
    if "data" in plain:
        plain["data"] = {"text/plain": without_paths("".join(plain["data"].get("text/plain", "")))}
    return plain


def _title(cells: Sequence[Mapping[str, Any]]) -> str:
    found = [_HEADING.search(cell["source"]) for cell in cells if cell["cell_type"] == "markdown"]
    return next((match.group(1).strip() for match in found if match), "csat")
