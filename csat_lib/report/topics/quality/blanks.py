"""What was left blank: the items most often, how many items a respondent leaves: sentence, tables, chart."""

from csat_lib.charts import Chart, Look, numbers
from csat_lib.charts.bands import BandLabel, Setting, stack
from csat_lib.charts.marks import NOTE, VALUE, Axis, draw_axis
from csat_lib.charts.page import Box, Fill, paper
from csat_lib.charts.rows import Row, everybody, known_rows
from csat_lib.charts.scale import fitted_scale
from csat_lib.charts.words import reading, series, tell
from csat_lib.findings.catalogue.quality import MISSING_ITEMS, MISSING_SHARE
from csat_lib.report.clear import most
from csat_lib.report.declared import ChartSpec, Finding, Rows, TableSpec, View, columns, known, of_one
from csat_lib.report.wording import Claim, Derived, Limit, Wording, Words, percent

NO_BLANK = Wording(zh="没有漏答的题目。", en="No item was left blank.")
MOST_BLANK = Wording(
    zh="漏答最多的题目是{item.quoted}，被问到的人中有 {item:fine} 没有作答{rest}。",
    en="The item most often left blank is {item.quoted} ({item:fine} of those asked){rest}.",
)
REST = Wording(zh="；{whole:fine} 的答卷没有漏答任何题项", en="; {whole:fine} answered every item")
TITLE_NONE = Wording(zh="没有漏答的题目", en="No item was left blank")
TITLE_MOST = Wording(
    zh="漏答最多的是{item.quoted}（{item:fine}）", en="{item.quoted} is left blank most often ({item:fine})"
)
TITLE_WHOLE = Wording(
    zh="{row.n} 份有效答卷中，{whole:fine} 没有漏答", en="{whole:fine} of {row.base} answered every item"
)


def blanks(view: View) -> list[Finding]:
    """How many respondents left 0, 1, 2, ... items blank; nothing when nobody left any."""
    found = sorted(known(view, MISSING_ITEMS), key=lambda row: int(row.other))
    return found if any(row.value for row in found if int(row.other)) else []


def blank(view: View) -> Claim | None:
    """The item most often left blank, and how many answered all."""
    item, found = most(view.rows(MISSING_SHARE)), blanks(view)
    if item is None:
        return NO_BLANK() if known(view, MISSING_SHARE) else None
    return MOST_BLANK(item=item, rest=REST(whole=_whole(found)) if found else None)


def _whole(found: Rows) -> Derived | Limit:
    """The share of respondents who left no item blank."""
    return percent(0.0) if int(found[0].other) else Derived("of_base", found[0])


def most_often(view: View) -> Claim:
    """The item most often left blank, as a title."""
    return of_one(most(view.rows(MISSING_SHARE)), TITLE_MOST, TITLE_NONE)


def _title(view: View) -> Claim:
    """How many answered every item."""
    found = blanks(view)
    return TITLE_WHOLE(row=found[0], whole=_whole(found)) if found else TITLE_NONE()


ITEMS = TableSpec(
    "missing",
    (MISSING_SHARE,),
    lambda view: view.rows(MISSING_SHARE),
    columns.row(columns.ITEM, columns.fine(MISSING_SHARE), columns.bases),
    most_often,
)
TABLE = TableSpec(
    "blanks",
    (MISSING_ITEMS,),
    blanks,
    columns.row(columns.keyed(MISSING_ITEMS.words, lambda row: row.other), columns.answers, columns.share_of_base),
    _title,
)


AXIS = Words("未答比例（%）", "unanswered, % of respondents")
ALT = Words("漏答最多的是“{label}”（{value}）", "Most often left blank: {label} ({value})")
ALT_NONE = Words("没有题项漏答", "No item was left blank")
OTHERS = Words("其余 {n} 个题项各不超过 {value}", "{n} more items: at most {value} each")
OTHERS_NONE = Words("其余 {n} 个题项没有漏答", "{n} more items: none left blank")

_SETTING = Setting(pitch=5.4, share=0.6, lines=2)
_BAR = 3.2
_MOST = 12


def _draw(figures: Rows, look: Look) -> Chart | None:
    """Bars by item."""
    rows = sorted(known_rows(everybody(figures, look, MISSING_SHARE)), key=lambda row: -row.value)
    if not rows:
        return None
    shown = _shown(rows)
    with paper(look) as page:
        bands = stack(page, [BandLabel(look.label(row.subject)) for row in shown], 0.6, _SETTING)
        scale = fitted_scale([0, 0.04, rows[0].value], bands.gutter, page.width - 9)
        bottom = draw_axis(page, scale, bands, Axis(look.say(AXIS), numbers.share))
        for band, row in zip(bands.rows, shown, strict=True):
            bar = Box(scale.start, band.centre - _BAR / 2, scale.at(row.value) - scale.start, _BAR)
            page.box(bar, Fill(page.accent))
            page.text(scale.at(row.value) + 1.4, band.centre, numbers.share(row), VALUE)
        bands.draw(page)
        if len(shown) < len(rows):
            page.text(0, bottom + 2.2, _rest(look, rows[len(shown) :]), NOTE)
            bottom += 4.6
        return page.chart(bottom, _alt(look, rows))


def _shown(rows: list[Row]) -> list[Row]:
    """The items with a bar of their own: those that somebody left blank, a dozen at most; never none."""
    blank = [row for row in rows if row.value > 0]
    return (blank if len(blank) <= _MOST + 1 else blank[:_MOST]) or rows[:1]


def _rest(look: Look, rest: list[Row]) -> str:
    if rest[0].value == 0:
        return look.say(OTHERS_NONE, n=len(rest))
    return look.say(OTHERS, n=len(rest), value=numbers.share(rest[0]))


def _alt(look: Look, rows: list[Row]) -> str:
    if not rows[0].value:
        return tell(look, look.say(ALT_NONE))
    first = look.say(ALT, label=look.label(rows[0].subject), value=numbers.share(rows[0]))
    return tell(look, first, series(look, [reading(look, look.label(r.subject), r, numbers.share) for r in rows]))


CHART = ChartSpec("missing", (MISSING_SHARE,), _draw, lambda view, _shown: most_often(view))
