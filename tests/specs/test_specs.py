"""From the study and the wave to what a statistic needs."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from csat_lib.errors import CsatError, listing
from csat_lib.index.score_figures import ScoreSpec
from csat_lib.index.weights import IndexWeights
from csat_lib.insight.answered import QuestionSpec
from csat_lib.insight.comparability import ComparabilitySpec
from csat_lib.insight.drivers import DriverSpec
from csat_lib.insight.operating_figures import KpiSpec
from csat_lib.measurement.confirmatory import CfaSpec
from csat_lib.measurement.correlations.correlation import Correlation
from csat_lib.sampling.allocation import Stratum
from csat_lib.sampling.plan import WITHOUT_END, PlanSpec
from csat_lib.specs import maker_of, makers
from csat_lib.specs.given import scale_of
from csat_lib.specs.insight import questionnaires
from csat_lib.specs.structure import StructureSpec
from csat_lib.study import load_study
from csat_lib.study.kpis import UnitFigure
from csat_lib.study.measuring import Measurement
from csat_lib.study.planning import Plan
from csat_lib.study.weighing import WeightsOf
from csat_lib.summary.moments import sum_moments
from csat_lib.summary.pairs import sum_pairs
from csat_lib.summary.tables import Tables
from csat_lib.voice.listening import VoiceSpec
from csat_lib.wave import open_wave
from tests.conftest import WAVE

STUDY = load_study(Path(__file__).resolve().parents[2] / "params" / "hotel" / "study.yaml")


def made(kind, study=STUDY, **beside):
    return maker_of(kind)(SimpleNamespace(study=study, plan=SimpleNamespace(seed=3), **beside))


def test_every_spec_names_its_type_and_its_maker_says_what_it_is():
    assert {ScoreSpec, DriverSpec, CfaSpec, Correlation, VoiceSpec, ComparabilitySpec} <= set(makers())
    assert [make.__name__ for make in makers().values() if not make.__doc__] == []


def test_a_type_that_nothing_makes_is_told_with_the_nearest_one():
    with pytest.raises(CsatError) as caught:
        maker_of(type("CfaSpecs", (), {}))
    known = listing(sorted(kind.__name__ for kind in makers()))
    assert str(caught.value) == (
        f"A wave cannot make a `CfaSpecs`. Allowed: {known}. Did you mean `CfaSpec`? "
        "A new one is entered in MAKERS of its room's module in csat_lib/specs."
    )


def test_the_path_model_is_the_studys_with_its_scales_and_a_study_without_one_says_so():
    ecsi = load_study(Path(__file__).resolve().parents[2] / "params" / "ecsi-mobi" / "study.yaml")
    spec = made(StructureSpec, ecsi)
    assert spec.model.arrow_names[0] == ("image", "expectation")
    assert (spec.outcome, len(spec.model.arrow_names), len(spec.model.items)) == ("satisfaction", 12, 24)
    assert spec.how.index.scales["CUSA1"] == (1, 10)
    assert (spec.how.confidence, spec.how.ends, spec.how.together) == (ecsi.confidence, "bca", True)
    assert (spec.how.bootstrap.draws, spec.how.bootstrap.seed, spec.how.bootstrap.missing) == (4000, 3, "pairwise")
    assert ecsi.structure is not None
    turned = ecsi.structure.model_copy(update={"scheme": "centroid", "consistent": True, "formative": ("image",)})
    other = made(StructureSpec, ecsi.model_copy(update={"structure": turned}))
    assert (other.model.scheme, other.model.consistent, other.model.formative) == ("centroid", True, ("image",))
    with pytest.raises(CsatError) as caught:
        made(StructureSpec)
    assert str(caught.value) == (
        "The study `hotel-gsts` has no path model. Add `structure: {preset: ecsi}`, or its own `paths`."
    )


def test_the_path_model_s_thirds_groups_and_figures_of_operation_are_the_studys():
    folder = Path(__file__).resolve().parents[2] / "params" / "service-csi"
    figures = {"on_time": {"B1": UnitFigure(0.9), "B2": UnitFigure(0.8)}}
    study = load_study(folder / "study.yaml").with_figures(figures)
    kept = pd.DataFrame({"branch": ["B1", "B2"], "client": ["home", "firm"]})
    spec = made(StructureSpec, study, kept=kept)
    assert spec.model.ways == [("image", "loyalty", "satisfaction")]
    assert [(one.source, one.target, one.by, one.family) for one in spec.moderations] == [
        ("satisfaction", "loyalty", "image", 1)
    ]
    assert [list(levels) for levels in spec.levels] == [["home", "firm"]]
    assert (spec.predicted.seed, spec.permuted.seed) == (3, 3)
    assert list(spec.objective.unit) == ["B1", "B2"]
    assert spec.objective.figures["on_time"] == {"B1": 0.9, "B2": 0.8}
    assert spec.objective.beside["on_time"] == ["service", "satisfaction"]
    assert spec.objective.beside["retained"] == ["satisfaction", "loyalty"]
    assert spec.objective.least == study.minimum_base


def test_the_drivers_are_the_constructs_under_the_root_of_the_index():
    spec = made(DriverSpec)
    assert spec.constructs == STUDY.drivers
    assert spec.headline == STUDY.headline
    assert spec.confidence == STUDY.confidence


def test_the_index_is_weighed_by_what_the_study_says_and_experts_judged():
    wave = open_wave(WAVE)
    names = [*STUDY.constructs][:3]
    settings = WeightsOf(method="combined", rules=("ahp", "entropy"), normalise="min_max", frozen=str(wave.period))
    node = STUDY.index[STUDY.root].model_copy(update={"parts": dict.fromkeys(names, 1 / 3)})
    study = STUDY.model_copy(update={"index": {STUDY.root: node}, "weights_of": {STUDY.root: settings}})
    table = pd.DataFrame([("e", names[0], names[1], 2.0), ("e", names[1], names[2], 2.0)])
    judgements = {STUDY.root: table.set_axis(["expert", "part_a", "part_b", "judgement"], axis=1)}
    plan = SimpleNamespace(period=wave.period)
    beside = {"summary": wave.summary, "history": [wave], "judgements": judgements, "plan": plan, "study": study}
    found = maker_of(IndexWeights)(SimpleNamespace(**beside)).nodes[STUDY.root]
    product = np.array([4, 2, 1]) / 7 * found.table["entropy"]
    np.testing.assert_allclose(found.used, product / product.sum(), rtol=1e-9)
    assert str(found.method) == "combined, multiplicative, ahp, entropy"  # the wave is its own base
    assert np.isfinite(found.table["entropy"]).all()


def test_margins_are_those_that_the_study_rakes_to():
    assert set(STUDY.margins) <= set(STUDY.questions)
    assert all(abs(sum(shares.values()) - 1) < 1e-9 for shares in STUDY.margins.values())
    assert STUDY.model_copy(update={"weights": None}).margins == {}


def test_every_question_that_no_score_is_made_of_is_told_by_its_kind():
    spec = made(QuestionSpec)
    assert list(spec.groups) == ["store", "member", "channel", "purpose"]
    assert spec.groups["member"] == ("none", "silver", "gold", "diamond")
    assert spec.choices == {"again": ("yes",), "uses": ("breakfast", "gym", "pool", "laundry", "parking")}
    assert (spec.multiple, spec.numbers, spec.days) == (("uses",), ("nights",), ("checkout",))
    assert spec.raked == ("member", "channel")
    scored = {*STUDY.items, *STUDY.outcomes, "why"}
    assert {*spec.groups, *spec.choices, *spec.numbers, *spec.days} == set(STUDY.questions) - scored


def test_only_rating_questions_have_a_scale():
    assert scale_of(STUDY, STUDY.headline) == (1, 10)
    assert scale_of(STUDY, "store") is None
    assert scale_of(STUDY, "no such question") is None


def test_the_headline_outcome_is_set_beside_the_codes_from_0_to_100():
    kept = pd.DataFrame({"weight": [1.0, 2.0, 1.0, 1.0], f"y.{STUDY.headline}": [1.0, 10.0, np.nan, 9.0]})
    spec = made(VoiceSpec, kept=kept)
    assert spec.codes.score.tolist()[:2] == [0.0, 100.0]
    assert np.isnan(spec.codes.score.iloc[2])
    assert spec.codes.best.fillna(-1).tolist() == [0.0, 1.0, -1.0, 1.0]
    assert (spec.quotes.per_code, spec.quotes.seed) == (STUDY.voice.quotes, 3)
    assert set(spec.frame.codes) == set(STUDY.voice.frame)


def test_no_estimator_leans_on_normal_answers():
    studies = {each: Measurement(estimator=each, zero_cells=0.5) for each in ("ml", "fiml", "wlsmv")}
    specs = {n: made(CfaSpec, STUDY.model_copy(update={"measurement": chosen})) for n, chosen in studies.items()}
    robust = {"ml": "satorra_bentler", "fiml": "sandwich", "wlsmv": "none"}
    assert {each: spec.robust for each, spec in specs.items()} == robust
    assert {spec.zero_cells for spec in specs.values()} == {0.5}


def test_items_correlate_as_the_study_says():
    items = list(STUDY.items)
    frame = pd.DataFrame(np.random.default_rng(1).integers(1, 11, (200, len(items))).astype(float), columns=items)
    part, pairs = sum_moments(frame, missing="pairwise"), sum_pairs(frame)
    summary = SimpleNamespace(part={"pairwise": part}.__getitem__, tables=Tables(pairs))
    for kind in ("pearson", "spearman", "polychoric"):
        study = STUDY.model_copy(update={"measurement": Measurement(correlation=kind, zero_cells=0.5)})
        found = made(Correlation, study, summary=summary)
        assert (found.items, found.kind, found.spec.zero_cells) == (STUDY.items, kind, 0.5)


def test_what_must_be_comparable_is_what_is_scored(work):
    wave = open_wave(WAVE, "trends")
    spec = wave.spec(ComparabilitySpec)
    assert spec.scores is wave.spec(ScoreSpec)
    assert not spec.ordered
    changed = {period: change.differences for period, change in questionnaires(wave.plans).items()}
    assert changed == {"2025-12": ()}


def test_kpis_come_with_their_standards_targets_and_the_figures_of_the_wave_before():
    wave = open_wave(Path(__file__).resolve().parents[2] / "params" / "supermarket" / "2026-06.yaml")
    spec = wave.spec(KpiSpec)
    queue, repeat = spec.kpis["queue"], spec.kpis["repeat"]
    assert (queue.figures["S4"].value, queue.before["S4"].value, queue.points(7.0)) == (
        7.0,
        3.0,
        pytest.approx(100 / 3),
    )
    assert (queue.target, queue.step, queue.scale) == (3.0, -1.0, 1.0)
    assert (repeat.target, repeat.step, repeat.scale) == (0.55, 0.01, 100.0)
    assert repeat.figures["S1"].denominator == 1800
    assert "S7" not in spec.kpis["restock"].figures
    assert (spec.root, spec.scores.spared) == ("outcome_index", ("restock",))


KEPT = pd.DataFrame({"store": ["S01", "S01", "S02", None], "member": ["gold", "no", "no", "no"]})


def planned(**given) -> PlanSpec:
    plan = Plan(**given)
    frame = pd.DataFrame({"unit": ["S01", "S02", "S02"], "member": ["gold", "gold", "no"], "N": [10, 20, 30]})
    frames = {"people": frame, "asked": frame.assign(invited=[5, 0, 6])}
    study = STUDY.model_copy(update={"plan": plan, "unit": "store", "confidence": 0.9})
    return made(PlanSpec, study, kept=KEPT, frames=frames)


def test_a_study_without_a_plan_has_an_empty_one():
    assert made(PlanSpec, kept=KEPT, frames={}) == PlanSpec()


def test_a_plan_without_a_frame_is_of_one_population_without_end():
    spec = planned(sd=20, half_width=2)
    assert (spec.strata, spec.reached, spec.confidence) == ({"": Stratum(WITHOUT_END, 20)}, {"": 4}, 0.9)


def test_strata_are_those_of_the_frame_with_their_spread_and_who_was_counted_and_invited():
    spec = planned(sd={"S01": 15, "S02": 25}, each=3, table="asked", strata=["store"], response={"phone": 0.5})
    assert spec.strata == {"S01": Stratum(10, 15), "S02": Stratum(50, 25)}
    assert (spec.by, spec.reached, spec.invited) == ("store", {"S01": 2, "S02": 1}, {"S01": 5, "S02": 6})
    assert (spec.each, spec.response, spec.half_width) == (3, {"phone": 0.5}, None)


def test_crossed_strata_have_the_people_of_both_and_an_unnamed_one_the_largest_spread():
    spec = planned(sd={"S01*gold": 15, "S02*no": 25}, half_width=3, table="people", strata=["store", "member"])
    assert spec.strata == {"S01*gold": Stratum(10, 15), "S02*gold": Stratum(20, 25), "S02*no": Stratum(30, 25)}
    assert (spec.by, spec.invited) == ("store*member", {})
    assert spec.reached == {"S01*gold": 1, "S01*no": 1, "S02*no": 1}
