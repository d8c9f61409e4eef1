"""The sheet of notes: how its figures are to be read, from base and weights to what each of them is."""

import re
from collections.abc import Iterator

from csat_lib.findings.measure import Words
from csat_lib.report.assemble import Report
from csat_lib.report.labels import Language, label
from csat_lib.report.references import resolve
from csat_lib.report.slots import tell
from csat_lib.report.topics.method.definitions import definitions
from csat_lib.report.topics.method.procedure import procedure
from csat_lib.report.view import View

Note = tuple[str, str]

WORKBOOK = Words("本工作簿", "This workbook")
SHEETS = Words(
    "每张图、每张表各占一页，标题之下为一行表头，可直接筛选、排序或生成透视表；数值未经舍入，显示的小数位与报告一致。"
    "图表可直接复制到幻灯片，随单元格更新。",
    "Each figure and each table has a sheet of its own with one row of heads, ready to be filtered, sorted and "
    "pivoted. Numbers are unrounded and shown with the report's decimals. Charts can be copied into slides; they "
    "follow the cells.",
)
STUDY, MARKS = Words("研究", "Study"), Words("标记", "Signs")
EMPTY_CELL = Words("空单元格：无此数值", "empty cell: not available")
PROCEDURE = Words("数据处理", "How the figures came about")
_TERM = re.compile(r"\*\*(.+?)[.。]?\*\*\s*(.*)", re.DOTALL)


def notes(report: Report, view: View | None) -> Iterator[Note]:
    """(what, explanation) from the general to the single measure; works are cited by author and year."""
    language, cover = report.language, report.cover
    facts = [cover.title, cover.period, cover.client, cover.base, cover.date_of_data]
    yield STUDY[language], " · ".join(filter(None, facts))
    if cover.banner:
        yield label("simulated", language), cover.banner
    yield WORKBOOK[language], SHEETS[language]
    yield MARKS[language], _signs(language, view)
    if view is None:
        return
    told = [report.plain(tell(view, claim)) for claim in procedure(view) if claim is not None]
    yield from ((PROCEDURE[language] if text is told[0] else "", text) for text in told)
    for text in definitions(view):
        term = _TERM.fullmatch(resolve(text, language))
        yield (term[1], report.plain(term[2])) if term else ("", report.plain(text))


def _signs(language: Language, view: View | None) -> str:
    """What † and × say, under which bases, and an empty cell."""
    if view is None:
        signs = [label("small", language), label("masked", language)]
    else:
        bases = {"small_under": view.study.small_base, "masked_under": view.study.minimum_base}
        signs = [label(name, language, base) for name, base in bases.items()]
    return Words("；", "; ")[language].join([*signs, EMPTY_CELL[language]])
