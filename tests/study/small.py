# ruff: noqa: E501 - a study whose lines the tests count on
"""A small study that holds every kind of entry, as text whose lines the tests count on."""

from __future__ import annotations

from pathlib import Path

import pytest

from csat_lib.errors import Faults
from csat_lib.study import load_study

STUDY = """\
study: small
title: {zh: 小研究, en: A small study}
languages: [zh, en]
scales:
  five: {from: 1, to: 5, missing: [9], not_applicable: [8]}
questions:
  q1: {text: {zh: 干净, en: Clean}, scale: five, role: perception}
  q2: {text: {zh: 安静, en: Quiet}, scale: five, role: perception, missing: [7]}
  q3: {text: {zh: 快, en: Fast}, scale: five, role: perception, column: Q3, reversed: true}
  q4: {text: {zh: 友善, en: Friendly}, scale: five, role: perception}
  overall: {text: {zh: 总体, en: Overall}, scale: five, role: outcome}
  nps: {text: {zh: 推荐, en: Recommend}, kind: nps}
  store: {text: {zh: 门店, en: Store}, kind: single, role: segment, options: {S1: {zh: 东, en: East}, 2: {zh: 西, en: West}}}
  uses: {text: {zh: 用过, en: Used}, kind: multiple, options: {spa: {zh: 水疗, en: Spa}, gym: {zh: 健身, en: Gym}}, separator: ";"}
  again: {text: {zh: 再来, en: Again}, kind: yes_no, role: profile, yes: [1], no: [2]}
  nights: {text: {zh: 晚数, en: Nights}, kind: number, role: profile, unit: {zh: 晚, en: nights}, min: 0, max: 60}
  day: {text: {zh: 日期, en: Day}, kind: date}
  why: {text: {zh: 原因, en: Why}, kind: text}
  hope: {text: {zh: 如愿, en: As hoped}, kind: yes_no, role: profile, yes: [1], no: [2], filter: {question: store, is: [S1]}}
constructs:
  room: {title: {zh: 客房, en: Room}, items: [q1, q2]}
  service: {title: {zh: 服务, en: Service}, items: [q3, q4]}
index:
  satisfaction: {title: {zh: 满意度, en: Satisfaction}, parts: {room: johnson, service: johnson}}
segments: [store]
unit: store
fields: {id: id, finished: at, duration: seconds, device: device}
exclude:
  - {rule: duplicate, by: [device]}
  - {rule: seconds, below: 20}
  - {rule: straight_line, block: [q1, q2, q3, q4]}
weights: {rake: {store: {S1: 0.4, 2: 0.6}}, trim: 5}
voice: {questions: [why], frame: {clean: {title: {zh: 清洁, en: Cleanliness}, words: {zh: [脏], en: [dirty]}}}}
simulate:
  correlation: 0.4
  items:
    q1: {mean: 4, sd: 0.9, loading: 0.8}
    q2: {mean: 3.5, sd: 1, loading: 0.7}
    q3: {mean: 2.5, sd: 1, loading: -0.7}
    q4: {mean: 4.2, sd: 0.8, loading: 0.75}
  outcomes:
    overall: {mean: 3.9, sd: 0.9, effects: {room: 0.3, service: 0.3}}
    nps: {mean: 7.5, sd: 2, effects: {room: 0.4, service: 0.2}}
  choices:
    store: {shares: {S1: 0.5, 2: 0.5}, effects: {2: {service: -0.5}}}
  multiple: {uses: {spa: 0.3, gym: 0.2}}
  yes: {again: 0.8}
  numbers: {nights: {mean: 2.5, sd: 1.5}}
  periods: {2025-02: {room: 0.5}}
  plants:
    shifts: [{period: 2025-03, segment: store, level: S1, construct: room, shift: -1}]
    slopes: [{outcome: overall, construct: service, slope: 0.2}]
"""
WAVE = """\
study: small
period: 2025-03
responses: {simulate: {n: 50, seed: 1}}
earlier: [2025-02]
"""


def change(text: str, *changes: tuple[str, str]) -> str:
    """The text with replacements, each of which must hit exactly once."""
    for old, new in changes:
        if text.count(old) != 1:
            pytest.fail(f"{old!r} stands {text.count(old)} times in the text")
        text = text.replace(old, new)
    return text


def faults_of(folder: Path, *changes: tuple[str, str]) -> list[str]:
    """The faults of the changed study, with the folder cut off."""
    path = folder / "study.yaml"
    path.write_text(change(STUDY, *changes), "utf-8")
    with pytest.raises(Faults) as caught:
        load_study(path)
    return [str(fault).replace(f"{folder}/", "") for fault in caught.value.faults]
