"""Signs of careless answering: at how many answers they point, beside what careful ones would show."""

from collections.abc import Callable

from csat_lib.findings.catalogue.quality import FLAGGED, FLAGGED_BY_CHANCE, STRAIGHT_LINED
from csat_lib.report.clear import most
from csat_lib.report.declared import Field, Finding, Rows, TableSpec, View, columns, known, of_one
from csat_lib.report.methods import told
from csat_lib.report.topics.quality.rules import rule
from csat_lib.report.wording import Claim, Derived, Wording, Words

WATCHED = "watched only"

MORE_THAN_CAREFUL = Wording(
    zh="全部回收答卷（含后来剔除的）中，以下 {n} 种迹象标记的答卷多于认真作答时的预期：{signs:list}；被标记并不等于作答"
    "不认真。",
    en="Of all responses received, those left out later included, more than careful answering would bring are flagged "
    "by {n:sign}: {signs}; a flag is no proof.",
)
SIGN = Wording(
    zh="“{sign}”（{row.n} 份中 {row} 份，预期{expected}）", en="“{sign}” ({row} of {row.n}, {expected} expected)"
)
ABOUT = Wording(zh="约 {number} 份", en="about {number}")
FEW = Wording(zh="不到 1 份", en="fewer than one")
TITLE_NONE = Wording(zh="没有答卷显出作答不认真的迹象", en="No response shows a sign of carelessness")
TITLE_MOST = Wording(
    zh="“{sign}”标记的答卷最多：{row.n} 份中的 {row} 份", en="“{sign}” would flag most: {row} of {row.n}"
)
TITLE_BEYOND = Wording(
    zh="{n} 种迹象中，有 {clear} 种标记的答卷多于认真作答时的预期",
    en="{clear:word} of {n:sign} flag more responses than careful answering would bring",
)
TITLE_AS_CAREFUL = Wording(
    zh="没有哪种迹象标记的答卷多于认真作答时的预期",
    en="No sign flags more responses than careful answering would bring",
)
TITLE_VARIED = Wording(zh="没有维度被通篇同一答案作答", en="No dimension was answered alike throughout")
TITLE_ALIKE = Wording(
    zh="{row.quoted}各题答案完全相同的最多（{row}）", en="{row.label} is most often answered alike throughout ({row})"
)
SIGNS = columns.worded(columns.SIGN, lambda view, row: rule(row.subject)[view.language])
LINE, USE = Words("界限", "Line"), Words("用途", "Use")


def careless(view: View) -> Claim | None:
    """The signs of carelessness that more answers show than careful answering would bring."""
    found = flagged_beyond(view)
    signs = [SIGN(sign=rule(row.subject), row=row, expected=expected(chance)) for row, chance in found]
    return MORE_THAN_CAREFUL(n=len(signs), signs=signs) if signs else None


def flagged_beyond(view: View) -> list[tuple[Finding, Finding]]:
    """Signs at clearly more answers than careful answers would show: (flagged, by chance), most beyond it first.

    Clearly: beyond chance by the test recorded with what is expected.
    """
    level = 1 - view.study.confidence
    clear = {row.subject: row for row in known(view, FLAGGED_BY_CHANCE) if row.p is not None and row.p < level}
    found = [(row, clear[row.subject]) for row in known(view, FLAGGED) if row.subject in clear]
    return sorted(found, key=lambda pair: _of_careful(pair[1]).value - (pair[0].value or 0.0))


def expected(by_chance: Finding) -> Claim:
    """How many of the answers looked at would be flagged if all were careful: about 12, fewer than one."""
    number = _of_careful(by_chance)
    return ABOUT(number=number) if number.value >= 1 else FEW()


def _of_careful(by_chance: Finding) -> Derived:
    return Derived("heads", by_chance)


def title(view: View) -> Claim:
    """How many signs point at more answers than careful ones would bring; without these, which points at most."""
    signs, clear = known(view, FLAGGED), flagged_beyond(view)
    if known(view, FLAGGED_BY_CHANCE):
        return TITLE_BEYOND(n=len(signs), clear=len(clear)) if clear else TITLE_AS_CAREFUL()
    row = most(signs)
    return TITLE_MOST(sign=rule(row.subject), row=row) if row else TITLE_NONE()


def _lines(view: View, _: Rows) -> tuple[Field, ...]:
    """The line that flags, and whether the study leaves out by it."""

    def part(at: int) -> Callable[[Finding], str]:
        return lambda row: told([row.method], view.language, row.method.keys[at : at + 1])

    return columns.text(view, LINE, part(0)), columns.text(view, USE, part(1))


TABLE = TableSpec(
    "flagged",
    (FLAGGED,),
    lambda view: known(view, FLAGGED),
    columns.row(
        SIGNS, columns.numbered(FLAGGED.words, "value"), columns.share_of_base, columns.fine(FLAGGED_BY_CHANCE), _lines
    ),
    title,
)
LINES = TableSpec(
    "straight_lined",
    (STRAIGHT_LINED,),
    lambda view: known(view, STRAIGHT_LINED),
    columns.row(columns.DIMENSION, columns.fine(STRAIGHT_LINED), columns.bases),
    lambda view: of_one(most(view.rows(STRAIGHT_LINED)), TITLE_ALIKE, TITLE_VARIED),
)
