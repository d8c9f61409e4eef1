"""Cover, the wave on one page, contents."""

from __future__ import annotations

from typing import Literal

from csat_lib.findings import Finding
from csat_lib.period import parse
from csat_lib.report.blocks import Block, Card, Cards, Column, Contents, Cover, Points
from csat_lib.report.cells import interval_head
from csat_lib.report.chapters.parts import judgement, opening
from csat_lib.report.clear import direction
from csat_lib.report.notes import base_of
from csat_lib.report.number import write_interval
from csat_lib.report.prose import en, zh
from csat_lib.report.setting import set_text
from csat_lib.report.topics.scores.dimensions import standing
from csat_lib.report.topics.trends import changes
from csat_lib.report.topics.trends.spark import spark
from csat_lib.report.view import View
from csat_lib.report.words.numbers import count, fixed

_ONE_PAGE = {"en": en.page_one, "zh": zh.page_one}
_TARGET = {"en": "Target", "zh": "目标"}
_SIGNS: dict[str, Literal["up", "down", "flat"]] = {"up": "up", "down": "down", "unclear": "flat"}


def cover(view: View) -> list[Block]:
    """Study, period, client, base, date of data; nothing else."""
    study, language = view.study, view.language
    kept = view.figure("quality", "rows_kept", "answers")
    row = standing(view, study.root)
    base = base_of(view, [row]) if row is not None else count(kept.value) if kept and kept.value else ""
    first, last = view.period.first, view.period.last
    return [
        Cover(
            title=set_text(study.title.get(language), language),
            period=view.period.label(language),
            client=set_text(study.client.get(language), language) if study.client else "",
            base=base,
            date_of_data=parse(f"{first}..{last}").label(language),
        )
    ]


def page_one(view: View) -> list[Block]:
    """Cards, at most seven ranked sentences, the analyst's judgement."""
    sentences = tuple(set_text(text, view.language) for text in _ONE_PAGE[view.language].sentences(view))
    cards = (Cards(tuple(card_row)),) if (card_row := headline_cards(view)) else ()
    return [opening(view, "page_one"), *cards, Points(sentences, "ranked"), *judgement(view, "page_one")]


def contents(view: View) -> list[Block]:
    """Where the table of contents stands."""
    del view
    return [Contents()]


def headline_cards(view: View) -> list[Card]:
    """Index, NPS, the headline outcome, answers that count: those that the study has."""
    subjects = dict.fromkeys(name for name in (view.study.root, view.study.nps, view.study.headline) if name)
    found = [standing(view, name) for name in subjects]
    cards = [_card(view, figure) for figure in found if figure is not None and figure.value is not None]
    return cards + _response(view)


def _card(view: View, figure: Finding) -> Card:
    change = changes.of(view, figure.subject)
    moved, ends, word = _ONE_PAGE[view.language].card(view, change)
    target = view.study.targets.get(figure.subject)
    line = spark(view, figure.subject)
    is_nps = figure.measure == "nps"
    return Card(
        label=figure.kind.words[view.language] if is_nps else view.label(figure.subject),
        value=fixed(figure.value or 0.0),
        unit=figure.kind.unit.words[view.language],
        change=set_text(moved, view.language),
        interval=set_text(ends or _held(view, figure), view.language),
        target=f"{_TARGET[view.language]} {fixed(target)}" if target is not None else "",
        spark_svg=line.svg if line is not None else "",
        spark_alt=line.alt if line is not None else "",
        sign=_SIGNS[direction(change)] if change is not None and change.value is not None else "",
        word=word,
    )


def _held(view: View, figure: Finding) -> str:
    """The figure's own interval, where no change has one: 95% interval 70.1 to 73.8."""
    if figure.low is None or figure.high is None:
        return ""
    ends = write_interval((figure.low, figure.high), Column("", kind="interval", decimals=1), view.language)
    return f"{interval_head(view)} {ends}"


def _response(view: View) -> list[Card]:
    received, kept = view.figure("quality", "rows_in", "answers"), view.figure("quality", "rows_kept", "answers")
    if received is None or kept is None or received.value is None or kept.value is None:
        return []
    share = _ONE_PAGE[view.language].of_received(received, kept)
    return [Card(label=kept.kind.words[view.language], value=count(kept.value), change=set_text(share, view.language))]
