"""How often the intervals held the truth where it is known: a table for a client's statistician."""

from collections.abc import Sequence

from csat_lib.findings.catalogue.coverage import KINDS, Coverage
from csat_lib.findings.told import wording
from csat_lib.report.blocks import Cell, Column, Table
from csat_lib.report.wording import Words

TITLE = Words(
    "区间包含真实数值的机会：模拟检验（名义 95%）", "How often intervals held the truth, in simulations (nominal 95%)"
)
HEADS = (
    Words("区间", "Interval"),
    Words("模拟的作答与抽样", "Answers and samples simulated"),
    Words("样本量", "Sample sizes"),
    Words("每种抽样次数至少", "Samples of each, at least"),
    Words("包含真值", "Held the truth"),
    Words("真值更低，至多", "Truth lower, at most"),
    Words("真值更高，至多", "Truth higher, at most"),
)
RANGE = Words("{0} 至 {1}", "{0} to {1}")
NOTE = Words(
    "从已知真值的总体反复抽样，数出区间包含真值的比例。最低与最高取自所列各种作答、抽样与样本量；单侧落空的名义比例为 "
    "2.5%。样本更小时的结果见随程序源代码保存的模拟结果表。",
    "Samples were drawn again and again from populations whose values are known, and the intervals that hold them "
    "counted. Least and most are over all answers, samples and sizes named; nominally 2.5% miss on either side. "
    "Smaller samples stand in the tables of the simulations, which are kept with the program's source.",
)


def table(rows: Sequence[Coverage], language: str) -> Table | None:
    """One row per kind of interval."""
    if not rows:
        return None
    interval, tried, sizes, draws, held, *missed = (head[language] for head in HEADS)
    columns = (
        *(Column(head) for head in (interval, tried, sizes)),
        Column(draws, kind="number"),
        Column(held, "%", "interval", 1, percent=True),
        *(Column(head, "%", "number", 1, percent=True) for head in missed),
    )
    shown = tuple(_row(row, language) for row in rows)
    title, note = wording(TITLE[language]), wording(NOTE[language], "method")
    return Table("tbl-coverage", title, columns, shown, note=note)


def _row(row: Coverage, language: str) -> tuple[object, ...]:
    kind, sizes = KINDS[row.kind], RANGE[language].format(f"{row.n_least:,}", f"{row.n_most:,}")
    words = (wording(text, "method") for text in (kind.words[language], kind.tried[language], sizes))
    figures = (row.draws, (row.least, row.most), row.below, row.above)
    return (*words, *(Cell(value, of="method") for value in figures))
