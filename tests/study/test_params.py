"""The studies that are shipped under params/."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from scipy.stats import norm

from csat_lib.period import parse
from csat_lib.simulate.simulator import simulate
from csat_lib.study import Study, load_study, load_wave

PARAMS = Path(__file__).resolve().parents[2] / "params"
WAVES = sorted(path for path in PARAMS.glob("*/*.yaml") if path.name not in {"study.yaml", "template.yaml"})


@pytest.fixture(scope="module")
def hotel() -> Study:
    return load_study(PARAMS / "hotel" / "study.yaml")


@pytest.mark.parametrize("path", WAVES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_wave_can_be_loaded(path: Path):
    assert load_wave(path).study.study


def test_the_hotel_study_has_25_items_in_six_constructs_eight_stores_and_eight_codes(hotel: Study):
    assert len(hotel.items) == 25
    assert len(hotel.constructs) == 6
    assert len(hotel.questions["store"].options) == 8
    assert len(hotel.questions["member"].options) == 4
    assert len(hotel.voice.frame) == 8


def test_the_hotel_study_has_twelve_waves_each_compared_with_all_before():
    waves = [load_wave(path) for path in WAVES if path.parent.name == "hotel"]
    assert [wave.period.text for wave in waves] == [f"2025-{month:02d}" for month in range(1, 13)]
    assert all(wave.earlier == tuple(before.period for before in waves[:at]) for at, wave in enumerate(waves))


@pytest.mark.parametrize(
    ("study", "items", "drivers", "headline"),
    [
        ("ecsi-mobi", 24, 4, "overall"),
        ("servqual", 22, 5, "sat"),
        ("reputation", 30, 6, "cusa"),
        ("course-evaluations", 1, 1, None),
    ],
)
def test_studies_of_public_data_hold_their_items(study: str, items: int, drivers: int, headline: str | None):
    found = load_study(PARAMS / study / "study.yaml")
    assert len(found.items) == items
    assert len(found.drivers) == drivers
    assert found.headline == headline


def test_codes_of_public_data_fit_their_scales():
    assert load_study(PARAMS / "servqual" / "study.yaml").questions["a01"].scale.codes == (0, 20, 40, 60, 80, 100)
    assert load_study(PARAMS / "reputation" / "study.yaml").questions["cusl_1"].missing_codes == (-99,)


def scores(hotel: Study, period: str, *, plants: bool) -> tuple[np.ndarray, np.ndarray]:
    """(n, 6) construct scores 0-100 and (n,) stores of 60,000 careful respondents."""
    truth = hotel.simulate.model_copy(update={"careless": hotel.simulate.careless.__class__(), "missing": 0.0})
    truth = truth.model_copy(update={"not_applicable": 0.0, "verbatims": {}})
    frame = simulate(hotel.model_copy(update={"simulate": truth}), parse(period), 60_000, 1, plants=plants)
    means = [frame[list(construct.items)].astype(float).mean(axis=1) for construct in hotel.constructs.values()]
    return (np.column_stack(means) - 1) / 9 * 100, frame["store"].to_numpy()


JOHNSON = np.array([0.283, 0.146, 0.150, 0.140, 0.139, 0.141])  # index weights of the planted study, mean of 200 seeds
DESIGN_EFFECT = 1.18  # of raking to both margins


def test_the_planted_drop_is_found_with_power_of_about_80_percent(hotel: Study):
    before, store = scores(hotel, "2025-12", plants=False)
    after, _ = scores(hotel, "2025-12", plants=True)
    dropped = store == "S05"
    drop = (before[dropped] @ JOHNSON).mean() - (after[dropped] @ JOHNSON).mean()
    kept = 1200 * hotel.simulate.choices["store"].shares["S05"] * 0.945
    se = (before[dropped] @ JOHNSON).std() * np.sqrt(2 * DESIGN_EFFECT / kept)
    critical = norm.ppf(1 - (1 - 0.95 ** (1 / 8)) / 2)
    assert critical == pytest.approx(2.727, abs=1e-3)
    assert norm.cdf(drop / se - critical) == pytest.approx(0.8, abs=0.05)


def test_without_plants_the_last_two_waves_are_alike(hotel: Study):
    before, store = scores(hotel, "2025-11", plants=False)
    after, again = scores(hotel, "2025-12", plants=False)
    for level in hotel.questions["store"].options:
        assert before[store == level].mean() == pytest.approx(after[again == level].mean(), abs=0.6)


def test_the_planted_driver_is_the_only_one_that_stands_out(hotel: Study):
    truth = hotel.simulate
    assert len({*truth.outcomes["overall"].effects.values()}) == 1
    assert [plant.target for plant in truth.plants.slopes] == ["service"]
