"""How the fieldwork went: what became of every case, response rates, and questionnaires that came more than once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from csat_lib.findings import Finding, Method, note, way, ways
from csat_lib.statistics import statistic

TOPIC = "fieldwork"
ANSWERS = "answers"
DISPOSITIONS = ("I", "P", "R", "NC", "O", "UH", "UO", "NE")
"""AAPOR's final dispositions: complete, partial, refusal or break-off, no contact, other, unknown whether eligible
(household, other), not eligible."""


@dataclass(frozen=True)
class Rate:
    """One of AAPOR's rates: a name, its measure, and the formula as (numerator, denominator); ``e`` weighs unknowns."""

    name: str
    measure: str
    top: tuple[str, ...]
    bottom: tuple[str, ...]
    e: bool = False

    @property
    def formula(self) -> str:
        """As AAPOR writes it."""
        bottom = [code for code in self.bottom if code not in _UNKNOWN] if self.e else self.bottom
        unknown = " + e (UH + UO)" if self.e else ""
        return f"{self.name}: ({' + '.join(self.top)}) / ({' + '.join(bottom)}{unknown})"

    def of(self, counts: Mapping[str, float]) -> float | None:
        """The rate; None where nobody is in the denominator."""
        share = _eligible(counts) if self.e else 1.0
        bottom = sum(counts[code] * (share if code in _UNKNOWN else 1.0) for code in self.bottom)
        return sum(counts[code] for code in self.top) / bottom if bottom else None


_UNKNOWN = ("UH", "UO")
_KNOWN = ("I", "P", "R", "NC", "O")
_ALL = (*_KNOWN, *_UNKNOWN)
RATES = (
    Rate("RR1", "response_rate", ("I",), _ALL),
    Rate("RR2", "response_rate", ("I", "P"), _ALL),
    Rate("RR3", "response_rate", ("I",), _ALL, e=True),
    Rate("COOP1", "cooperation_rate", ("I",), ("I", "P", "R", "O")),
    Rate("REF1", "refusal_rate", ("R",), _ALL),
    Rate("CON1", "contact_rate", ("I", "P", "R", "O"), _ALL),
)
"""AAPOR Standard Definitions (10th edition, 2023)."""


def _eligible(counts: Mapping[str, float]) -> float:
    """The share e of unknown cases that is taken for eligible: as among the known (proportional allocation)."""
    known = sum(counts[code] for code in _KNOWN)
    return known / (known + counts["NE"]) if known + counts["NE"] else 1.0


@dataclass(frozen=True)
class ResponseRates:
    """Cases by channel and final disposition, or None where the study was given none."""

    cases: Mapping[str, Mapping[str, float]] | None
    method: Method = way("final dispositions as given")

    def to_findings(self) -> list[Finding]:
        """Per channel, and for all together (subject ``answers``): `invited`, `disposition` and the rates.

        Rates are of all cases issued, no sample of them: they have no interval.
        """
        if self.cases is None:
            return [_finding(ANSWERS, "response_rate", None, reason="no_dispositions", method=self.method)]
        together = {code: sum(counts[code] for counts in self.cases.values()) for code in DISPOSITIONS}
        whole = {**self.cases, ANSWERS: together} if len(self.cases) > 1 else self.cases
        return [row for channel, counts in whole.items() for row in self._channel(channel, counts)]

    def _channel(self, channel: str, counts: Mapping[str, float]) -> list[Finding]:
        invited = sum(counts.values())
        rows = [_finding(channel, "invited", invited, method=self.method)]
        for code, count in counts.items():
            if count:
                rows.append(_finding(channel, "disposition", count, other=code, method=self.method))
        return [*rows, *(_rate(channel, rate, rate.of(counts)) for rate in RATES)]


@statistic
def response_rates(dispositions: pd.DataFrame | None) -> ResponseRates:
    """Rates from a table ``channel, disposition, count``, each disposition one of ``DISPOSITIONS``.

    Reasons: ``no_dispositions`` (None given), ``no_cases`` (nobody in the denominator of a rate).
    """
    if dispositions is None:
        return ResponseRates(None)
    counts = dispositions.groupby(["channel", "disposition"], sort=False)["count"].sum()
    channels = dict.fromkeys(dispositions["channel"])
    return ResponseRates(
        {str(at): {code: float(counts.get((at, code), 0)) for code in DISPOSITIONS} for at in channels}
    )


@dataclass(frozen=True)
class Repeats:
    """Rows that came more than once: kind -> rows that repeat an earlier one; ``most``: rows that one sent at most."""

    rows: Mapping[str, int]
    most: Mapping[str, int]
    n: int
    method: Method = ways("later rows", "all rows in")

    def to_findings(self) -> list[Finding]:
        """`duplicates` and `most_alike` (rows alike at most), with the subject ``device``, ``answers`` or ``near``."""
        base: dict[str, Any] = {"n": self.n, "method": self.method}
        rows = [_finding(kind, "duplicates", float(count), **base) for kind, count in self.rows.items()]
        return rows + [_finding(kind, "most_alike", float(count), **base) for kind, count in self.most.items()]


@statistic
def repeats(screening: pd.DataFrame) -> Repeats:
    """Read from the screening table whether devices, whole answers, or nearly whole answers came more than once.

    Answers are compared over all questions, open ones included; rows with one and the same answer to every item, or
    fewer than half of the items answered, repeat nothing.
    """
    table = screening.set_index(["rule", "measure"])["value"]
    found = {kind: int(table["repeats", kind]) for kind in ("device", "answers") if ("repeats", kind) in table.index}
    most = {kind: int(table["most_alike", kind]) for kind in found}
    if ("near_duplicate", "rows_that_fit") in table.index and table["near_duplicate", "rows_measured"] > 0:
        found["near"] = int(table["near_duplicate", "rows_that_fit"])
    return Repeats(found, most, int(table["input", "rows"]))


def _rate(channel: str, rate: Rate, value: float | None) -> Finding:
    reason = "no_cases" if value is None else ""
    return _finding(channel, rate.measure, value, other=rate.name, method=note("AAPOR", rate.formula), reason=reason)


def _finding(subject: str, measure: str, value: float | None, **rest: Any) -> Finding:
    return Finding(topic=TOPIC, subject=subject, measure=measure, value=value, **rest)
