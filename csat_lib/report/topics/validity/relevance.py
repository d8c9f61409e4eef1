"""What experts say of the items' relevance, and how far dimensions go with the criterion: sentences and tables."""

from dataclasses import replace

from csat_lib.conventions import ENOUGH_I_CVI, ENOUGH_S_CVI
from csat_lib.findings.catalogue.validity import CRITERION_R, I_CVI, KAPPA, S_CVI_AVERAGE
from csat_lib.report.declared import Field, Rows, TableSpec, View, absent, columns, known, span
from csat_lib.report.wording import MOST_NAMED, Claim, Label, Limit, Wording, Words

LEAST = Limit(ENOUGH_I_CVI)
RATED = Wording(
    zh="{n} 位专家评定了题项的相关性，内容效度为 {average}，{side} {minimum} 的惯用下限；{items}。",
    en="{n:expert} rated the items' relevance: content validity {average}, {side} the customary {minimum}; {items}.",
)
ABOVE = Words("高于", "above")
BELOW = Words("低于", "below")
EACH_REACHES = Wording(zh="每个题项都不低于 {least}", en="every item reaches {least}")
SOME_UNDER = Wording(zh="{items.quoted}低于 {least}", en="under {least}: {items.quoted}")
CORRELATES = Wording(
    zh="“{lowest.label}”与“{lowest.other}”的相关为 {lowest}。",
    en="{lowest.label} correlates {lowest} with {lowest.other}.",
)
CORRELATIONS = Wording(
    zh="各维度与“{lowest.other}”的相关在 {lowest}（“{lowest.label}”）与 {highest}（“{highest.label}”）之间。",
    en="The dimensions' correlations with {lowest.other} run from {lowest} ({lowest.label}) to {highest} "
    "({highest.label}).",
)
TITLE_EXPERTS = Wording(zh="专家认为 {all} 个题项中有 {good} 个相关", en="Experts find {good} of {all} items relevant")
TITLE_RUN = Wording(
    zh="与“{lowest.other}”的相关为 {lowest}（“{lowest.label}”）至 {highest}（“{highest.label}”）",
    en="Correlations with {lowest.other} run from {lowest} ({lowest.label}) to {highest} ({highest.label})",
)
TITLE_CRITERION = Wording(zh="与效标的相关", en="Correlation with the criterion")
EXPERTS = Words("专家数", "Experts")


def experts(view: View) -> Claim | None:
    """What experts say of the items' relevance."""
    average = view.row(S_CVI_AVERAGE, "items")
    if average is None:
        return None
    if average.value is None:
        return absent(view, average)
    under = [Label(row.subject) for row in known(view, I_CVI) if (row.value or 0.0) < ENOUGH_I_CVI]
    return RATED(
        n=average.n or 0,
        average=average,
        side=ABOVE if average.value >= ENOUGH_S_CVI else BELOW,
        minimum=Limit(ENOUGH_S_CVI),
        items=SOME_UNDER(items=under[:MOST_NAMED], least=LEAST) if under else EACH_REACHES(least=LEAST),
    )


def criterion(view: View) -> Claim | None:
    """How far each dimension goes with the criterion."""
    return span(view.rows(CRITERION_R), CORRELATIONS, CORRELATES)


def _experts_find(view: View) -> Claim:
    rows = known(view, I_CVI)
    return TITLE_EXPERTS(good=sum((row.value or 0.0) >= ENOUGH_I_CVI for row in rows), all=len(rows))


def _criterion_fields(view: View, rows: Rows) -> tuple[Field, ...]:
    own = columns.figure(view, CRITERION_R)
    own = replace(own, column=replace(own.column, unit=view.label(rows[0].other)))
    return (columns.subject(view), own, columns.interval(view, CRITERION_R), *columns.bases(view, rows))


CONTENT = TableSpec(
    "content",
    (I_CVI,),
    lambda view: view.rows(I_CVI),
    columns.row(columns.ITEM, I_CVI, KAPPA, columns.numbered(EXPERTS, "n")),
    _experts_find,
)
CRITERION = TableSpec(
    "criterion",
    (CRITERION_R,),
    lambda view: known(view, CRITERION_R),
    _criterion_fields,
    lambda view: span(view.rows(CRITERION_R), TITLE_RUN, none=TITLE_CRITERION),
)
