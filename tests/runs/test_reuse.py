"""Only what changed runs again, and what comes out is, byte for byte, what a run from nothing writes."""

from __future__ import annotations

import json
import shutil

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from csat_lib import fingerprints
from csat_lib.report.look import Look
from csat_lib.report.publish import files_of
from csat_lib.runs import chapters
from csat_lib.runs.run import RunSpec, run_wave
from csat_lib.study.template import write_template

PARAMETERS = 'wave_file: str = ""\nlanguage: str = "en"'
OPEN = "from csat_lib.chapter import open_chapter\nwave, show, say, draw = open_chapter(wave_file, '{}', language)\n"
NOTEBOOKS = {
    "10_quality": OPEN.format("quality")
    + "from csat_lib.insight.fieldwork.dispositions import response_rates\n"
    + "show(wave.record(response_rates(wave.dispositions)))",
    "50_scores": OPEN.format("scores")
    + "from csat_lib.index.score_figures import ScoreSpec\nfrom csat_lib.index.scores import score\n"
    + "recorded = wave.record(score(wave.summary, wave.spec(ScoreSpec)))\ndraw('scores')",
    "70_trends": OPEN.format("trends")
    + "from csat_lib.index.score_figures import ScoreSpec\nfrom csat_lib.insight.trends import changes\n"
    + "show(wave.record(changes(wave, wave.previous, wave.spec(ScoreSpec))), segment_by='all')",
    "90_report": "from csat_lib.chapter import open_report\nreport, annex = open_report(wave_file, language)\n"
    "report('scores')",
}
QUALITY, SCORES, TRENDS, REPORT = "10_quality", "50_scores", "70_trends", "90_report.en"
NOVEMBER, DECEMBER = "collect 2025-11", "collect 2025-12"
CHAPTERS = {QUALITY, SCORES, TRENDS}
ANALYSED = {*CHAPTERS, REPORT}
EVERYTHING = {*ANALYSED, NOVEMBER, DECEMBER}


def fake_publish(plan, executed, language):
    """What a report would be made of; to set it in type is not what is tested here."""
    given = [executed.read_text(encoding="utf-8"), repr(plan.study.look), plan.study.look.logo and logo_of(plan)]
    for name in files_of(("report", "annex"), language):
        (executed.parents[1] / name).write_text(json.dumps([name, given]), encoding="utf-8")


def logo_of(plan):
    return Look(plan.study.look.accent, (plan.folder / plan.study.look.logo).read_text(encoding="utf-8")).logo


def write_notebook(folder, name, code):
    kernel = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    parameters = new_code_cell(PARAMETERS, metadata={"tags": ["parameters"]})
    cells = [new_markdown_cell(f"# {name}"), parameters, new_code_cell(code)]
    for at, cell in enumerate(cells):
        cell["id"] = f"cell-{at}"
    nbformat.write(new_notebook(cells=cells, metadata=kernel), folder / f"{name}.ipynb")


def edit(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


class Place:
    """A folder with a study, its notebooks and its outputs; all paths in it are seen from inside."""

    def __init__(self, folder, patch):
        self.folder, self.patch = folder, patch
        self.study, self.wave = folder / "mine" / "study.yaml", folder / "mine" / "2025-12.yaml"

    def run(self, outputs="outputs", **overrides):
        """(parts that ran, content of the outputs)"""
        self.patch.setattr(chapters, "NOTEBOOKS", self.folder / "notebooks")
        self.patch.setattr("csat_lib.cache.OUTPUTS", self.folder / outputs)
        self.patch.setattr("csat_lib.runs.run.publish_report", fake_publish)
        out = self.folder / f"{outputs}.report"
        run_wave(RunSpec(self.wave, overrides, out))
        files = {str(path.relative_to(out)): path.read_bytes() for path in out.rglob("*") if path.is_file()}
        manifest = json.loads(files.pop("manifest.json"))
        ran, reused = set(manifest.pop("seconds")), set(manifest.pop("reused"))
        assert ran & reused == set()
        return ran, {**files, "manifest.json": manifest}


@pytest.fixture
def patch(monkeypatch):
    return monkeypatch


@pytest.fixture(scope="module")
def finished(tmp_path_factory):
    """A place where the wave has been run once."""
    folder = tmp_path_factory.mktemp("finished")
    write_template("hotel", folder / "mine")
    for period, earlier in (("2025-11", "[]"), ("2025-12", "[2025-11]")):
        lines = ["study: mine", f"period: {period}", "responses: {simulate: {n: 60, seed: 1}}", f"earlier: {earlier}"]
        (folder / "mine" / f"{period}.yaml").write_text("\n".join([*lines, "language: en", "seed: 1\n"]))
    study = folder / "mine" / "study.yaml"
    every = "[quality, reliability, factors, weights, questions, scores, drivers, segments, trends, voice]"
    edit(study, every, "[quality, scores, trends]\ntables: {cases: {kind: dispositions, file: cases.csv}}")
    (folder / "mine" / "cases.csv").write_text("channel,disposition,count\nmail,I,60\nmail,NC,40\n")
    (folder / "mine" / "logo.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>')
    (folder / "notebooks").mkdir()
    for name, code in NOTEBOOKS.items():
        write_notebook(folder / "notebooks", name, code)
    with pytest.MonkeyPatch.context() as monkeypatch:
        ran, content = Place(folder, monkeypatch).run()
    assert ran == EVERYTHING
    return folder, content


@pytest.fixture
def place(finished, tmp_path, patch):
    """A copy of it, to change something in."""
    for name in ("mine", "notebooks", "outputs"):
        shutil.copytree(finished[0] / name, tmp_path / name)
    return Place(tmp_path, patch)


def other_code(place):
    place.patch.setattr("csat_lib.runs.reuse.code_hash", lambda *_: "other")


def other_versions(place):
    before = fingerprints.surroundings()
    for module in ("csat_lib.runs.reuse", "csat_lib.collect.collected_wave"):
        place.patch.setattr(f"{module}.surroundings", lambda: f"{before}, one newer")


def damaged(place):
    (kept,) = (place.folder / "outputs" / ".cache" / "mine").glob("2025-12.scores.en-*")
    (kept / "findings" / "scores.parquet").write_bytes(b"PAR1")


SAME = {
    "nothing": (lambda place: None, set()),
    "the code": (other_code, ANALYSED),
    "a version": (other_versions, EVERYTHING),
    "damage": (damaged, {SCORES}),
}
"""What changes nothing in the outputs."""
CHANGES = {
    "what only the report tells": (
        {REPORT},
        lambda p: edit(p.wave, "seed: 1\n", "seed: 1\ncommentary: {scores: {en: Well., zh: 好。}}\n"),
        lambda p: edit(p.study, '"#1f5a7a"', '"#1f5a7a", logo: logo.svg'),
        lambda p: edit(p.study, "[quality, scores, trends]", "[quality, scores]"),
    ),
    "what every chapter sees": (
        ANALYSED,
        lambda p: edit(p.study, "#1f5a7a", "#7a1f5a"),
        lambda p: edit(p.study, "Guest satisfaction index", "Guest index"),  # a wording of no question
        lambda p: edit(p.wave, "\nseed: 1", "\nseed: 2"),
    ),
    "a rule": (EVERYTHING, lambda p: edit(p.study, "below: 60", "below: 90")),
    "the answers": (ANALYSED | {DECEMBER}, lambda p: edit(p.wave, "n: 60", "n: 61")),
    "earlier answers": ({NOVEMBER, TRENDS, REPORT}, lambda p: edit(p.folder / "mine/2025-11.yaml", "n: 60", "n: 61")),
    "a table": ({QUALITY, REPORT}, lambda p: edit(p.folder / "mine/cases.csv", "NC,40", "NC,41")),
    "prose of a notebook": ({SCORES}, lambda p: edit(p.folder / "notebooks/50_scores.ipynb", "# 50", "# Scores, 50")),
    "the study key": ({NOVEMBER, DECEMBER, *CHAPTERS, REPORT}, lambda p: p.patch.setenv("CSAT_STUDY_KEY", "secret")),
}
"""What runs again after each of these changes, one after the other."""


@pytest.mark.parametrize("change", SAME)
def test_what_runs_again_for_the_same_inputs_gives_the_bytes_of_the_first_run(finished, place, change):
    apply, expected = SAME[change]
    apply(place)
    assert place.run() == (expected, finished[1])


@pytest.mark.parametrize("change", CHANGES)
def test_only_what_changed_runs_again_and_gives_the_bytes_of_a_run_from_nothing(place, change):
    expected, *changes = CHANGES[change]
    for apply in changes:
        apply(place)
        ran, again = place.run()
        assert ran == expected
    from_nothing, fresh = place.run("elsewhere")
    assert from_nothing >= expected
    assert again == fresh


def test_another_language_is_told_from_the_same_collected_waves(place):
    ran, again = place.run(language="zh")
    assert ran == {QUALITY, SCORES, TRENDS, "90_report.zh"}
    assert again == place.run("elsewhere", language="zh")[1]


def test_who_goes_back_finds_what_was_there(place):
    edit(place.wave, "\nseed: 1", "\nseed: 2")
    assert place.run()[0] == ANALYSED
    edit(place.wave, "\nseed: 2", "\nseed: 1")
    assert place.run()[0] == set()
