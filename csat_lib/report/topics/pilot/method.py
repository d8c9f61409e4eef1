"""How a pilot is screened: its rules, the limits of its signs with their sources, and what must not be concluded."""

import math

from csat_lib import conventions as limit
from csat_lib.findings.told import Told, wording
from csat_lib.report.blocks import Column, Table
from csat_lib.report.declared import View
from csat_lib.report.references import resolve
from csat_lib.report.slots import tell
from csat_lib.report.wording import Claim, Limit, Slot, Wording, Words, percent

LEAD = Wording(
    zh="每项结论都依据写明的界限得出，凭此处列出的文件与版本可以重新计算。",
    en="Every decision follows from named thresholds, and can be computed again from the files and versions "
    "named here.",
)
_POOR, _LOW = Limit(limit.POOR_ITEM_REST), Limit(limit.ENOUGH_ITEM_REST)
_ANSWERS = Limit(limit.FEWEST_ANSWERS, "respondents")
RULES = (
    Wording(
        zh="**删除。**所有人回答相同，或者校正题总相关低于 {poor} 且其置信区间上限低于 {low}，即最好的情形也不理想。",
        en="**Drop.** An item is dropped when everybody gives it the same answer, or when its item-rest correlation is "
        "below {poor} and the interval of that correlation ends below {low}, so that even the best case is poor.",
    )(poor=_POOR, low=_LOW),
    Wording(
        zh="**机器从不删除的情形。**有效作答不足 {answers} 份；删除后该维度不足 {items} 题"
        "（先计入分析师的决定，再从最差的题项删起）；题项与所属维度方向相反，"
        "这多半是反向表述或计分方向有误。以上均列为待修改。",
        en="**Never dropped by the machine.** An item on fewer than {answers} responses; an item whose dimension would "
        "be left with fewer than {items:word} (the worst go first, after the analyst's own decisions); an item that "
        "runs against its dimension, which is more likely worded or keyed the other way. These are reviewed.",
    )(answers=_ANSWERS, items=limit.FEWEST_ITEMS),
    Wording(
        zh="**待修改。**出现下表中的其他任何一种情形。**保留。**没有出现任何一种情形。",
        en="**Review.** Any other sign of the table below. **Keep.** No sign.",
    )(),
    Wording(
        zh="**分析师的决定。**研究文件中写明的决定优先于机器的建议，两者并列展示。",
        en="**Overrule.** A decision that the study file states holds against the machine's and is shown beside it.",
    )(),
    Wording(
        zh="**加权。**试测要看的是题项在作答者中是否有效，而不是样本代表谁，因此无论研究是否加权，所有数字都不加权。",
        en="**Weights.** A pilot asks whether the items work among those who answered, not whom these speak for: every "
        "figure is unweighted, whatever the study's weights.",
    )(),
)


def _sign(zh: str, en: str, source: str, **slots: Slot) -> tuple[Claim, str]:
    return Wording(zh, en)(**slots), source


THRESHOLDS = {
    "item_rest_poor": _sign("校正题总相关低于 {poor}", "item-rest correlation below {poor}", "[@ebel1991]", poor=_POOR),
    "item_rest_low": _sign("校正题总相关低于 {low}", "item-rest correlation below {low}", "[@nunnally1994]", low=_LOW),
    "critical_ratio_low": _sign(
        "决断值低于 {t:.1}（合并方差或 Welch 检验）",
        "critical ratio below {t:.1}, by Student's or Welch's test",
        "[@kelley1939; @wu2010]",
        t=Limit(limit.ENOUGH_CRITICAL_RATIO),
    ),
    "alpha_rises": _sign(
        "删除该题后 α 升高超过 {rise}",
        "alpha higher by more than {rise} without it",
        "[@nunnally1994]",
        rise=Limit(limit.CLEAR_ALPHA_RISE),
    ),
    "loading_low": _sign(
        "共同度低于 {communality}，即载荷低于 {loading}",
        "communality below {communality}, a loading below {loading}",
        "[@comrey1992]",
        communality=Limit(limit.ENOUGH_COMMUNALITY),
        loading=Limit(math.sqrt(limit.ENOUGH_COMMUNALITY)),
    ),
    "loads_elsewhere": _sign(
        "交叉载荷大于 {cross} 且大于 {level} 水平临界相关的两倍，其平方的 {ratio:.1} 倍超过本维度载荷的平方",
        "cross-loading above {cross} and twice the critical correlation at {level}, {ratio:.1} times its square above "
        "the square of the own",
        "[@costello2005; @stevens2009; @hair2019]",
        cross=Limit(limit.CROSS_LOADING),
        level=percent(limit.CROSS_LOADING_LEVEL),
        ratio=Limit(limit.CROSS_LOADING_RATIO),
    ),
    "nearer_other": _sign(
        "与另一维度的相关比与本维度高出两个标准误",
        "correlation with another dimension greater by two standard errors than with its own",
        "[@ware1998]",
    ),
    "one_end": _sign(
        "超过 {share} 的人选择量表同一端",
        "more than {share} at one end of the scale",
        "[@streiner2015]",
        share=percent(limit.ONE_END),
    ),
    "skewed": _sign(
        "偏度绝对值大于 {skewness:.0}", "skewness beyond ±{skewness:.0}", "[@west1995]", skewness=Limit(limit.SKEWED)
    ),
    "missing_many": _sign(
        "应答者中漏答超过 {share}",
        "more than {share} of those asked left it blank",
        "[@hair2019]",
        share=percent(limit.MANY_MISSING),
    ),
    "negative": _sign(
        "校正题总相关低于 {turned}",
        "item-rest correlation below {turned}",
        "[@nunnally1994]",
        turned=Limit(-limit.POOR_ITEM_REST),
    ),
    "few_answers": _sign(
        "完整作答不足 {answers} 份", "fewer than {answers} complete responses", "[@johanson2010]", answers=_ANSWERS
    ),
}
"""Sign -> its limit, and the works that it comes from."""
TITLE = Wording(zh="不利于题项的情形：业界惯例，并非定律", en="Signs against an item, customs of the field and no laws")
THRESHOLD = Words("界限", "Threshold")
SOURCE = Words("出处", "Source")
LIMITS = (
    Wording(
        zh="试测检验的是问卷而不是受访者，其中任何数字都不是关于满意程度的结论。",
        en="A pilot tests the questionnaire, not the respondents: none of its figures is a result about satisfaction.",
    ),
    Wording(
        zh="通过检验不等于证明题项良好：样本这样少，只能看出明显的毛病，正式调查中还要再次检验。",
        en="An item that passes is not proven good: with so few responses, only plain faults are seen. The main study "
        "is to screen again.",
    ),
    Wording(
        zh="参加试测的人很少能代表总体，题项换一批人作答，表现可能不同。",
        en="Those who take part in a pilot are rarely the population. Items may work otherwise among others.",
    ),
    Wording(
        zh="数字读不懂题目。受访者的理解是否与原意一致，要靠访谈了解。",
        en="Figures do not read a question: whether an item is understood as meant, interviews with respondents have "
        "to show.",
    ),
    Wording(
        zh="删题之后的 α 偏高，因为挑选题项用的正是同一批答卷，正式调查中应会低一些。",
        en="The alpha of the sound items is flattered, since the same responses chose the items; expect it to be lower "
        "later.",
    ),
    Wording(
        zh="所需样本量假定回答服从正态分布、载荷与试测相同、样本不成群；要比较不同群体，还需要更多。",
        en="The responses needed assume normal answers, the pilot's loadings and no clusters; comparisons of groups "
        "need more.",
    ),
)
"""What must not be concluded."""


def limits(view: View) -> tuple[Told, ...]:
    """What must not be concluded from a pilot."""
    return tuple(tell(view, one()) for one in LIMITS)


def rules(view: View) -> tuple[Told, ...]:
    """How decisions are made."""
    return tuple(tell(view, rule) for rule in RULES)


def sources() -> list[str]:
    """What the limits come from, works as keys."""
    return [source for _, source in THRESHOLDS.values()]


def thresholds(view: View) -> Table:
    """Each sign with its limit and the works that it comes from."""
    told = [(tell(view, claim), resolve(source, view.language)) for claim, source in THRESHOLDS.values()]
    rows = tuple((limit, wording(works.strip(" ()（）"))) for limit, works in told)
    columns = tuple(Column(head[view.language]) for head in (THRESHOLD, SOURCE))
    return Table("tbl-pilot-thresholds", tell(view, TITLE()), columns, rows)
