"""A study of one question, of choices alone, without constructs or without an index: checked, run and told."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import yaml

from csat_lib.errors import Faults
from csat_lib.findings import read
from csat_lib.study import load_study


def words(zh: str, en: str) -> dict[str, str]:
    return {"zh": zh, "en": en}


PERCEPTION = {"scale": "ten", "role": "perception"}
QUESTIONS = {
    "store": {
        "text": words("门店", "Store"),
        "kind": "single",
        "role": "segment",
        "options": {"A": words("东店", "East"), "B": words("西店", "West")},
    },
    "uses": {
        "text": words("用过的服务", "Services used"),
        "kind": "multiple",
        "separator": ";",
        "options": {"spa": words("水疗", "Spa"), "gym": words("健身", "Gym")},
    },
    "overall": {"text": words("总体满意度", "Overall"), "scale": "ten", "role": "outcome"},
    "nps": {"text": words("推荐意愿", "Recommend"), "kind": "nps"},
    **{f"q{at}": {"text": words(f"题{at}", f"Item {at}"), **PERCEPTION} for at in (1, 2, 3, 4)},
}
CONSTRUCTS = {
    "room": {"title": words("客房", "Room"), "items": ["q1", "q2"]},
    "staff": {"title": words("员工", "Staff"), "items": ["q3", "q4"]},
}
ITEMS = ["q1", "q2", "q3", "q4"]
STUDIES = {
    "choices": (["store", "uses"], {"segments": ["store"]}, 150),
    "one": (["nps"], {}, 40),
    "outcomes": (["store", "uses", "overall", "nps"], {"segments": ["store"], "unit": "store"}, 150),
    "noindex": (["store", *ITEMS, "overall"], {"constructs": CONSTRUCTS, "segments": ["store"]}, 40),
}


def write_study(folder: Path, name: str) -> Path:
    """The study with 40 or 150 responses that go together; its wave file."""
    asked, more, n = STUDIES[name]
    folder.mkdir()
    study = {"study": name, "title": words("小研究", "A small study"), "scales": {"ten": {"from": 1, "to": 10}}}
    study |= {"questions": {question: QUESTIONS[question] for question in asked}, **more}
    (folder / "study.yaml").write_text(yaml.safe_dump(study, allow_unicode=True, sort_keys=False), encoding="utf-8")
    (folder / "2026.yaml").write_text(f"study: {name}\nperiod: 2026\nresponses: answers.csv\n", encoding="utf-8")
    rng = np.random.default_rng(5)
    taste = rng.normal(size=n)
    rated = {q: np.clip(np.round(7 + 1.5 * taste + rng.normal(size=n)), 1, 10) for q in (*ITEMS, "overall", "nps")}
    chosen = {"store": rng.choice(["A", "B"], n, p=[0.7, 0.3]), "uses": rng.choice(["spa", "spa;gym", ""], n)}
    pd.DataFrame({**rated, **chosen})[asked].to_csv(folder / "answers.csv", index=False)
    return folder / "2026.yaml"


@pytest.fixture(scope="module")
def ran(csat, tmp_path_factory):
    """Study -> (the folder of its outputs, the words of its report)."""
    home, made = tmp_path_factory.mktemp("poor"), {}
    for name in STUDIES:
        wave = write_study(home / name, name)
        done = csat("run", wave, "--language", "en", "--out", home / name / "out")
        assert done.returncode == 0, (name, done.stderr)
        html = (home / name / "out" / "report.en.html").read_text(encoding="utf-8")
        made[name] = home / name / "out", " ".join(re.sub(r"<style>.*?</style>|<[^>]*>", " ", html, flags=re.S).split())
    return made


def topics(folder: Path) -> set[str]:
    return set(read([folder / "findings.parquet"])["topic"])


def test_choices_alone_are_a_report_of_who_answered_and_what(ran):
    folder, said = ran["choices"]
    assert topics(folder) == {"quality", "fieldwork", "weights", "questions"}
    assert "Who the respondents are: by store, East is the largest group with" in said
    assert "“Services used”: Spa is clearly the most frequent answer with" in said
    for absent in ("How satisfied are they?", "What changed?", "out of 100", "An index of 80", "hold together"):
        assert absent not in said, absent


def test_one_question_alone_is_a_report(ran):
    folder, said = ran["one"]
    assert {"scores", "trends"} <= topics(folder)
    assert re.search(r"The NPS stood at −?[\d.]+ \(95% interval", said)
    assert "Who differs?" not in said
    assert "There is nothing to draw here" not in said


def test_outcomes_without_constructs_begin_with_the_headline_and_compare_groups(ran):
    folder, said = ran["outcomes"]
    assert not {"reliability", "factors", "model", "drivers"} & topics(folder)
    assert "Overall stands at" in said
    assert "Who differs?" in said
    findings = read([folder / "findings.parquet"])
    assert set(findings[findings["measure"] == "gap"]["subject"]) == {"overall", "nps"}


def test_constructs_without_an_index_are_measured_and_explain_the_headline(ran):
    folder, said = ran["noindex"]
    assert {"reliability", "drivers", "scores"} <= topics(folder)
    assert "Overall stands at" in said
    assert "Room" in said
    findings = read([folder / "findings.parquet"])
    assert set(findings[findings["measure"] == "index"]["subject"]) == {"room", "staff", "overall"}


def test_nothing_printed_is_empty(ran):
    for name, (_, said) in ran.items():
        assert not re.search(r"\bnan\b|“”|\(\)|: \.|None", said), name


@pytest.mark.parametrize("name", STUDIES)
def test_the_chapters_are_those_that_the_study_can_fill(tmp_path, name):
    study = load_study(write_study(tmp_path / name, name).with_name("study.yaml"))
    expected = {
        "choices": ("quality", "weights", "questions"),
        "one": ("quality", "weights", "scores", "trends"),
        "outcomes": ("quality", "weights", "questions", "scores", "segments", "trends"),
        "noindex": (
            *("quality", "reliability", "factors", "weights", "questions", "scores"),
            *("drivers", "segments", "trends"),
        ),
    }
    assert study.chapters == expected[name]
    assert study.root == {"choices": "", "one": "nps"}.get(name, "overall")


def test_chapters_on_constructs_need_constructs(tmp_path):
    path = write_study(tmp_path / "one", "one").with_name("study.yaml")
    path.write_text(path.read_text(encoding="utf-8") + "chapters: [quality, factors, scores]\n", encoding="utf-8")
    with pytest.raises(Faults) as caught:
        load_study(path)
    assert [str(fault).partition(": ")[2] for fault in caught.value.faults] == [
        "`chapters` needs constructs to measure. Add `constructs`, or take `factors` out of `chapters`."
    ]
