"""Writes csat_lib/validation/facts/*.json: sums of public data from which published numbers are recomputed.

By hand: python tests/reference/facts_of_data.py FOLDER, where FOLDER holds bfi.csv (psychTools 2.2.9),
holzinger_swineford.csv (lavaan 0.6-14), ecsi_mobi.csv (seminr 2.3.1) and bank_satisfaction.csv (plspm).
The small data sets of pingouin come with it. Aggregates only: counts, sums, products, tables.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pingouin

FACTS = Path(__file__).resolve().parents[2] / "csat_lib" / "validation" / "facts"
REVERSED = ["A1", "C4", "C5", "E1", "E2", "O2", "O5"]


def sums(frame: pd.DataFrame, digits: int = 0) -> dict[str, object]:
    """n, sums and sums of products (lower triangle, row by row) of the complete rows."""
    x = frame.dropna().to_numpy(dtype=float)
    products = x.T @ x
    lower = [round(float(value), digits) for value in products[np.tril_indices(len(products))]]
    totals = [round(float(value), digits) for value in x.sum(axis=0)]
    return {"items": list(frame), "n": len(x), "sum": totals, "products": lower}


def pair_tables(frame: pd.DataFrame) -> dict[str, object]:
    """Contingency tables of all pairs, each over those who answered both."""
    answers = sorted(np.unique(frame.to_numpy()[frame.notna().to_numpy()]))
    tables = {
        f"{one},{two}": pd.crosstab(frame[one], frame[two]).reindex(index=answers, columns=answers, fill_value=0)
        for at, one in enumerate(frame)
        for two in list(frame)[:at]
    }
    lists = {pair: table.to_numpy().tolist() for pair, table in tables.items()}
    return {"items": list(frame), "answers": answers, "tables": lists}


def total_tables(frame: pd.DataFrame) -> dict[str, object]:
    """For every item, how many of each total score gave each answer; complete rows."""
    complete = frame.dropna()
    total = complete.sum(axis=1)
    answers, totals = sorted(np.unique(complete.to_numpy())), sorted(total.unique())
    counts = [
        pd.crosstab(total, complete[item]).reindex(index=totals, columns=answers, fill_value=0).to_numpy().tolist()
        for item in frame
    ]
    return {"items": list(frame), "totals": totals, "answers": answers, "counts": counts}


def pairwise(frame: pd.DataFrame) -> dict[str, object]:
    """n, sums, sums of squares and of products over those who answered both items of a pair."""
    seen, x = frame.notna().to_numpy().astype(float), frame.fillna(0).to_numpy(dtype=float)
    parts = {"n": seen.T @ seen, "wx": x.T @ seen, "wx2": (x * x).T @ seen, "wxx": x.T @ x}
    return {"items": list(frame), **{name: part.astype(int).tolist() for name, part in parts.items()}}


def main(folder: Path) -> None:
    bfi = pd.read_csv(folder / "bfi.csv").iloc[:, :25]
    turned = bfi.assign(**{item: 7 - bfi[item] for item in REVERSED})
    scales = {trait: turned[[f"{trait}{k}" for k in range(1, 6)]] for trait in "ACENO"}
    facts = {"source": "psychTools 2.2.9, bfi: 2,800 x 25 items 1-6; A1 C4 C5 E1 E2 O2 O5 turned (7 - x)"}
    facts |= {"complete": sums(turned), "pairwise": pairwise(turned), "scales": {k: sums(v) for k, v in scales.items()}}
    facts |= {"pairs_N": pair_tables(scales["N"]), "totals_N": total_tables(scales["N"])}
    write("bfi", facts)
    school = pd.read_csv(folder / "holzinger_swineford.csv")
    nine = [f"x{k}" for k in range(1, 10)]
    groups = {str(name): sums(rows[nine], 10) for name, rows in school.groupby("school")}
    text = "lavaan 0.6-14, HolzingerSwineford1939: 301 pupils of two schools, nine tests (Holzinger & Swineford 1939)"
    write("holzinger_swineford", {"source": text, "complete": sums(school[nine], 10), "schools": groups})
    mobi = pd.read_csv(folder / "ecsi_mobi.csv")
    text = "seminr 2.3.1, mobi: 250 customers of a mobile phone operator, 24 items 1-10 (ECSI)"
    write("mobi", {"source": text, "complete": sums(mobi)})
    text = "plspm (carried by cSEM), satisfaction: 250 customers of a bank, 27 items 0-10"
    write("bank", {"source": text, "complete": sums(pd.read_csv(folder / "bank_satisfaction.csv"))})
    write("pingouin", teaching())


def teaching() -> dict[str, object]:
    """Two small data sets that pingouin carries."""
    scores = pingouin.read_dataset("cronbach_alpha").pivot_table(index="Subj", columns="Items", values="Scores")
    mediation = pingouin.read_dataset("mediation")[["Y", "X", "M", "Ybin"]]
    source = "pingouin 0.7.0: cronbach_alpha, mediation"
    return {"source": source, "scores": sums(scores), "mediation": sums(mediation)}


def write(name: str, facts: dict[str, object]) -> None:
    path = FACTS / f"{name}.json"
    text = json.dumps(facts, ensure_ascii=False, separators=(",", ":"), default=float)
    path.write_text(f"{text}\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
