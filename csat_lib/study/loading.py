"""From files to a study and a wave: everything is checked at once, before anything else starts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from csat_lib import period as periods
from csat_lib.errors import CsatError, Fault
from csat_lib.errors import study as phrases
from csat_lib.period import Period
from csat_lib.study import checks, derived, form, kpis, measuring, pilot, rule_checks, structural, tree_checks, weighing
from csat_lib.study.documents import Document, parse_value, read_document
from csat_lib.study.item_log import CHECKS as OF_THE_LOG
from csat_lib.study.model import Study
from csat_lib.study.raw import Raw
from csat_lib.study.responses import AnswerFile, AnswerFiles, AnswerQuery
from csat_lib.study.shape import fit
from csat_lib.study.waves import STUDY_FILE, Simulated, SimulatedResponses, WaveFile, WavePlan

_ROOMS = (checks, tree_checks, weighing, rule_checks, form, derived, kpis, measuring, pilot, structural)
_CHECKS = (*(check for room in _ROOMS for check in room.CHECKS), *OF_THE_LOG)


def load_study(path: Path | str) -> Study:
    """Read ``study.yaml``.

    Raises:
        Faults: all that is wrong with the file, each with its line, what was given and what is allowed.
    """
    study, faults = _read_study(Path(path))
    if study is None or faults:
        raise phrases.unusable("study", faults)
    return study


def load_wave(path: Path | str, overrides: Mapping[str, str] | None = None) -> WavePlan:
    """Read a wave file, ``params/<study>/<period>.yaml``, and the study file that it names (``study.yaml`` beside it).

    Args:
        path: The wave file.
        overrides: Key -> YAML text that replaces a value of the wave file; a dotted key reaches a nested one.
            A relative ``responses`` is relative to the wave file, from an override to the current folder.

    Raises:
        Faults: all that is wrong with either file.
    """
    plan = _read_wave(Path(path), dict(overrides or {}), {})
    if faults := [*_later_bases(plan)]:
        raise phrases.unusable("wave", faults)
    return plan


def load_earlier(plan: WavePlan) -> tuple[WavePlan, ...]:
    """The waves that a wave is compared with, oldest first, each as its own file says, with the study as it was read.

    The plan's own study may hold what its tables say of its own period.

    Raises:
        Faults: what is wrong with a wave file or its study file; a wave of another study.
    """
    known: dict[Path, Study] = {}
    earlier = tuple(_read_wave(plan.wave_path(period), {}, known) for period in plan.earlier)
    others = [other for other in earlier if other.study.study != plan.study.study]
    if others:
        name = plan.study.study
        faults = [phrases.other_study(str(other.path), other.study.study, name, plan.study_file) for other in others]
        raise phrases.unusable("wave", faults)
    return earlier


def _read_wave(path: Path, given: dict[str, str], known: dict[Path, Study]) -> WavePlan:
    """The wave of a file; ``known``: studies read so far by their path, to which its own is added."""
    document = read_document(path)
    if {"questions", "constructs"} <= document.data.keys():
        raise phrases.study_as_wave(path)
    if not document.faults:
        _override(document, given)
    named = document.data.get("study_file", STUDY_FILE)
    source = path.parent / (named if isinstance(named, str) else STUDY_FILE)
    study, study_faults = (known[source], []) if source in known else _read_study(source)
    wave, faults = fit(WaveFile, document) if document.data else (None, document.faults)
    if document.data:
        faults = sorted([*document.faults, *faults, *_wave_faults(Raw(document), study, source.name)], key=_line)
    if study is None or wave is None or faults or study_faults:
        raise phrases.unusable("wave", [*faults, *study_faults])
    known[source] = study
    return _plan(study, wave, path, given)


def _read_study(path: Path) -> tuple[Study | None, list[Fault]]:
    """The study of a file and its faults; a sound one is read once, for every wave and chapter, until it is changed."""
    try:
        state = path.stat()
    except OSError:
        return _studied(path)
    study, faults = _kept(path.resolve(), (state.st_size, state.st_mtime_ns, state.st_ino))
    return _studied(path) if faults else (study, faults)  # a fault names the file as it was given


@lru_cache(16)
def _kept(path: Path, _state: tuple[int, int, int]) -> tuple[Study | None, list[Fault]]:
    return _studied(path)


def _studied(path: Path) -> tuple[Study | None, list[Fault]]:
    document = read_document(path)
    if document.faults and not document.data:
        return None, document.faults
    study, faults = fit(Study, document)
    raw = Raw(document)
    faults = [*document.faults, *faults, *(fault for check in _CHECKS for fault in check(raw))]
    return study, sorted(faults, key=_line)


def _line(fault: Fault) -> int:
    line = fault.where.rpartition(":")[2]
    return int(line) if line.isdecimal() else 0


def _plan(study: Study, wave: WaveFile, path: Path, overrides: dict[str, str]) -> WavePlan:
    period = periods.parse(wave.period)
    tabled = study.model_copy(update={"tables": {**study.tables, **wave.tables}}) if wave.tables else study
    return WavePlan(
        study=tabled.of_year(period.last.year),
        period=period,
        path=path,
        responses=_responses(wave, path, overrides),
        earlier=tuple(periods.parse(text) for text in wave.earlier),
        language=wave.language,
        seed=wave.seed,
        commentary=wave.commentary,
        actions=wave.actions,
        overrides=overrides,
        study_file=wave.study_file,
    )


def _responses(
    wave: WaveFile, path: Path, overrides: Mapping[str, str]
) -> Path | Simulated | AnswerFiles | AnswerQuery:
    given, folder = wave.responses, Path() if "responses" in overrides else path.parent
    if isinstance(given, SimulatedResponses):
        return given.simulate
    if isinstance(given, AnswerFile | tuple):
        given = AnswerFiles(files=given if isinstance(given, tuple) else (given,))
    if isinstance(given, AnswerFiles):
        return given.within(folder)
    return folder / Path(given).expanduser() if isinstance(given, str) else given


def _override(document: Document, overrides: Mapping[str, str]) -> None:
    """Set each value in the document, and its place to the override."""
    for key, text in overrides.items():
        value, faults = parse_value(key, text)
        if faults:
            document.faults += faults
            continue
        *outer, last = key.split(".")
        around: dict[Any, Any] = document.data
        for step in outer:
            if not isinstance(around.get(step), dict):
                around[step] = {}
            around = around[step]
        around[last] = value
        document.places[(*outer, last)] = f"--set {key}"


def _wave_faults(raw: Raw, study: Study | None, study_file: str) -> Iterator[Fault]:
    yield from _period_faults(raw)
    yield from _home_faults(raw)
    if study is None:
        return
    yield from rule_checks.tables_have_their_columns(raw, list(study.questions))
    name, language = raw.value("study"), raw.value("language")
    if isinstance(name, str) and name != study.study:
        yield phrases.other_study(raw.where("study"), name, study.study, study_file)
    if str(language) in {"zh", "en"} and language not in study.languages:
        yield phrases.not_a_language(raw.where("language"), language, study.languages)
    levels = [level for name in study.segments for level in getattr(study.variables[name], "options", ())]
    known = [*study.index, *study.constructs, *study.variables, *levels]
    for at, action in enumerate(raw.listing("actions")):
        for named in map(str, action.get("about") or () if isinstance(action, dict) else ()):
            if named not in known:
                yield phrases.unknown_name(raw.where("actions", at, "about"), "actions.about", named, known)
    yield from checks.words_in(raw, study.languages)


def _later_bases(plan: WavePlan) -> Iterator[Fault]:
    """Weights are frozen at this wave or at one that it is compared with."""
    known = [each.text for each in (*plan.earlier, plan.period)]
    for node, settings in plan.study.weights_of.items():
        if settings.frozen and settings.frozen not in known:
            yield phrases.no_base_wave(str(plan.path), node, settings.frozen, known)


def _home_faults(raw: Raw) -> Iterator[Fault]:
    """Answers in the home of a user are those of a user that there is."""
    given = raw.value("responses")
    try:
        Path(given if isinstance(given, str) else "").expanduser()
    except RuntimeError:
        yield phrases.no_home(raw.where("responses"), str(given))


def _period_faults(raw: Raw) -> Iterator[Fault]:
    """The wave's own period fits its file's name; earlier ones rise up to it and have files."""
    path, where = raw.document.path, raw.where("period")
    own, faults = _parsed(raw.value("period"), where)
    yield from faults
    if own and not where.startswith("--set") and path.stem != own.text:
        yield phrases.other_period(where, own.text, path.stem)
    before: Period | None = None
    for index, text in enumerate(raw.listing("earlier")):
        where = raw.where("earlier", index)
        earlier, faults = _parsed(text, where)
        yield from faults
        if earlier:
            yield from _order_faults(where, earlier, own, before)
            yield from _file_faults(where, earlier, path)
            before = earlier


def _parsed(given: Any, where: str) -> tuple[Period | None, list[Fault]]:
    try:
        return (None if given is None else periods.parse(given)), []
    except CsatError as error:
        return None, [Fault(where, str(error))]


def _order_faults(where: str, earlier: Period, own: Period | None, before: Period | None) -> Iterable[Fault]:
    if own and earlier.last >= own.last:
        yield phrases.not_earlier(where, earlier.text, own.text)
    elif before and earlier.last <= before.last:
        yield phrases.not_earlier(where, before.text, earlier.text)


def _file_faults(where: str, earlier: Period, path: Path) -> Iterable[Fault]:
    there = sorted(other.stem for other in path.parent.glob("*.yaml") if other.is_file())
    if str(earlier) not in there:
        waves = [stem for stem in there if not _parsed(stem, "")[1]]
        yield phrases.no_earlier_wave(where, earlier.text, path.with_name(f"{earlier}.yaml"), waves)
