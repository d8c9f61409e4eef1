"""Tables of a pilot: decisions, the figures behind them, alpha before and after, answers needed, what changes."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Any

from csat_lib.findings import Finding
from csat_lib.report.blocks import Column, Table
from csat_lib.report.prose import en, piloted, zh
from csat_lib.report.prose.captions import source_of
from csat_lib.report.references import resolve
from csat_lib.report.tables import fields
from csat_lib.report.tables.declared import Declaration, Rows
from csat_lib.report.tables.fields import Field
from csat_lib.report.view import View
from csat_lib.report.words import set_text

_LANGUAGES: dict[str, ModuleType] = {"en": en, "zh": zh}
Pick = Callable[[Finding], Finding | None]


def _words(view: View) -> Any:
    return _LANGUAGES[view.language].pilot


def _of(view: View, measure: str) -> Pick:
    return lambda row: view.figure("pilot", measure, row.subject)


def _rows(measure: str) -> Callable[[View], Rows]:
    return lambda view: piloted.item_rows(view, measure)


def _sections(view: View, rows: Rows) -> tuple[tuple[int, str], ...]:
    """A line with the dimension's name above its first item."""
    owner = {item: name for name, construct in view.study.constructs.items() for item in construct.items}
    first: dict[str, int] = {}
    for place, row in enumerate(rows):
        first.setdefault(owner.get(row.subject, ""), place)
    return tuple((place, view.label(name)) for name, place in first.items() if name)


def _decision_fields(view: View, rows: Rows) -> tuple[Field, ...]:
    del rows
    found = {one.item: one for one in piloted.judged(view)}
    machine = fields.text(view, "screening", lambda row: _words(view).DECISIONS[found[row.subject].machine])
    decision = fields.text(view, "decision", lambda row: _decided(view, found[row.subject]))
    rest = fields.value(view, "ratio", "item_rest")
    why = fields.text(view, "why", lambda row: _why(view, found[row.subject]))
    return (fields.subject(view, "item"), machine, decision, rest, why)


def _judged_rows(view: View) -> Rows:
    known = {one.item for one in piloted.judged(view)}
    return [row for row in piloted.item_rows(view, "item_rest") if row.subject in known]


def _decided(view: View, one: piloted.Judged) -> str:
    words = _words(view)
    return str(words.BY_ANALYST.format(words.DECISIONS[one.final]) if one.overruled else words.DECISIONS[one.final])


def _why(view: View, one: piloted.Judged) -> str:
    return set_text(
        ("；" if view.language == "zh" else "; ").join(_words(view).SHORT[code] for code in one.reasons), view.language
    )


def _within_fields(view: View, rows: Rows) -> tuple[Field, ...]:
    del rows
    df = Field(Column(fields.head(view, "p"), kind="p"), lambda row: row.p)
    rest = _of(view, "item_rest")
    shown = [
        fields.value(view, "ratio", "critical_ratio"),
        df,
        fields.value(view, "ratio", "critical_ratio_welch", _of(view, "critical_ratio_welch")),
        fields.value(view, "ratio", "item_rest", rest),
        fields.interval(view, "ratio", rest),
        fields.value(view, "ratio", "alpha_if_dropped", _of(view, "alpha_if_dropped")),
        fields.value(view, "ratio", "loading", _of(view, "loading")),
        fields.value(view, "ratio", "communality", _of(view, "communality")),
    ]
    return (fields.subject(view, "item"), *shown)


def _place_fields(view: View, rows: Rows) -> tuple[Field, ...]:
    del rows

    def toward(measure: str) -> Field:
        def named(row: Finding) -> str:
            found = view.figure("pilot", measure, row.subject)
            return view.label(found.other) if found is not None and found.value is not None else ""

        return fields.text(view, "toward", named)

    return (
        fields.subject(view, "item"),
        fields.value(view, "ratio", "item_rest", _of(view, "item_rest")),
        fields.value(view, "ratio", "other_r"),
        toward("other_r"),
        fields.value(view, "ratio", "own_loading", _of(view, "own_loading")),
        fields.value(view, "ratio", "cross_loading", _of(view, "cross_loading")),
        toward("cross_loading"),
    )


def _answer_fields(view: View, rows: Rows) -> tuple[Field, ...]:
    measures = {"mean": "scale", "sd": "scale", "skewness": "ratio", "floor": "share", "ceiling": "share"}
    shown = [fields.value(view, unit, name, _of(view, name)) for name, unit in measures.items()]
    missing = fields.value(view, "share", "missing_share", _of(view, "missing_share"))
    return (fields.subject(view, "item"), *shown, missing, *fields.bases(view, rows))


def _alpha_fields(view: View, rows: Rows) -> tuple[Field, ...]:
    before = _of(view, "alpha")
    left = dict.fromkeys(view.study.constructs, 0)
    for one in piloted.judged(view):
        left[one.construct] += one.sound
    items = Field(Column(fields.head(view, "items_left"), kind="number"), lambda row: left.get(row.subject))
    return (
        fields.subject(view),
        fields.value(view, "ratio", "alpha_before", before),
        items,
        fields.value(view, "ratio", "alpha_after"),
        fields.interval(view, "ratio"),
        *fields.bases(view, rows),
    )


def _size_fields(view: View, rows: Rows) -> tuple[Field, ...]:
    del rows

    def at(path: str) -> Pick:
        return lambda row: view.figure("pilot", "sample_size", "alpha", other=row.other, path=path)

    def width(row: Finding) -> Finding | None:
        return view.figure("pilot", "expected_width", "alpha", other=row.other)

    return (
        fields.text(view, "dimension", lambda row: view.label(row.other)),
        fields.value(view, "respondents", "needed", at("pilot")),
        fields.value(view, "respondents", "cautious", at("cautious")),
        fields.value(view, "ratio", "expected_width", width),
    )


def _trial_fields(view: View, rows: Rows) -> tuple[Field, ...]:
    del rows

    def sound(row: Finding) -> Finding | None:
        return view.figure("pilot", "sound", "model", path=row.path)

    size = Field(Column(fields.head(view, "size"), kind="number"), lambda row: int(row.path))
    return (size, fields.value(view, "ratio", "expected_width"), fields.value(view, "share", "sound", sound))


def _title(name: str) -> Callable[[View], str]:
    return lambda view: set_text(_words(view).TABLES[name](view), view.language)


def changes_table(view: View) -> Table | None:
    """What the revised study file changes, place by place; None when nothing."""
    rows = [
        (view.label(text.subject), text.other, _words(view).CHANGES[text.text])
        for text in view.words("pilot", "change")
    ]
    if not rows:
        return None
    columns = tuple(Column(fields.head(view, name)) for name in ("item", "place_in_file", "what_changed"))
    return Table("tbl-pilot-changes", _title("changes")(view), columns, tuple(rows), source=source_of(view))


def thresholds_table(view: View) -> Table:
    """Each sign with its threshold and the work that it comes from."""
    method = _LANGUAGES[view.language].pilot_method
    rows = tuple(
        (set_text(text, view.language), resolve(source, view.language).strip(" ()（）"))
        for text, source in method.THRESHOLDS.values()
    )
    columns = tuple(Column(fields.head(view, name)) for name in ("threshold", "source"))
    return Table("tbl-pilot-thresholds", set_text(method.THRESHOLDS_TITLE, view.language), columns, rows)


def _sized(view: View) -> Rows:
    return piloted.alpha_sizes(view, "pilot")


ITEM = ("pilot", "item_rest")
WITHIN = Declaration(
    "pilot_within",
    _rows("critical_ratio"),
    _within_fields,
    _title("within"),
    (ITEM, ("pilot", "critical_ratio")),
    sections=_sections,
)
DECISIONS = Declaration(
    "pilot_decisions", _judged_rows, _decision_fields, _title("decisions"), (ITEM,), sections=_sections
)
PLACES = Declaration(
    "pilot_places", _rows("other_r"), _place_fields, _title("places"), (("pilot", "other_r"),), sections=_sections
)
ANSWERS = Declaration(
    "pilot_answers", _rows("mean"), _answer_fields, _title("answers"), (("pilot", "mean"),), sections=_sections
)
ALPHAS = Declaration("pilot_alphas", piloted.alphas, _alpha_fields, _title("alphas"), (("pilot", "alpha_revised"),))
TRIALS = Declaration("pilot_trials", piloted.trials, _trial_fields, _title("trials"), (("pilot", "sound"),))
SIZES = Declaration("pilot_sizes", _sized, _size_fields, _title("sizes"), (("pilot", "sample_size"),))
DECLARED = (WITHIN, PLACES, ANSWERS, DECISIONS, ALPHAS, TRIALS, SIZES)
