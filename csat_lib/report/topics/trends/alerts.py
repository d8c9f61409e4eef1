"""Which of the alerts that the study sets fire in this wave, and the table of all of them."""

from dataclasses import replace

from csat_lib.findings.catalogue.alerts import FIRES, LEVEL, LEVEL_NPS, SHIFT, SMOOTHED, SMOOTHED_NPS
from csat_lib.findings.measure import Measure
from csat_lib.report.blocks import Cell, Column
from csat_lib.report.cells import cell_of, column_of
from csat_lib.report.declared import Field, Finding, Rows, TableSpec, View, columns
from csat_lib.report.slots import tell
from csat_lib.report.view import ANY
from csat_lib.report.wording import Claim, Limit, Wording, Words

_SHOWN: tuple[Measure, ...] = (LEVEL, LEVEL_NPS, SMOOTHED, SMOOTHED_NPS)
_FIRE = Wording(
    zh="研究设定的 {n} 项预警中，本期触发 {k} 项：{told:;}。",
    en="Of the {n:alert} that the study sets, {k:word} {k|fires|fire} this wave: {told:;}.",
)
_QUIET = Wording(
    zh="研究设定的 {n} 项预警，本期都没有触发。", en="Of the {n:alert} that the study sets, none fires this wave."
)
_SHORT = Wording(
    zh="{rows.quoted}的预警还无法判断：可比的期次太少。",
    en="Too few waves compare to judge the alert on {rows.label} yet.",
)
_NOW = Wording(zh="“{row.label}”（{row}）{side} {limit}", en="{row.label} ({row}) is {side} {limit}")
_EACH = Wording(
    zh="“{row.label}”近 {n} 期每期都{side} {limit}（最接近的一期为 {row}）",
    en="{row.label} was {side} {limit} in each of the last {n:wave} ({row} in the nearest of them)",
)
_MEAN = Wording(
    zh="“{row.label}”近 {n} 期平均为 {row}，{side} {limit}",
    en="{row.label} averages {row} over the last {n:wave}, {side} {limit}",
)
_SLIDE = Wording(
    zh="“{row.label}”自{fires.before}起越出 EWMA 界限（平滑值 {row}，界限 {row.ends}），变化看来始于{shift.before}，"
    "自那时起平均比最初 {n} 期{side} {shift:size} 分",
    en="{row.label} has lain outside its EWMA limits since {fires.before} (smoothed {row}, limits {row.ends}), which "
    "seems to have begun in {shift.before}, since when it averages {shift:size} points {side} the first {n:wave}",
)
_BY_EWMA = Wording(zh="EWMA，以最初 {n} 期为基准", en="EWMA after the first {n:wave}")
_BY_EACH = Wording(zh="近 {n} 期每期都{side} {limit}", en="{side} {limit} in each of the last {n:wave}")
_BY_NOW = Wording(zh="本期{side} {limit}", en="{side} {limit}")
_BY_MEAN = Wording(zh="近 {n} 期平均{side} {limit}", en="mean of the last {n:wave} {side} {limit}")
_TITLE_FIRE = Wording(zh="{n} 项预警中本期触发 {k} 项", en="{k:word} of {n:alert} {k|fires|fire} this wave")
_TITLE_QUIET = Wording(zh="{n} 项预警本期都没有触发", en="Of {n:alert}, none fires this wave")
_BELOW, _ABOVE = Words("低于", "below"), Words("高于", "above")
_LOWER, _HIGHER = Words("低", "below"), Words("高", "above")
_RULE, _VALUE = Words("预警", "Alert"), Words("所比的数值", "Figure held")
_LOW, _HIGH = Words("下界限", "Lower limit"), Words("上界限", "Upper limit")
_STATE, _YES, _NO = Words("是否触发", "Fires"), Words("是", "yes"), Words("否", "no")
_NOT_YET = Words("尚无法判断", "not yet known")
_KEY = Wording(
    zh="得分为 0–100 分，NPS 为分。界限按研究文件所定；与界限比较的是估计值本身，不计误差{ewma}",
    en="Scores are in 0–100, an NPS in points. Thresholds are the study's own; estimates are held against them as they "
    "are, without their errors{ewma}",
)
_BY_CHANCE = Words(
    "。EWMA 的界限：若没有变化，全年任何一期越界的机会为 5%",
    ". Limits of EWMA: if nothing changes, any wave of the year lies outside in 5% of years",
)


def _rows(view: View) -> Rows:
    """What each alert holds against its limits, in the order of the study."""
    found = [row for measure in _SHOWN for row in view.rows(measure, subject=ANY, other=ANY)]
    names = list(view.study.alerts)
    return sorted(found, key=lambda row: names.index(row.other))


def _fires(view: View, row: Finding) -> Finding | None:
    return view.row(FIRES, row.subject, other=row.other, against=ANY)


def claims(view: View) -> list[Claim | None]:
    """Which alerts fire, else that none does; which cannot be judged yet."""
    rows = _rows(view)
    if not rows:
        return []
    told = [_told(view, row, fires) for row in rows if (fires := _fires(view, row))]
    short = [row for row in rows if row.value is None]
    first = (
        _FIRE(n=len(rows), k=len(told), told=told) if told else _QUIET(n=len(rows)) if len(short) < len(rows) else None
    )
    return [first, _SHORT(rows=short) if short else None]


def _told(view: View, row: Finding, fires: Finding) -> Claim:
    alert = view.study.alerts[row.other]
    shift = view.row(SHIFT, row.subject, other=row.other, against=ANY)
    if shift is not None:
        side = _LOWER if (shift.value or 0.0) < 0 else _HIGHER
        return _SLIDE(row=row, fires=fires, shift=shift, n=alert.base or 12, side=side)
    side, limit, waves = _side(view, row), _limit(view, row), alert.waves or 1
    if waves == 1:
        return _NOW(row=row, side=side, limit=limit)
    return (_MEAN if alert.by_mean else _EACH)(row=row, side=side, limit=limit, n=waves)


def _side(view: View, row: Finding) -> Words:
    return _BELOW if view.study.alerts[row.other].below is not None else _ABOVE


def _limit(view: View, row: Finding) -> Limit:
    alert = view.study.alerts[row.other]
    return Limit(alert.below if alert.below is not None else alert.above or 0.0, row.unit)


def _rule(view: View, row: Finding) -> Claim:
    alert = view.study.alerts[row.other]
    if alert.rule:
        return _BY_EWMA(n=alert.base or 12)
    waves, side, limit = alert.waves or 1, _side(view, row), _limit(view, row)
    if waves == 1:
        return _BY_NOW(side=side, limit=limit)
    return (_BY_MEAN if alert.by_mean else _BY_EACH)(n=waves, side=side, limit=limit)


def _column(view: View, head: Words) -> Column:
    """Of scores and an NPS, whose units the note tells."""
    return replace(column_of(view, LEVEL.unit, head), unit="")


def _fields(view: View, rows: Rows) -> tuple[Field, ...]:
    def end(part: str, head: Words) -> Field:
        return Field(_column(view, head), lambda row: Cell(getattr(row, part), of=row.id, part=part))

    return (
        columns.subject(view),
        columns.text(view, _RULE, lambda row: tell(view, _rule(view, row))),
        Field(_column(view, _VALUE), lambda row: cell_of(view, row)),
        *(
            end(part, head)
            for part, head in (("low", _LOW), ("high", _HIGH))
            if any(row.low is not None for row in rows)
        ),
        columns.text(view, _STATE, lambda row: _state(view, row)[view.language]),
    )


def _state(view: View, row: Finding) -> Words:
    if row.value is None:
        return _NOT_YET
    return _YES if _fires(view, row) else _NO


def _key(view: View) -> Claim:
    return _KEY(ewma=_BY_CHANCE if any(alert.rule for alert in view.study.alerts.values()) else None)


def _title(view: View) -> Claim:
    rows = _rows(view)
    told = [row for row in rows if _fires(view, row)]
    return _TITLE_FIRE(n=len(rows), k=len(told)) if told else _TITLE_QUIET(n=len(rows))


TABLE = TableSpec("alerts", _SHOWN, _rows, _fields, _title, key=_key)
