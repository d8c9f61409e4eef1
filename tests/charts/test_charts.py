"""Every chart of the registry, on the same made-up study, in both languages and both widths."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import replace
from xml.etree import ElementTree as ET

import matplotlib as mpl
import matplotlib.pyplot as plt
import pytest

from csat_lib.charts import PHONE_MM, Look
from csat_lib.errors import CsatError
from csat_lib.report import topics

from .drawing import draw, names
from .drawn import set_words, svg, words
from .fake import make_look

NAMES = names()
LANGUAGES = ["zh", "en"]
WIDTHS = [160.0, PHONE_MM]


@pytest.fixture(scope="module")
def drawn(findings):
    looks = {(language, width): make_look(language, width_mm=width) for language in LANGUAGES for width in WIDTHS}
    return {(name, *key): draw(name, findings, look) for name in NAMES for key, look in looks.items()}


every = pytest.mark.parametrize(
    "key", [(name, language, width) for name in NAMES for language in LANGUAGES for width in WIDTHS], ids=str
)


@every
def test_a_chart_is_one_well_formed_svg_element_that_needs_nothing_from_outside(drawn, key):
    text = svg(drawn[key])
    assert ET.fromstring(text).tag == "{http://www.w3.org/2000/svg}svg"
    assert "<!DOCTYPE" not in text
    assert "<style" not in text
    assert set(re.findall(r'(?:href|src)="([^#])', text)) == set()
    assert set(re.findall(r"https?://[^\"]*", text)) == {"http://www.w3.org/2000/svg"}


@every
def test_a_chart_has_the_width_it_was_asked_for_and_fits_on_a_page(drawn, key):
    chart = drawn[key]
    assert chart.width_mm == (30.0 if key[0] == "spark" else key[2])
    root = ET.fromstring(chart.svg)
    assert float(root.get("width").removesuffix("pt")) == pytest.approx(chart.width_mm / 25.4 * 72, abs=0.01)
    assert float(root.get("height").removesuffix("pt")) == pytest.approx(chart.height_mm / 25.4 * 72, abs=0.01)
    if key[2] == 160.0:
        assert chart.height_mm <= 235


@every
def test_no_word_is_cut_off_at_an_edge_and_none_is_too_small_to_read(drawn, key):
    chart = drawn[key]
    for word in set_words(chart):
        assert word.size >= 8.5 - 1e-9, word
        assert word.left >= -0.3, word
        assert word.right <= chart.width_mm + 0.6, word
        assert 0 < word.base <= chart.height_mm, word


@every
def test_no_two_words_overlap(drawn, key):
    placed = [word for word in set_words(drawn[key]) if not word.is_turned]
    for number, one in enumerate(placed):
        for other in placed[number + 1 :]:
            beside = one.right <= other.left + 0.1 or other.right <= one.left + 0.1
            assert beside or one.base <= other.top + 0.1 or other.base <= one.top + 0.1, (one, other)


@pytest.mark.parametrize("name", NAMES)
def test_the_alternative_text_ends_as_a_sentence_of_its_language(drawn, name):
    assert drawn[name, "zh", 160.0].alt.endswith("。")
    assert drawn[name, "en", 160.0].alt.endswith(".")
    assert not re.search(r"[\u4e00-\u9fff]", drawn[name, "en", 160.0].alt)
    assert drawn[name, "zh", 160.0].alt == drawn[name, "zh", PHONE_MM].alt


@pytest.mark.parametrize("name", NAMES)
def test_drawing_twice_gives_the_same_bytes(findings, zh, drawn, name):
    assert draw(name, findings, zh) == drawn[name, "zh", 160.0]


@pytest.mark.parametrize("name", NAMES)
def test_without_findings_or_with_reasons_only_there_is_no_chart(findings, en, name):
    reasons = findings.assign(value=float("nan"), low=float("nan"), high=float("nan"), reason="few_answers")
    assert draw(name, findings.iloc[:0], en) is None
    assert draw(name, reasons, en) is None


@pytest.mark.parametrize("name", NAMES)
def test_cells_under_the_minimum_base_are_not_drawn(findings, en, name):
    few = findings.assign(n=9)
    assert draw(name, few, en) is None


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("interval", ["as long as nothing", "none"])
def test_values_that_are_all_zero_are_drawn_or_there_is_no_chart(findings, en, name, interval):
    nothing = findings.assign(value=findings["value"].where(findings["value"].isna(), 0.0))
    nothing[["low", "high"]] = float("nan") if interval == "none" else 0.0
    chart = draw(name, nothing, en)
    assert chart is None or not re.search(r"(?i)\b(nan|inf)\b", chart.svg)
    assert chart is not None or name in {"flow", "dispositions", "arrivals"}


def test_bytes_do_not_depend_on_the_process_or_its_hash_seed(findings, zh, tmp_path):
    findings.to_parquet(tmp_path / "findings.parquet")
    script = (
        "import sys, pandas as pd; from csat_lib.charts import Look; from tests.charts.drawing import draw\n"
        "chart = draw('reliability', pd.read_parquet(sys.argv[1]), Look(language='zh'))\n"
        "sys.stdout.buffer.write(chart.svg.encode())"
    )
    seed = "1" if os.environ.get("PYTHONHASHSEED") != "1" else "2"
    other = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "findings.parquet")],
        env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
        capture_output=True,
        check=True,
    )
    assert other.stdout.decode() == svg(draw("reliability", findings, Look(language="zh")))


def test_a_chart_neither_takes_nor_leaves_settings_of_matplotlib(findings, zh):
    plain = draw("scores", findings, zh)
    with mpl.rc_context({"font.size": 40, "lines.linewidth": 9, "text.color": "red", "svg.fonttype": "path"}):
        before = dict(mpl.rcParams)
        assert draw("scores", findings, zh) == plain
        assert dict(mpl.rcParams) == before
    assert plt.get_fignums() == []


def test_all_charts_of_a_report_are_small(drawn):
    sizes = {key: len(chart.svg.encode()) for key, chart in drawn.items()}
    assert max(sizes.values()) < 45_000
    assert sum(sizes[name, "zh", 160.0] for name in NAMES) < 400_000


def test_words_with_signs_of_markup_and_dollars_are_set_as_they_are(findings, en):
    odd = replace(en, label=lambda name: f"{name} <b> & $x_1$ -- 5% 😀")
    text = svg(draw("scores", findings, odd))
    assert ET.fromstring(text) is not None
    assert "room <b> & $x_1$ -- 5% 😀" in words(draw("scores", findings, odd))  # a page draws it with a font of its own


def test_an_unknown_chart_is_an_error_that_names_the_charts():
    with pytest.raises(CsatError) as error:
        topics.chart("reliabilty")
    assert str(error.value).startswith("There is no chart `reliabilty`. Allowed: ")
    assert str(error.value).endswith("Did you mean `reliability`?")
