"""A made-up wave of a made-up hotel study: every measure that the report words, with values that tests name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from csat_lib.findings import Finding, Text, read_method, to_frame
from csat_lib.period import parse
from csat_lib.report.view import View
from csat_lib.study import Study
from csat_lib.study.words import StudyText

NOW, BEFORE = "2025-12", "2025-11"
TOGETHER = "together with 40 at 0.025 of the error"
WAVES = [f"2025-{month:02d}" for month in range(1, 13)]
STORES = {
    "S01": ("海港店", "Harbour"),
    "S02": ("山景店", "Hillside"),
    "S03": ("车站店", "Station"),
    "S04": ("老城店", "Old Town"),
}
TEN = {"from": 1.0, "to": 10.0}
ITEMS = {
    "q01": ("客房整洁", "Room cleanliness"),
    "q02": ("床铺舒适", "Comfort of the bed"),
    "q03": ("客房安静", "Quiet in the room"),
    "q04": ("员工友好", "Friendliness of staff"),
    "q05": ("办理入住快捷", "Speed of check-in"),
    "q06": ("早餐品质", "Quality of breakfast"),
    "q07": ("菜品选择", "Choice of dishes"),
    "q08": ("性价比", "Value for money"),
}
CONSTRUCTS = {
    "room": (("客房", "Room"), ("q01", "q02", "q03")),
    "service": (("服务", "Service"), ("q04", "q05")),
    "food": (("餐饮", "Food"), ("q06", "q07")),
    "price": (("价格", "Price"), ("q08",)),
}
INDEX = {"satisfaction": 76.4, "room": 81.2, "service": 84.9, "food": 71.5, "price": 61.0, "q20": 77.7}
IMPORTANCE = {"room": 0.39, "service": 0.18, "food": 0.33, "price": 0.10}


def words(pair: tuple[str, str]) -> dict[str, str]:
    return {"zh": pair[0], "en": pair[1]}


def make_study(**given: Any) -> Study:
    rating = {"scale": TEN, "role": "perception"}
    questions: dict[str, Any] = {name: {"text": words(text), **rating} for name, text in ITEMS.items()}
    questions["q20"] = {"text": words(("总体满意度", "Overall satisfaction")), "scale": TEN, "role": "outcome"}
    questions["nps"] = {"text": words(("推荐意愿", "Likelihood to recommend")), "kind": "nps", "role": "outcome"}
    options = {code: words(text) for code, text in STORES.items()}
    questions["store"] = {"text": words(("门店", "Store")), "kind": "single", "role": "segment", "options": options}
    questions["why"] = {"text": words(("原因", "Reason")), "kind": "text", "role": "open"}
    settings: dict[str, Any] = {
        "study": "hotel",
        "title": words(("宾客满意度追踪", "Guest satisfaction tracking")),
        "client": words(("示例酒店集团", "Example Hotels")),
        "questions": questions,
        "constructs": {name: {"title": words(title), "items": items} for name, (title, items) in CONSTRUCTS.items()},
        "index": {
            "satisfaction": {
                "title": words(("宾客满意度指数", "Guest satisfaction index")),
                "parts": dict.fromkeys(CONSTRUCTS, "johnson"),
            }
        },
        "headline": "q20",
        "segments": ["store"],
        "unit": "store",
        "targets": {"satisfaction": 80.0},
        "voice": {
            "questions": ["why"],
            "frame": {
                "clean": {"title": words(("清洁", "Cleanliness")), "words": {"zh": ["脏"], "en": ["dirty"]}},
                "noise": {"title": words(("噪声", "Noise")), "words": {"zh": ["吵"], "en": ["noisy"]}},
                "staff": {"title": words(("员工", "Staff")), "words": {"zh": ["员工"], "en": ["staff"]}},
            },
        },
    }
    return Study.model_validate(settings | given)


def figure(topic: str, measure: str, subject: str, value: float | None, **more: Any) -> Finding:
    """A finding of the wave; ``half`` gives it a symmetric 95% interval."""
    half = more.pop("half", None)
    if half is not None and value is not None:
        more |= {"low": value - half, "high": value + half, "confidence": 0.95}
    settings: dict[str, Any] = {"method": "taylor", "n": 1134, "n_effective": 1021.4}
    settings |= {"study": "hotel", "period": NOW} | more
    settings["method"] = read_method(str(settings["method"]))
    if value is None:
        settings.setdefault("reason", "small_base")
    return Finding(topic=topic, measure=measure, subject=subject, value=value, **settings)


def quality() -> Iterable[Finding]:
    came, stayed = {"n": 1246, "n_effective": None}, {"n_effective": None}
    yield figure("quality", "rows_in", "answers", 1246, **came)
    for place, (rule, out) in enumerate({"duplicate": 21, "seconds": 28, "straight_line": 63}.items(), start=1):
        yield figure("quality", "left_out", "answers", out, other=rule, path=str(place), **came)
        yield figure("quality", "index_effect", "satisfaction", -0.1 * place, other=rule, **stayed)
    yield figure("quality", "rows_kept", "answers", 1134, **came)
    yield figure("quality", "median_seconds", "answers", 312, **came)
    for at, item in enumerate(ITEMS):
        yield figure("quality", "missing_share", item, 0.02 * (at + 1), **stayed)
    for blanks, people in enumerate((700, 300, 134)):
        yield figure("quality", "missing_items", "answers", people, other=str(blanks), **stayed)


def reliability() -> Iterable[Finding]:
    method = "raw, feldt, listwise"
    for name, alpha, half in (("room", 0.87, 0.012), ("service", 0.81, 0.02), ("food", 0.58, 0.04)):
        yield figure("reliability", "alpha", name, alpha, half=half, method=method)
        yield figure("reliability", "omega", name, alpha + 0.01, half=half, method="minres")
        yield figure("reliability", "n_items", name, len(CONSTRUCTS[name][1]))
        for item in CONSTRUCTS[name][1]:
            yield figure("reliability", "item_rest", item, alpha - 0.2, other=name)
            yield figure("reliability", "alpha_if_dropped", item, alpha - 0.05, other=name)
    yield figure("reliability", "alpha", "price", None, reason="one_item", method=method)


def factors() -> Iterable[Finding]:
    yield figure("factors", "kmo", "items", 0.84, method="pearson, listwise")
    yield figure("factors", "bartlett", "items", 4211.3, df=28, p=0.0)
    yield figure("factors", "n_factors", "items", 3, method="parallel components")
    for place, value in enumerate((3.4, 1.6, 1.2, 0.6, 0.5, 0.3, 0.2, 0.2), start=1):
        yield figure("factors", "eigenvalue", "component", value, path=str(place))
        yield figure("factors", "eigenvalue_random", "component", 1.12 - 0.03 * place, path=str(place))
    homes = {"q01": "F1", "q02": "F1", "q03": "F1", "q04": "F2", "q05": "F2", "q06": "F3", "q07": "F3", "q08": "F3"}
    for item, home in homes.items():
        yield figure("factors", "kmo", item, 0.8)
        yield figure("factors", "communality", item, 0.6)
        for factor in ("F1", "F2", "F3"):
            yield figure("factors", "loading", item, 0.74 if factor == home else 0.12, other=factor)
    for factor, share in (("F1", 0.31), ("F2", 0.2), ("F3", 0.12)):
        yield figure("factors", "variance_share", factor, share)


def weights() -> Iterable[Finding]:
    for measure, value in (("deff", 1.11), ("effective_n", 1021.4), ("max_error", 0.0), ("weight_min", 0.52)):
        yield figure("weights", measure, "respondents", value)
    yield figure("weights", "weight_max", "respondents", 2.31)
    for level, shares in {"S01": (0.2, 0.25, 0.25), "S02": (0.3, 0.25, 0.25)}.items():
        for kind, share in zip(("sample", "weighted", "target"), shares, strict=True):
            yield figure("weights", f"share_{kind}", "store", share, other=level)
    for method, shares in {"equal": (0.25,) * 4, "johnson": tuple(IMPORTANCE.values())}.items():
        for name, share in zip(CONSTRUCTS, shares, strict=True):
            yield figure("weights", "rule_weight", name, share, other="satisfaction", method=method)
    for name, share in IMPORTANCE.items():
        yield figure("weights", "weight_used", name, share, other="satisfaction", method="johnson")


def scores() -> Iterable[Finding]:
    for name, value in INDEX.items():
        yield figure("scores", "index", name, value, half=1.2)
    yield figure("scores", "top2", "q20", 0.414, half=0.03)
    yield figure("scores", "mean", "q20", 8.0, half=0.1)
    for at, item in enumerate(ITEMS):
        yield figure("scores", "mean", item, 8.4 - 0.3 * at, half=0.1)
        yield figure("scores", "top2", item, 0.6 - 0.05 * at, half=0.03)
        for answer in range(1, 11):
            yield figure("scores", "answer_share", item, 0.1, other=str(answer))
    yield figure("scores", "nps", "nps", 31.6, half=4.4)
    for measure, value in (("promoters", 0.482), ("passives", 0.352), ("detractors", 0.166)):
        yield figure("scores", measure, "nps", value)


def segments() -> Iterable[Finding]:
    gaps = {"S01": (4.1, 2.0), "S02": (0.9, 2.0), "S03": (-6.1, 2.9), "S04": (None, None)}
    for at, (code, (gap, half)) in enumerate(gaps.items()):
        where = {"segment_by": "store", "segment": code, "n": 6 if code == "S04" else 25 if code == "S02" else 300 + at}
        where["n_effective"] = None
        for name, value in INDEX.items():
            yield figure("scores", "index", name, None if gap is None else value + gap, half=2.0, **where)
        apart = {"unit": "points", "method": f"taylor, cell minus the rest, {TOGETHER}"}
        yield figure("segments", "gap", "satisfaction", gap, half=half, **apart, **where)
        for name in CONSTRUCTS:
            own = None if gap is None else gap - 3.0 if name == "food" else 0.2
            yield figure("segments", "gap", name, own, half=3.1, **apart, **where)


def drivers() -> Iterable[Finding]:
    for name, value in IMPORTANCE.items():
        more = {"unit": "share", "method": "johnson", "other": "q20"}
        yield figure("drivers", "importance", name, value, half=0.05, **more)
        yield figure("drivers", "performance", name, INDEX[name], half=1.2)
    yield figure("drivers", "lead", "room", 0.06, p=0.004, other="food", method="johnson")
    yield figure("drivers", "r2", "q20", 0.58, half=0.04, method="least squares")


def trends() -> Iterable[Finding]:
    for at, wave in enumerate(WAVES):
        value = INDEX["satisfaction"] if wave == NOW else 78.6 - 0.02 * at
        yield figure("trends", "index", "satisfaction", value, half=1.4, period=wave)
        yield figure("trends", "nps", "nps", 31.6 if wave == NOW else 35.0, half=4.5, period=wave)
    moves = {"satisfaction": -2.1, "room": -3.4, "service": 0.4, "food": -0.6, "price": 0.0, "q20": -1.0, "nps": -3.4}
    for name, value in moves.items():
        half = 6.0 if name == "nps" else 1.5
        method = f"taylor, independent, welch-satterthwaite, {TOGETHER}"
        yield figure("trends", "change", name, value, half=half, against=BEFORE, method=method)
    for code, value in {"S01": 1.0, "S02": -0.5, "S03": -8.2, "S04": None}.items():
        where = {"segment_by": "store", "segment": code, "n": 6 if code == "S04" else 300, "n_effective": None}
        method = f"taylor, independent, welch-satterthwaite, {TOGETHER}"
        more = {"against": BEFORE, "unit": "points", "method": method}
        yield figure("trends", "change", "satisfaction", value, half=5.1, **more, **where)
        for name in CONSTRUCTS:
            own = None if value is None else value - 1.5 if name == "room" else 0.3
            yield figure("trends", "change", name, own, half=4.0, **more, **where)


def voice() -> Iterable[Finding]:
    mentioned = {"clean": (160, 64.2), "noise": (87, 51.3), "staff": (42, 88.1), "uncoded": (170, 40.0)}
    for code, (people, score) in mentioned.items():
        yield figure("voice", "mentions", code, people, n=431, n_effective=None)
        yield figure("voice", "share", code, people / 431, half=0.04, n=431, n_effective=None)
        yield figure("voice", "score", code, score, half=3.0, n=people, n_effective=None)


def all_figures() -> list[Finding]:
    makers = (quality, reliability, factors, weights, scores, segments, drivers, trends, voice)
    return [row for make in makers for row in make()]


def all_texts() -> list[Text]:
    places = {"room": "keep", "service": "undecided", "food": "improve", "price": "undecided"}
    placed = [Text(topic="drivers", subject=name, kind="quadrant", text=place) for name, place in places.items()]
    said = [
        Text(topic="voice", subject="clean", kind="quote", text="浴室很脏", language="zh", rank=1),
        Text(topic="voice", subject="clean", kind="quote", text="The bathroom was dirty.", language="en", rank=2),
        Text(
            topic="voice", subject="noise", kind="quote", text="Noisy until two in the morning.", language="en", rank=1
        ),
    ]
    held = [Text(topic="fieldwork", subject="answers", kind="days", text="2025-12-01..2025-12-31")]
    return [text.of("hotel", NOW) for text in held + placed + said]


LEDGER = pd.DataFrame(
    {
        "order": [0, 1, 2, 3, 4],
        "rule": ["rows", "duplicate", "seconds", "straight_line", "kept"],
        "before": [1246, 1246, 1225, 1197, 1134],
        "left_out": [0, 21, 28, 63, 0],
        "after": [1246, 1225, 1197, 1134, 1134],
    }
)
MANIFEST = {
    "study": "hotel",
    "period": NOW,
    "inputs": [{"input": "study", "file": "study.yaml", "sha256": "ab" * 32}],
    "library": "cd" * 32,
    "versions": {"python": "3.11.2", "numpy": "2.2.0"},
    "parameters": {"seed": 1, "set": {}},
    "rows": {"in": 1246, "kept": 1134},
}


def make_view(language: str = "en", rows: Sequence[Finding] | None = None, **given: Any) -> View:
    """The whole wave, or the given findings only; any field of the view may be replaced."""
    settings: dict[str, Any] = {
        "study": make_study(),
        "findings": None,
        "texts": to_frame(all_texts()),
        "ledger": LEDGER,
        "language": language,
        "period": parse(NOW),
        "earlier": tuple(parse(wave) for wave in WAVES[:-1]),
        "manifest": MANIFEST,
        "commentary": {"page_one": StudyText(zh="车站店正在装修。", en="Station is being rebuilt.")},
    }
    settings |= given
    if settings["findings"] is None:
        found = all_figures() if rows is None else list(rows)
        settings["findings"] = to_frame([*found, *against_targets(found, settings["study"])])
    return View(**settings)


def against_targets(rows: Sequence[Finding], study: Study) -> Iterable[Finding]:
    """Every score of everybody less the target that the study has for it."""
    for row in rows:
        if row.measure not in ("index", "nps") or (row.topic, row.segment_by) != ("scores", "all"):
            continue
        if row.subject in study.aims() and row.value is not None:
            half = None if row.low is None else row.value - row.low
            value = row.value - study.aims()[row.subject]
            yield figure("scores", "target_gap", row.subject, value, half=half, method=f"less its target, {TOGETHER}")


def without(*topics: str) -> list[Finding]:
    """The wave as if these topics had never been recorded."""
    return [row for row in all_figures() if row.topic not in topics]


def altered(rows: Sequence[Finding], where: dict[str, Any], **given: Any) -> list[Finding]:
    """The findings with those that fit ``where`` changed."""

    def fits(row: Finding) -> bool:
        return all(getattr(row, name) == value for name, value in where.items())

    return [replace(row, **given) if fits(row) else row for row in rows]


CHANGE = {"topic": "trends", "measure": "change", "subject": "satisfaction", "segment_by": "all"}
