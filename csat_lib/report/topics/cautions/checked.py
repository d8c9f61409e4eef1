"""What each check found, in a sentence or two for a manager: no coefficients, but what follows for the scores."""

from collections.abc import Sequence

from csat_lib.findings.catalogue.quality import FLAGGED_BY_CHANCE
from csat_lib.findings.catalogue.reliability import ALPHA
from csat_lib.report.declared import View, known
from csat_lib.report.topics.comparability import verdicts, waves
from csat_lib.report.topics.comparability.scope import compared_groups
from csat_lib.report.topics.factors import number, places
from csat_lib.report.topics.fieldwork import arrivals, repeats, response
from csat_lib.report.topics.method import procedure
from csat_lib.report.topics.model import fit, loadings
from csat_lib.report.topics.quality import careless
from csat_lib.report.topics.reliability import alpha, consistency
from csat_lib.report.topics.validity import htmt, variance
from csat_lib.report.wording import Claim, Label, Wording, Words, some

Claims = Sequence[Claim | None]

HOLD = Wording(
    zh="各维度的题目彼此一致，各可合成一个得分。",
    en="The questions of each dimension agree well with one another, so that each may have one score.",
)
PARTLY = Wording(zh="{told:,}。", en="{told:;}.")
SOME_AGREE = Wording(
    zh="{n} 个维度中，有 {good} 个的题目彼此一致",
    en="the questions of {good:word} of {n:dimension} agree well with one another",
)
NOT_ALIKE = Wording(zh="{rows.quoted}的不够一致", en="those of {rows.label} do not")
UNSURE_ALIKE = Wording(zh="{rows.quoted}的尚难断定", en="for {rows.label} that is open")
STRAYS = Wording(
    zh="有 {n} 道题与其他维度的题目联系更强。", en="{n:question} {n|goes|go} more with those of another dimension."
)
AS_DESIGNED = Wording(
    zh="回答呈现出的 {n} 个维度与设计相同{home}。",
    en="The answers show the same {n:dimension} as the questionnaire{home}.",
)
AT_HOME = Words("，每个题项都与所属维度联系最强", ": every question is most closely linked with its own dimension")
FEWER = Wording(
    zh="问卷设计了 {n} 个维度，回答只呈现出 {kept} 个：部分维度合在了一起。",
    en="The answers show {kept.count:dimension} where the study has {n:word}: some run together.",
)
MORE = Wording(
    zh="问卷设计了 {n} 个维度，回答呈现出 {kept} 个：有的维度分成了几部分。",
    en="The answers show {kept.count:dimension} where the study has {n:word}: some fall apart.",
)
FITS = Wording(
    zh="按问卷划分的 {n} 个维度建模，拟合达到惯用界限{though}，可以按维度给出得分。",
    en="A model with the questionnaire's {n:dimension} fits the answers by the customary limits{though}: scores by "
    "dimension are sound.",
)
THOUGH = Words("，但不是完全拟合", ", though not exactly")
MISFITS = Wording(
    zh="问卷划分的 {n} 个维度与回答不完全相符，没有达到全部惯用界限：由此得出的数字要谨慎看待。",
    en="The answers do not fit the questionnaire's {n:dimension} by all customary limits: what rests on the "
    "dimensions calls for care.",
)
SHARE_LITTLE = Wording(
    zh="{rows.named}的平均方差抽取量略低于惯用下限 {minimum}，但题目彼此一致，得分不受影响。",
    en="The variance extracted of {rows.named} is a little under the customary {minimum}; as the items agree, the "
    "scores do not suffer.",
)
SIGNS = Wording(zh="作答是否认真：{told}。", en="Signs of carelessness: {told}.")
DISTINCT = Wording(
    zh="各维度两两之间（{n} 对）都能区分开。",
    en="Every dimension can be told from every other ({n:pair}): each says something of its own.",
)
TWO_DISTINCT = Wording(
    zh="两个维度能够区分，各有所指。", en="The two dimensions are distinct: each tells something of its own."
)
SAME = Wording(
    zh="{pairs}无法区分，其得分说的几乎是同一件事。",
    en="Not distinct from one another, so that their scores tell nearly the same: {pairs:;}.",
)
UNSURE = Wording(
    zh="{pairs}能否区分尚不能断定，其得分之间的差别要谨慎看待。",
    en="Not clearly distinct, so that differences between their scores call for care: {pairs:;}.",
)
ALIKE = Wording(
    zh="{what}中，没有发现 {since}与本期的受访者对题目的理解不同，两期可以比较；单题指标{single}无法这样检验。{groups}",
    en="In {what}, no difference was found between {since} and this wave in how respondents understand the questions: "
    "the two may be compared; single questions{single} cannot be tested so.{groups}",
)
SINGLE = Wording(zh="（{names.label}）", en=" ({names.label})")
EVERY = Words("经检验的各维度", "the dimensions tested")
NAMED = Wording(zh="{names.quoted}", en="{names.label}")
NOR = Wording(
    zh="按{by.label}检验过的各组之间也没有发现差异。",
    en=" Nor was any found between the groups tested, by {by.among}.",
)


def asked(view: View) -> Claims:
    """The response rate, where it is known: that it is not is a reservation; answers that came twice, bursts."""
    rate = response.rate_of_all(view)
    told = response.response(view) if rate is not None and rate.value is not None else None
    return [procedure.fieldwork(view), told, repeats.repeats(view), arrivals.bursts(view)]


def reliable(view: View) -> Claims:
    """That all dimensions hold together, else which do and which do not; whether few answered twice."""
    good, poor, n = alpha.clear(view), alpha.poor(view), len(known(view, ALPHA))
    told: list[Claim | None] = [HOLD()] if len(good) > 1 and alpha.all_clear(view) else alpha.overall(view)
    if n > 1 and not alpha.all_clear(view):
        unsure = [row for row in known(view, ALPHA) if row not in (*good, *poor)]
        found = ((NOT_ALIKE, poor), (UNSURE_ALIKE, unsure))
        agree = SOME_AGREE(n=n, good=len(good))
        told = [PARTLY(told=[agree, *(wording(rows=rows) for wording, rows in found if rows)])]
    return [*told, consistency.few_twice(view)]


def designed(view: View) -> Claims:
    """Whether the answers show the dimensions as designed; that they are far fewer is a reservation."""
    kept, n = number.n_factors(view), len(view.study.constructs)
    if kept is None or kept.value is None or number.collapsed(view):
        return [None if number.collapsed(view) else number.number(view), _strays(view)]
    if round(kept.value) != n:
        return [(FEWER if kept.value < n else MORE)(kept=kept, n=n), _strays(view)]
    return [AS_DESIGNED(n=n, home=AT_HOME if places.strays(view) == [] else None), _strays(view)]


def _strays(view: View) -> Claim | None:
    found = places.strays(view)
    return STRAYS(n=len(found)) if found else None


def model(view: View) -> Claims:
    """Whether the model fits, and whether the test of exact fit rejects it."""
    if loadings.not_fitted(view) or not fit.indices(view):
        return [fit.fit(view)]
    n = len(view.study.constructs)
    return [MISFITS(n=n) if fit.missed(view) else FITS(n=n, though=THOUGH if fit.is_rejected(view) else None)]


def distinct(view: View) -> Claims:
    """Whether the dimensions are distinct, pairs by name where they are not."""
    rows, same, unsure = htmt.pairs(view), htmt.pairs(view, "above"), htmt.pairs(view, "open")
    all_told: list[Claim | None] = htmt.distinct(view)[1:]
    if rows and not (same or unsure):
        return [DISTINCT(n=len(rows)) if len(rows) > 1 else TWO_DISTINCT(), *all_told]
    told = [
        wording(pairs=some([htmt.PAIR(r=row) for row in found], htmt.OTHER_PAIRS))
        for wording, found in ((SAME, same), (UNSURE, unsure))
        if found
    ]
    return [*told, *all_told]


def shared(view: View) -> Claims:
    """Dimensions whose items agree, though they share less than is customary: of others that is a reservation."""
    clear = {row.subject for row in alpha.clear(view)}
    rows = [row for row in variance.poor(view) if row.subject in clear]
    return [SHARE_LITTLE(rows=rows, minimum=variance.MINIMUM)] if rows else []


def careless_signs(view: View) -> Claim | None:
    """How many signs of careless answering point at more answers than careful ones would bring."""
    return SIGNS(told=careless.title(view)) if known(view, FLAGGED_BY_CHANCE) else None


def compared(view: View) -> Claims:
    """Whether this wave may be compared with the one before, and groups with one another."""
    names = list(view.study.constructs)
    good, bad = (verdicts.of(view, verdict, names) for verdict in (verdicts.GOOD, verdicts.BAD))
    if view.previous is None or bad or not good:
        return [waves.waves(view), waves.consequence(view)]
    what = NAMED(names=verdicts.labels(good)) if len(good) == 1 else EVERY
    by = [Label(name) for name in compared_groups(view) if _alike(view, name)]
    single = [Label(name) for name in view.study.outcomes]
    slots = {"single": SINGLE(names=single) if single else None, "groups": NOR(by=by) if by else None}
    return [ALIKE(what=what, since=view.previous, **slots)]


def _alike(view: View, by: str) -> bool:
    """Whether groups were tested and no dimension was found to differ between them."""
    names = list(view.study.constructs)
    return bool(verdicts.of(view, verdicts.GOOD, names, by)) and not verdicts.of(view, verdicts.BAD, names, by)
