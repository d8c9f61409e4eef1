from __future__ import annotations

import numpy as np
import pytest

from csat_lib.errors import CsatError
from csat_lib.period import parse
from csat_lib.simulate.latent import factor_correlations, latent_scores, outcome_slopes, without_plants
from csat_lib.study import Study

CONSTRUCTS = ["room", "service"]


def test_constructs_correlate_alike_unless_a_pair_is_named(study: Study):
    truth = study.simulate.model_copy(update={"correlations": {"a": {"c": 0.1}}})
    assert factor_correlations(truth, ["a", "b", "c"]).tolist() == [[1, 0.4, 0.1], [0.4, 1, 0.4], [0.1, 0.4, 1]]


def test_impossible_correlations_are_refused(study: Study):
    truth = study.simulate.model_copy(update={"correlations": {"a": {"b": 0.9, "c": -0.9}}})
    with pytest.raises(CsatError) as caught:
        factor_correlations(truth, ["a", "b", "c"])
    assert str(caught.value) == (
        "The simulator failed: the correlations of a, b, c form no correlation matrix (smallest eigenvalue -0.488, at "
        "least 0 is needed). Lower them in `simulate.correlations`."
    )


def test_scores_are_shifted_by_segment_period_and_plant(study: Study):
    choices = {"store": np.array(["S1", "2"])}

    def shift(period: str, truth=study.simulate):
        return latent_scores(truth, CONSTRUCTS, parse(period), choices, np.zeros((2, 2))).tolist()

    assert shift("2025-01") == [[0, 0], [0, -0.5]]
    assert shift("2025-02") == [[0.5, 0], [0.5, -0.5]]
    assert shift("2025-03") == [[-1, 0], [0, -0.5]]
    assert shift("2025-03", without_plants(study.simulate)) == [[0, 0], [0, -0.5]]


def test_scores_have_the_wanted_correlation(study: Study):
    normal = np.random.default_rng(1).standard_normal((40_000, 2))
    choices = {"store": np.full(40_000, "S1")}
    scores = latent_scores(study.simulate, CONSTRUCTS, parse("2025-01"), choices, normal)
    assert np.corrcoef(scores.T)[0, 1] == pytest.approx(0.4, abs=0.02)
    assert scores.std(0) == pytest.approx(1, abs=0.02)


def test_slopes_leave_the_rest_of_the_variance(study: Study):
    slopes, rest = outcome_slopes(study.simulate, CONSTRUCTS, "overall")
    assert slopes == pytest.approx([0.3, 0.5])  # 0.3 and the planted 0.2
    assert rest**2 == pytest.approx(1 - (0.09 + 0.25 + 2 * 0.4 * 0.15))
    slopes, _ = outcome_slopes(without_plants(study.simulate), CONSTRUCTS, "overall")
    assert slopes == pytest.approx([0.3, 0.3])


def test_slopes_that_explain_everything_are_refused(study: Study):
    outcome = study.simulate.outcomes["overall"].model_copy(update={"effects": {"room": 0.9, "service": 0.5}})
    truth = without_plants(study.simulate).model_copy(update={"outcomes": {"overall": outcome}})
    with pytest.raises(CsatError) as caught:
        outcome_slopes(truth, CONSTRUCTS, "overall")
    assert str(caught.value) == (
        "The simulator failed for `overall`: its effects explain 1.42 of its variance, less than 1 is "
        "needed. Lower them in `simulate.outcomes`."
    )


PATHS = {"c": {"a": 0.5, "b": 0.3}, "d": {"c": 0.6, "a": 0.2}}


def test_paths_give_the_correlations_of_path_analysis(study: Study):
    """By Wright's tracing rule, those without paths correlating by 0.4: each chain of arrows is worth its product."""
    found = factor_correlations(study.simulate.model_copy(update={"paths": PATHS}), ["d", "a", "c", "b"])
    a_c, b_c = 0.5 + 0.4 * 0.3, 0.3 + 0.4 * 0.5
    assert found[2] == pytest.approx([0.6 + 0.2 * a_c, a_c, 1, b_c])
    assert found[0] == pytest.approx([1, 0.2 + 0.6 * a_c, 0.6 + 0.2 * a_c, 0.6 * b_c + 0.2 * 0.4])


def test_a_shift_goes_on_along_the_paths(study: Study):
    truth = study.simulate.model_copy(update={"paths": PATHS, "periods": {"2025-01": {"a": 1.0}}, "choices": {}})
    scores = latent_scores(truth, ["a", "b", "c", "d"], parse("2025-01"), {}, np.zeros((1, 4)))
    assert scores == pytest.approx(np.array([[1, 0, 0.5, 0.6 * 0.5 + 0.2]]))


def test_paths_that_explain_everything_are_refused(study: Study):
    truth = study.simulate.model_copy(update={"paths": {"c": {"a": 0.9, "b": 0.4}}})
    with pytest.raises(CsatError) as caught:
        factor_correlations(truth, ["a", "b", "c"])
    assert str(caught.value) == (
        "The simulator failed for `c`: its effects explain 1.26 of its variance, less than 1 is needed. Lower them in "
        "`simulate.paths`."
    )
