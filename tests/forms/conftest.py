"""A study with every kind of question, a table, a filter and 'other', and its simulated answers."""

from __future__ import annotations

import pytest

from csat_lib import period
from csat_lib.simulate.simulator import simulate
from csat_lib.study import load_study

STUDY = """\
study: guests
title: {zh: 宾客满意度, en: Guest satisfaction}
scales: {five: {kind: rating, from: 1, to: 5, not_applicable: [98], labels: {1: {zh: 很不满意, en: Very dissatisfied},
  2: {zh: 不满意, en: Dissatisfied}, 3: {zh: 一般, en: Neutral}, 4: {zh: 满意, en: Satisfied}, 5: {zh: 很满意, en: Very satisfied}}}}
form:
  intro: {zh: 约三分钟。, en: Three minutes.}
  thanks: {zh: 谢谢！, en: Thank you!}
  contact: {email: hello@example.com}
  pages:
    - {title: {zh: 评价, en: Ratings}, questions: [q01, q02, q03, q04, overall, nps]}
    - {questions: [store, again, uses, spa, nights, day, why]}
  blocks: {room: {stem: {zh: 客房, en: Room}, questions: [q01, q02]}, desk: {stem: {zh: 前台, en: Desk}, questions: [q03, q04]}}
questions:
  q01: {text: {zh: 客房整洁, en: Tidiness}, scale: five, role: perception, required: true}
  q02: {text: {zh: 客房安静, en: Quiet}, scale: five, role: perception}
  q03: {text: {zh: 前台态度, en: Courtesy}, scale: five, role: perception}
  q04: {text: {zh: 办理速度, en: Speed}, scale: five, role: perception}
  overall: {text: {zh: 总体满意度, en: Overall satisfaction}, scale: five, role: outcome}
  nps: {text: {zh: 您会推荐我们吗, en: Would you recommend us}, kind: nps}
  store: {text: {zh: 门店, en: Store}, kind: single, role: segment, options: {S01: {zh: 南京路, en: Nanjing Road}, S02: {zh: 徐家汇, en: Xujiahui}, S09: {zh: 其他, en: Other}}, other: store_other}
  again: {text: {zh: 还会再来吗, en: Would you come again}, kind: yes_no, role: profile, yes: [1], no: [2]}
  uses: {text: {zh: 使用了什么, en: What did you use}, hint: {zh: 限本次, en: this time}, kind: multiple, options: {spa: {zh: 水疗, en: Spa}, bar: {zh: 酒吧, en: Bar}, gym: {zh: 健身房, en: Gym}}, separator: ";"}
  spa: {text: {zh: 水疗如何, en: How was the spa}, scale: five, role: outcome, filter: {question: uses, is: [spa]}}
  nights: {text: {zh: 入住晚数, en: Nights}, kind: number, role: profile, unit: {zh: 晚, en: nights}, min: 1, max: 60}
  day: {text: {zh: 退房日期, en: Day of check-out}, kind: date}
  why: {text: {zh: 主要原因, en: Main reason}, kind: text}
constructs: {room_rated: {title: {zh: 客房, en: Room}, items: [q01, q02]}, desk_rated: {title: {zh: 前台, en: Desk}, items: [q03, q04]}}
index: {satisfaction: {title: {zh: 指数, en: Index}, parts: {room_rated: 0.6, desk_rated: 0.4}}}
headline: overall
segments: [store]
fields: {id: respondent, finished: at, duration: seconds}
exclude:
  - {rule: duplicate, by: [id]}
  - {rule: seconds, below: 20}
voice: {questions: [why], frame: {clean: {title: {zh: 整洁, en: Tidy}, words: {zh: [脏], en: [dirty]}}}}
simulate:
  correlation: 0.3
  items: {q01: {mean: 3.8, sd: 0.9, loading: 0.8}, q02: {mean: 3.5, sd: 1, loading: 0.8}, q03: {mean: 4, sd: 0.8, loading: 0.8},
    q04: {mean: 3.6, sd: 0.9, loading: 0.8}}
  outcomes: {overall: {mean: 3.9, sd: 0.8, effects: {room_rated: 0.4, desk_rated: 0.3}}, nps: {mean: 7, sd: 2, effects: {room_rated: 0.4}},
    spa: {mean: 4, sd: 0.8, effects: {room_rated: 0.3}}}
  choices: {store: {shares: {S01: 0.5, S02: 0.3, S09: 0.2}, other: [机场, 火车站]}}
  multiple: {uses: {spa: 0.5, bar: 0.4, gym: 0.3}}
  yes: {again: 0.7}
  numbers: {nights: {mean: 2.5, sd: 1}}
  not_applicable: 0.02
  missing: 0.03
  seconds: {median: 120, spread: 0.3}
  verbatims: {why: {share: 0.6, about: {room_rated: {low: {zh: [房间脏], en: [dirty room]}, high: {zh: [很干净], en: [very clean]}}}}}
"""


@pytest.fixture
def folder(tmp_path, outputs, monkeypatch):
    """The study in a folder of its own."""
    monkeypatch.setattr("csat_lib.cache.OUTPUTS", outputs)
    (tmp_path / "guests").mkdir()
    (tmp_path / "guests" / "study.yaml").write_text(STUDY, "utf-8")
    return tmp_path / "guests"


@pytest.fixture
def study(folder):
    return load_study(folder / "study.yaml")


@pytest.fixture
def raw(study):
    """Answers of 240 respondents under the study's own names."""
    return simulate(study, period.parse("2026-01"), 240, 5)
