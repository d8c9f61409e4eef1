"""The method chapter: what lets a statistician repeat each figure."""

from __future__ import annotations

import pytest

from csat_lib.findings import Finding, Text, to_frame
from csat_lib.findings.catalogue import MEASURES
from csat_lib.findings.catalogue.equations import EQUATIONS
from csat_lib.findings.catalogue.explained import EXPLAINED
from csat_lib.findings.catalogue.methods import METHODS
from csat_lib.findings.measure import NO_WORDS
from csat_lib.findings.method import way
from csat_lib.report.assemble import assemble
from csat_lib.report.blocks import Cover, Formula, Points, Provenance
from csat_lib.report.html import render_html
from csat_lib.report.look import Look
from csat_lib.report.pdf import render_pdf
from csat_lib.report.slots import tell, tell_all
from csat_lib.report.topics.method import definitions
from csat_lib.report.topics.method.procedure import fieldwork, procedure, weighting
from csat_lib.report.topics.method.provenance import TABLES
from csat_lib.report.topics.method.variants import variants_table
from csat_lib.study.table_kinds import KINDS
from tests.report.composed import compose
from tests.report.fake_wave import MANIFEST, figure, make_study, make_view
from tests.report.sample import DATED


def kinds(blocks, kind):
    return [block for block in blocks if isinstance(block, kind)]


def rules(language, **given):
    view = make_view(language, study=make_study(**given))
    return tell_all(view, procedure(view))


def test_method_defines_what_was_recorded_and_names_where_it_came_from():
    blocks = compose(make_view("en"), "method")
    assert [formula.name for formula in kinds(blocks, Formula)] == [
        "Index", "NPS", "Simultaneous intervals", "Design effect", "Alpha", "Omega",
        "Standard error by Taylor linearisation", "Interval of a change or difference",
        "Standard error of a change", "Feldt's interval", "Johnson's relative weights", "Minimum residuals",
    ]  # fmt: skip
    facts = dict(kinds(blocks, Provenance)[0].items)
    assert facts == {
        "Study": "hotel",
        "Period": "2025-12",
        "Received / counted": "1,246 / 1,134",
        "Study file": "study.yaml · abababababababab…",
        "Confidence": "95%",
        "Hidden / marked below": "10 / 30",
        "Seed": "1",
        "Library": "cdcdcdcdcdcdcdcd…",
        "python": "3.11.2",
        "numpy": "2.2.0",
    }


def test_provenance_tells_simulated_answers_and_what_was_set_for_the_run():
    answers = {"input": "responses", "file": "n=1200 seed=7 plants=True", "sha256": ""}
    given = {**MANIFEST, "inputs": [answers], "parameters": {"seed": 1, "set": {"responses": "answers.csv"}}}
    facts = dict(kinds(compose(make_view("en", manifest=given), "method"), Provenance)[0].items)
    assert facts["Responses"] == "simulated, n = 1,200, seed 7, with planted effects"
    assert facts["Set for this run"] == "responses = answers.csv"
    facts = dict(kinds(compose(make_view("zh", manifest=given), "method"), Provenance)[0].items)
    assert facts["答卷"] == "模拟生成，1,200 份，随机种子 7，含预设效应"


@pytest.mark.parametrize(
    ("language", "kpi", "aims", "cases"),
    [
        (
            "en",
            ("kpi.csv · rows for this period: 2 · not used in this report · "
            "row 3 states 72, its parts make 55 + 15 = 70: not used"),
            "aims.csv · rows for this period: 1,200 · of these, 1 not used in this report",
            "cases.csv · rows for this period: 4",
        ),
        (
            "zh",
            "kpi.csv · 本期 2 行 · 本报告未使用 · 第 3 行的合计 72 与各部分之和（55 + 15 = 70）不符，未采用",
            "aims.csv · 本期 1,200 行 · 其中 1 行本报告未使用",
            "cases.csv · 本期 4 行",
        ),
    ],
)  # fmt: skip
def test_provenance_lists_every_table_with_what_is_not_used_of_it(language, kpi, aims, cases):
    tables = [
        {"kind": "unit_kpis", "file": "kpi.csv", "rows": 2, "unused": 2, "totals": [[3, "72", "55 + 15 = 70"]]},
        {"kind": "targets", "file": "aims.csv", "rows": 1200, "unused": 1, "totals": []},
        {"kind": "dispositions", "file": "cases.csv", "rows": 4, "unused": 0, "totals": []},
    ]
    given = {**MANIFEST, "tables": tables}
    told = [value for _, value in kinds(compose(make_view(language, manifest=given), "method"), Provenance)[0].items]
    assert [value for value in told if value.split(" ")[0].endswith(".csv")] == [kpi, aims, cases]


def test_every_kind_of_table_has_a_name_in_the_report():
    assert set(TABLES) == set(KINDS)


def test_method_tells_the_rules_with_their_thresholds_the_weights_and_the_design():
    study = {
        "exclude": [
            {"rule": "duplicate", "by": ["device"]},
            {"rule": "seconds", "below": 60},
            {"rule": "speed", "below": 0.3},
            {"rule": "straight_line", "block": ["q01", "q02", "q03"], "at_least": 2},
            {"rule": "missing", "above": 0.5},
        ],
        "weights": {"rake": {"store": {"S01": 0.25, "S02": 0.25, "S03": 0.25, "S04": 0.25}}, "trim": 5},
    }
    assert rules("en", **study) == (
        "Responses are left out, in this order and each once, by these rules: (1) later responses with the same "
        "device and equal throughout; (2) answered in fewer than 60 seconds; (3) answered in less than 30% of the "
        "median time; (4) the same answer throughout a block of 3 items, at least 2 answered; (5) more than 50% of the "
        "items blank. Responses are weighted by raking to known shares by store; no weight exceeds 5 times the mean; "
        "the study does not say where the shares come from. "
        "Intervals are at 95% and follow from the design, that is final weights; each respondent counts as a sampling "
        "unit. Missing answers are never filled in. The base of a figure is the number of responses it rests on. "
        "Figures on fewer than 10 responses are not shown; those on fewer than 30 are marked."
    )
    assert rules("zh", **study) == (
        "依次按以下规则剔除答卷，每份只剔除一次：（1）设备相同且答案完全一致的后续答卷；（2）作答时间不足 60 秒；"
        "（3）作答时间不足中位数的 30%；（4）3 道题通篇同一答案，且至少答了 2 道；（5）漏答题项超过 50%。"
        "答卷按门店的已知构成做迭代比例加权，单份权数不超过均值的 5 倍；研究文件没有写明目标占比的来源。"
        "置信区间的水平为 95%，按抽样设计推算，计入最终权数，每位受访者为一个抽样单位。"
        "漏答不作填补，样本量即各数字实际用到的作答人数。样本量不足 10 的数字不予展示，不足 30 的加注标记。"
    )


def test_method_of_a_plain_study_is_plain():
    assert rules("en").startswith(
        "The study leaves no response out by rule. Responses are not weighted to targets. Intervals are at 95%; "
        "responses count as drawn independently of one another. "
    )
    assert rules("zh").startswith(
        "本研究没有设定剔除规则。答卷没有加权。置信区间的水平为 95%，视各受访者为相互独立抽取。"
    )


def test_method_without_a_manifest_has_no_provenance():
    assert not kinds(compose(make_view("en", manifest={}), "method"), Provenance)


RULES = [
    ({"rule": "duplicate"}, "later responses equal throughout to an earlier one", "与先前某份答卷完全一致的后续答卷"),
    (
        {"rule": "duplicate", "by": ["id", "source"]},
        "later responses with the same respondent number and source",
        "编号和来源相同的后续答卷",
    ),
    (
        {"rule": "near_duplicate", "at_least": 0.85},
        "at least 85% of the items answered as once before",
        "至少 85% 的题项与先前某份答卷相同",
    ),
    (
        {"rule": "seconds_per_item", "below": 1.5},
        "answered in fewer than 1.5 seconds an item",
        "每题作答时间不足 1.5 秒",
    ),
    (
        {"rule": "longstring", "above": 12},
        "the same answer more than 12 times in a row",
        "连续超过 12 题给出同一答案",
    ),
    (
        {"rule": "irv", "below": 0.1},
        "answers that spread less than 10% of the scale's length",
        "答案的标准差不足量表长度的 10%",
    ),
    (
        {"rule": "even_odd", "below": 0.3},
        "even and odd items that correlate less than 0.3 over the dimensions",
        "各维度奇数题与偶数题的相关低于 0.3",
    ),
    (
        {"rule": "synonyms", "below": 0, "pairs": 0.6},
        "pairs of like items (correlated over 0.6) whose answers correlate less than 0",
        "同义题（相关高于 0.6）的答案相关低于 0",
    ),
    (
        {"rule": "antonyms", "above": -0.03, "pairs": -0.6},
        "pairs of opposite items (correlated under −0.6) whose answers correlate more than −0.03",
        "反义题（相关低于 −0.6）的答案相关高于 −0.03",
    ),
    (
        {"rule": "mahalanobis", "p": 0.001},
        "a pattern of answers with a probability under 0.001 (Mahalanobis)",
        "答案组合的概率低于 0.001（马氏距离）",
    ),
    (
        {"rule": "attention", "question": "q03", "is": [3]},
        "another answer to “Quiet in the room” than the one asked for",
        "检测题“客房安静”未按要求作答",
    ),
]


@pytest.mark.parametrize(("rule", "en", "zh"), RULES, ids=range(len(RULES)))
def test_every_rule_of_exclusion_is_told_with_its_thresholds(rule, en, zh):
    assert rules("en", exclude=[rule]).startswith(f"Responses are left out, by these rules: (1) {en}. ")
    assert rules("zh", exclude=[rule]).startswith(f"按以下规则剔除答卷：（1）{zh}。")


def test_the_population_and_the_whole_design_are_told():
    fields = {"stratum": "region", "psu": "hotel", "population": "guests"}
    population = {"zh": "本市全部宾客。", "en": "All guests of the town."}
    told = rules("en", population=population, fields=fields)
    assert told.startswith("The study speaks for: All guests of the town. The study leaves no response out")
    assert "follow from the design, that is strata, sampling units and population sizes. Missing" in told
    told = rules("zh", population=population, fields=fields)
    assert told.startswith("本研究代表的总体：本市全部宾客。本研究没有设定")
    assert "按抽样设计推算，计入分层、抽样单位和总体规模。漏答" in told


def test_definitions_are_those_of_the_catalogue_the_chapters_first():
    rows = [
        figure("reliability", "alpha", "room", 0.8, method="raw"),
        figure("quality", "rows_kept", "answers", 1134.0),
        figure("trends", "change", "room", None, reason="no_earlier_wave"),
        figure("model", "cfi_scaled", "model", 0.96),
        figure("comparability", "cfi", "model", 0.95),
        figure("scores", "mean", "q01", 8.1),
    ]
    view = make_view("en", rows)
    told = definitions.definitions(view)
    assert told[0].startswith("**95% interval.** Made so that in 95% of all samples drawn in this way")
    assert [words.partition("0.")[0] for words in told[1:]] == [
        MEASURES[key].definition.en.partition("{")[0]
        for key in (("scores", "mean"), ("quality", "rows_kept"), ("reliability", "alpha"), ("model", "cfi"))
    ]
    names = [formula.name for formula in definitions.formulas(view)]
    assert names == ["Alpha", "CFI", "Standard error by Taylor linearisation"]


def test_the_interval_of_a_difference_is_printed_once_as_it_is_made_with_that_of_a_mean():
    level = "taylor, t on the logit of the scale"
    rows = [
        figure("scores", "mean", "q01", 8.1, method=level),
        figure(
            "segments", "gap", "room", -2.0, method=f"{level}, cell minus the rest", segment_by="hotel", segment="a"
        ),
        figure("trends", "change", "room", -2.0, method=f"{level}, independent, welch-satterthwaite"),
    ]
    formulas = {formula.name: formula for formula in definitions.formulas(make_view("en", rows))}
    assert list(formulas) == [
        "Simultaneous intervals", "Standard error by Taylor linearisation", "Interval of a mean",
        "Interval of a change or difference", "Standard error of a change",
    ]  # fmt: skip
    assert r"D - \sqrt{l_1^2 + u_2^2 - 2 r l_1 u_2}" in formulas["Interval of a change or difference"].latex
    assert "Zou 2008; Newcombe 1998" in formulas["Interval of a change or difference"].spoken


@pytest.mark.parametrize(
    ("method", "used"),
    [
        ("ml, listwise, satorra-bentler", {"Misfit of the model (maximum likelihood)", "Satorra-Bentler scaling"}),
        (
            "pseudo-fiml, weighted, sandwich, yuan-bentler",
            {"Misfit of the model (pseudo full information)", "Yuan-Bentler scaling"},
        ),
        ("fiml", {"Misfit of the model (full information)"}),
        ("pseudo-ml, listwise, weighted, n_effective, 5 groups", {"Misfit of the model (pseudo maximum likelihood)"}),
    ],
)
def test_the_formulas_of_a_model_are_those_of_the_method_that_was_used(method, used):
    rows = [figure("model", "chi2_scaled", "model", 312.9, df=260, p=0.01, method=method)]
    assert {formula.name for formula in definitions.formulas(make_view("en", rows))} == used


def test_every_formula_is_drawn_on_page_and_in_print():
    formulas = [Formula(key, equation.latex, equation.typst, equation.spoken.en) for key, equation in EQUATIONS.items()]
    report = assemble([Cover("Study", "2025"), *formulas], "en")
    assert render_html(report, Look()).count("<math") == len(formulas)
    assert render_pdf(report, Look(), DATED)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_definition_can_be_told_with_the_limits_that_it_names(language):
    rows = [Finding(topic=topic, measure=name, subject="x", value=1.0, method=way("count")) for topic, name in MEASURES]
    told = definitions.definitions(make_view(language, rows))
    assert len(told) == 1 + len({measure.definition for measure in MEASURES.values()} - {NO_WORDS})
    (alpha,) = [words for words in told if "@nunnally1994" in words and "@cronbach1951" in words]
    assert alpha.endswith({"en": "is 0.70 [@nunnally1994].", "zh": "惯用下限为 0.70[@nunnally1994]。"}[language])
    (ratio,) = [words for words in told if "@kelley1939" in words]
    assert {"en": "between the 27% with the highest", "zh": "总分最高的 27% 与最低的 27%"}[language] in ratio


@pytest.mark.parametrize(("place", "is_drawn"), [("improve", True), ("undecided", False)])
def test_places_are_defined_where_a_map_is_drawn(place, is_drawn):
    found = {"importance": 0.5, "performance": 70.0, "weighted_gap": 5.8}
    rows = [figure("drivers", measure, "room", value, other="overall") for measure, value in found.items()]
    texts = to_frame([Text(topic="drivers", subject="room", kind="quadrant", text=place, period="2025-12")])
    text = " ".join(definitions.definitions(make_view("en", rows, texts=texts)))
    assert ("Place on the map" in text) is is_drawn
    assert "Importance." in text


def test_no_two_measures_give_two_definitions_under_one_name():
    told = {measure.definition.en for measure in MEASURES.values() if measure.topic.name != "pilot"}
    opened = [words.partition(".**")[0] for words in told if words]
    assert len(set(opened)) == len(opened)


def test_no_method_is_explained_that_no_figure_could_name():
    assert EXPLAINED.keys() | EQUATIONS.keys() <= METHODS.keys()


def test_methods_that_made_several_measures_of_a_topic_are_told_once():
    rows = [
        figure("reliability", "alpha", "room", 0.8, method="raw, feldt, listwise"),
        figure("reliability", "lambda6", "room", 0.8, method="guttman, listwise"),
        figure("reliability", "omega", "room", 0.8, method="guttman, listwise"),
        figure("drivers", "lead", "room", 0.1, method="johnson"),
    ]
    table = variants_table(make_view("en", rows))
    assert table.title == "The methods behind the figures, as recorded with each of them"
    assert [column.title for column in table.columns] == ["Measure", "Method"]
    assert table.sections == ((0, "Reliability: complete responses only"), (2, "Drivers"))
    assert table.rows == (
        ("Alpha", "from covariances, Feldt interval"),
        ("Lambda-6, Omega", "Guttman's lower bound"),
        ("Lead", "Johnson's relative weights"),
    )
    _, explained = kinds(compose(make_view("en", rows), "method"), Points)
    feldt = (
        "**Feldt's interval.** Only where it is asked for by name: of normal items, from the F distribution (Feldt et "
        "al. 1987)."
    )
    assert explained.items.count(feldt) == 1


def test_how_it_was_asked_and_where_shares_come_from_are_told_as_the_study_says_or_that_it_does_not():
    said = make_study(
        fieldwork={"zh": "退房后短信邀请。", "en": "By text message after check-out."},
        weights={"rake": {"store": {"S01": 0.5, "S02": 0.5}}, "source": {"zh": "订房系统", "en": "the booking system"}},
    )
    silent = make_study(weights={"rake": {"store": {"S01": 0.5, "S02": 0.5}}})
    told = [
        [
            str(tell(make_view(language, study=study), claim(make_view(language, study=study))))
            for claim in (fieldwork, weighting)
        ]
        for study in (said, silent)
        for language in ("en", "zh")
    ]
    assert told[0][0] == "By text message after check-out."
    assert told[0][1].endswith("by store; the shares come from the booking system.")
    assert told[1] == ["退房后短信邀请。", "答卷按门店的已知构成做迭代比例加权；目标占比来自订房系统。"]
    assert "does not say how it was asked" in told[2][0]
    assert "does not say where the shares come from" in told[2][1]
    assert ("没有写明调查方式" in told[3][0], "没有写明目标占比的来源" in told[3][1]) == (True, True)
