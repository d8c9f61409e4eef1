"""What a reader must not conclude: always, and from the chapters that this study has or leaves out."""

from collections.abc import Sequence

from csat_lib.findings.catalogue.model import TOPIC as MODEL
from csat_lib.findings.measure import Words
from csat_lib.report.standing import measure_of
from csat_lib.report.topics.model.fit import missed
from csat_lib.report.view import View
from csat_lib.report.wording import Claim, Label, Wording

SILENT = Wording(
    zh="没有作答的人可能另有看法：置信区间只反映抽样误差，不反映这一点。",
    en="Those who did not answer may think otherwise: the intervals allow for sampling error only.",
)
INDEX = Wording(
    zh="指数 80 分不等于有 80% 的人满意；指数的“分”与“百分点”也不是一回事。",
    en="An index of 80 does not mean that 80% are satisfied, and index points are not percentage points.",
)
OF_CHAPTERS = {
    "drivers": Wording(
        zh="重要性是相关，不是因果；某项措施是否有效，要由下一期来检验。",
        en="Importance is an association, not a cause: whether a measure works, the next wave will show.",
    ),
    "structure": Wording(
        zh="路径模型的箭头是研究设定的：另一组箭头可能同样符合这些回答。",
        en="The arrows of the path model are the study's own: other arrows may suit these answers just as well.",
    ),
    "segments": Wording(
        zh="名次不等于差距，排名相邻的往往分不出高下。各组服务的对象也可能不同，本报告没有为此作调整。",
        en="A rank is not a difference, and groups may differ in whom they serve: nothing is adjusted for that.",
    ),
    "trends": Wording(
        zh="“没有明显变化”不等于证明没有变化，只说明现有答卷还看不出来。",
        en="“No clear change” is not proof of no change: it means that these responses cannot tell.",
    ),
}
OF_STRUCTURE = Wording(
    zh="因子分析是探索性的，只描述本期的回答，不能证明问卷结构适用于其他样本{fitting}。",
    en="The factor analysis is exploratory: it describes these answers, and confirms the questionnaire for no "
    "others{fitting}.",
)
FITTING = Words("；模型拟合良好，也不等于它是唯一成立的模型", "; nor is a model that fits the only one that would")
AS_ANSWERED = Wording(
    zh="总体数字中各{by.one}的占比是各自答卷的占比，没有按顾客人数加权：答卷多的{by.one}影响大。",
    en="In figures of everybody each {by.one} counts by its responses, not by how many customers it served.",
)
ALL_WAVES = Wording(
    zh="只检验了 {since}与本期是否可比，更早各期没有检验；各期指数都用本期的指数权重重算。",
    en="Only {since} and this wave were tested for comparability, no earlier ones; all are scored with this wave's "
    "index weights.",
)
WAYS_ASKED = Wording(
    zh="作答方式可能影响回答（如当着工作人员在设备上作答），本报告没有为此作调整。",
    en="How people answered (on a device in front of staff, say) may colour their answers: nothing is adjusted for it.",
)
SEASON = Wording(
    zh="两期之间的变化可能出于季节；没有往年同期的数据，两者无法区分。",
    en="A change may be seasonal: without the same period of an earlier year nobody can tell.",
)
UNEXAMINED = Wording(
    zh="本研究没有考察{what}；本报告没有写到，不等于这些方面没有问题。",
    en="This study does not look at {what:or}; the report's silence on them says nothing, good or bad.",
)
EXAMINED = {
    "quality": Words("答卷的剔除情况", "which responses were left out"),
    "reliability": Words("题项的内部一致性", "whether the questions of a dimension agree"),
    "factors": Words("题项的因子结构", "whether the questions group as intended"),
    "weights": Words("样本的代表性", "whom the respondents speak for"),
    "scores": Words("得分", "the scores themselves"),
    "drivers": Words("与满意度相关的方面", "what goes with satisfaction"),
    "segments": Words("群体差别", "differences between groups"),
    "trends": Words("各期变化", "changes between waves"),
    "voice": Words("开放式回答", "open answers"),
}
"""What each chapter of a study looks at; that on the other questions is no examination."""
CHECKS = ("quality", "reliability", "factors")
"""Those without which nothing can be said of trust: a study that leaves one out has that for a reservation."""


def limits(view: View) -> list[Claim]:
    """The limits that apply, one statement each; the last names what the study does not look at."""
    named = view.study.chapters
    told = [SILENT, *((INDEX,) if view.study.index else ())]
    told += [wording for chapter, wording in OF_CHAPTERS.items() if chapter in named]
    told += [SEASON] if "trends" in named and view.earlier and not _a_year_ago(view) else []
    told += [WAYS_ASKED] if view.study.fields.source else []
    unit, unseen = view.study.unit or "", unexamined(view, [name for name in EXAMINED if name not in CHECKS])
    is_drawn = unit not in view.study.margins and view.rows(measure_of(view.study, view.study.root), segment_by=unit)
    more = [AS_ANSWERED(by=Label(unit))] if is_drawn and "segments" in named else []
    more += [ALL_WAVES(since=view.previous)] if "trends" in named and view.study.constructs and view.earlier[1:] else []
    return [*(wording() for wording in told), *more, *([UNEXAMINED(what=unseen)] if unseen else [])]


def of_structure(view: View) -> Claim:
    """What the examination of the questionnaire's structure does not show."""
    return OF_STRUCTURE(fitting=FITTING if view.has(MODEL.name) and not missed(view) else None)


def unexamined(view: View, chapters: Sequence[str]) -> list[Words]:
    """What the study does not look at of these chapters, though it asks what they are about."""
    study = view.study
    about: dict[str, object] = {"segments": study.segments, "scores": study.root, "trends": study.root}
    about |= dict.fromkeys(("reliability", "factors", "drivers"), study.constructs)
    return [EXAMINED[name] for name in chapters if name not in study.chapters and about.get(name, True)]


def _a_year_ago(view: View) -> bool:
    """Whether an earlier wave lies a year or more before this one."""
    year_ago = view.period.first.replace(year=view.period.first.year - 1, day=1)
    return any(period.first.replace(day=1) <= year_ago for period in view.earlier)
