"""The form on which experts judge the parts of the index, as a workbook that the reader of tables reads back."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from itertools import combinations

import xlsxwriter

from csat_lib.answers.judgements import KIND, judged_nodes
from csat_lib.errors.forms import nothing_to_judge
from csat_lib.study.model import Study
from csat_lib.study.table_kinds import KINDS

RATIOS = [*map(str, range(9, 0, -1)), *(f"1/{n}" for n in range(2, 10))]
HELP = {
    "zh": (
        "1 至 9，或其倒数：前者的重要程度是后者的几倍（1 同等，3 稍重要，5 明显，7 强烈，9 极端）",
        "给前者的分数，大于零",
    ),
    "en": ("1 to 9, or 1/2 to 1/9: how many times as much the first counts (1 alike, 9 far more)", "Points, above 0"),
}
BY_POINTS = {"experts", "delphi"}


def write_workbook(study: Study, languages: Sequence[str]) -> bytes:
    """One row a judgement, in the first language; the expert fills in who judges and the judgement."""
    rows, out, language = [*_rows(study, languages[0])], io.BytesIO(), languages[0]
    if not rows:
        raise nothing_to_judge([*study.index])
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        page, heads = book.add_worksheet(KIND), [*KINDS["judgements"].columns]
        at = heads.index("judgement")
        page.set_column(0, at, 26)
        text = book.add_format({"num_format": "@"})  # 1/3 is no day
        page.write_row(0, 0, heads)
        for place, (node, a, b) in enumerate(rows, start=1):
            page.write_row(place, 0, [node, "", a, b])
            page.write_blank(place, at, None, text)
            allowed = {"validate": "list", "source": RATIOS} if b else {"validate": "any"}
            page.data_validation(place, at, place, at, {**allowed, "input_message": HELP[language][not b]})
    return out.getvalue()


def _rows(study: Study, language: str) -> Iterator[tuple[str, str, str]]:
    for node in judged_nodes(study):
        name, parts = study.label(node, language), [study.label(part, language) for part in study.index[node].parts]
        rules = set(study.rules_of(node))
        yield from ((name, a, b) for a, b in combinations(parts, 2) if rules & {"ahp", "fahp", "precedence"})
        yield from ((name, part, "") for part in parts if rules & BY_POINTS)
