"""Every number of a whole run, read back from its HTML and its PDF in both languages, is that of its finding."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from html import unescape
from itertools import pairwise
from typing import NamedTuple

import pandas as pd
import pytest

from csat_lib.report.blocks import Block, Cell, Figure, Paragraph, Points, Table
from csat_lib.report.inline import references
from csat_lib.report.publish import Edition, publish
from csat_lib.report.view import View
from csat_lib.study import load_wave
from tests.report.composed import composed
from tests.report.read_back import Findings, Page, Said, declared, faults, not_printed, read_page, read_pdf

from .conftest import WAVE

NO_FINDING = {"count", "limit", "label", "period", "tick", "words", "method"}


class Back(NamedTuple):
    """A report that was read back."""

    html: str
    page: Page
    printed: str


@pytest.fixture(scope="module")
def plan():
    return load_wave(WAVE, {"earlier": "[2025-11]"})


@pytest.fixture(scope="module")
def findings(small_run, plan):
    return Findings(pd.read_parquet(small_run[0] / "findings.parquet"), declared(plan.study))


@pytest.fixture(scope="module")
def views(small_run, plan):
    """What the run found, as each language tells it."""
    frames = [pd.read_parquet(small_run[0] / f"{name}.parquet") for name in ("findings", "texts", "ledger")]
    about = {"commentary": plan.commentary, "actions": plan.actions}
    return {code: View(plan.study, *frames, code, plan.period, plan.earlier, **about) for code in ("zh", "en")}


@pytest.fixture(scope="module")
def backs(small_run, plan, views, tmp_path_factory):
    """The English report of the run, and what it says in Chinese, told from its findings so that no run is paid for."""
    out, folder = small_run[0], tmp_path_factory.mktemp("zh")
    publish(composed(views["zh"]), Edition("zh", plan.period.last), folder)
    places = {"en": out, "zh": folder}
    return {(name, code): _back(at / f"{name}.{code}") for code, at in places.items() for name in ("report", "annex")}


def _back(path) -> Back:
    html = path.with_suffix(f"{path.suffix}.html").read_text(encoding="utf-8")
    return Back(html, read_page(html), read_pdf(path.with_suffix(f"{path.suffix}.pdf")))


PRODUCTS = [(name, language) for name in ("report", "annex") for language in ("zh", "en")]
every = pytest.mark.parametrize("product", PRODUCTS, ids="-".join)
ENOUGH = {"report": 300, "annex": 1500}
"""Numbers of findings in each, at least."""


@every
def test_every_number_equals_its_finding_in_its_unit(backs, findings, product):
    page = backs[product].page
    told = [piece for said in page.said for piece in said.pieces if piece[0] not in NO_FINDING]
    assert len(told) > ENOUGH[product[0]]
    assert faults(page, findings) == []


@every
def test_no_number_is_told_by_nobody(backs, product):
    assert backs[product].page.untold == []


@every
def test_the_pdf_says_the_same_in_the_same_order(backs, product):
    back = backs[product]
    assert len(back.page.blocks) > ENOUGH[product[0]] / 5
    assert not_printed(back.printed, back.page.blocks) == []


def shown(block: Figure | Table) -> set[tuple[str, str]]:
    """The findings' numbers that a reader sees in a figure or a table."""
    if isinstance(block, Figure):
        told = (json.loads(unescape(one)) for one in re.findall(r"data-told='([^']*)'", block.svg))
        return set(figures(piece for pieces in told for piece in pieces))
    cells = [cell for row in block.rows for cell in row]
    numbers = [(cell.of, cell.part) for cell in cells if isinstance(cell, Cell) and cell.value is not None]
    ends = [(of, end) for of, part in numbers if part == "interval" for end in ("low", "high")]
    return {*numbers, *ends, *figures(piece for cell in cells for piece in getattr(cell, "pieces", ()))}


def figures(pieces: Iterable[tuple[str, str, str]]) -> Iterator[tuple[str, str]]:
    """Values and ends of intervals, those of what a number was worked out of as well; bases stand beside a figure."""
    for of, part, _ in pieces:
        name = part.partition(":")[0]
        if of not in NO_FINDING and name in ("value", "low", "high"):
            yield from ((one, name) for one in re.split(r"[()]|, ", of) if "/" in one)


def referring(blocks: Iterable[Block]) -> Iterator[tuple[str, list[str], set[tuple[str, str]]]]:
    """Each text that names figures or tables, which, and the numbers in it and in the lead that it closes."""
    above: set[tuple[str, str]] = set()
    for block in blocks:
        texts = {Paragraph: lambda one: [one.text], Points: lambda one: one.items}.get(type(block), lambda _: [])(block)
        for text in texts:
            numbers = above | set(figures(getattr(text, "pieces", ())))
            anchors = [anchor for anchor in references(text) if anchor.startswith(("fig-", "tbl-"))]
            above = numbers if getattr(block, "style", "") == "lead" and not anchors else set()
            if anchors:
                yield text, anchors, numbers


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_number_of_a_sentence_with_a_reference_stands_where_it_leads(views, language):
    """No exception: numbers that no other table holds are referred to the table of those told in sentences alone."""
    products = composed(views[language])
    places = {one.anchor: shown(one) for told in products.values() for one in told if isinstance(one, (Figure, Table))}
    for name, enough in (("report", 12), ("annex", 6)):
        told = [one for one in referring(products[name]) if one[2]]
        assert len(told) > enough
        assert [(text, left) for text, anchors, numbers in told if (left := missing(places, anchors, numbers))] == []
        others = [missing(places, anchors, numbers) for (_, anchors, _), (*_, numbers) in pairwise(told)]
        assert len(list(filter(None, others))) > enough / 2  # the references of the sentence before are found out


def missing(places: dict[str, set], anchors: list[str], numbers: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """The numbers that stand in none of the places."""
    return numbers - set().union(*(places[anchor] for anchor in anchors))


def changed(text: str, change: str) -> str:
    """A number as a faulty renderer might write it."""
    if change == "another last digit":
        return re.sub(r"\d(?=\D*$)", lambda digit: str((int(digit[0]) + 1) % 10), text)
    if change == "another sign":
        if not text.strip("0.,<%−+\xa0 "):
            return text
        return text[1:] if text[0] == "−" else f"−{text.lstrip('+')}"
    if change == "without its decimals":
        return text if "%" in text else re.sub(r"(?<=\d)\.\d+", "", text)
    return text.replace("%", "") if "%" in text else f"{text}%"


def swapped(said: Said) -> tuple:
    """Both ends of an interval, each in the other's place."""
    pieces = said.pieces
    at = next((at for at, piece in enumerate(pieces) if piece[1].startswith("low")), None)
    if at is None or at + 1 == len(pieces) or not pieces[at + 1][1].startswith("high"):
        return pieces
    low, high = pieces[at : at + 2]
    return (*pieces[:at], (*low[:2], high[2]), (*high[:2], low[2]), *pieces[at + 2 :])


def written(said: Said, pieces: tuple) -> Said:
    """The same text with other pieces in it."""
    text, end = said.text, 0
    for old, new in zip(said.pieces, pieces, strict=True):
        at = text.find(old[2], end)
        text, end = text[:at] + new[2] + text[at + len(old[2]) :], at + len(new[2])
    return replace(said, text=text, pieces=pieces)


def mutants(page: Page, change: Callable[[Said], tuple]) -> Iterator[Said]:
    """Each text in which every finding is changed, where that changes anything."""
    for said in page.said:
        pieces = change(said)
        if pieces != said.pieces:
            yield written(said, pieces)


def _is_fixed(of: str, text: str, change: str) -> bool:
    """Whether a change would change nothing: no finding, no number, or one worked out, which may be written finer."""
    return of in NO_FINDING or text == "–" or (change == "without its decimals" and "(" in of)


@every
@pytest.mark.parametrize("change", ["another last digit", "another sign", "without its decimals", "percent or not"])
def test_a_number_written_otherwise_is_found(backs, findings, product, change):
    def change_all(said: Said) -> tuple:
        is_free = change == "without its decimals" and said.head == "%"  # what has no unit's decimals may have any
        return tuple(
            (of, part, text if is_free or _is_fixed(of, text, change) else changed(text, change))
            for of, part, text in said.pieces
        )

    made = list(mutants(backs[product].page, change_all))
    assert len(made) > ENOUGH[product[0]] / 5
    assert [said for said in made if not list(findings.faults_of(said))] == []


@every
def test_ends_of_intervals_in_each_others_place_are_found(backs, findings, product):
    made = list(mutants(backs[product].page, swapped))
    assert [said for said in made if not list(findings.faults_of(said))] == []


@every
def test_the_number_of_another_cell_is_found(backs, findings, product):
    cells = [
        said for said in backs[product].page.said if [piece[1:] for piece in said.pieces] == [("value", said.text)]
    ]
    others = [
        replace(one, text=other.text, pieces=((*one.pieces[0][:2], other.text),))
        for one, other in pairwise(cells)
        if one.text != other.text and len(one.text) == len(other.text)
    ]
    assert len(others) > ENOUGH[product[0]] / 60
    assert [said for said in others if not list(findings.faults_of(said))] == []


def test_a_page_whose_numbers_were_changed_is_found_out(backs, findings):
    html, page = backs["annex", "en"].html, backs["annex", "en"].page
    places = [said for said in page.said if said.pieces[0][1] == "value"]
    for said in places[:40:8]:
        html = html.replace(f">{said.text}</t", f">{changed(said.text, 'another last digit')}</t")
    assert html != backs["annex", "en"].html
    assert len(faults(read_page(html), findings)) > len(faults(page, findings))


def test_a_print_with_another_digit_or_in_another_order_is_found_out(backs):
    printed, blocks = backs["annex", "zh"].printed, backs["annex", "zh"].page.blocks
    wanted = [block for block in blocks if len("".join(block.split())) > 20 and re.search(r"\d\.\d", block)]
    for block in wanted[::10]:
        words = "".join(block.split())
        assert block in not_printed(printed.replace(words, changed(words, "another last digit")), blocks)
        assert not_printed(printed.replace(words, "") + words, blocks) != []
