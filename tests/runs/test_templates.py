"""The templates answer, in their reports, the questions that they were made for: the truth planted in them is told.

One run a template, of the chapters that its answers come from; how often a plant is found, and what is claimed without
it, is in ``tests/simulations/template_power.py``.
"""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path

import numpy as np
import pytest

from csat_lib.findings import HIDDEN, read, read_method
from csat_lib.study.template import templates, write_template
from tests.simulations.printed import untried


def words_of(page: Path) -> str:
    """The words of a page, on one line."""
    return " ".join(unescape(re.sub(r"<[^>]+>", "", page.read_text("utf-8"))).split())


@pytest.fixture(scope="module")
def made(csat, tmp_path_factory):
    """Make a study of a template, run chapters of its last wave in English; the outputs' folder, the report's words."""

    def made(name: str, *chapters: str, earlier: str = ""):
        folder = tmp_path_factory.mktemp(name)
        new = write_template(name, folder / "mine")
        only = [part for chapter in chapters for part in ("--only", chapter)]
        given = ("--language", "en", "--set", f"earlier=[{earlier}]")
        done = csat("run", new.last, *only, *given, "--out", folder / "out")
        assert done.returncode == 0, done.stderr
        assert untried(read([folder / "out" / "findings.parquet"])) == []
        return folder / "out", words_of(folder / "out" / "report.en.html")

    return made


@pytest.mark.parametrize("name", sorted(templates()))
def test_every_template_can_be_used_as_it_is(csat, tmp_path, name):
    done = csat("check", write_template(name, tmp_path / "mine").last)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("No fault found")


def test_what_must_the_next_release_have(made):
    """S13b: wishes ranked by mentions and by who mentions them; the decoy is wished for most, but by everybody."""
    out, told = made("crm-usage", "questions", "voice")
    findings = read([out / "findings.parquet"]).query("topic == 'voice' and other == 'wishes' and period == '2026H1'")
    share = findings[findings["measure"] == "share"].set_index("subject")["value"]
    assert list(share.sort_values(ascending=False).index[:2]) == ["reports", "mobile"]
    assert re.search(r"below the two best answers mention Mobile app \(\d\d% against \d+%\) clearly more often", told)
    assert "Reports came up most" in told
    assert re.search(r"\d\d% said yes to “Would you recommend it\?” \(95% interval \d\d% to \d\d%; 300 respon", told)
    assert re.search(r"several answers were possible, and shares add up to 2\d\d%", told)
    assert "was not asked in this wave" not in told


def test_which_rule_for_blanks_makes_xian_look_good(made):
    """S10a: the index under five rules and every hotel's place under each; S10.3: the burst of one night is told."""
    out, _ = made("hotel-gsts", "quality", "scores", "kpis", "segments")
    findings = read([out / "findings.parquet"])
    rows = findings.query("measure == 'blank_index' and segment_by == 'store' and period == '2026-05'")
    places = rows.pivot(index="segment", columns="other", values="value").rank(ascending=False)
    assert set(places) == {"own_mean", "listwise", "renormalise", "fixed", "lowest"}
    assert (places.loc["S07", "own_mean"], places.loc["S07", "fixed"], places.loc["S07", "lowest"]) == (2, 6, 8)
    assert (places.loc["S06", ["own_mean", "fixed", "renormalise", "lowest"]] >= 7).all()
    told = words_of(out / "annex.en.html")
    assert "Blanks are scored by “a fixed score”. By other rules the index would be from" in told
    assert "Xi'an Bell Tower changes place most" in told
    assert "The index of each unit under every rule for blanks" in told
    report = words_of(out / "report.en.html")
    assert re.search(
        r"On-line reviews is worst at [A-Z][A-Za-z' ]+ \(\d\d\.\d\), where “Overall satisfaction” scored", report
    )
    both = findings.query("measure == 'source_gap' and segment_by == 'store'")
    assert set(zip(both["subject"], both["other"], strict=True)) == {("hotel_scheme", "reviews")}
    assert set(both["segment"]) == set(places.index)
    burst = findings.query("measure == 'burst' and segment_by == 'store' and period == '2026-05' and p < 0.01")
    assert set(burst["segment"]) == {"S08"}


def test_which_problems_has_the_manager_had_three_months_and_not_solved(made):
    """S10b: hot water at Xi'an in four of five months, never the most frequent class of one; which class goes first."""
    out, told = made("hotel-gsts", "complaints", earlier="2026-01, 2026-02, 2026-03, 2026-04")
    findings = read([out / "findings.parquet"]).query("topic == 'complaints' and subject == 'hot_water'")
    open_now = findings[findings["segment"] == "S07"].set_index("measure")["value"]
    assert (open_now["waves_open"], open_now["waves_with"]) == (4, 4)
    assert (findings.query("measure == 'place_by_number'")["value"] > 1).all()
    assert "No hot water at Xi'an Bell Tower (since February 2026, in 4 of 5 waves, 7 of 12 severe)" in told
    assert "Which class comes first depends on the order: by number Wireless network (25), by severity" in told
    annex = words_of(out / "annex.en.html")
    assert "Problems that have stayed" in annex
    assert "Engineering" in annex
    assert "S07-1" not in annex + told  # nobody is named


def adds_up(findings, root):
    """The parts of an index add up to it, and those of its change to that, of everybody and in each unit; the parts."""
    for part, whole in (("index_part", "index"), ("index_part_change", "change")):
        parts = findings[(findings["measure"] == part) & (findings["other"] == root)]
        parts = parts[~parts["reason"].isin(HIDDEN)]
        sums = parts.groupby(["segment_by", "segment"])["value"].agg(lambda values: values.sum(skipna=False))
        of = findings[(findings["subject"] == root) & (findings["measure"] == whole)]
        own = of.groupby(["segment_by", "segment"])["value"].last().loc[sums.index]
        assert len(sums) > 4
        np.testing.assert_allclose(sums, own, rtol=1e-9, atol=1e-9)
    return set(parts["subject"])


def test_customers_are_happier_and_the_index_fell_for_the_queue(made):
    """S4a: queue at store 4, -2.8 of its index, answers beside; S4b: two minutes less are worth 1.4 points."""
    out, told = made("supermarket", "scores", "kpis", "segments", "trends", earlier="2026-05")
    whole = read([out / "findings.parquet"]).query("period == '2026-06'")
    assert len(adds_up(whole, "outcome_index")) == 12
    findings = whole.query("topic == 'kpis'")
    nps = findings.query("subject == 'nps' and segment_by == 'all'").set_index("measure")["value"]
    assert nps["index_part"] == pytest.approx(0.3 * 0.3 * nps["operating_points"], rel=1e-9)  # and no net score
    part = findings.query("measure == 'index_part_change' and segment == 'S4'").set_index("subject")
    assert part["value"]["queue"] == pytest.approx(-0.0625 * 400 / 9, rel=1e-9)
    assert np.isnan(part["low"]["queue"])  # exact
    assert (
        "Railway Station: Queue at the checkout moved by +4.0 min to 7.0 min, which alone takes 2.8 points off" in told
    )
    assert "all parts from answers make" in told
    step = findings.query("measure == 'step_worth' and subject == 'queue'")["value"].item()
    assert 2 * step == pytest.approx(1.39, abs=0.005)
    assert "That is arithmetic, no forecast." in told
    assert "Queue at the checkout is worst at Railway Station (7.0 min), where" in told
    told_of = {one["alert"]: one["fires"] for one in json.loads((out / "alerts.json").read_text())["alerts"]}
    assert told_of == {"few_members": True, "low_index": False}
    assert re.search(r"one fires this wave: .{5,40} was below 55.0 in each of the last two waves \(\d\d\.\d in", told)
    annex = words_of(out / "annex.en.html")
    assert "0 at 10, 100 at 1, in proportion between" in annex
    assert "the other parts' weights are made to add up to 1" in annex


def test_whose_customers_the_outside_visits_contradict(made):
    """S6a: agent 17 with the three values, first by the customers, last by the index; S6b: nobody is first for sure."""
    out, told = made("insurance-agent", "scores", "kpis", "segments")
    findings = read([out / "findings.parquet"]).query("period == '2026Q2' and segment_by == 'agent_id'")
    gap = findings.query("measure == 'source_gap' and low.notna()", engine="python")
    clear = gap[(gap["low"] > 0) | (gap["high"] < 0)]
    assert set(clear["segment"]) == {"A17"}
    assert ("survey", "outside") in set(zip(clear["subject"], clear["other"], strict=True))
    index = findings.query("topic == 'scores' and measure == 'index'").pivot(
        index="segment", columns="subject", values="value"
    )
    assert index["survey"].idxmax() == "A17"
    assert index["agent"].idxmin() == "A17"
    assert "Sources contradict one another: Agent 17: Customers' score lies" in told
    assert re.search(r"On the service quality index, no agent can be named first: \d+ of the 25 could be", told)


def test_a_good_name_goes_with_loyalty_only_by_way_of_being_satisfied(made):
    """S2b: image direct not clear, indirect clear; S2a: what five points of service quality are worth, with their ends.

    The decoy: value correlates with loyalty about as closely as quality does, and has no effect of its own.
    """
    out, told = made("service-csi", "scores", "kpis", "segments", "structure")
    effects = read([out / "findings.parquet"]).query("topic == 'structure' and path == ''")
    ends = effects.set_index(["measure", "subject", "other"])[["low", "high"]]
    assert ends.loc[("path_coefficient", "image", "loyalty"), "low"] < 0
    assert ends.loc[("indirect_effect", "image", "loyalty"), "low"] > 0.1
    assert ends.loc[("total_effect", "value", "loyalty"), "low"] < 0
    assert ends.loc[("total_effect", "service", "loyalty"), "low"] > 0
    assert (ends.loc[("impact", "service", ["satisfaction", "loyalty"]), "low"] > 0).all()
    assert re.search(
        r"Clear by way of other dimensions only \(indirect effects\): .*Image to Loyalty \(0\.\d\d, 0", told
    )
    assert re.search(r"Along the arrows of the model Satisfaction goes most with Image", told)
    assert "On time is worst at North City (84.6%), where “Promptness of response” scored" in told
    row = r"Service quality\s*–\s*(0\.\d\d)\s*\1\s*0\.\d\d to 0\.\d\d\s*\d\.\d\s*\d\.\d to \d\.\d"
    assert re.search(row, words_of(out / "annex.en.html"))


def test_whether_experts_weigh_as_customers_do_and_what_that_makes_of_the_regions(made):
    """S3a: weights side by side, how far they agree, and the two regions that change place; no other two are told."""
    out, told = made("index-system", "weights", "scores", "segments", "trends", earlier="2025H2")
    whole = read([out / "findings.parquet"]).query("period == '2026H1'")
    assert {"complaint_rate", "retention", "product"} <= adds_up(whole, "total")
    findings = whole.query("topic == 'weights'")
    weights = findings.query("measure == 'rule_weight' and other == 'customers'")
    by = weights.assign(rule=[row.first for row in weights["method"].map(read_method)])
    table = by.pivot_table(index="subject", columns="rule", values="value")
    assert (table["ahp"].idxmax(), table["ahp"].idxmin()) == ("image", "delivery")
    for rule in ("critic", "standardised betas"):
        assert (table[rule].idxmax(), table[rule].idxmin()) == ("delivery", "image")
    assert "the experts (analytic hierarchy process) weigh Image (29%) most and Delivery (8%) least" in told
    assert re.search(r"by the answers \(CRITIC weights\) it is Delivery \(\d\d%\) most and Image \(\d\d%\) least", told)
    assert "the two orders agree with τ = −0." in told
    said = re.search(r"who stands higher hangs on whose weights count: ([^:]+) below\.", told)
    assert said is not None
    assert re.match(
        r"by the experts \(analytic hierarchy process\) North lies \d\.\d points \(.*\) above East, by", said[1]
    )
    assert not re.search("South|West|Centre", said[1])
    annex = words_of(out / "annex.en.html")
    assert re.search(r"Delivery\s*[\d.]+", annex)
    assert "Analytic hierarchy process" in annex
    assert re.search(r"experts' orders of the parts of Records have a Kendall's W of", annex)
