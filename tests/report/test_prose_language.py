"""Chinese reads as Chinese, English as English; and every number of a sentence comes from a finding."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

import pytest

from csat_lib.findings import to_frame
from csat_lib.findings.catalogue.methods import METHODS
from csat_lib.findings.setting import set_text
from csat_lib.report.blocks import Cover, Figure, Heading, Paragraph, Points, Quotes, References, Table
from csat_lib.report.by_name import say
from csat_lib.report.references import WORKS
from csat_lib.report.slots import tell
from csat_lib.report.topics.summary.page import sentences
from csat_lib.study import CHAPTERS
from tests.report.composed import composed as products

from . import fake_evidence
from .fake_wave import all_figures, make_study, make_view, without

HAN = r"[\u4e00-\u9fff]"
LATIN_WORDS_IN_CHINESE = {
    "Cochran",
    "TOPSIS",
    "Neyman",
    "Wishart",
    "promax",
    "NPS",
    "KMO",
    "LMG",
    "R",
    "p",
    "ln",
    "logit",
    "oblimin",
    "SHA",
    "Shapley",
    "Heywood",
    "Welch",
    "CFI",
    "TLI",
    "RMSEA",
    "SRMR",
    "HTMT",
    "AVE",
    "AAPOR",
    "PLSc",
    "CRITIC",
    "Donegan",
    "Dodd",
    "Alonso",
    "Lamata",
    "Buckley",
    "RR",
    "ICC",
    "CVI",
    "Ave",
    "UA",
    "MAP",
    "WLSMV",
    "Bonferroni",
    "Fisher",
    "Duhachek",
    "Anderson",
    "geomin",
    "quartimin",
    "BCa",
    "Yuan",
    "tr",
    "max",
} | {surname for work in WORKS.values() for surname in re.findall(r"([A-Z][A-Za-zÀ-ž]+), [A-Z]\.", work)}


def texts(blocks):
    for block in blocks:
        if isinstance(block, (Paragraph, Heading)):
            yield block.text
        elif isinstance(block, Points):
            yield from block.items
        elif isinstance(block, Cover):
            yield from (block.title, block.period, block.base, block.date_of_data)
        elif isinstance(block, (Figure, Table)):
            yield from (block.title, block.base, block.source, getattr(block, "note", ""))
        if isinstance(block, Table):
            yield from (column.title for column in block.columns)
            yield from (cell for row in block.rows for cell in row if isinstance(cell, str))


WAVES = {"whole": all_figures(), "first": without("trends"), "empty": [], "measured": fake_evidence.figures()}


@cache
def composed(language, wave):
    more = {"texts": to_frame(fake_evidence.texts())} if wave == "measured" else {}
    view = make_view(language, WAVES[wave], **more)
    return [block for blocks in products(view).values() for block in blocks]


def report(language, wave="whole"):
    blocks = (block for block in composed(language, wave) if not isinstance(block, (Quotes, References)))
    return [text for text in texts(blocks) if text]


@pytest.mark.parametrize("wave", WAVES)
def test_chinese_has_no_half_width_punctuation_beside_chinese_characters(wave):
    for text in report("zh", wave):
        assert not re.search(rf"{HAN}[,.;:!?()]|[,;:!?()]{HAN}", text), text


@pytest.mark.parametrize("wave", WAVES)
def test_chinese_has_no_latin_words_but_the_names_of_methods(wave):
    for text in report("zh", wave):
        bare = re.sub(r"\[\[[a-z0-9-]+\]\]|\*\*", "", text)
        assert set(re.findall(r"[A-Za-zÀ-ž]{2,}", bare)) <= LATIN_WORDS_IN_CHINESE, text


def test_chinese_sets_a_space_between_chinese_and_latin_and_none_beside_full_width_signs():
    for text in report("zh"):
        bare = re.sub(r"\[\[[a-z0-9-]+\]\]", "图 1", text).replace("**", "")  # a reference as it is read
        assert not re.search(rf"{HAN}[A-Za-z0-9]|[A-Za-z0-9%]{HAN}", bare), text
        assert not re.search(r" [，。；：、（）“”]|[，。；：、（）“”] ", bare), text


@pytest.mark.parametrize("wave", WAVES)
def test_english_has_no_chinese_characters_or_signs(wave):
    for text in report("en", wave):
        assert not re.search(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]", text), text


@pytest.mark.parametrize(("language", "stop"), [("en", "."), ("zh", "。")])
def test_every_paragraph_ends_as_a_sentence_and_no_sentence_is_broken(language, stop):
    for block in composed(language, "whole"):
        if isinstance(block, Paragraph) and block.style != "judgement":
            assert block.text.endswith(stop), block.text
            assert "  " not in block.text
            assert ".." not in block.text
            assert "。。" not in block.text


CAUSAL = ("because of", "caused", "drives", "leads to", "thanks to", "due to", "导致", "由于", "促使", "拉动", "带来")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_causal_verb_stands_for_an_association(language):
    view = make_view(language)
    for topic in CHAPTERS:
        for paragraph in say(view, topic):
            assert not [verb for verb in CAUSAL if verb in paragraph.text], paragraph.text


@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_p_value_stands_in_a_sentence(language):
    for block in composed(language, "whole"):
        if isinstance(block, Paragraph):
            assert not re.search(r"\bp [=<>]", block.text)


def moved(row):
    """The finding with its figures moved up a little, so that no claim turns but every written number does."""
    if row.value is None or row.measure == "max_error":
        return row  # further off its targets a sample is told otherwise
    step = 0.1 if row.unit in {"0-100", "points"} else 0.01 if row.unit in {"share", "ratio"} else 0
    ends = {name: getattr(row, name) + step for name in ("low", "high") if getattr(row, name) is not None}
    return replace(row, value=row.value + step, **ends)


def page(language, rows):
    view = make_view(language, rows, study=make_study(targets={}))
    return [tell(view, claim) for claim in sentences(view)]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_number_of_page_one_comes_from_a_finding(language):
    before, after = page(language, all_figures()), page(language, [moved(row) for row in all_figures()])
    for old, new in zip(before, after, strict=True):
        if old != before[-1]:
            assert old != new
        assert re.sub(r"[\d.,−+]+", "#", old) == re.sub(r"[\d.,−+]+", "#", new)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("topic", ["reliability", "scores", "drivers", "segments", "voice"])
def test_a_reading_follows_its_findings(language, topic):
    study = make_study(targets={})
    rows = [moved(row) for row in all_figures()]
    assert (
        say(make_view(language, study=study), topic)[0].text
        != say(make_view(language, rows, study=study), topic)[0].text
    )


def test_chinese_is_spaced_and_english_left_alone():
    assert set_text("较2025年11月下降2.1分（95%置信区间）", "zh") == "较 2025 年 11 月下降 2.1 分（95% 置信区间）"
    assert set_text("的 α系数， 见图", "zh") == "的 α 系数，见图"
    assert set_text("from 2025 , to", "en") == "from 2025 , to"


@pytest.mark.parametrize("key", METHODS)
def test_every_part_of_a_method_is_worded_in_chinese(key):
    assert set(re.findall(r"[A-Za-z]{2,}", METHODS[key].zh)) <= LATIN_WORDS_IN_CHINESE
