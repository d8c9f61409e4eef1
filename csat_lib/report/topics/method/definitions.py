"""What the figures of a wave are: definitions and formulas as the catalogue holds them, works still as keys."""

from collections.abc import Iterable

from csat_lib import conventions
from csat_lib.findings.catalogue import MEASURES
from csat_lib.findings.catalogue.equations import EQUATIONS
from csat_lib.findings.measure import Equation, Measure
from csat_lib.findings.setting import set_text
from csat_lib.findings.told import Told
from csat_lib.report.blocks import Formula
from csat_lib.report.declared import View
from csat_lib.report.references import resolve
from csat_lib.report.slots import tell
from csat_lib.report.topics.drivers import order
from csat_lib.report.topics.method.variants import named
from csat_lib.report.wording import Claim, Limit, Wording, Words, percent

INTERVAL = Wording(
    zh="**{confidence} 置信区间。**以同样方式反复抽样，有 {confidence} 的区间会包含总体的真实数值。差值或变化的区间不含"
    "零，才称为“明显”；与目标或下限比较，要整个区间都在其一侧；两个维度比较，要两者的区间互不重叠，这比直接检验差值更严"
    "格。",
    en="**{confidence} interval.** Made so that in {confidence} of all samples drawn in this way it holds the value of "
    "the whole population. A difference or change is called clear when its interval excludes zero, a figure clear of a "
    "target or threshold when its interval excludes that, and one dimension clearly above another when their intervals "
    "do not overlap, which asks for more than a test of the difference would.",
)
SYMBOLS = Wording(zh="式中：{symbols:;}。", en="Symbols: {symbols:;}.")
SHARES = ("extreme_group", "scale_end")
"""Conventions that are shares."""
FIRST = ("scores", "segments", "drivers", "structure", "trends", "voice")
"""Topics told before the others, which follow in the order of the catalogue."""


def definitions(view: View) -> list[Told]:
    """What an interval is, and the measures that have a value."""
    told = dict.fromkeys(measure.definition for measure in _told(view))
    return [tell(view, INTERVAL(confidence=percent(view.study.confidence))), *_defined(view, told)]


def definitions_of(view: View, topic: str) -> list[Told]:
    """The measures of one topic that have a value."""
    return _defined(view, [measure.definition for measure in _told(view) if measure.topic.name == topic])


def _defined(view: View, definitions: Iterable[Words]) -> list[Told]:
    wordings = (Wording(words.zh, words.en) for words in definitions if words.en)
    return [tell(view, wording(**{name: _limit(name) for name in wording.slots})) for wording in wordings]


def _limit(convention: str) -> Limit:
    """A limit of convention by its name, as a definition holds it: ``enough_alpha``."""
    told = percent if convention in SHARES else Limit
    return told(getattr(conventions, convention.upper()))


def spoken(view: View) -> list[str]:
    """The formulas of these measures and of their methods as they are spoken."""
    return [equation.spoken[view.language] for equation in _equations(view)]


def formulas(view: View) -> list[Formula]:
    """The same formulas as a reader meets them."""
    return [
        Formula(
            set_text(equation.words[view.language], view.language),
            equation.latex,
            equation.typst,
            resolve(equation.spoken[view.language], view.language),
        )
        for equation in _equations(view)
    ]


def symbols(view: View) -> Claim | None:
    """What the letters of these formulas stand for."""
    told = list(dict.fromkeys(equation.symbols for equation in _equations(view) if equation.symbols.en))
    return SYMBOLS(symbols=told) if told else None


def _told(view: View) -> list[Measure]:
    """The measures that have a value."""
    known = {(row.topic, row.measure) for row in view.all_figures() if row.value is not None}
    unused = order.undrawn(view)
    found = [measure for key, measure in MEASURES.items() if key in known and measure not in unused]
    return sorted(found, key=lambda measure: [*FIRST, measure.topic.name].index(measure.topic.name))


def _equations(view: View) -> list[Equation]:
    """Those of the measures, then those of the methods, each with its name."""
    of_measures = dict.fromkeys(measure.equation for measure in _told(view) if measure.equation)
    methods = named(view)
    return list(dict.fromkeys([*of_measures, *(equation for key, equation in EQUATIONS.items() if key in methods)]))
