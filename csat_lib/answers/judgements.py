"""What experts judged of the parts of the index, node by node, from the study's tables of kind ``judgements``.

A row with ``part_b`` says how many times ``part_a`` counts as much; one without gives points to ``part_a``. A pair that
stands both ways must say the same; rows without a judgement are left, so that a form may come back with gaps.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from csat_lib.answers.extra_tables import ROW, ReadTable, read_tables
from csat_lib.errors import Fault
from csat_lib.errors import extra_tables as say
from csat_lib.findings.catalogue.weight_rules import WEIGHT_RULES
from csat_lib.study.model import Study
from csat_lib.study.waves import WavePlan

KIND = "judgements"
SLACK = 0.02
"""How far a judgement and its inverse may be from 1 together: 1/3 written as .33."""


def judged_nodes(study: Study) -> list[str]:
    """Nodes whose weights follow from judgements."""
    return [node for node in study.index if any(WEIGHT_RULES[r].takes == KIND for r in study.rules_of(node))]


def judgements_of(plan: WavePlan) -> dict[str, pd.DataFrame]:
    """Node -> its judgements, of every node that is weighed by them."""
    found = read_tables(plan, (KIND,)) if judged_nodes(plan.study) else {}
    return {node: _of(plan.study, node, found) for node in judged_nodes(plan.study)}


def _of(study: Study, node: str, found: Mapping[str, ReadTable]) -> pd.DataFrame:
    settings = study.weights_of.get(node)
    named = [settings.judgements] if settings and settings.judgements else [*found]
    rows = [found[name].rows for name in named if name in found and found[name].given.kind == KIND]
    every = pd.concat([pd.DataFrame(columns=["node", "judgement"]), *rows], ignore_index=True)
    return every[(every["node"] == node) & every["judgement"].notna()]


def judgement_faults(study: Study, found: Mapping[str, ReadTable]) -> Iterator[Fault]:
    """Parts of other nodes, judgements that contradict their own inverse, nodes that nobody judged."""
    for table in found.values():
        if table.given.kind == KIND:
            yield from _row_faults(study, table)
    for node in judged_nodes(study):
        if _of(study, node, found).empty:
            yield say.not_judged(node, study.rules_of(node))


def _row_faults(study: Study, table: ReadTable) -> Iterator[Fault]:
    said: dict[tuple[object, ...], tuple[int, float]] = {}
    rows = table.rows.reindex(columns=[ROW, "node", "expert", "part_a", "part_b", "judgement", "round"]).astype(object)
    rows = rows.dropna(subset=["node", "judgement"]).fillna({"part_b": "", "round": 1})
    for row, node, expert, a, b, judgement, number in rows.itertuples(index=False):
        where, parts = f"{table.given.file}, row {row}", [*study.index[node].parts]
        strange = [part for part in (a, b) if part and part not in parts]
        if strange or a == b:
            yield say.not_of_node(where, strange[0], node, parts) if strange else say.with_itself(where, a)
        elif b:
            twin = said.get((node, expert, b, a, number))
            said[node, expert, a, b, number] = (row, judgement)
            if twin and abs(twin[1] * judgement - 1) > SLACK:
                yield say.not_reciprocal(where, (a, b), judgement, twin)
