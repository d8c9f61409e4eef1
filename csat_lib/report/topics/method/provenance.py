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
    "responses": Words("答卷", "Responses"),
}
CONFIDENCE, SEED = Words("置信水平", "Confidence"), Words("随机种子", "Seed")
BASES, SET = Words("不展示 / 加标记的下限", "Hidden / marked below"), Words("本次运行的设定", "Set for this run")
LIBRARY = Words("程序库", "Library")
TABLES = {
    "unit_kpis": Words("门店指标表", "Table of KPIs"),
    "third_party": Words("第三方评价表", "Table of third-party scores"),
    "complaints": Words("投诉登记表", "Register of complaints"),
    "population": Words("总体人数表", "Table of the population"),
    "roster": Words("人员名册", "Roster"),
    "targets": Words("目标表", "Table of targets"),
    "judgements": Words("专家判断表", "Table of judgements"),
    "events": Words("事件表", "Table of events"),
    "dispositions": Words("样本处置表", "Table of dispositions"),
    "experts": Words("专家评分表", "Table of experts' ratings"),
    "respondent_figures": Words("受访者使用记录表", "Table of respondents' figures"),
}
OF_THE_WAVE = Words("本期 {n} 行", "rows for this period: {n}")
NOT_USED = Words("本报告未使用", "not used in this report")
SOME_NOT_USED = Words("其中 {n} 行本报告未使用", "of these, {n} not used in this report")
TOTAL = Words(
    "第 {row} 行的合计 {stated} 与各部分之和（{sum}）不符，未采用",
    "row {row} states {stated}, its parts make {sum}: not used",
)
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
    for table in facts.get("tables", ()):
        yield TABLES[table["kind"]], _table(view, table)


def _table(view: View, table: Mapping[str, Any]) -> str:
    """A table by name, rows, what of it no chapter reads, and its printed totals that do not add up."""
    rows, unused = table["rows"], table["unused"]
    left = NOT_USED if unused == rows else SOME_NOT_USED
    told = [table["file"], OF_THE_WAVE[view.language].format(n=write_number(rows))]
    told += [left[view.language].format(n=write_number(unused))] if unused or not rows else []
    told += [TOTAL[view.language].format(row=row, stated=stated, sum=parts) for row, stated, parts in table["totals"]]
    return " · ".join(told)


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
