"""What stands under figures and tables: base, source, why something is absent, which intervals hold together."""

from collections.abc import Sequence

from csat_lib.findings import ALL, HIDDEN, Finding
from csat_lib.findings.catalogue import REASONS
from csat_lib.findings.catalogue.methods import TOGETHER
from csat_lib.findings.measure import Words
from csat_lib.findings.setting import COLON, COMMA, SEMICOLON, TO, set_text
from csat_lib.findings.told import Piece, Told, joined
from csat_lib.report.absent import culprits
from csat_lib.report.clear import is_weighted, valued
from csat_lib.report.number import write_number
from csat_lib.report.slots import tell
from csat_lib.report.view import View
from csat_lib.report.wording import Claim, Wording

BETWEEN = Words("；", ". ")
_EFFECTIVE = Words("，等效样本量 ", ", effective base ")
NOUNS = Words(" 份答卷", " response"), Words(" 份答卷", " responses")
_SIMULATED = Words("（模拟数据）", " (simulated data)")
HELD_ALONE = Wording(
    zh="{n} 个区间已联合调整，不含 0 才说“明显”",
    en="These {n:word} intervals are adjusted jointly; clear means that 0 is left out",
)
HELD = Wording(
    zh="变化与差距的区间已就全部 {n} 项比较联合调整，不含 0 才说“明显”",
    en="The intervals of changes and differences are adjusted jointly for all {n} comparisons; clear means that 0 is "
    "left out",
)
MEETS_NO_OTHER = Wording(
    zh="“明显”最高或最低，指区间与其他各项都不重叠",
    en="Clearly highest or lowest means that the interval meets no other",
)


def base_of(view: View, rows: Sequence[Finding], beside: Sequence[Finding] = ()) -> Told:
    """1,134 responses, effective base 1,021; a range when the rows rest on different bases; another beside by name."""
    told, other = _base(view, rows), _base(view, beside)
    if not other or other == told:
        return told
    return joined(
        [told, joined([beside[0].kind.words[view.language], other], COLON[view.language])], BETWEEN[view.language]
    )


def _base(view: View, rows: Sequence[Finding]) -> Told:
    shown = [row for row in rows if row.n is not None and row.reason not in HIDDEN]
    if not shown:
        return Told("")
    n = _range(view, [(row.n or 0, row.id) for row in shown], "n")
    weighted = [(row.n_effective or 0.0, row.id) for row in shown if is_weighted(row)]
    effective = [_EFFECTIVE[view.language], _range(view, weighted, "n_effective")] if weighted else []
    told = joined([n, NOUNS[str(n) != "1"][view.language], *effective], "")
    return told.as_text(set_text(told, view.language))


def _range(view: View, values: Sequence[tuple[float, str]], part: str) -> Told:
    """The smallest to the largest."""
    ends = [min(values), max(values)]
    told = [Told(text := write_number(value), [Piece(of, part, text)]) for value, of in ends]
    return told[0] if told[0] == told[1] else joined(told, TO[view.language])


def source_of(view: View) -> Told:
    """Guest satisfaction tracking, December 2025; of simulated data that, too: figures are copied out of reports."""
    title, period = view.worded(view.study.title.get(view.language)), view.period.label(view.language)
    simulated = _SIMULATED[view.language] if view.simulated else ""
    text = set_text(joined([title, period], Words("，", ", ")[view.language]) + simulated, view.language)
    return Told(text, [Piece("label", "", text)])


def notes_on(view: View, rows: Sequence[Finding]) -> Told:
    """Why figures are absent, one short reason after the other; masked cells have their own sign."""
    absent: dict[str, dict[str, None]] = {}
    for row in rows:
        if row.value is None and row.reason not in HIDDEN:
            name = view.label(row.subject) if row.segment_by == ALL else view.level(row.segment_by, row.segment)
            absent.setdefault(_reason(view, row), {})[name] = None
    told = [joined([_names(view, names), why], COLON[view.language]) for why, names in absent.items()]
    note = joined(told, SEMICOLON[view.language])
    return note.as_text(set_text(note, view.language))


def _names(view: View, names: dict[str, None]) -> Told:
    return joined([Told(name, [Piece("label", "", name)]) for name in names], COMMA[view.language])


def _reason(view: View, row: Finding) -> str:
    """A few words; of a figure that rests on several questions, that one of them is to blame."""
    reason = REASONS[row.reason]
    words = reason.short if culprits(view, row) is None else reason.short_of_several
    return words[view.language]


def held_together(differences: Sequence[Finding]) -> Claim | None:
    """'The intervals are adjusted jointly for all 243 comparisons', or with one another alone."""
    known = [row for row in valued(differences) if row.low is not None and row.family > 1]
    return (HELD if known[0].noted(TOGETHER) else HELD_ALONE)(n=known[0].family) if known else None


def notes(view: View, *told: Told | Claim | None) -> Told:
    """Notes one after the other, empty ones left out."""
    return joined([one if isinstance(one, Told) else tell(view, one) for one in told], BETWEEN[view.language])
