"""What becomes of alpha when unsound items are left out: sentence and table."""

from csat_lib.conventions import ENOUGH_ALPHA
from csat_lib.findings.catalogue.pilot import ALPHA, ALPHA_REVISED, SOUND_ITEMS
from csat_lib.report.clear import beside
from csat_lib.report.declared import Finding, TableSpec, View, columns, known
from csat_lib.report.topics.pilot.decisions import STOP
from csat_lib.report.wording import Claim, Limit, Wording, Words

UNKNOWN = Wording(
    zh="试测样本无法判断各维度的内部一致性{rest}",
    en="Whether the questions of a dimension agree cannot be told from this pilot{rest}",
)
ALL_CLEAR = Wording(
    zh="就合格题项而言，各维度的 α 系数都明显高于 {minimum}{rest}",
    en="Of the sound items, the alpha of every dimension is clearly above {minimum}{rest}",
)
SOME_CLEAR = Wording(
    zh="就合格题项而言，{known} 个维度中有 {clear} 个的 α 系数明显高于 {minimum}{rest}",
    en="Of the sound items, alpha is clearly above {minimum} in {clear:word} of {known:dimension}{rest}",
)
NONE_CLEAR = Wording(
    zh="就合格题项而言，{known} 个维度中没有一个的 α 系数明显高于 {minimum}{rest}",
    en="Of the sound items, alpha is clearly above {minimum} in none of {known:dimension}{rest}",
)
NOT_CLEAR = Wording(zh="；尚不能断定达到的有{weak}。", en="; not clear of it: {weak}.")
WEAK = Wording(zh="{alpha.quoted}（{alpha}{ends}）", en="{alpha.label} ({alpha}{ends})")
ENDS = Wording(zh="，{alpha.confidence} 置信区间 {alpha.ends}", en=", {alpha.confidence} interval {alpha.ends}")
BEFORE = Words("全部题项的 α", "Alpha of all items")
AFTER = Words("合格题项的 α", "Alpha of the sound items")


def alphas(view: View) -> Claim:
    """Which dimensions hold together with the items that are sound."""
    weak = _not_clear(view)
    named = [WEAK(alpha=row, ends=None if row.low is None or row.high is None else ENDS(alpha=row)) for row in weak]
    return _clear(view, NOT_CLEAR(weak=named) if weak else STOP)


def _not_clear(view: View) -> list[Finding]:
    """Alphas that are not clearly above the customary minimum."""
    return [row for row in known(view, ALPHA_REVISED) if beside(row, ENOUGH_ALPHA) != "above"]


def _clear(view: View, rest: Claim | Words | None) -> Claim:
    """How many are: the main clause, and how it goes on."""
    every, minimum = len(known(view, ALPHA_REVISED)), Limit(ENOUGH_ALPHA)
    clear = every - len(_not_clear(view))
    if not every:
        return UNKNOWN(rest=rest)
    if clear == every:
        return ALL_CLEAR(minimum=minimum, rest=rest)
    if not clear:
        return NONE_CLEAR(known=every, minimum=minimum, rest=rest)
    return SOME_CLEAR(known=every, clear=clear, minimum=minimum, rest=rest)


FIELDS = columns.row(
    columns.DIMENSION,
    columns.beside(ALPHA, lambda view, row: view.row(ALPHA, row.subject), BEFORE),
    SOUND_ITEMS,
    columns.with_ends(ALPHA_REVISED, AFTER),
    columns.bases,
)
TABLE = TableSpec(
    "pilot_alphas",
    (ALPHA_REVISED,),
    lambda view: view.rows(ALPHA_REVISED),
    FIELDS,
    lambda view: _clear(view, None),
)
