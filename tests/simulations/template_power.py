"""How often is what a template plants found in its report's findings, and how often claimed where it is not planted?

Run by hand from the top folder: ``nice -n 19 python -m tests.simulations.template_power --seeds 300``. Each seed draws
the answers of a template's last wave afresh (of ``index-system`` the base wave of its weights, of ``supermarket`` the
last two), and its records, visits or judgements; collects them; and makes the one table that the report's claim rests
on, with the makers of Specs that a chapter uses. What is counted, each as the report words it:

- ``found``: the plant is claimed;
- ``decoy``: with the plant in, what a plain reading would report is claimed (:data:`DECOYS` says what it is); ``plain``
  how often the plain reading does report it;
- ``false``: with the plant taken out, it is claimed of anything.

The table is kept in ``template_power.csv``. Whoever changes a template runs it again: ``--only NAME``.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path
from typing import Any

import pandas as pd

from csat_lib.answers.table_use import with_tables
from csat_lib.collect import collect
from csat_lib.collect.collected_wave import CollectedWave
from csat_lib.findings import TEXT_SCHEMA, Result
from csat_lib.findings.catalogue import structure as path
from csat_lib.findings.catalogue.kpis import ANSWERED_CHANGE, SOURCE_GAP
from csat_lib.findings.catalogue.segments import RANK
from csat_lib.findings.catalogue.voice import SHARE
from csat_lib.findings.catalogue.weight_rules import key_of
from csat_lib.findings.catalogue.weights import RULE_INDEX
from csat_lib.findings.measure import Measure
from csat_lib.findings.shown import shown
from csat_lib.findings.table import read, to_frame
from csat_lib.index.composite import composites
from csat_lib.index.score_figures import ScoreSpec
from csat_lib.index.weights import IndexWeights
from csat_lib.insight.index_parts import index_parts
from csat_lib.insight.operating_figures import KpiSpec
from csat_lib.insight.ranking import rank_units
from csat_lib.insight.source_conflicts import compare_sources
from csat_lib.insight.trends import changes
from csat_lib.insight.which_weights import which_weights
from csat_lib.report.clear import direction
from csat_lib.report.topics.found.changes import of as change_of
from csat_lib.report.topics.kpis import parts
from csat_lib.report.topics.voice.questions import of_question
from csat_lib.report.topics.voice.topics_mentioned import clearly_split, ranking
from csat_lib.report.topics.weights import experts
from csat_lib.report.view import View
from csat_lib.specs.structure import StructureSpec
from csat_lib.structure.path_result import path_model
from csat_lib.study import Simulated, Study, WavePlan, load_wave
from csat_lib.study.template import templates
from csat_lib.voice.listening import VoiceSpec, listen
from csat_lib.wave import Wave

from . import index_system_tables, insurance_sources, supermarket_kpis

KEPT = Path(__file__).with_suffix(".csv")
FIRST_SEED = 20_000
DRAWS = 1000
"""Bootstrap draws of the path model in each seed; a run takes four times as many."""


@dataclass(frozen=True)
class Claimed:
    """What a seed claims: the plant; the decoy, and whether a plain reading reports it; anything of the kind."""

    found: bool
    decoy: bool
    plain: bool
    any: bool


@dataclass(frozen=True)
class Template:
    """How one template is drawn and read.

    ``wave``: the last wave drawn, and ``before`` the one that it is compared with; ``tables`` writes what lies beside
    the answers into a folder; ``without`` takes the plant out of the study; ``decoy`` in words.
    """

    wave: str
    claims: Callable[[Wave], Claimed]
    decoy: str
    before: str = ""
    tables: Callable[[Path, int, bool], None] = lambda folder, seed, planted: None
    without: Callable[[Study], Study] = lambda study: study


def drawn(name: str, seed: int, planted: bool, folder: Path) -> Wave:
    """The template's wave, drawn with a seed and collected into ``folder``."""
    template, study = TEMPLATES[name], folder / "study"
    shutil.copytree(templates()[name], study)
    template.tables(study, seed, planted)
    periods = [period for period in (template.before, template.wave) if period]
    plans = [_plan(study / f"{period}.yaml", template, seed, planted) for period in periods]
    waves = [_collected(plan, folder / str(plan.period)) for plan in plans]
    wave = Wave(plans[-1].period, waves[-1].folder, plans[-1], "power", folder / "recorded")
    wave.__dict__.update(plans=tuple(plans), earlier=tuple(waves[:-1]))  # what is read from the cache in a run
    return wave


def _plan(path: Path, template: Template, seed: int, planted: bool) -> WavePlan:
    plan = load_wave(path)
    n = plan.responses.n if isinstance(plan.responses, Simulated) else 0
    study = plan.study if planted else template.without(plan.study)
    return with_tables(replace(plan, study=study, earlier=(), responses=Simulated(n=n, seed=seed, plants=planted)))


def _collected(plan: WavePlan, folder: Path) -> CollectedWave:
    collect(plan, folder)
    return CollectedWave(plan.period, folder)


def run(name: str, seed: int, *, planted: bool) -> Claimed:
    """What one seed claims."""
    with tempfile.TemporaryDirectory() as folder:
        return TEMPLATES[name].claims(drawn(name, seed, planted, Path(folder)))


def _with(study: Study, **parts: Any) -> Study:
    """The study with other parts of its simulation."""
    return study.model_copy(update={"simulate": study.simulate.model_copy(update=parts)})


def _view(wave: Wave, *results: Result) -> View:
    """The findings as a report sees them."""
    rows = [shown(row, wave.study.minimum_base) for result in results for row in result.to_findings()]
    signed = to_frame([row.of(wave.study.study, str(wave.period)) for row in rows])
    earlier = tuple(one.period for one in wave.earlier)
    return View(wave.study, signed, read([], TEXT_SCHEMA), wave.ledger, "en", wave.period, earlier)


def _loyalty(wave: Wave) -> Claimed:
    """S2: image goes with loyalty by way of other constructs only; what service quality is worth has its interval."""
    given = wave.spec(StructureSpec)
    how = replace(given.how, bootstrap=replace(given.how.bootstrap, draws=DRAWS))
    view = _view(wave, path_model(wave.rows(given.model.items), given.model, how))

    def is_clear(measure: Measure, subject: str, other: str = "loyalty") -> bool:
        row = view.row(measure, subject, other=other, path="")
        return row is not None and direction(row) == "up"

    items = wave.rows(given.model.items).frame
    means = {name: items[[*given.model.blocks[name]]].mean(axis=1) for name in given.model.constructs}
    alike = pd.DataFrame(means).corr()["loyalty"].drop(["image", "satisfaction", "loyalty"])
    by_way, itself = is_clear(path.INDIRECT_EFFECT, "image"), is_clear(path.PATH, "image")
    return Claimed(
        found=by_way and not itself and all(is_clear(path.IMPACT, "service", to) for to in ("loyalty", "satisfaction")),
        decoy=is_clear(path.TOTAL_EFFECT, "value"),
        plain=str(alike.idxmax()) == "value",
        any=by_way or itself,
    )


def _without_image(study: Study) -> Study:
    """Image acts on nothing."""
    paths = {to: {by: size for by, size in of.items() if by != "image"} for to, of in study.simulate.paths.items()}
    return _with(study, correlation=0.0, paths={to: of for to, of in paths.items() if of})


def _places(wave: Wave) -> Claimed:
    """S3: north and east change place between the experts' weights and those of the answers."""
    view = _view(wave, which_weights(wave.spec(IndexWeights), wave.summary, wave.spec(ScoreSpec)))
    turned = {frozenset(pair) for pair in experts.changing_places(view, "ahp")}
    rows = view.rows(RULE_INDEX, subject="customers", segment_by="region")
    value = {(row.method.first, row.segment): row.value or 0.0 for row in rows}
    units = dict.fromkeys(row.segment for row in rows)

    def orders(one: str, other: str) -> set[bool]:
        known = ("ahp", "critic", key_of("regression"))
        rules = [rule for rule in known if {(rule, one), (rule, other)} <= value.keys()]
        return {value[rule, one] > value[rule, other] for rule in rules}

    plain = {frozenset(two) for two in combinations(units, 2) if len(orders(*two)) > 1}
    planted = frozenset({"north", "east"})
    return Claimed(planted in turned, bool(turned - {planted}), bool(plain - {planted}), bool(turned))


def _queue(wave: Wave) -> Claimed:
    """S4: the index of S4 fell for its queue."""
    moved = changes(wave, wave.previous, wave.spec(ScoreSpec))
    view = _view(wave, moved, index_parts(wave, wave.previous, wave.spec(KpiSpec)))
    told = [(row.subject, row.segment) for row in parts.moved(view)[: parts.MOST]]
    root, here = wave.study.root, {"segment_by": "store", "segment": "S4"}
    whole, answers = change_of(view, root, **here), view.row(ANSWERED_CHANGE, root, **here)
    return Claimed(
        found=("queue", "S4") in told,
        decoy=whole is not None and direction(whole) == "up",
        plain=answers is not None and (answers.value or 0.0) > 0,
        any=bool(told),
    )


def _sources(wave: Wave) -> Claimed:
    """S6: what the visits say of A17 contradicts its customers."""
    spec = wave.spec(ScoreSpec)
    view = _view(wave, compare_sources(wave.summary, spec), rank_units(wave.summary, spec))
    clear = {row.segment for row in view.rows(SOURCE_GAP, segment_by="agent_id") if direction(row) != "unclear"}
    place = view.row(RANK, wave.study.root, segment_by="agent_id", segment="A05")
    survey, totals = next(one for one in composites(spec) if one.subject == "survey"), wave.summary.scores
    scores = {unit: survey.estimate(totals, ("agent_id", unit)).value or 0.0 for unit in totals.cells("agent_id")}
    best = sorted((unit for unit in scores if unit != "A17"), key=lambda unit: scores[unit])[-1]
    is_first = place is not None and place.value == place.low == place.high == 1
    return Claimed("A17" in clear, is_first or "A05" in clear, best == "A05", bool(clear))


def _without_a17(study: Study) -> Study:
    """A17 has customers like others."""
    agents = study.simulate.choices["agent_id"]
    effects = {unit: of for unit, of in agents.effects.items() if unit != "A17"}
    changed = agents.model_copy(update={"effects": effects})
    return _with(study, choices={**study.simulate.choices, "agent_id": changed})


def _wishes(wave: Wave) -> Claimed:
    """S13: who is less satisfied wishes for the mobile app."""
    view = of_question(_view(wave, listen(wave.open_answers, wave.spec(VoiceSpec))), "wishes")
    split = {lower.subject for lower, _ in clearly_split(view)}
    most = ranking(view, SHARE)
    return Claimed("mobile" in split, bool(split - {"mobile"}), most[0].subject == "reports", bool(split))


def _alike(study: Study) -> Study:
    """Everybody wishes as the satisfied do."""
    given = study.simulate.verbatims
    alike = {name: one.model_copy(update={"others": one.satisfied}) for name, one in given["wishes"].mentions.items()}
    return _with(study, verbatims={**given, "wishes": given["wishes"].model_copy(update={"mentions": alike})})


TEMPLATES = {
    "service-csi": Template(
        "2026",
        _loyalty,
        "value, which may correlate more with loyalty than quality does, has an effect on it",
        without=_without_image,
    ),
    "index-system": Template(
        "2025H2",
        _places,
        "other regions change place, as their estimated order does",
        tables=lambda folder, seed, planted: index_system_tables.write(folder, seed, plants=planted),
    ),
    "supermarket": Template(
        "2026-06",
        _queue,
        "the index of S4 rose, as its customers' answers did",
        before="2026-05",
        tables=lambda folder, seed, planted: supermarket_kpis.write(folder, seed, plants=planted),
    ),
    "insurance-agent": Template(
        "2026Q2",
        _sources,
        "A05, with the highest score of all others on ten answers, is first, or its sources contradict one another",
        tables=lambda folder, seed, planted: insurance_sources.write(folder, seed, plants=planted),
        without=_without_a17,
    ),
    "crm-usage": Template(
        "2026H1", _wishes, "another wish, such as the most frequent, parts who is satisfied", without=_alike
    ),
}


def table(name: str, seeds: pd.DataFrame) -> pd.DataFrame:
    """The rates of one template from its seeds: a row with the plant, a row without it."""
    rows = []
    for planted, columns in ((True, {"found": "found", "decoy": "decoy", "plain": "plain"}), (False, {"false": "any"})):
        of = seeds[seeds["planted"] == planted]
        rates = {column: round(float(of[claim].mean()), 4) for column, claim in columns.items()}
        rows.append({"template": name, "planted": planted, "seeds": len(of), **rates})
    return pd.DataFrame(rows)


def kept() -> pd.DataFrame:
    """The table of the last runs."""
    return pd.read_csv(KEPT) if KEPT.exists() else pd.DataFrame()


def main() -> None:
    """Run the seeds, print the table and keep it, other templates' rows as they are."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=300)
    parser.add_argument("--only", choices=TEMPLATES, action="append")
    options = parser.parse_args()
    for name in options.only or TEMPLATES:
        jobs = [(FIRST_SEED + at, planted) for at in range(options.seeds) for planted in (True, False)]
        seeds = [{"planted": planted, **vars(run(name, seed, planted=planted))} for seed, planted in jobs]
        made, before = table(name, pd.DataFrame(seeds)), kept()
        rows = [before[before["template"] != name], made] if len(before) else [made]
        pd.concat(rows, ignore_index=True).to_csv(KEPT, index=False)
        sys.stdout.write(f"{made.to_string(index=False)}\n")


if __name__ == "__main__":
    main()
