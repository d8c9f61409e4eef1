"""Every group in every dimension and outcome: its figure and how far it is from all others, group by group."""

from dataclasses import replace

from csat_lib.report.clear import direction, size, valued
from csat_lib.report.declared import Field, Finding, Rows, TableSpec, View, columns
from csat_lib.report.sections import under
from csat_lib.report.standing import measure_of
from csat_lib.report.topics.comparability.groups import note
from csat_lib.report.topics.found import others
from csat_lib.report.topics.segments.gaps import gap
from csat_lib.report.topics.segments.levels import indices
from csat_lib.report.wording import Claim, Label, Wording, Words

TITLE_NONE = Wording(
    zh="按{by}看，维度与结果指标的 {n} 项差距都不明显",
    en="By {by.among}, none of {n:difference} from all others in dimensions and outcomes is clear",
)
TITLE = Wording(
    zh="按{by}看，维度与结果指标的 {n} 项差距中有 {clear} 项明显，最大的是{row.level}的{name}（{row:signed} 分）",
    en="By {by.among}, {clear:word} of {n:difference} from all others in dimensions and outcomes {clear|is|are} clear, "
    "the largest {name} in {row.level} ({row:signed} points)",
)
FIGURE = Words("指数或 NPS", "Index or NPS")
NPS, NAMED = Words("NPS", "NPS"), Wording(zh="{row.quoted}", en="{row.label}")
UNTOLD = Wording(zh="各{by}的维度与结果指标", en="Dimensions and outcomes by {by.among}")


def subjects(view: View) -> list[str]:
    """Dimensions and outcomes: the index of every group stands in a table of its own."""
    return [*view.study.constructs, *(name for name in view.study.outcomes if name not in view.study.constructs)]


def named(view: View, row: Finding) -> Claim | Words:
    """What a figure is about, in a title."""
    return NPS if row.subject == view.study.nps else NAMED(row=row)


def table(segment_by: str) -> TableSpec:
    """The figure of every group in every dimension and outcome, and its difference from all others."""

    def rows(view: View) -> Rows:
        levels = [row.segment for row in indices(view, segment_by)]
        where = [{"segment_by": segment_by, "segment": level} for level in levels]
        found = (view.row(measure_of(view.study, name), name, **one) for one in where for name in subjects(view))
        return [row for row in found if row is not None]

    def title(view: View) -> Claim:
        known = valued(_gaps(view, rows(view)))
        clear = sorted((row for row in known if direction(row) != "unclear"), key=size, reverse=True)
        by = Label(segment_by)
        if clear:
            return TITLE(by=by, n=len(known), clear=len(clear), row=clear[0], name=named(view, clear[0]))
        return TITLE_NONE(by=by, n=len(known)) if known else UNTOLD(by=by)

    return TableSpec(
        f"grid_{segment_by}",
        (),
        rows,
        _fields,
        title,
        sections=under(lambda view, row: view.level(row.segment_by, row.segment)),
        differences=_gaps,
        key=lambda view: note(view, segment_by),
    )


def _gaps(view: View, rows: Rows) -> Rows:
    return [found for row in rows if (found := gap(view, row)) is not None]


def _fields(view: View, rows: Rows) -> tuple[Field, ...]:
    def own(row: Finding) -> Finding | None:
        return gap(view, row)

    gaps = _gaps(view, rows)
    differ = columns.estimate(view, gaps[0].kind, own, signed=True) if gaps else ()
    figure, ends = columns.estimate(view, rows[0].kind)
    figure = replace(figure, column=replace(figure.column, title=FIGURE[view.language], unit=""))
    shown = (figure, ends, *differ, *columns.bases(view, rows), *others.bases(view, rows, own))
    return (columns.subject(view, columns.SUBJECT), *shown)
