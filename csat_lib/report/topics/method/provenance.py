"""What the report was made from: inputs with their hashes, settings, versions."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from csat_lib.findings.setting import COMMA, set_text
from csat_lib.report.declared import View
from csat_lib.report.number import write_number, write_percent
from csat_lib.report.wording import Words

HASHES = Words(
    zh="文件与程序库以 SHA-256 哈希值的前 16 位标识；完整的哈希值和每项方法的记录见本次运行的清单文件。",
    en="Files and library are named by the first 16 characters of their SHA-256 hash; the run's manifest.json holds "
    "the hashes whole, and every method as recorded.",
)
SIMULATED = Words("模拟生成，{n} 份，随机种子 {seed}{plants}", "simulated, n = {n}, seed {seed}{plants}")
PLANTED = Words("，含预设效应", ", with planted effects")
STUDY, PERIOD, EARLIER = Words("研究", "Study"), Words("期次", "Period"), Words("往期", "Earlier waves")
ROWS = Words("回收 / 有效", "Received / counted")
INPUTS = {
    "study": Words("研究文件", "Study file"),
    "wave": Words("本期文件", "Wave file"),
    "responses": Words("答卷", "Answers"),
}
CONFIDENCE, SEED = Words("置信水平", "Confidence"), Words("随机种子", "Seed")
BASES, SET = Words("不展示 / 加标记的下限", "Hidden / marked below"), Words("本次运行的设定", "Set for this run")
LIBRARY = Words("程序库", "Library")
_HASH = 16
"""Characters of a hash that are printed: enough to tell two files apart; the manifest holds the whole."""
_SIMULATED = re.compile(r"n=(\d+) seed=(\d+) plants=(\w+)")


def provenance(view: View) -> tuple[tuple[str, str], ...]:
    """(name, value) pairs: what was computed from which files, with which settings and versions."""
    if not view.manifest:
        return ()
    pairs = [*_study(view, view.manifest), *_inputs(view, view.manifest), *_settings(view, view.manifest)]
    named = [(name[view.language], value) for name, value in pairs if value]
    versions = [(name, str(version)) for name, version in view.manifest.get("versions", {}).items()]
    return tuple((set_text(name, view.language), set_text(value, view.language)) for name, value in [*named, *versions])


def _study(view: View, facts: Mapping[str, Any]) -> Iterator[tuple[Words, str]]:
    yield STUDY, str(facts.get("study", ""))
    yield PERIOD, str(facts.get("period", ""))
    yield EARLIER, COMMA[view.language].join(facts.get("earlier", ()))
    rows = facts.get("rows")
    yield ROWS, f"{write_number(rows['in'])} / {write_number(rows['kept'])}" if rows else ""


def _inputs(view: View, facts: Mapping[str, Any]) -> Iterator[tuple[Words, str]]:
    for item in facts.get("inputs", ()):
        name = item["input"]
        yield INPUTS.get(name, Words(name, name)), _file(view, item)


def _file(view: View, item: Mapping[str, Any]) -> str:
    """A file by name and hash; answers that were simulated by how they were."""
    name, digest = str(item.get("file", "")), str(item.get("sha256", ""))
    if simulated := _SIMULATED.fullmatch(name):
        n, seed, plants = simulated.groups()
        planted = PLANTED[view.language] if plants == "True" else ""
        return SIMULATED[view.language].format(n=write_number(int(n)), seed=seed, plants=planted)
    return f"{name} · {_short(digest)}" if digest else name


def _short(digest: str) -> str:
    """The first characters of a hash, marked as cut."""
    return f"{digest[:_HASH]}…" if len(digest) > _HASH else digest


def _settings(view: View, facts: Mapping[str, Any]) -> Iterator[tuple[Words, str]]:
    parameters = facts.get("parameters", {})
    yield CONFIDENCE, f"{write_percent(view.study.confidence)}%"
    yield BASES, f"{view.study.minimum_base} / {view.study.small_base}"
    yield SEED, str(parameters.get("seed", ""))
    yield SET, COMMA[view.language].join(f"{name} = {value}" for name, value in parameters.get("set", {}).items())
    yield LIBRARY, _short(str(facts.get("library", "")))
