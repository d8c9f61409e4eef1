"""Counts of codes: mentions, shares with Wilson's interval, the score of those who mention."""

import numpy as np
import pandas as pd
import pytest

from csat_lib.proportion import wilson
from csat_lib.study.model import FrameCode
from csat_lib.study.words import StudyText, WordLists
from csat_lib.voice.coding import FEWEST_MENTIONS, CodeSpec, code_answers, summarise_codes
from csat_lib.voice.frame import build_frame

FRAME = build_frame(
    {
        name: FrameCode(title=StudyText(en=name), words=WordLists(zh=(zh,), en=(en,)))
        for name, zh, en in [("clean", "干净", "clean"), ("service", "服务", "service")]
    }
)
TEXTS = pd.Series(["很干净", "clean, good service", "不错", "", None, "service"], index=list("abcdef"))


def figures(result, measure):
    return {f.subject: f for f in result.to_findings() if f.measure == measure}


def test_everyone_who_wrote_has_a_code_or_is_uncoded():
    coded = code_answers(TEXTS, FRAME)
    assert coded.wrote.to_dict() == {"a": True, "b": True, "c": True, "d": False, "e": False, "f": True}
    assert coded.mentions["clean"].tolist() == [True, True, False, False, False, False]
    assert coded.mentions["service"].tolist() == [False, True, False, False, False, True]
    assert coded.mentions["uncoded"].tolist() == [False, False, True, False, False, False]
    assert coded.answers["service"] == (("b", "clean, good service"), ("f", "service"))


def test_a_respondent_mentions_what_any_of_his_answers_does():
    table = pd.DataFrame({"liked": ["很干净", "ok"], "disliked": ["没有", "服务慢"]})
    coded = code_answers(table, FRAME)
    assert coded.mentions[["clean", "service", "uncoded"]].to_numpy().tolist() == [
        [True, False, False],
        [False, True, False],
    ]
    assert coded.answers["uncoded"] == ((0, "没有"), (1, "ok"))


@pytest.mark.parametrize(
    ("hits", "n", "low", "high"),
    [(15, 20, 0.531299, 0.888138), (0, 20, 0, 0.161125), (81, 263, 0.255289, 0.366210)],
)
def test_wilson_gives_the_published_intervals(hits, n, low, high):
    """Newcombe (1998), Statistics in Medicine 17: 857-872, and worked examples to six digits."""
    np.testing.assert_allclose(wilson(hits / n, n, 0.95), (low, high), atol=5e-7)


def test_shares_are_of_those_who_wrote():
    result = summarise_codes(code_answers(TEXTS, FRAME), CodeSpec(minimum_base=1))
    share = figures(result, "share")["clean"]
    assert (share.value, share.n, share.n_effective) == (0.5, 4, 4)
    assert (share.low, share.high) == wilson(0.5, 4, 0.95)
    mentions = figures(result, "mentions")["clean"]
    assert (mentions.value, mentions.unit, mentions.n) == (2, "respondents", 4)
    assert result.wrote == 4


def test_weights_move_the_share_and_shrink_the_effective_base():
    weights = pd.Series([3.0, 1, 1, 5, 5, 1], index=TEXTS.index)
    share = figures(summarise_codes(code_answers(TEXTS, FRAME), CodeSpec(weights, minimum_base=1)), "share")["clean"]
    np.testing.assert_allclose(share.value, 4 / 6)
    np.testing.assert_allclose(share.n_effective, 36 / 12)
    assert (share.low, share.high) == wilson(share.value, 3, 0.95)
    assert (share.n, share.n_weighted) == (4, 6)


def test_the_score_is_the_weighted_mean_of_those_who_mention():
    """R 4.2.2, survey 4.1.1: m <- svymean(~y, svydesign(~1, weights = ~w, data = d)); s <- SE(m); p <- coef(m) / 100;
    df <- 2 / (sum(w^2) / sum(w)^2 + sum(w^4) / sum(w^2)^2) - 1; r <- qt(.975, df) * s / (100 * p * (1 - p));
    l <- (sum(w)^2 * sum(w^4) / sum(w^2)^3)^(1 / 3); b <- 1 + .6 * (l - 1) * abs(1 - 2 * p) * min(r, 1);
    100 * plogis(qlogis(p) + c(-1 / b, b) * r).
    """
    texts = pd.Series((["clean"] * 4 + ["other"]) * 15)
    spec = CodeSpec(pd.Series([1.0, 2, 1, 3, 9] * 15), pd.Series([90.0, 70, 55, 20, 0] * 15))
    score = figures(summarise_codes(code_answers(texts, FRAME), spec), "score")["clean"]
    np.testing.assert_allclose([score.value, score.se], [49.28571429, 3.92343008573], rtol=1e-6)
    np.testing.assert_allclose([score.low, score.high], [41.43748724265, 57.17474056020], rtol=1e-6)
    assert (score.df, score.n, score.n_weighted) == (pytest.approx(39.20787746171), 60, 105)


def test_a_score_of_few_mentions_has_no_interval_and_says_so():
    mentions = FEWEST_MENTIONS - 1
    coded = code_answers(pd.Series(["clean"] * mentions), FRAME)
    score = pd.Series([100.0] * 30 + [40.0] * (mentions - 30))
    clean = figures(summarise_codes(coded, CodeSpec(score=score)), "score")["clean"]
    assert (clean.value, clean.se, clean.low) == (pytest.approx(score.mean()), None, None)
    assert str(clean.method) == "weighted mean, taylor, no interval, too few respondents"


def test_scores_stay_on_their_scale_and_have_no_interval_where_all_give_the_same():
    coded = code_answers(pd.Series((["clean"] * 12 + ["service"] * 12) * 4), FRAME)
    score = pd.Series(([100.0] * 10 + [40.0] * 2 + [80.0] * 12) * 4)
    scores = figures(summarise_codes(coded, CodeSpec(score=score)), "score")
    clean, service = scores["clean"], scores["service"]
    assert (clean.value, clean.se) == (90.0, pytest.approx(3.261640365267))
    np.testing.assert_allclose([clean.low, clean.high], [81.27776745725, 94.91307698806], rtol=1e-6)  # R, as above
    assert (service.value, service.se, service.df, service.low, service.high) == (80.0, None, None, None, None)


def test_a_score_at_the_end_of_its_scale_has_no_interval_and_says_why():
    coded = code_answers(pd.Series(["clean"] * 12), FRAME)
    clean = figures(summarise_codes(coded, CodeSpec(score=pd.Series([100.0] * 11 + [76.0]))), "score")["clean"]
    assert (clean.value, clean.se, clean.low, clean.high) == (98.0, None, None, None)
    assert str(clean.method) == "weighted mean, taylor, near the end of its scale"


def test_guests_drawn_in_psus_have_no_interval_and_that_is_said():
    coded = code_answers(pd.Series(["clean"] * 12), FRAME)
    spec = CodeSpec(score=pd.Series(np.linspace(40, 90, 12)), clustered=True)
    share, score = (figures(summarise_codes(coded, spec), measure)["clean"] for measure in ("share", "score"))
    assert (share.value, share.low, share.high, share.confidence) == (1.0, None, None, None)
    assert str(share.method) == "no interval, sampling units not counted"
    assert (score.value, score.se, score.low, score.confidence) == (pytest.approx(65.0, rel=1e-12), None, None, None)
    assert str(score.method) == "weighted mean, taylor, no interval, sampling units not counted"


def test_scores_under_the_minimum_base_are_not_shown():
    spec = CodeSpec(score=pd.Series([80.0, 60, 50, 10, 10, np.nan], index=TEXTS.index), minimum_base=2)
    scores = figures(summarise_codes(code_answers(TEXTS, FRAME), spec), "score")
    assert (scores["clean"].value, scores["clean"].n) == (70, 2)
    assert (scores["service"].value, scores["service"].reason, scores["service"].n) == (None, "small_base", 1)
    assert scores["service"].low is None


def test_shares_of_too_few_writers_are_not_shown():
    share = figures(summarise_codes(code_answers(TEXTS, FRAME), CodeSpec(minimum_base=5)), "share")["clean"]
    assert (share.value, share.reason, share.n) == (None, "small_base", 4)


def test_when_nobody_wrote_there_is_no_share():
    result = summarise_codes(code_answers(pd.Series(["", None]), FRAME), CodeSpec(score=pd.Series([1.0, 2.0])))
    assert {f.reason for f in result.to_findings() if f.measure == "share"} == {"all_missing"}
    assert {f.value for f in result.to_findings() if f.measure == "mentions"} == {0}
    assert {f.reason for f in result.to_findings() if f.measure == "score"} == {"small_base"}


def test_without_a_headline_there_is_no_score():
    assert figures(summarise_codes(code_answers(TEXTS, FRAME), CodeSpec()), "score") == {}


def test_shares_stand_apart_for_the_satisfied_and_the_others_each_of_its_own_group():
    best = pd.Series([1.0, 0, 1, 1, 0, np.nan], index=TEXTS.index)
    result = summarise_codes(code_answers(TEXTS, FRAME), CodeSpec(best=best, minimum_base=1))
    satisfied, others = figures(result, "share_satisfied")["clean"], figures(result, "share_others")["clean"]
    assert (satisfied.value, satisfied.n, others.value, others.n) == (0.5, 2, 1.0, 1)
    assert (satisfied.low, satisfied.high) == wilson(0.5, 2, 0.95)
    assert str(others.method) == "wilson, effective n"


def test_what_the_discontented_are_planted_to_speak_of_is_told_apart_from_what_all_speak_of():
    draw = np.random.default_rng(5)
    best = pd.Series(draw.random(1200) < 0.5).astype(float)
    clean = draw.random(1200) < np.where(best == 1, 0.08, 0.25)
    service = draw.random(1200) < 0.2
    pairs = zip(clean, service, strict=True)
    texts = pd.Series([f"{'clean' * int(c)} {'service' * int(s)} so so" for c, s in pairs])
    result = summarise_codes(code_answers(texts, FRAME), CodeSpec(best=best))
    satisfied, others = figures(result, "share_satisfied"), figures(result, "share_others")
    assert others["clean"].low > satisfied["clean"].high
    assert others["service"].low < satisfied["service"].high
    assert satisfied["service"].low < others["service"].high
    total = best.sum() * satisfied["clean"].value + (1 - best).sum() * others["clean"].value
    assert total == pytest.approx(figures(result, "mentions")["clean"].value, rel=1e-9)


def test_a_group_of_too_few_writers_and_a_study_without_a_headline_are_not_parted():
    best = pd.Series([1.0, 1, 1, 1, 0, 0], index=TEXTS.index)
    result = summarise_codes(code_answers(TEXTS, FRAME), CodeSpec(best=best, minimum_base=2))
    assert figures(result, "share_others")["clean"].reason == "small_base"
    assert figures(summarise_codes(code_answers(TEXTS, FRAME), CodeSpec()), "share_satisfied") == {}
