"""Which method stands behind which measure, topic by topic: what a topic's methods share is said once, above them."""

from csat_lib.findings import Method
from csat_lib.findings.catalogue import MEASURES, TOPICS
from csat_lib.findings.catalogue.explained import EXPLAINED
from csat_lib.findings.setting import COLON, COMMA, set_text
from csat_lib.findings.told import Told, joined, wording
from csat_lib.report.blocks import Column, Table
from csat_lib.report.columns import MEASURE
from csat_lib.report.declared import Finding, View
from csat_lib.report.methods import told
from csat_lib.report.notes import source_of
from csat_lib.report.wording import Wording, Words

TITLE = Words("各项数字所用的方法，与数字一同记录", "The methods behind the figures, as recorded with each of them")
METHOD = Words("方法", "Method")
IN_WORKBOOK = Wording(
    zh="每个数字所用的方法，逐一列在工作簿的“全部结果”表中。",
    en="The method behind each figure stands beside it in the workbook, on the sheet “All findings”.",
)
_IN_PART = Words("；部分数字另有：", "; for some figures also: ")
_SILENT = {"no interval"}
"""Parts that are no method."""

Keys = tuple[str, ...]
Measures = dict[str, list[Method]]
"""Measure -> the methods of its figures, each once."""
Shape = tuple[Keys, Keys]
"""Parts of the method that all figures of a measure have, and those that some have."""


def variants_table(view: View) -> Table | None:
    """One row per method, with all measures that it made; parts that only some of the figures have are told apart."""
    raw = _raw(view.all_figures())
    if not raw:
        return None
    rows: list[tuple[str, str]] = []
    sections: list[tuple[int, str]] = []
    language = view.language
    before: set[tuple[Shape, str]] = set()
    for topic, measures in raw.items():
        made = _new(_grouped(measures), before)
        if not made:
            continue
        shared = _shared(list(made))
        words = [_written(view, shared, measures)] if shared else []
        sections.append((len(rows), joined([TOPICS[topic].words[language], *words], COLON[language])))
        for (always, partly), names in made.items():
            own = {name: measures[name] for name in names}
            how = _told(view, (tuple(key for key in always if key not in shared), partly), own)
            rows.append((wording(COMMA[language].join(MEASURES[topic, name].words[language] for name in names)), how))
    columns = tuple(Column(head[language]) for head in (MEASURE, METHOD))
    return Table(
        "tbl-variants", TITLE[language], columns, tuple(rows), sections=tuple(sections), source=source_of(view)
    )


def named(view: View) -> set[str]:
    """The parts of the methods that the figures name."""
    return {key for row in view.all_figures() if row.value is not None for key in row.method.keys}


def explanations(view: View) -> list[str]:
    """What these are, works still as keys."""
    used = named(view)
    return [wording(words[view.language], "method") for name, words in EXPLAINED.items() if name in used]


def _raw(found: tuple[Finding, ...]) -> dict[str, Measures]:
    """Topic -> measure -> the methods of its figures, each once."""
    table: dict[str, Measures] = {}
    for row in found:
        if row.value is not None and row.kind.own_method:
            methods = table.setdefault(row.topic, {}).setdefault(row.measure, [])
            methods += [] if row.method in methods else [row.method]
    return table


def _grouped(measures: Measures) -> dict[Shape, list[str]]:
    """Measures that came about alike, together."""
    groups: dict[Shape, list[str]] = {}
    for name, methods in measures.items():
        keys = [[key for key in method.keys if key not in _SILENT] for method in methods]
        every = dict.fromkeys(key for own in keys for key in own)
        always = tuple(key for key in every if all(key in own for own in keys))
        groups.setdefault((always, tuple(key for key in every if key not in always)), []).append(name)
    return groups


def _new(groups: dict[Shape, list[str]], before: set[tuple[Shape, str]]) -> dict[Shape, list[str]]:
    """Those that no earlier topic has told of the same measure: an index by segment comes about as that of all."""
    left = {shape: [name for name in names if (shape, name) not in before] for shape, names in groups.items()}
    before |= {(shape, name) for shape, names in groups.items() for name in names}
    return {shape: names for shape, names in left.items() if names}


def _shared(shapes: list[Shape]) -> Keys:
    """What all of a topic's methods have in common; nothing where that would leave one without words."""
    first, rest = shapes[0][0], [always for always, _ in shapes[1:]]
    common = tuple(key for key in first if all(key in always for always in rest))
    leaves_all = all(set(always) - set(common) or partly for always, partly in shapes)
    return common if rest and leaves_all else ()


def _told(view: View, shape: Shape, measures: Measures) -> Told:
    always, partly = (_written(view, keys, measures) for keys in shape)
    how = joined([always, partly], _IN_PART[view.language])
    return how.as_text(set_text(how, view.language))


def _written(view: View, keys: Keys, measures: Measures) -> Told:
    """The parts in words, their numbers merged over the figures."""
    methods = [method for own in measures.values() for method in own]
    how = told(methods, view.language, keys)
    return how.as_text(set_text(how, view.language))
