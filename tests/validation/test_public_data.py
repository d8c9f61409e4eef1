import numpy as np
import pytest

from csat_lib.validation.public_data import correlations, facts, moments, pairwise, triangle, two_way


def test_moments_come_back_from_sums_and_products():
    part = moments({"items": ["a", "b"], "n": 3, "sum": [6, 9], "products": [14, 20, 29]})
    np.testing.assert_allclose(part.means, [2, 3])
    np.testing.assert_allclose(part.covariance, [[1, 1], [1, 1]])
    assert (part.n_obs, part.missing) == (3, "listwise")


def test_pairs_have_their_own_respondents():
    part = pairwise(facts("bfi")["pairwise"])
    assert (part.missing, len(part.items)) == ("pairwise", 25)
    assert part.n.min() < part.n.max() <= 2800


def test_a_table_of_two_items_keeps_its_counts():
    tables = two_way([[13, 6, 0], [69, 113, 22], [41, 132, 104]])
    assert tables.table(0, 1)[0].tolist() == [[13, 6, 0], [69, 113, 22], [41, 132, 104]]


def test_a_matrix_is_written_row_by_row():
    assert triangle("1\n.5 1").tolist() == [[1, 0.5], [0.5, 1]]


def test_a_correlation_is_known_without_answers():
    known = correlations([[1, 0.5], [0.5, 1]], 40)
    assert (known.items, known.bases.n, known.matrix[0, 1]) == (("v1", "v2"), 40, 0.5)


@pytest.mark.parametrize("name", ["bfi", "holzinger_swineford", "mobi", "bank", "pingouin"])
def test_every_fact_says_where_it_is_from(name):
    assert facts(name)["source"]
