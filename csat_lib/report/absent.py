"""Why a figure is not there, as claims: of one figure, of several at once, of a whole chapter; whose fault it is."""

from collections.abc import Iterable, Sequence

from csat_lib.findings import ALL, Finding
from csat_lib.findings.catalogue import REASONS
from csat_lib.findings.catalogue.scores import ANSWER_SHARE, MEAN
from csat_lib.findings.measure import Words
from csat_lib.report.view import View
from csat_lib.report.wording import Claim, Label, Limit, Wording, some

_CLAUSES = {code: Wording(reason.clause.zh, reason.clause.en) for code, reason in REASONS.items()}
_BLAMED = {
    code: Wording(reason.clause_of_several.zh, reason.clause_of_several.en)
    for code, reason in REASONS.items()
    if reason.clause_of_several.en
}

ABSENT = Wording(
    zh="“{figure.label}”{cell}的{measure}没有给出：{why}。",
    en="{measure} for {figure.label}{cell} is not shown: {why}.",
)
SEVERAL = Wording(
    zh="{figures.quoted}的{measure}没有给出：{why}。", en="{measure} for {figures.label} is not shown: {why}."
)
IN_CELL = Wording(zh="在“{figure.level}”中", en=" in {figure.level}")
NAMED = Wording(zh="{named.quoted}", en="{named.quoted}")
OTHERS = Wording(zh="另外 {n} 道题", en="{n:other question}")
NOT_RECORDED = Wording(zh="本期没有记录本章所需的数字。", en="No figure was recorded for this chapter in this wave.")
NOT_OF_GROUP = Wording(
    zh="本章说的是全体受访者，不针对单个群体，请见整期的报告。",
    en="This chapter is about all respondents and not told of a single group: see the report on the whole wave.",
)
NOTHING_TO_DRAW = Wording(
    zh="本期没有记录这一类数字，因此没有图可画。",
    en="There is nothing to draw here: no figure of this kind was recorded in this wave.",
)


def absent(view: View, figure: Finding) -> Claim:
    """'Alpha for Price is not shown: ...'."""
    cell = None if figure.segment_by == ALL else IN_CELL(figure=figure)
    return ABSENT(figure=figure, measure=_name(figure), cell=cell, why=because(view, figure))


def absent_all(view: View, figures: Iterable[Finding]) -> list[Claim]:
    """The same of one measure of several subjects: those of one reason in one sentence."""
    alike: dict[str, list[Finding]] = {}
    for row in figures:
        alike.setdefault(f"{row.reason} {culprits(view, row)}", []).append(row)
    return [
        SEVERAL(figures=rows, measure=_name(rows[0]), why=because(view, rows[0]))
        if len(rows) > 1
        else absent(view, rows[0])
        for rows in alike.values()
    ]


def because(view: View, figure: Finding) -> Claim:
    """The clause that gives the reason."""
    blamed = culprits(view, figure)
    if blamed is not None:
        return _BLAMED[figure.reason](named=_named(blamed) or REASONS[figure.reason].unnamed)
    clause = _CLAUSES[figure.reason]
    return clause(**dict.fromkeys(clause.slots, Limit(view.study.minimum_base, "respondents")))


def _named(questions: Sequence[str]) -> Claim | None:
    return NAMED(named=some([Label(name) for name in questions], OTHERS)) if questions else None


def _name(figure: Finding) -> Words:
    return figure.kind.named or figure.kind.words


def why_no_chapter(view: View, topic: str) -> Claim:
    """Whether the wave recorded nothing for a topic, or only absent figures."""
    nothing = NOT_RECORDED() if view.cell[0] == ALL else NOT_OF_GROUP()
    return _why(view, [row for row in view.all_figures() if row.topic == topic], nothing)


def why_no_figure(view: View, figures: Sequence[Finding]) -> Claim:
    """The reason of the first absent figure; when there is none, that nothing was recorded."""
    return _why(view, figures, NOTHING_TO_DRAW())


def _why(view: View, figures: Sequence[Finding], nothing: Claim) -> Claim:
    missing = [row for row in figures if row.value is None]
    return absent(view, missing[0]) if missing else nothing


_OF_ITSELF = ("scores", "segments", "trends", "voice")
"""Topics whose figures rest on their subject alone."""
_WHOLE = 1 - 1e-9


def culprits(view: View, figure: Finding) -> tuple[str, ...] | None:
    """The questions by name, those of the figure's own subject first sought; () when they are not known.

    None where the reason is another, or where the figure speaks of nothing but itself.
    """
    if figure.reason not in _FOUND or figure.topic in _OF_ITSELF or figure.segment_by != ALL:
        return None
    found = _FOUND[figure.reason](view)
    if figure.subject in found:
        return None
    near = [name for name in (figure.subject, figure.other) if name in found]
    constructs = [name for name in (figure.subject, figure.other) if name in view.study.constructs]
    near += [item for name in constructs for item in view.study.constructs[name].items if item in found]
    return tuple(dict.fromkeys(near)) or found


def _alike(view: View) -> tuple[str, ...]:
    rows = view.rows(ANSWER_SHARE, segment_by=ALL)
    return tuple(row.subject for row in rows if row.value is not None and row.value >= _WHOLE)


def _blank(view: View) -> tuple[str, ...]:
    rows = view.rows(MEAN, segment_by=ALL)
    return tuple(row.subject for row in rows if row.reason == "all_missing")


_FOUND = {"no_variance": _alike, "all_missing": _blank}
