"""What may be compared, and why not: the verdicts as picked, the words for their reasons, their table."""

from collections.abc import Sequence

from csat_lib.findings import ALL, Text
from csat_lib.findings.catalogue import REASONS
from csat_lib.findings.catalogue.comparability import TOPIC
from csat_lib.report.blocks import Column, Table
from csat_lib.report.declared import View, columns
from csat_lib.report.notes import source_of
from csat_lib.report.slots import tell
from csat_lib.report.topics.comparability.scope import compared_groups, scope
from csat_lib.report.wording import Claim, Label, Slot, Wording, Words

MODEL = "model"
GOOD, BAD, PARTLY, UNTESTED = "comparable", "not_comparable", "partly_comparable", "not_tested"
VERDICTS = {
    GOOD: Words("未发现差异", "No difference found"),
    BAD: Words("不可比", "Not comparable"),
    PARTLY: Words("部分不可比", "Not comparable in part"),
    UNTESTED: Words("未检验", "Not tested"),
}
STEPS = {
    "configural": Words("结构相同", "same structure"),
    "threshold": Words("阈值相等", "equal thresholds"),
    "metric": Words("载荷相等", "equal loadings"),
    "scalar": Words("截距相等", "equal intercepts"),
}
"""What is held equal, in the order of the steps; a verdict against comparing names the step that it fell at."""
AGAINST = Wording(zh="与 {wave}相比", en="Against {wave}")
BETWEEN = Wording(zh="各组之间：{scope}", en="Between groups: {scope}")
BECAUSE = Wording(zh="{verdict}：{why}", en="{verdict}: {why}")
FIT_LOST = Wording(
    zh="令所比较的各期、各组相等时 CFI 的损失", en="Fit lost when the waves or groups compared are held equal"
)
NONE_FOUND = Wording(zh="没有发现超出界限的差异{groups}", en="No difference found beyond the limit{groups}")
OF_GROUPS = Wording(zh="；各组之间：{groups:,}", en="; between groups: {groups:,}")
FOUND = Wording(zh="不可比的有{told:;}", en="Not comparable: {told:;}")
OF_WAVES = Wording(zh="{names.quoted}（与 {since}相比）", en="{names.label} (since {since})")
OF_LEVELS = Wording(zh="{names.quoted}（{scope}）", en="{names.label} ({scope})")
GROUPS = Wording(zh="{scope}", en="{scope}")


def recorded(view: View) -> tuple[Text, ...]:
    """Every verdict of this wave."""
    return view.words(TOPIC.name, "verdict")


def of(view: View, verdict: str, among: Sequence[str], segment_by: str = ALL) -> list[Text]:
    """The verdicts of that kind on the subjects named, in their order: against the wave before, or between groups."""
    where = {"segment": view.previous.text} if segment_by == ALL and view.previous else {}
    rows = view.words(TOPIC.name, "verdict", segment_by=segment_by, text=verdict, **where)
    found = {row.subject: row for row in rows}
    return [found[name] for name in among if name in found]


def labels(rows: Sequence[Text]) -> list[Label]:
    """The names of what the verdicts are about."""
    return [Label(row.subject) for row in rows]


def broken(view: View) -> list[Label]:
    """Nodes, constructs and outcomes whose figures do not compare with the wave before."""
    return labels(of(view, BAD, (*view.study.index, *view.study.constructs, *view.study.outcomes)))


def title(view: View) -> Claim:
    """What does not compare, and of how many groups."""
    names = (*view.study.constructs, MODEL)
    scopes = [scope(view, by) for by in compared_groups(view)]
    told: list[Slot] = []
    if (bad := of(view, BAD, names)) and view.previous:
        told.append(OF_WAVES(names=labels(bad), since=view.previous))
    for one in scopes:
        told += [OF_LEVELS(names=labels(bad), scope=one.within)] if (bad := of(view, BAD, names, one.by)) else []
    if told:
        return FOUND(told=told)
    if not of(view, GOOD, names) and not scopes:
        return FIT_LOST()
    groups = OF_GROUPS(groups=[GROUPS(scope=one.within) for one in scopes]) if scopes else None
    return NONE_FOUND(groups=groups)


def table(view: View, texts: Sequence[Text]) -> Table:
    """What compares, what does not, and why: a row a subject, a column a comparison."""
    now = [text for text in texts if _is_now(view, text)]
    places = sorted(dict.fromkeys((text.segment_by, text.segment) for text in now), key=lambda place: place[0] != ALL)
    told = {(text.subject, text.segment_by, text.segment): _verdict(view, text) for text in now}
    heads = (columns.SUBJECT[view.language], *(tell(view, compared(view, *place)) for place in places))
    rows = tuple((view.label(name), *(told.get((name, *place)) for place in places)) for name in _subjects(view, now))
    shown = tuple(Column(head) for head in heads)
    return Table("tbl-verdicts", tell(view, title(view)), shown, rows, source=source_of(view))


def compared(view: View, by: str, against: str) -> Claim:
    """What is compared: a wave with the one before it, or the groups of a question."""
    if by != ALL:
        return BETWEEN(scope=scope(view, by).claim)
    known = {period.text: period for period in (*view.earlier, view.period)}
    return AGAINST(wave=known.get(against) or Label(against))


def _subjects(view: View, texts: Sequence[Text]) -> list[str]:
    order = [*view.study.index, *view.study.constructs, MODEL, *view.study.outcomes]
    found = dict.fromkeys(text.subject for text in texts)
    return sorted(found, key=lambda name: order.index(name) if name in order else len(order))


def _is_now(view: View, text: Text) -> bool:
    """Whether the verdict is about this wave: against the wave before it, or between groups."""
    return text.segment_by != ALL or view.previous is None or text.segment == view.previous.text


def _verdict(view: View, text: Text) -> str:
    """Comparable; Not tested: a single item."""
    verdict = VERDICTS[text.text]
    if text.text == GOOD or not text.other:
        return verdict[view.language]
    return tell(view, BECAUSE(verdict=verdict, why=STEPS.get(text.other) or REASONS[text.other].short))
