"""Groups too small to be tested for answering like the others: a sign where they are drawn, which the legend names."""

from collections.abc import Iterable

from csat_lib.charts import Look
from csat_lib.charts.legend import Entry
from csat_lib.charts.marks import NOTE
from csat_lib.charts.page import Page
from csat_lib.charts.rows import Row
from csat_lib.findings.catalogue.methods import UNTESTED_GROUP
from csat_lib.findings.told import joined
from csat_lib.report.wording import Words

SIGN = "‡"
NOT_TESTED = Words("可比性未检验（见注）", "comparability not tested")


def marked(words: str, gaps: Iterable[Row | None]) -> str:
    """The words with the sign, where no difference of a group is one between groups that were tested."""
    known = [gap for gap in gaps if gap is not None and gap.known]
    return joined([words, SIGN], " ") if known and all(gap.noted(UNTESTED_GROUP) for gap in known) else words


def untested_entry(look: Look, gaps: Iterable[Row]) -> list[Entry]:
    """What the sign means, where it stands."""
    return [(_key, look.say(NOT_TESTED))] if any(gap.known and gap.noted(UNTESTED_GROUP) for gap in gaps) else []


def _key(page: Page, x: float, y: float) -> None:
    page.text(x, y, SIGN, NOTE, "center")
