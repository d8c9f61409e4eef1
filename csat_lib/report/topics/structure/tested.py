"""What the path model stands up to: unseen answers, groups, dimensions too near; what mediates and moderates."""

from functools import partial

from csat_lib.findings.catalogue import structure as its
from csat_lib.findings.measure import Measure
from csat_lib.report import sections
from csat_lib.report.clear import direction, size
from csat_lib.report.declared import Finding, Rows, TableSpec, View, absent, columns, known, known_row
from csat_lib.report.topics.structure.tables import DIRECT
from csat_lib.report.topics.structure.told import FROM, OTHERS, TO, direct
from csat_lib.report.topics.validity import htmt
from csat_lib.report.wording import Claim, Label, Limit, Wording, Words, some

FIGURE, UNITS, GROUP = Words("运营指标", "Figure of operation"), Words("单位数", "Units"), Words("组", "Group")
WITH = columns.worded(columns.DIMENSION, lambda view, row: view.measured(row.other))
THROUGH = Words("经由", "By way of")
MEDIATED = Wording(
    zh="“{row.label}”与“{row.other}”的关系有一部分经由{through.quoted}（间接效应 {row}，{row.ends}）{beside}。",
    en="{row.label} goes with {row.other} by way of {through.label} (indirect effect {row}, {row.ends}){beside}.",
)
DIRECTLY = Wording(zh="；直接的路径为 {path}（{path.ends}）", en="; the direct path is {path} ({path.ends})")
NOT_MEDIATED = Wording(
    zh="“{row.label}”与“{row.other}”的关系是否经由{through.quoted}，尚不明确（间接效应 {row}，{row.ends}）。",
    en="Whether {row.label} goes with {row.other} by way of {through.label} is not clear (indirect effect {row}, "
    "{row.ends}).",
)
MODERATED = Wording(
    zh="{by.quoted}得分越高，“{row.label}”到“{row.other}”的箭头越{way}（调节系数 {row}，{row.ends}）。",
    en="The higher {by.label} is rated, the {way} the arrow from {row.label} to {row.other} (moderation {row}, "
    "{row.ends}).",
)
STRONGER, WEAKER = Words("强", "stronger"), Words("弱", "weaker")
NOT_MODERATED = Wording(
    zh="{by.quoted}是否调节“{row.label}”到“{row.other}”的箭头，尚不明确（调节系数 {row}，{row.ends}）。",
    en="Whether {by.label} moderates the arrow from {row.label} to {row.other} is not clear (moderation {row}, "
    "{row.ends}).",
)
PREDICTED = Wording(
    zh="让模型推算没有参与估计的受访者：{n} 个题项中，{better} 个比用均值推算更准（Q²predict 大于零），{closer} 个的"
    "误差小于直接用题项作线性回归，按惯例预测力{power}。",
    en="Tried on respondents whom it had not seen, the model tells {better:word} of {n:item} better than the mean does "
    "(Q²predict above 0), and {closer:word} with a smaller error than a linear regression on the items: by convention "
    "{power} predictive power.",
)
POWERS = (
    (1.0, Words("高", "high")), (0.5, Words("中等", "medium")), (1e-9, Words("低", "low")), (0.0, Words("不足", "no")),
)  # fmt: skip
ALIKE = Wording(
    zh="按{by.label}分组（MICOM，每组至少 {least} 份）：没有发现哪一组的维度由题项合成的方式与其他人不同{rest}。",
    en="By {by.among} (MICOM, groups of {least} or more), no group was found to make its dimensions of the items in "
    "another way than all others{rest}.",
)
UNLIKE = Wording(
    zh="按{by.label}分组（MICOM）：{rows}由题项合成的方式与其他各组不同，各组的路径不宜比较{rest}。",
    en="By {by.among} (MICOM) {rows} {rows|is|are} made of the items in another way than in the other groups, so that "
    "paths should not be compared{rest}.",
)
UNLIKE_ONE = Wording(
    zh="{row.level}的“{row.label}”（c = {row}，p = {row.p}）", en="{row.label} in {row.level} (c = {row}, p = {row.p})"
)
LEAST = Limit(its.FEWEST_COMPARED, "respondents")
UNTESTED = Wording(
    zh="按{by.label}分组（MICOM）未作比较：没有一组的作答（以及其他人的作答）达到 {least} 份。",
    en="By {by.among} (MICOM) nothing was compared: in no group, and beside it, are there {least} answers.",
)
APART = Wording(
    zh="；{n} 项比较中，均值明显不同的有 {means} 项，方差明显不同的有 {spreads} 项，各组不宜合并",
    en="; means differ clearly in {means} of {n} comparisons, variances in {spreads}: groups should not be pooled",
)
TOGETHER = Wording(zh="，均值和方差也没有明显差别", en=", nor do means or variances differ clearly")
NEAR = Wording(
    zh="按 HTMT，模型中最难区分的两个维度是{highest}，惯用上限为 {limit}。",
    en="By HTMT the two dimensions of the model hardest to tell apart are {highest}; the customary limit is {limit}.",
)
LINKED = Wording(
    zh="“{row.label}”与“{row.other}”（{row}，p = {row.p}）", en="{row.label} with {row.other} ({row}, p = {row.p})"
)
LINKS = Wording(
    zh="按{by.label}看，运营指标与维度得分的 {n} 对相关中，{clear} 对明显不为零：{rows:;}。",
    en="By {by.among}, {clear} of {n} correlations of figures of operation with dimensions are clear: {rows:;}.",
)
NO_LINKS = Wording(
    zh="按{by.label}看，运营指标与维度得分的 {n} 对相关中，没有一对明显不为零。",
    en="By {by.among}, none of {n} correlations of figures of operation with dimensions is clear of zero.",
)
OBJECTIVES = Wording(zh="运营指标与维度得分的相关，按单位", en="Figures of operation and dimensions, over units")
MEDIATIONS = Wording(zh="经由其他维度的效应", en="Effects by way of other dimensions")
PREDICTIONS = Wording(zh="对未见过的答案的预测误差", en="Errors of predicting answers not seen")
COMPOSITES = Wording(
    zh="各组的维度是否以同样方式由题项合成（MICOM）",
    en="Whether groups make their dimensions of the items alike (MICOM)",
)


def thirds(view: View) -> list[Claim | None]:
    """What the study's mediations and moderations come to."""
    given = view.study.structure
    told = [_mediated(view, one.source, one.target, one.through) for one in given.mediation] if given else []
    return [*told, *(_moderated(row) for row in known(view, its.MODERATION))]


def _mediated(view: View, source: str, target: str, through: str) -> Claim | None:
    row = known_row(view, its.INDIRECT_EFFECT, source, other=target, path=through)
    if row is None or row.low is None:
        return None
    if direction(row) == "unclear":
        return NOT_MEDIATED(row=row, through=Label(through))
    path = direct(view, row)
    return MEDIATED(row=row, through=Label(through), beside=DIRECTLY(path=path) if path and path.low else None)


def _moderated(row: Finding) -> Claim | None:
    if row.low is None:
        return None
    way = direction(row)
    if way == "unclear":
        return NOT_MODERATED(row=row, by=Label(row.path))
    return MODERATED(row=row, by=Label(row.path), way=STRONGER if way == "up" else WEAKER)


def predicted(view: View) -> Claim | None:
    """How many items the model tells better than the mean, and than a regression."""
    rows = known(view, its.Q2_PREDICT)
    better = [row for row in rows if (row.value or 0.0) > 0]
    closer = [row for row in better if size(_rmse(view, its.BY_MODEL, row)) < size(_rmse(view, its.BY_REGRESSION, row))]
    power = next(words for share, words in POWERS if len(closer) >= share * len(rows) and (closer or not share))
    return PREDICTED(n=len(rows), better=len(better), closer=len(closer), power=power) if rows else None


def _rmse(view: View, by: str, row: Finding) -> Finding:
    return view.rows(its.PREDICTION_RMSE, subject=row.subject, other=row.other, path=by)[0]


def composites(view: View) -> list[Claim | None]:
    """Of each question whose groups are compared, which make a dimension of their answers in another way."""
    return [_composites(view, by) for by in _compared(view)]


def _compared(view: View) -> tuple[str, ...]:
    return view.study.structure.compare if view.study.structure else ()


def _composites(view: View, by: str) -> Claim | None:
    match, means, spreads = (known(view, one, segment_by=by) for one in MICOM)
    clear = [[row for row in rows if (row.p or 0.0) < 1 - view.study.confidence] for rows in (match, means, spreads)]
    if not match:
        absent_ones = view.rows(its.COMPOSITE_MATCH, segment_by=by)
        return absent(view, absent_ones[0]) if absent_ones else UNTESTED(by=Label(by), least=LEAST)
    counted = {"n": len(means), "means": len(clear[1]), "spreads": len(clear[2])}
    rest = APART(**counted) if clear[1] or clear[2] else None if clear[0] else TOGETHER()
    if clear[0]:
        return UNLIKE(by=Label(by), rows=some([UNLIKE_ONE(row=row) for row in clear[0]], OTHERS), rest=rest)
    return ALIKE(by=Label(by), least=LEAST, rest=rest)


def near(view: View) -> Claim | None:
    """The two dimensions of the model that HTMT finds nearest to each other."""
    own = set(view.study.structure.constructs) if view.study.structure else set()
    pairs = [row for row in htmt.pairs(view) if {row.subject, row.other} <= own]
    return NEAR(highest=htmt.measured(pairs[0]), limit=htmt.LIMIT) if pairs else None


def objective(view: View) -> Claim | None:
    """Which figures of operation go clearly with a dimension, unit by unit."""
    rows = known(view, its.OBJECTIVE_LINK)
    clear = [LINKED(row=row) for row in rows if row.p is not None and row.p < 1 - view.study.confidence]
    by = Label(view.study.unit or "")
    if not rows or not clear:
        return NO_LINKS(by=by, n=len(rows)) if rows else None
    return LINKS(by=by, n=len(rows), clear=len(clear), rows=some(clear, OTHERS))


def _path(measure: Measure, head: Words, path: str) -> columns.Part:
    return columns.beside(measure, lambda view, row: view.row(measure, row.subject, other=row.other, path=path), head)


def _with_p(measure: Measure) -> columns.Part:
    def same(view: View, row: Finding) -> Finding | None:
        return view.row(measure, row.subject, segment_by=row.segment_by, segment=row.segment)

    def fields(view: View, _: Rows) -> tuple[columns.Field, ...]:
        pick = partial(same, view)
        return (columns.figure(view, measure, pick), columns.number(view, columns.P, "p", pick))

    return fields


MICOM = (its.COMPOSITE_MATCH, its.COMPOSITE_MEANS, its.COMPOSITE_SPREADS)
MODEL, LINEAR, MEAN = Words("模型", "model"), Words("线性回归", "regression"), Words("均值", "the mean")
_BY = ((its.BY_MODEL, MODEL), (its.BY_REGRESSION, LINEAR), (its.BY_MEAN, MEAN))
MEDIATION_TABLE = TableSpec(
    "mediations",
    (its.INDIRECT_EFFECT,),
    lambda view: [row for row in known(view, its.INDIRECT_EFFECT) if row.path],
    columns.row(
        *(FROM, TO, columns.worded(THROUGH, lambda view, row: view.measured(row.path))),
        *(columns.with_ends(its.INDIRECT_EFFECT), columns.beside(its.INDIRECT_EFFECT, direct, DIRECT)),
    ),
    lambda _: MEDIATIONS(),
)
PREDICTION_TABLE = TableSpec(
    "predictions",
    (its.Q2_PREDICT,),
    lambda view: known(view, its.Q2_PREDICT),
    columns.row(
        *(columns.ITEM, its.Q2_PREDICT),
        *(
            _path(measure, Words(f"{measure.words.zh}（{words.zh}）", f"{measure.words.en} ({words.en})"), path)
            for measure in (its.PREDICTION_RMSE, its.PREDICTION_MAE)
            for path, words in _BY
        ),
    ),
    lambda _: PREDICTIONS(),
    sections=sections.by_other,
)
COMPOSITE_TABLE = TableSpec(
    "composites",
    (its.COMPOSITE_MATCH,),
    lambda view: [row for by in _compared(view) for row in known(view, its.COMPOSITE_MATCH, segment_by=by)],
    columns.row(
        *(columns.DIMENSION, columns.worded(GROUP, lambda view, row: view.level(row.segment_by, row.segment))),
        *(*(_with_p(one) for one in MICOM), columns.bases),
    ),
    lambda _: COMPOSITES(),
)
OBJECTIVE_TABLE = TableSpec(
    "objective_links",
    (its.OBJECTIVE_LINK,),
    lambda view: known(view, its.OBJECTIVE_LINK),
    columns.row(FIGURE, WITH, _with_p(its.OBJECTIVE_LINK), columns.numbered(UNITS, "n")),
    lambda _: OBJECTIVES(),
    based_on=lambda _view, _rows: (),
)
