"""A made-up study as its findings: every measure that a chart draws, with the awkward cases in it.

Fourteen stores (one hidden, one small), a construct of one item, labels that must wrap, a wave without a value, a
negative loading, an answer that nobody gave. Built by rule, not by chance, so that a test may name the values.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

import pandas as pd

from csat_lib.charts.look import Look
from csat_lib.findings import Finding, read_method, to_frame

WAVES = [f"2025-{month:02d}" for month in range(1, 13)]
NOW, BEFORE = WAVES[-1], WAVES[-2]
STORES = [f"S{number:02d}" for number in range(1, 15)]
WORDS = {
    "satisfaction": ("宾客满意度指数", "Guest satisfaction index"),
    "room": ("客房", "Room"),
    "service": ("前台与客房服务", "Front desk and room service"),
    "food": ("餐饮", "Food and drink"),
    "wellness": ("康体设施（泳池、健身房与水疗中心）", "Leisure facilities (pool, gym and spa)"),
    "location": ("位置与交通", "Location and transport"),
    "value": ("性价比", "Value for money"),
    "overall": ("总体而言，您对本次入住有多满意", "All in all, how satisfied were you with this stay"),
    "nps": ("推荐意愿", "Likelihood to recommend"),
    "region": ("地区", "Region"),
    "age": ("年龄", "Age"),
    "store": ("门店", "Store"),
    "member": ("会员等级", "Membership"),
    "clean": ("清洁卫生", "Cleanliness"),
    "noise": ("隔音与夜间噪声", "Sound insulation and noise at night"),
    "staff": ("员工态度", "Staff"),
    "breakfast": ("早餐", "Breakfast"),
    "wifi": ("无线网络 WiFi", "WiFi"),
    "price": ("价格", "Price"),
}
LEVELS = {
    ("region", "north"): ("北方", "North"),
    ("region", "south"): ("南方", "South"),
    ("region", "abroad"): ("港澳台及海外", "Hong Kong, Macao, Taiwan and abroad"),
    ("age", "young"): ("35 岁以下", "Under 35"),
    ("age", "old"): ("35 岁及以上", "35 and over"),
    ("member", "gold"): ("金卡", "Gold"),
    ("member", "silver"): ("银卡", "Silver"),
    ("member", "none"): ("非会员", "No member"),
}
CONSTRUCTS = ("room", "service", "food", "wellness", "location", "value")
ITEMS = {name: tuple(f"q{5 * at + k:02d}" for k in range(1, 6)) for at, name in enumerate(CONSTRUCTS)}
_ITEM_WORDS = (
    ("整洁程度", "Cleanliness on arrival"),
    ("床品与寝具的舒适程度", "Comfort of bed, pillows and linen"),
    ("员工的热情与专业", "Warmth and competence of staff"),
    ("等候时间与办理手续的快慢（含高峰时段）", "Waiting times and speed of formalities, also at peak hours"),
    ("总体感受", "Overall impression"),
)
_CITIES_ZH = ("北京国贸", "上海外滩", "广州天河", "深圳福田", "成都春熙路", "杭州西湖", "西安钟楼", "南京新街口")
_CITIES_EN = ("Beijing Guomao", "Shanghai Bund", "Guangzhou Tianhe", "Shenzhen Futian", "Chengdu", "Hangzhou West Lake")


def label(language: str, name: str) -> str:
    """The wording of a name, in the manner of a study."""
    zh = language == "zh"
    if name in WORDS:
        return WORDS[name][0 if zh else 1]
    for construct, items in ITEMS.items():
        if name in items:
            word = _ITEM_WORDS[items.index(name)]
            return f"{label(language, construct)}：{word[0]}" if zh else f"{label(language, construct)}: {word[1]}"
    return name


def level(language: str, segment: str, code: str) -> str:
    """The wording of a level."""
    zh = language == "zh"
    if segment == "store":
        cities = _CITIES_ZH if zh else _CITIES_EN
        number = int(code[1:])
        return f"{cities[number % len(cities)]}{'' if zh else ' '}{number} {'店' if zh else 'branch'}"
    words = LEVELS.get((segment, code))
    return words[0 if zh else 1] if words else code


def make_look(language: str, **given: object) -> Look:
    """A look with the fake study's wording."""
    settings: dict[str, object] = {
        "label": lambda name: label(language, name),
        "level": lambda segment, code: level(language, segment, code),
        "targets": {"satisfaction": 80.0, "nps": 40.0},
        "scale": lambda question: None if question == "nps" else (1.0, 10.0),
    }
    return Look(language=language, **(settings | given))  # type: ignore[arg-type]


def figure(topic: str, measure: str, subject: str, value: float | None, **more: object) -> Finding:
    """A finding of the last wave with the unit and method that a test need not care for."""
    half = more.pop("half", None)
    if half is not None and value is not None:
        more |= {"low": value - half, "high": value + half, "confidence": 0.95}
    settings: dict[str, object] = {"method": "taylor", "n": 1134, "study": "hotel", "period": NOW} | more
    settings["method"] = read_method(str(settings["method"]))
    if value is None:
        settings.setdefault("reason", "small_base")
    return Finding(topic=topic, measure=measure, subject=subject, value=value, **settings)  # type: ignore[arg-type]


def _wave(rate: float, at: int) -> float:
    return math.sin(rate * at + at * at / 7)


def quality() -> Iterable[Finding]:
    left = {"duplicate": 38, "seconds": 64, "straight_line": 121, "missing": 9, "attention": 0}
    yield figure("quality", "rows_in", "answers", 1366)
    for place, (rule, out) in enumerate(left.items()):
        yield figure("quality", "left_out", "answers", out, other=rule, path=str(place))
    yield figure("quality", "rows_kept", "answers", 1366 - sum(left.values()))
    for at, item in enumerate(name for items in ITEMS.values() for name in items):
        yield figure("quality", "missing_share", item, 0.05 + 0.04 * _wave(1.1, at) + (0.13 if item == "q18" else 0))


ARRIVALS = {f"2025-12-{day:02d}T{hour:02d}": (day * hour) % 7 for day in range(1, 9) for hour in range(8, 22)}


DISPOSITIONS = {
    "mail": {"I": 412, "P": 38, "R": 121, "NC": 610, "O": 15, "UH": 95, "NE": 22},
    "counter": {"I": 722, "P": 40, "R": 205, "UO": 60},
}


def fieldwork() -> Iterable[Finding]:
    for channel, cases in DISPOSITIONS.items():
        issued = sum(cases.values())
        yield figure("fieldwork", "invited", channel, issued, n=None)
        for code, number in cases.items():
            yield figure("fieldwork", "disposition", channel, number, other=code, n=None)
        rate = cases["I"] / (issued - cases.get("NE", 0))
        yield figure("fieldwork", "response_rate", channel, rate, other="RR1", n=None)


def plan() -> Iterable[Finding]:
    """A sample planned and reached in every store."""
    for at, store in enumerate(STORES):
        where = {"segment_by": "store", "segment": store, "n": None, "method": "census"}
        yield figure("plan", "n_needed", "respondents", 40 + 25 * at, **where)
        yield figure("plan", "reached", "respondents", 30 + 27 * at, **where)


def arrivals() -> Iterable[Finding]:
    for slot, number in ARRIVALS.items():
        count = 41 if slot == "2025-12-03T14" else number
        yield figure("fieldwork", "arrivals", "answers", count, path=slot)
    more = {"segment_by": "store", "segment": "S03"}
    yield figure("fieldwork", "burst", "answers", 38, path="2025-12-03T14:20", p=0.0004, **more)
    yield figure("fieldwork", "burst", "answers", 41, path="2025-12-03T14:18", p=0.003)


def reliability() -> Iterable[Finding]:
    for at, name in enumerate(CONSTRUCTS[:-1]):
        alpha = 0.91 - 0.06 * at
        yield figure("reliability", "alpha", name, alpha, half=0.015 + 0.004 * at)
        yield figure("reliability", "lambda2", name, alpha + 0.006, half=0.013 + 0.004 * at)
        yield figure("reliability", "omega", name, alpha + 0.012, half=0.014 + 0.004 * at)
    yield figure("reliability", "alpha", "value", None, reason="one_item")
    yield figure("reliability", "lambda2", "value", None, reason="one_item")
    yield figure("reliability", "omega", "value", None, reason="one_item")


def factors() -> Iterable[Finding]:
    for number in range(1, 31):
        value = (9.8, 3.1, 2.2, 1.6, 1.38)[number - 1] if number <= 5 else 1.05 * 0.955 ** (number - 6)
        yield figure("factors", "eigenvalue", "component", value, path=str(number))
        random = 1.31 - 0.022 * (number - 1)
        yield figure("factors", "eigenvalue_random", "component", random, path=str(number))
        yield figure("factors", "eigenvalue", "factor", value - 0.9, path=str(number))
        yield figure("factors", "eigenvalue_random", "factor", random - 1.05, path=str(number))
    for method, count in (("parallel components", 5), ("parallel factors", 6), ("map", 4), ("chosen", 5)):
        yield figure("factors", "n_factors", "items", count, method=method)
    for block, items in enumerate(list(ITEMS.values())[:5]):
        for at, item in enumerate(items):
            for factor in range(5):
                own = -0.42 if item == "q14" else 0.86 - 0.07 * at
                cross = 0.34 if item == "q08" and factor == 0 else 0.18 * _wave(2.3, at + 5 * factor + 9 * block)
                value = own if factor == block else cross
                yield figure("factors", "loading", item, value, half=0.05, other=f"F{factor + 1}")
            yield figure("factors", "communality", item, 0.74 - 0.08 * at)
    for factor in range(5):
        yield figure("factors", "variance_share", f"F{factor + 1}", 0.19 - 0.03 * factor)


def weights() -> Iterable[Finding]:
    shares = {
        "region": {"north": (0.52, 0.40), "south": (0.41, 0.52), "abroad": (0.07, 0.08)},
        "age": {"young": (0.31, 0.45), "old": (0.69, 0.55)},
    }
    for question, levels in shares.items():
        for code, (sample, target) in levels.items():
            for measure, value in (("sample", sample), ("weighted", target + 0.0004), ("target", target)):
                yield figure("weights", f"share_{measure}", question, value, other=code)
    weights_by = {
        "equal": [1 / 6] * 6,
        "factor": [0.2, 0.19, 0.17, 0.16, 0.15, 0.13],
        "johnson": [0.31, 0.24, 0.16, 0.05, 0.08, 0.16],
    }
    for method, values in weights_by.items():
        for name, value in zip(CONSTRUCTS, values, strict=True):
            yield figure("weights", "rule_weight", name, value, other="satisfaction", method=method)
    for name, value in zip(CONSTRUCTS, weights_by["johnson"], strict=True):
        yield figure("weights", "weight_used", name, value, other="satisfaction", method="johnson")


INDEX = {
    "satisfaction": 76.4,
    "room": 81.2,
    "service": 79.0,
    "food": 71.5,
    "wellness": 62.3,
    "location": 84.9,
    "value": 66.8,
    "overall": 77.7,
}


def scores() -> Iterable[Finding]:
    for name, value in INDEX.items():
        yield figure("scores", "index", name, value, half=1.3, method="taylor")
    yield figure("scores", "nps", "nps", 31.6, half=4.4)
    for measure, value in (("promoters", 0.482), ("passives", 0.352), ("detractors", 0.166)):
        yield figure("scores", measure, "nps", value)
    for at, question in enumerate(("q01", "q02", "q03", "q04", "overall")):
        raw = [math.exp(-((answer - 8.6 + 0.8 * at) ** 2) / (5 + at)) for answer in range(1, 11)]
        for answer, weight in enumerate(raw, start=1):
            if (question, answer) != ("q01", 1):
                total = sum(raw)
                yield figure("scores", "answer_share", question, weight / total, other=str(answer))


def segments() -> Iterable[Finding]:
    cells = [("store", code) for code in STORES] + [("member", code) for code in ("gold", "silver", "none")]
    for at, (segment_by, code) in enumerate(cells):
        where = {"segment_by": segment_by, "segment": code, "n": {"S05": 21, "S11": 6}.get(code, 60 + 7 * at)}
        for number, name in enumerate(("satisfaction", *CONSTRUCTS)):
            value = None if code == "S11" else INDEX[name] + 7 * _wave(0.9, at + 3 * number)
            yield figure("scores", "index", name, value, half=500 / where["n"] ** 1.2, **where)
            gap = None if code == "S11" else 7 * _wave(0.9, at + 3 * number)
            yield figure("segments", "gap", name, gap, half=3.0 if name == "satisfaction" else 6.0, **where)


def model() -> Iterable[Finding]:
    """A model of six constructs, the last five of a second-order factor's kind left to tests of their own."""
    for at, (name, items) in enumerate(ITEMS.items()):
        for k, item in enumerate(items):
            value = 0.86 - 0.05 * k - 0.02 * at
            yield figure("model", "loading", item, value, half=0.03, other=name)
            yield figure("model", "r2", item, value**2)
        for other in CONSTRUCTS[:at]:
            value = 0.72 - 0.09 * (at - CONSTRUCTS.index(other))
            yield figure("model", "construct_correlation", other, value, half=0.04, other=name)


def validity() -> Iterable[Finding]:
    for at, name in enumerate(CONSTRUCTS):
        for back, other in enumerate(CONSTRUCTS[:at]):
            value = 0.91 - 0.05 * (at - back) - 0.02 * back
            yield figure("validity", "htmt", other, value, half=0.03, other=name)
            yield figure("validity", "htmt2", other, value - 0.01, half=0.03, other=name)


def comparability() -> Iterable[Finding]:
    for at, name in enumerate(("model", *CONSTRUCTS)):
        for step, lost in (("metric", 0.002 * at - 0.001), ("scalar", 0.003 + 0.0035 * at)):
            value = None if name == "value" and step == "scalar" else lost
            reason = {"reason": "not_converged"} if value is None else {}
            more = {
                "other": step,
                "against": BEFORE,
            } | reason
            yield figure("comparability", "delta_cfi", name, value, **more)


def pilot() -> Iterable[Finding]:
    for at, (name, items) in enumerate(ITEMS.items()):
        for k, item in enumerate(items[:3]):
            decision = ("keep", "keep", "review", "keep", "drop")[k]
            yield figure(
                "pilot",
                "item_rest",
                item,
                0.7 - 0.11 * k - 0.01 * at,
                half=0.06,
                other=name,
                method=f"fisher, decided {decision}",
            )


def drivers() -> Iterable[Finding]:
    importance = dict(zip(CONSTRUCTS, [0.31, 0.24, 0.16, 0.05, 0.08, 0.16], strict=True))
    for name, value in importance.items():
        yield figure("drivers", "importance", name, value, half=0.03, other="overall", method="johnson")
        yield figure("drivers", "performance", name, INDEX[name], half=1.3)
        gap = 6 * value * (INDEX[name] - sum(INDEX[one] for one in CONSTRUCTS) / 6)
        yield figure("drivers", "weighted_gap", name, gap, half=2.0, other="overall", method="sidak over 6")
    yield figure("drivers", "r2", "overall", 0.58, half=0.04)


ARROWS = {
    ("room", "service"): (0.52, 0.1),
    ("room", "food"): (0.31, 0.12),
    ("service", "food"): (0.05, 0.12),
    ("service", "wellness"): (-0.24, 0.1),
    ("food", "wellness"): (0.48, 0.1),
    ("room", "value"): (0.11, 0.14),
    ("food", "value"): (0.33, 0.12),
    ("wellness", "value"): (0.27, 0.12),
    ("value", "location"): (0.66, 0.09),
}


def structure() -> Iterable[Finding]:
    """Nine arrows between six constructs, two of them not clear and one negative; one construct without an index."""
    for name in CONSTRUCTS:
        value, reason = (None, {"reason": "negative_weight"}) if name == "location" else (INDEX[name], {})
        yield figure("structure", "latent_index", name, value, half=1.4, method="partial least squares", **reason)
    for (source, target), (value, half) in ARROWS.items():
        more = {"other": target, "half": half, "method": "partial least squares, sidak over 9"}
        yield figure("structure", "path_coefficient", source, value, **more)
    for at, name in enumerate(("room", "service", "food", "wellness")):
        more = {"other": "value", "half": 0.12, "method": "partial least squares, sidak over 9"}
        yield figure("structure", "total_effect", name, 0.45 - 0.08 * at, **more)


def trends() -> Iterable[Finding]:
    for at, wave in enumerate(WAVES):
        value = None if wave == "2025-04" else 78.6 - 0.19 * at + 0.8 * _wave(1.4, at)
        value = INDEX["satisfaction"] if wave == NOW else value
        reason = {"reason": "not_asked"} if value is None else {}
        yield figure("trends", "index", "satisfaction", value, half=1.4, period=wave, **reason)
        yield figure("trends", "nps", "nps", 31.6 if wave == NOW else 38 + 3 * _wave(2, at), half=4.5, period=wave)
        for number, name in enumerate(CONSTRUCTS):
            value = INDEX[name] + (0.0 if wave == NOW else _wave(1.1, at + 4 * number))
            yield figure("trends", "index", name, value, half=1.6, period=wave)
    for name, centre in {**{name: INDEX[name] for name in CONSTRUCTS}, "satisfaction": 77.0}.items():
        yield figure("trends", "control", name, centre, half=0.8 if name == "food" else 2.4, n=None)
    yield figure("trends", "control_nps", "nps", 36.0, half=9.0, n=None)
    moves = {
        "satisfaction": -2.1,
        "room": -3.4,
        "service": 0.4,
        "food": -0.6,
        "wellness": 2.9,
        "location": 0.0,
        "value": -1.0,
    }
    for name, value in moves.items():
        yield figure("trends", "change", name, value, half=1.9, against=BEFORE)
    for at, code in enumerate(STORES):
        where = {"segment_by": "store", "segment": code, "n": {"S05": 21, "S11": 6}.get(code, 60 + 7 * at)}
        value = None if code == "S11" else (-9.4 if code == "S03" else 2.5 * _wave(1.2, at))
        yield figure("trends", "change", "satisfaction", value, half=5.2, against=BEFORE, **where)


def voice() -> Iterable[Finding]:
    people = {"staff": 141, "clean": 203, "breakfast": 118, "noise": 87, "price": 64, "wifi": 22}
    scores_by = {"staff": 88.1, "clean": 64.2, "breakfast": 79.5, "noise": 51.3, "price": 60.2, "wifi": 58.8}
    for code, n in people.items():
        yield figure("voice", "mentions", code, n, n=512)
        yield figure("voice", "share", code, n / 512, n=512)
        yield figure("voice", "score", code, scores_by[code], half=40 / n**0.5, n=n)
        yield figure("voice", "share_others", code, n / 512 * (90 - scores_by[code]) / 25, half=0.03, n=230)
        yield figure("voice", "share_satisfied", code, n / 512 * scores_by[code] / 80, half=0.03, n=282)


COMPLAINTS = {"wifi": 41, "noise": 30, "breakfast": 17, "clean": 9, "price": 3}


def complaints() -> Iterable[Finding]:
    so_far = 0
    for name, number in COMPLAINTS.items():
        so_far += number
        shares = {"complaint_number": number, "share": number / 100, "cumulative_share": so_far / 100}
        for measure, value in shares.items():
            yield figure("complaints", measure, name, value, n=None, method="from records")


def questions() -> Iterable[Finding]:
    yield figure("questions", "share", "again", 0.68, other="yes", half=0.05)
    for at, answer in enumerate(("spa", "gym", "pool", "shuttle", "none")):
        yield figure("questions", "share", "uses", 0.7 - 0.17 * at, other=answer, half=0.03)


def all_findings() -> pd.DataFrame:
    """Everything that a wave of the fake study recorded."""
    makers = (
        *(
            quality,
            fieldwork,
            plan,
            arrivals,
            reliability,
            factors,
            model,
            validity,
            comparability,
            weights,
            scores,
            segments,
            drivers,
            structure,
        ),
        *(trends, complaints, voice, questions, pilot),
    )
    return to_frame([row for make in makers for row in make()])
