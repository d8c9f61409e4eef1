"""What titles claim of changes (which rose, which fell, how many did not), and the tables of changes."""

from collections.abc import Callable, Sequence

from csat_lib.findings.catalogue.trends import CHANGE
from csat_lib.report import detectable
from csat_lib.report.clear import clearly, direction
from csat_lib.report.declared import Field, Finding, Rows, TableSpec, View, columns, valued
from csat_lib.report.topics.found import changes
from csat_lib.report.topics.trends import control
from csat_lib.report.topics.trends.moves import NO_DIMENSION, name
from csat_lib.report.wording import Claim, Label, Limit, Slot, Wording

MOST_NAMED = 2
NOTHING = Wording(zh="尚无可供比较的变化", en="No change can be told yet")
MOVED = Wording(zh="与 {row.before}相比，{moved:,}{others}", en="{moved} from {row.before}{others}")
MOVED_ON = Wording(
    zh="{row.quoted}：与 {row.before}相比，{moved:,}{others}", en="{row.label}: {moved} from {row.before}{others}"
)
FELL = Wording(zh="{names}下降", en="{names} fell")
ROSE = Wording(zh="{names}上升", en="{names} rose")
FIGURES = Wording(zh="有 {n} 项", en="{n:figure}")
DIMENSIONS = Wording(zh="有 {n} 个", en="{n:dimension}")
GROUPS = Wording(zh="有 {n} 个", en="{n:group}")
OTHERS = Wording(zh="，其余 {n} 项没有明显变化", en="; no clear change in {n:other}")
ONE_UNMOVED = Wording(
    zh="与 {row.before}相比，{row.quoted}没有明显变化", en="{row.the} did not change clearly from {row.before}"
)
NONE_MOVED = Wording(
    zh="与 {row.before}相比，{n} 项数字都没有明显变化", en="None of {n:figure} changed clearly from {row.before}"
)
NO_GROUP = Wording(
    zh="与 {row.before}相比，各组的{row.quoted}都没有明显变化",
    en="On {row.the}, no group changed clearly from {row.before}",
)
GROUPS_MOVED = Wording(
    zh="按{by.label}看{row.quoted}，与 {row.before}相比，{n} 组中有 {apart} 组明显变化",
    en="On {row.the}, {apart:word} of {n:group} changed clearly from {row.before}, by {by.among}",
)
NO_GROUP_MOVED = Wording(
    zh="按{by.label}看{row.quoted}，与 {row.before}相比，{n} 组都没有明显变化",
    en="On {row.the}, none of {n:group} changed clearly from {row.before}, by {by.among}",
)
GROUPS_UNKNOWN = Wording(zh="按{by.label}看的变化", en="Changes by {by.among}")
WAVE_BY_WAVE = Wording(zh="{subject.label}历期走势", en="{subject.the}, wave by wave")
STEADY = Wording(zh="{row.label}本期在控制限之内", en="{row.the} lies within its control limits this wave")
SHORT = Wording(
    zh="近 {n} 期，{row.label}的估计值都低于 {target} 分的目标",
    en="{row.label}: measured below the target of {target} in all {n:wave}",
)
STRAYED = Wording(zh="{row.label}本期越出控制限", en="{row.the} lies outside its control limits this wave")
LAST_STEP = {
    "up": Wording(zh="与 {row.before}相比，{row.label}明显上升", en="{row.the} rose clearly from {row.before}"),
    "down": Wording(zh="与 {row.before}相比，{row.label}明显下降", en="{row.the} fell clearly from {row.before}"),
    "unclear": Wording(
        zh="与 {row.before}相比，{row.label}没有明显变化", en="{row.the} shows no clear change from {row.before}"
    ),
}


def _of_all(rows: Sequence[Finding]) -> Claim:
    """What changed of all that was compared, and how many did not."""
    known = valued(rows)
    if not known:
        return NOTHING()
    moved, rest = _moved(known, FIGURES), len(clearly(known, "unclear"))
    if moved:
        return MOVED(row=known[0], moved=moved, others=OTHERS(n=rest) if rest else None)
    return ONE_UNMOVED(row=known[0]) if len(known) == 1 else NONE_MOVED(row=known[0], n=len(known))


def of_drawn(view: View, segment_by: str, subject: str) -> Claim:
    """Which dimensions changed, or which groups of a question."""
    rows = changes.of_groups(view, segment_by, subject) if segment_by else changes.of_dimensions(view)
    known = valued(rows)
    if not known:
        return NOTHING()
    largest_first = [*clearly(known, "down"), *clearly(known, "up")]
    if moved := _moved(largest_first, GROUPS if segment_by else DIMENSIONS):
        return (MOVED_ON if segment_by else MOVED)(row=known[0], moved=moved, others=None)
    return (NO_GROUP if segment_by else NO_DIMENSION)(row=known[0])


def of_groups(view: View, segment_by: str) -> Claim:
    """How many groups changed."""
    known, by = valued(changes.of_groups(view, segment_by)), Label(segment_by)
    if not known:
        return GROUPS_UNKNOWN(by=by)
    apart = len(known) - len(clearly(known, "unclear"))
    if not apart:
        return NO_GROUP_MOVED(by=by, row=known[0], n=len(known))
    return GROUPS_MOVED(by=by, row=known[0], n=len(known), apart=apart)


def of_line(view: View, subject: str) -> Claim:
    """What is found in all its waves: a clear last step, a wave outside its control limits, or none."""
    line, change = control.waves_of(view, subject or view.study.root), changes.of(view, subject or view.study.root)
    way = "" if change is None or change.value is None else direction(change)
    limits = control.limits_of(view, line[-1]) if line else None
    if limits is None or way in {"up", "down"}:
        return LAST_STEP[way](row=change) if way else WAVE_BY_WAVE(subject=Label(subject or view.study.root))
    if control.outside(view, [line]):
        return STRAYED(row=line[-1])
    aim, n = view.study.aims(view.cell).get(line[-1].subject), len(valued(line))
    if aim is not None and all((row.value or 0.0) < aim for row in valued(line)):
        return SHORT(row=line[-1], target=Limit(aim, line[-1].kind.unit.name), n=n)
    return STEADY(row=line[-1])


def _moved(rows: Sequence[Finding], count: Wording) -> list[Slot]:
    """Falls, then rises: by name where they are few."""
    told: list[Slot] = []
    for wording, way in ((FELL, "down"), (ROSE, "up")):
        gone: list[Slot] = [name(row) for row in rows if direction(row) == way]
        names = [count(n=len(gone))] if len(gone) > MOST_NAMED else gone
        told += [wording(names=names)] if gone else []
    return told


def of_question(segment_by: str) -> TableSpec:
    """The change of the index in every group of a question."""
    return _table(
        "segment_changes", lambda view: changes.of_groups(view, segment_by), lambda view: of_groups(view, segment_by)
    )


def _table(name: str, rows: Callable[[View], Rows], title: Callable[[View], Claim]) -> TableSpec:
    change = columns.with_ends(CHANGE, signed=True)
    fields = columns.row(
        _subjects, changes.ends, change, lambda view, _: detectable.column(view), changes.bases_before, columns.bases
    )
    return TableSpec(name, (CHANGE,), rows, fields, title, differences=lambda _view, rows: rows)


def _rows(view: View) -> Rows:
    return changes.every(view) or changes.of_groups(view, view.study.unit or "")


def _subjects(view: View, rows: Rows) -> tuple[Field, ...]:
    of_group = changes.is_of_group(rows[0])
    return (columns.segment(view, rows[0].segment_by) if of_group else columns.subject(view, columns.SUBJECT),)


def _title(view: View) -> Claim:
    every = changes.every(view)
    return _of_all(every) if every else of_groups(view, view.study.unit or "")


def changed(view: View, rows: Rows) -> tuple[Field, ...]:
    """The change of what each row is about, for another topic's table; none when no row has one."""

    def own(row: Finding) -> Finding | None:
        return changes.of(view, row.subject)

    return columns.estimate(view, CHANGE, own, signed=True) if any(map(own, rows)) else ()


TABLE = _table("changes", _rows, _title)
