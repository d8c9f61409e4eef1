"""How many responses the main study needs, for alpha and for the measurement model: sentences and tables."""

from collections.abc import Sequence

from csat_lib.conventions import SOUND_SOLUTIONS
from csat_lib.findings.catalogue.pilot import EXPECTED_WIDTH, SAMPLE_SIZE, SOUND
from csat_lib.findings.catalogue.quality import ROWS_IN, ROWS_KEPT
from csat_lib.report.absent import because
from csat_lib.report.declared import Finding, Rows, TableSpec, View, columns, known_row, of_one, valued
from csat_lib.report.wording import Claim, Derived, Label, Limit, Wording, Words, percent

NEEDED = Wording(
    zh="正式调查约需 {n} 份有效答卷，α 系数与载荷才能达到设定的精度，其中{what}要求最高。{received}",
    en="The main study needs about {n} valid responses, so that alpha and loadings are as exact as wanted; {what} "
    "needs the most.{received}",
)
ALPHA_OF = Wording(zh="“{n.other}”的 α 系数", en="alpha of {n.other}")
MODEL = Words("测量模型", "the measurement model")
RECEIVED = Wording(
    zh="试测答卷的有效率为 {share}，照此须回收约 {n} 份。",
    en=" As {share} of the responses counted in the pilot, about {n} have to come in.",
)
ALPHA_UNTOLD = Wording(
    zh="α 系数需要多少样本无法判断：{why}。", en="How many responses alpha needs cannot be told: {why}."
)
NONE_SCREENED = Words("没有维度接受检验", "no dimension was screened")
FOR_ALPHA = Wording(
    zh="要使{where}的 α 系数区间宽度不超过 {width}，若 α 与试测相同，约需 {hopeful} 份答卷；若低至试测区间的下限，"
    "约需 {cautious} 份，由“{cautious.other}”决定。建议按较大的数字安排。{untold}",
    en="An interval of alpha no wider than {width} {where} takes about {hopeful} responses if the alphas are those of "
    "the pilot, and about {cautious} if they are as low as the pilot's intervals allow; {cautious.other} decides. Plan "
    "with the greater number.{untold}",
)
EVERYWHERE = Words("每个维度", "in every dimension")
WHERE_KNOWN = Words("可推算的维度", "where this pilot can tell it")
UNTOLD = Wording(zh="{names.quoted}所需样本量无法判断：{why}。", en=" For {names:or} this pilot cannot tell: {why}.")
MODEL_UNTOLD = Wording(
    zh="测量模型需要多少样本无法判断：{why}。",
    en="How many responses the measurement model needs cannot be told: {why}.",
)
FOR_MODEL = Wording(
    zh="约 {n} 份答卷时，载荷的置信区间平均宽度不超过 {width}，且至少 {sound} 的同等规模样本能得到有效解"
    "（每种规模模拟 {draws} 个样本）。",
    en="With about {n} responses the intervals of the loadings are {width} wide or less in the mean, and at least "
    "{sound} of samples of that size have a sound solution ({draws} samples simulated for each size).",
)
TITLE_ALPHA = Wording(
    zh="α 系数所需样本量由“{n.other}”决定，约 {n} 份", en="{n.other} decides how many responses alpha needs: {n}"
)
TITLE_ALPHA_UNTOLD = Wording(zh="α 系数所需样本量无法判断", en="Responses that alpha needs cannot be told")
TITLE_MODEL = Wording(zh="{n} 份答卷足以估准测量模型", en="{n} responses serve the measurement model")
TITLE_MODEL_UNTOLD = Wording(zh="所试样本量都不足以估准测量模型", en="No size tried serves the measurement model")
AT_PILOTS = Words("按试测 α", "At the pilot's alpha")
AT_LOWER_END = Words("按区间下限", "At its lower end")
ANSWERS = Words("样本量", "Responses")
ALPHA_SIZE = "consistency"


def _alpha_sizes(view: View, path: str = "cautious") -> Rows:
    """Answers needed for alpha of each dimension: at the pilot's (``pilot``) or its lower end (``cautious``)."""
    return view.rows(SAMPLE_SIZE, subject=ALPHA_SIZE, path=path)


def model_needs(view: View) -> Finding | None:
    """Answers needed for the measurement model."""
    return view.row(SAMPLE_SIZE, "model")


def _most(rows: Sequence[Finding]) -> Finding | None:
    """The dimension that needs the most answers."""
    return max(valued(rows), key=lambda row: row.value or 0.0, default=None)


def _unsized(view: View) -> list[Finding]:
    """Dimensions of several items for whose alpha no size can be told."""
    several = {name for name, construct in view.study.constructs.items() if len(construct.items) > 1}
    return [row for row in _alpha_sizes(view) if row.value is None and row.other in several]


def needed(view: View) -> Finding | None:
    """The size that serves both: the greater of alpha's cautious one and the model's; None unless all are known."""
    alpha, model = _most(_alpha_sizes(view)), model_needs(view)
    if _unsized(view) or alpha is None or model is None or model.value is None:
        return None
    return alpha if (alpha.value or 0.0) >= model.value else model


def size(view: View) -> list[Claim | None]:
    """How many responses the main study needs, and what decides it; else what is known of alpha and of the model."""
    need = needed(view)
    if need is None:
        return [alpha_size(view), model_size(view)]
    what = ALPHA_OF(n=need) if need.subject == ALPHA_SIZE else MODEL
    return [NEEDED(n=need, what=what, received=_received(view, need))]


def _received(view: View, need: Finding) -> Claim | None:
    came, kept = view.row(ROWS_IN, "answers"), view.row(ROWS_KEPT, "answers")
    if came is None or kept is None or not 0 < (kept.value or 0) < (came.value or 0):
        return None
    share = Derived("over", kept, came)
    return RECEIVED(share=share, n=Derived("grossed", need, share))


def alpha_size(view: View) -> Claim:
    """Answers needed for the interval of alpha."""
    rows = _alpha_sizes(view)
    cautious, hopeful = _most(rows), _most(_alpha_sizes(view, "pilot"))
    if cautious is None or hopeful is None:
        return ALPHA_UNTOLD(why=because(view, rows[0]) if rows else NONE_SCREENED)
    unsized = _unsized(view)
    return FOR_ALPHA(
        where=WHERE_KNOWN if unsized else EVERYWHERE,
        width=Limit(view.study.pilot.alpha_width),
        hopeful=hopeful,
        cautious=cautious,
        untold=UNTOLD(names=[Label(row.other) for row in unsized], why=because(view, unsized[0])) if unsized else None,
    )


def model_size(view: View) -> Claim | None:
    """Answers needed for the confirmatory factor analysis."""
    need, wanted = model_needs(view), view.study.pilot
    if need is None:
        return None
    if need.value is None:
        return MODEL_UNTOLD(why=because(view, need))
    sound = percent(SOUND_SOLUTIONS)
    return FOR_MODEL(n=need, width=Limit(wanted.loading_width), sound=sound, draws=wanted.draws)


ALPHA_FIELDS = columns.row(
    columns.worded(columns.DIMENSION, lambda view, row: view.label(row.other)),
    columns.headed(SAMPLE_SIZE, AT_PILOTS),
    columns.beside(
        SAMPLE_SIZE, lambda v, row: v.row(SAMPLE_SIZE, ALPHA_SIZE, other=row.other, path="cautious"), AT_LOWER_END
    ),
    columns.beside(EXPECTED_WIDTH, lambda view, row: view.row(EXPECTED_WIDTH, ALPHA_SIZE, other=row.other)),
)
MODEL_FIELDS = columns.row(
    columns.keyed(ANSWERS, lambda row: row.path, "count"),
    EXPECTED_WIDTH,
    columns.beside(SOUND, lambda view, row: view.row(SOUND, "model", path=row.path)),
)
ALPHA_TABLE = TableSpec(
    "pilot_sizes",
    (SAMPLE_SIZE,),
    lambda view: _alpha_sizes(view, "pilot"),
    ALPHA_FIELDS,
    lambda view: of_one(_most(_alpha_sizes(view)), TITLE_ALPHA, TITLE_ALPHA_UNTOLD),
)
MODEL_TABLE = TableSpec(
    "pilot_trials",
    (SOUND,),
    lambda view: view.rows(EXPECTED_WIDTH, subject="model"),
    MODEL_FIELDS,
    lambda view: of_one(known_row(view, SAMPLE_SIZE, "model"), TITLE_MODEL, TITLE_MODEL_UNTOLD),
)
