"""A report on one store: its own figures stand for the whole, and nothing of anybody else's is told."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from csat_lib.findings import Finding, Text, to_frame
from csat_lib.findings.setting import COLON
from csat_lib.report.absent import NOT_OF_GROUP, NOT_RECORDED
from csat_lib.report.blocks import Cover, Figure, Heading, Paragraph, Table
from csat_lib.report.chapters import ANNEX, REPORT
from csat_lib.report.slots import tell
from csat_lib.report.texts import texts_in
from csat_lib.report.view import of_cell
from csat_lib.study.words import StudyText

from .composed import compose
from .fake_wave import LEDGER, all_figures, all_texts, figure, make_study, make_view

CELL = ("store", "S03")
CHAPTERS = [*REPORT.chapters, *ANNEX.chapters]
TOLD = ["page_one", "scores", "segments", "trends", "numbers"]
UNTOLD = ["drivers", "voice", "answered", "composition", "measured"]
"""What is recorded of the whole wave alone: these chapters say that nothing was recorded."""
MEMBERS = {"gold": ("金卡", "Gold"), "none": ("非会员", "None")}
ABOUT_EACH_STORE = [("scores", None), ("trends", "index"), ("trends", "nps"), ("trends", "change")]


def study():
    plain = make_study()
    options = {code: StudyText(zh=zh, en=en) for code, (zh, en) in MEMBERS.items()}
    member = plain.questions["store"].model_copy(update={"text": StudyText(zh="会员", en="Member"), "options": options})
    # without targets: they are set for everybody, and no wave records how far a store is from one
    return plain.model_copy(
        update={"questions": {**plain.questions, "member": member}, "segments": ("store", "member"), "targets": {}}
    )


def figures() -> list[Finding]:
    """The made-up wave, with scores and trends of each store, and of its members."""
    rows = all_figures()
    told = [
        row
        for row in rows
        if row.segment_by == "all"
        and any(row.topic == topic and name in (None, row.measure) for topic, name in ABOUT_EACH_STORE)
    ]
    known = {row.id for row in rows}
    for at, store in enumerate(("S01", "S02", "S03"), start=1):
        mine = [_of(row, "store", store, at) for row in told]
        rows += [row for row in mine if row.id not in known]
        for place, level in enumerate(MEMBERS):
            rows += [_of(row, "store*member", f"{store}*{level}", at + 0.1 * (place + 1)) for row in told]
            rows.append(
                figure("segments", "gap", "satisfaction", 9.9, segment_by="store*member", segment=f"{store}*{level}")
            )
    return rows


def _of(row: Finding, by: str, level: str, shift: float) -> Finding:
    """The same figure of a group: shifted by as many hundredths of itself, and of fewer respondents."""
    ends = {
        name: None if getattr(row, name) is None else getattr(row, name) * (1 + shift / 100)
        for name in ("value", "low", "high")
    }
    return replace(row, segment_by=by, segment=level, n=200 + int(10 * shift), **ends)


def view_of(rows: list[Finding], language: str, cell: tuple[str, str] = CELL, texts: pd.DataFrame | None = None):
    texts = to_frame(all_texts()) if texts is None else texts
    return make_view(language, rows, study=study(), cell=cell, texts=texts, ledger=LEDGER)


def without_the_study_s_own(blocks):
    """Questionnaire and what an index is made of are the same of every store: the report on one does without them."""
    blocks = tuple(block for block in blocks if "tbl-indicators" not in repr(block))
    heads = [at for at, block in enumerate(blocks) if isinstance(block, Heading)]
    start = next((at for at in heads if blocks[at].anchor == "sec-form"), None)
    if start is None:
        return blocks
    end = next(at for at in heads if at > start)
    return (*blocks[:start], *blocks[end:])


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", CHAPTERS)
def test_every_chapter_is_told_as_if_the_store_were_the_whole(language, name):
    """Of a wave in which nobody else was asked, the same words, charts and tables."""
    alone = [
        replace(row, segment_by=by, segment=level)
        for row in figures()
        if row.topic != "segments"
        for by, level in [_within(row)]
        if by
    ]
    nothing = to_frame(all_texts()).iloc[:0]
    expected = without_the_study_s_own(compose(view_of(alone, language, ("all", ""), nothing), name))
    assert compose(view_of(figures(), language), name) == tuple(_of_the_store(block, language) for block in expected)


NAME = {"zh": "车站店", "en": "Station"}


def _of_the_store(block, language):
    """A block as the store's report has it: its cover names it, and what nobody recorded of it is not told of it."""
    if isinstance(block, Cover):
        words = [NAME[language], block.subtitle]
        return replace(block, subtitle=COLON[language].join(filter(None, words)))
    if isinstance(block, Paragraph):
        whole, own = (tell(view_of([], language), one()) for one in (NOT_RECORDED, NOT_OF_GROUP))
        return replace(block, text=block.text.replace(whole, own))
    return block


def _within(row: Finding) -> tuple[str, str]:
    if (row.segment_by, row.segment) == CELL:
        return "all", ""
    is_ours = row.segment_by == "store*member" and row.segment.startswith("S03*")
    return ("member", row.segment[4:]) if is_ours else ("", "")


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", CHAPTERS)
def test_what_others_answered_changes_nothing(language, name):
    others = [
        row if _within(row)[0] or row.value is None else replace(row, value=0.987654, low=None, high=None)
        for row in figures()
    ]
    assert compose(view_of(others, language), name) == compose(view_of(figures(), language), name)


@pytest.mark.parametrize("name", TOLD)
def test_what_is_recorded_of_a_store_is_told_of_it(name):
    blocks = compose(view_of(figures(), "en"), name)
    bases = [block.base for block in blocks if isinstance(block, (Figure, Table))]
    assert name == "page_one" or bases
    assert not [base for base in bases if "1,134" in base]
    index = next(
        row for row in figures() if (row.measure, row.subject, *_within(row)) == ("index", "satisfaction", "all", "")
    )
    spoken = " ".join(text for block in blocks for text in texts_in(block))
    assert name in ("segments", "numbers") or f"{index.value:.1f}" in spoken


def test_no_other_store_is_named():
    told = [text for name in CHAPTERS for block in compose(view_of(figures(), "en"), name) for text in texts_in(block)]
    assert not [text for text in told for name in ("Harbour", "Hillside", "Old Town") if name in text]


@pytest.mark.parametrize("name", UNTOLD)
def test_what_is_recorded_of_the_wave_alone_is_not_told_of_a_store(name):
    told = [block.text for block in compose(view_of(figures(), "en"), name) if isinstance(block, Paragraph)]
    assert set(told) == {
        "This chapter is about all respondents and not told of a single group: see the report on the whole wave."
    }


def test_texts_are_of_the_store_alone():
    mine = Text(topic="a", subject="b", kind="c", text="ours", segment_by="store", segment="S03")
    rows = [
        mine,
        replace(mine, text="theirs", segment="S01"),
        Text(topic="a", subject="b", kind="c", text="everybody's"),
    ]
    assert of_cell(rows, CELL) == (replace(mine, segment_by="all", segment=""),)
