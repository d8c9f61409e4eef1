"""What "all others combined" rest on: everybody less the group, as a difference from all others is worked out."""

from collections.abc import Callable, Iterable, Sequence

from csat_lib.findings import ALL, Finding
from csat_lib.findings.catalogue.scores import TOPIC as SCORES
from csat_lib.findings.catalogue.segments import TOPIC
from csat_lib.findings.catalogue.units import POINTS
from csat_lib.report.blocks import Cell, Column
from csat_lib.report.clear import valued
from csat_lib.report.columns import Field, Of, itself
from csat_lib.report.standing import measure_of
from csat_lib.report.topics.comparability import groups
from csat_lib.report.view import View
from csat_lib.report.wording import Claim, Derived, Wording, Words

HEADS = Words("其他各组样本量", "Others' base"), Words("其他各组等效", "Others' eff.")
BASE = Wording(
    zh="其他各组合计的样本量 {low}{high}{effective}", en="base of the others combined: {low}{high}{effective}"
)
BOTH = Wording(zh="{told:;}", en="{told:;}")
UP_TO = Wording(zh=" 至 {n}", en=" to {n}")
EFFECTIVE = Wording(zh="，等效样本量 {low}{high}", en=", effective {low}{high}")

Number = Callable[[View, Finding], Derived | None]
"""A base of all others, worked out of a difference from them."""


def base(view: View, gap: Finding) -> Derived | None:
    """How many all others are."""
    return _less(view, gap, "base")


def effective(view: View, gap: Finding) -> Derived | None:
    """How much they are worth: (sum w)^2 / sum w^2 of everybody's sums less the group's (Kish 1965)."""
    weight, squares = _less(view, gap, "weight"), _less(view, gap, "squares")
    return Derived("times", weight, Derived("over", weight, squares)) if weight and squares else None


def _less(view: View, gap: Finding, how: str) -> Derived | None:
    whole = view.row(measure_of(view.study, gap.subject), gap.subject) or _of_item(view, gap.subject)
    is_known = whole is not None and gap.value is not None and gap.n_weighted is not None
    return Derived("less", Derived(how, whole), Derived(how, gap)) if whole is not None and is_known else None


def _of_item(view: View, item: str) -> Finding | None:
    """A score of everybody of an item: all of them rest on those who answered it."""
    where = (SCORES.name, item, ALL, view.period.text)
    rows = (row for row in view.all_figures() if (row.topic, row.subject, row.segment_by, row.period) == where)
    return next((row for row in rows if row.n_weighted is not None), None)


def bases(view: View, rows: Iterable[Finding], pick: Of = itself) -> tuple[Field, ...]:
    """Both as columns of a table; the second where weights make a difference."""
    own = (pick(row) for row in rows)
    gaps = [row for row in own if row is not None and _is_gap(row) and base(view, row)]

    def field(head: Words, of: Number) -> Field:
        def cell(row: Finding) -> Cell | None:
            found = pick(row)
            number = of(view, found) if found is not None else None
            return Cell(number.value, of=number.id, part="value") if number else None

        return Field(Column(head[view.language], kind="number"), cell)

    told = (base, effective) if _is_weighted(view, gaps) else (base,)
    return tuple(field(head, of) for head, of in zip(HEADS, told, strict=False)) if gaps else ()


def note(view: View, rows: Sequence[Finding]) -> Claim | None:
    """Under a figure of groups: what the others rest on, what does not compare, and who was not tested."""
    by = next((row.segment_by for row in rows if row.segment_by != ALL), "")
    told = [*filter(None, [_told(view, rows), groups.note(view, by, are_signed=True) if by else None])]
    return BOTH(told=told) if told else None


def _told(view: View, rows: Sequence[Finding]) -> Claim | None:
    known = [row for row in valued(rows) if _is_gap(row)]
    if not any(base(view, row) for row in known):
        return None
    worth = EFFECTIVE(**_span(view, known, effective)) if _is_weighted(view, known) else None
    return BASE(**_span(view, known, base), effective=worth)


def _is_gap(row: Finding) -> bool:
    """Whether it is a difference of a group from all others."""
    return row.topic == TOPIC.name and row.kind.unit is POINTS


def _is_weighted(view: View, gaps: Iterable[Finding]) -> bool:
    """Whether weights make any of them count less than its respondents."""
    both = ((base(view, gap), effective(view, gap)) for gap in gaps)
    return any(n and worth and abs(n.value - worth.value) >= 1 for n, worth in both)


def _span(view: View, gaps: Iterable[Finding], of: Number) -> dict[str, Derived | Claim | None]:
    numbers = sorted(filter(None, (of(view, gap) for gap in gaps)), key=lambda number: number.value)
    low, high = numbers[0], numbers[-1]
    return {"low": low, "high": UP_TO(n=high) if round(high.value) > round(low.value) else None}
