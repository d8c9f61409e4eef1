"""Open answers coded: who mentions what, how often, and how content they are."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from csat_lib.findings import Finding, Method, way, ways
from csat_lib.index.score_figures import INDEX_ENDS, ON_SCALE, ScoreFigure, without_end
from csat_lib.proportion import wilson
from csat_lib.summary.design import sum_design
from csat_lib.summary.sample import Sample, cells_of
from csat_lib.voice.frame import UNCODED, CodeFrame

Array = NDArray[np.float64]
FEWEST_MENTIONS = 40
"""Effective mentions from which a score has an interval: of 30 it lies too high in 4.8 % of samples of single answers,
four in five of them one of the two best (``tests/simulations/share_coverage.csv``)."""


@dataclass(frozen=True)
class CodedAnswers:
    """Who mentions what.

    ``mentions`` (respondents, codes + uncoded) and ``wrote`` (respondents,) are bool, indexed as the answers were;
    ``answers`` holds, for each code, the answers in which ``frame`` finds it, as written, with the row that wrote each.
    """

    frame: CodeFrame
    mentions: pd.DataFrame
    wrote: pd.Series
    answers: dict[str, tuple[tuple[Hashable, str], ...]] = field(repr=False)


@dataclass(frozen=True)
class CodeSpec:
    """Whom the answers stand for and which outcome is set beside them.

    ``weights`` (respondents,) or None for 1 each; ``score`` (respondents,) the headline outcome 0-100, and ``best``
    (respondents,) 1 where it is one of the two best answers, else 0; NaN where missing, None when the study has none;
    all indexed as the answers. A share of fewer writers and a score of fewer mentions than ``minimum_base`` is not
    shown. ``clustered``: respondents were drawn in PSUs, which are not known here: there is then no interval.
    """

    weights: pd.Series | None = None
    score: pd.Series | None = None
    best: pd.Series | None = None
    confidence: float = 0.95
    minimum_base: int = 10
    clustered: bool = False

    @property
    def alone(self) -> list[str]:
        """What the method says where respondents were drawn in PSUs, which only sums of everybody's answers know."""
        return ["no interval", "sampling units not counted"] * self.clustered


@dataclass(frozen=True)
class VoiceResult:
    """Figures of all codes, in the order of the frame, ``uncoded`` last; ``wrote`` respondents stand behind them."""

    findings: tuple[Finding, ...]
    wrote: int
    method: Method = way("keyword frame")

    def to_findings(self) -> list[Finding]:
        """``mentions``, ``share`` and, when the study has a headline, ``score`` of every code."""
        return list(self.findings)


def code_answers(texts: pd.DataFrame | pd.Series, frame: CodeFrame) -> CodedAnswers:
    """Code one or more open questions; a respondent mentions a code when any of his answers does.

    Missing values: an answer that is missing or blank was not written. Who wrote without mentioning any code gets
    ``uncoded``.
    """
    table = texts.to_frame() if isinstance(texts, pd.Series) else texts
    found: list[set[str]] = []
    answers: dict[str, list[tuple[Hashable, str]]] = {code: [] for code in (*frame.codes, UNCODED)}
    for who, *row in table.itertuples(name=None):
        written = [text for text in row if isinstance(text, str) and text.strip()]
        codes = {text: frame.find(text) or {UNCODED} for text in written}
        for text in written:
            for code in codes[text]:
                answers[code].append((who, text))
        found.append(set().union(*codes.values()))
    mentions = pd.DataFrame(
        {code: [code in codes for codes in found] for code in answers}, index=table.index, dtype=bool
    )
    named = mentions[list(frame.codes)].any(axis=1)
    wrote = mentions.any(axis=1)
    mentions[UNCODED] &= ~named
    return CodedAnswers(frame, mentions, wrote, {code: tuple(texts) for code, texts in answers.items()})


def summarise_codes(coded: CodedAnswers, spec: CodeSpec) -> VoiceResult:
    """Count each code over those who wrote, satisfied or not, and average the headline outcome over its mentions.

    Share: weighted, Wilson's interval on Kish's effective n of those who wrote (unweighted: on n). Score: weighted
    mean of the mentions as a sample of their own, with error and interval as every mean on a scale with ends
    (:meth:`csat_lib.summary.estimate.Estimate.interval_on`), from ``FEWEST_MENTIONS`` on. Strata and PSUs are not used.
    The share is given apart for writers who gave the headline one of the two best answers (``share_satisfied``) and for
    those who gave a lower one (``share_others``): two groups of other people, so that intervals that do not meet tell
    them apart. This says who speaks of a thing, not whether they praise it.
    Missing values: the score is over the mentions with an outcome, and so are the two shares over the writers. Writers
    of weight 0 do not count.

    Reasons: ``all_missing`` when nobody wrote, ``small_base`` under the minimum base.
    """
    weights = spec.weights if spec.weights is not None else pd.Series(1.0, index=coded.wrote.index)
    wrote = coded.wrote & (weights.reindex(coded.wrote.index) > 0)
    writers = np.asarray(weights[wrote], dtype=np.float64)
    best = np.asarray(spec.best[wrote] if spec.best is not None else [], dtype=np.float64)
    groups = {"share_satisfied": best == 1, "share_others": best == 0} if spec.best is not None else {}
    findings: list[Finding] = []
    for code in coded.mentions.columns:
        mentioned = coded.mentions.loc[wrote, code].to_numpy()
        findings += [_count(code, mentioned, writers), _share((code, "share"), mentioned, writers, spec)]
        for measure, group in groups.items():
            findings.append(_share((code, measure), mentioned[group], writers[group], spec))
        if spec.score is not None:
            scores = np.asarray(spec.score[wrote], dtype=np.float64)
            known = mentioned & ~np.isnan(scores)
            findings.append(_score(code, scores[known], writers[known], spec))
    return VoiceResult(tuple(findings), int(wrote.sum()))


def _count(code: str, mentioned: NDArray[np.bool_], writers: Array) -> Finding:
    return Finding(
        topic="voice",
        subject=code,
        measure="mentions",
        value=float(mentioned.sum()),
        method=way("keyword frame"),
        n=len(writers),
        n_weighted=float(writers.sum()),
        n_effective=_effective(writers),
    )


def _share(what: tuple[str, str], mentioned: NDArray[np.bool_], writers: Array, spec: CodeSpec) -> Finding:
    n = _effective(writers)
    reason = "all_missing" if not len(writers) else "small_base" if len(writers) < spec.minimum_base else ""
    value = None if reason else float(writers[mentioned].sum() / writers.sum())
    known = value is not None and not spec.clustered
    low, high = wilson(value or 0.0, n, spec.confidence) if known else (None, None)
    return Finding(
        topic="voice",
        subject=what[0],
        measure=what[1],
        value=value,
        low=low,
        high=high,
        confidence=spec.confidence if known else None,
        method=ways(*(spec.alone or ["wilson", "effective n"])),
        n=len(writers),
        n_weighted=float(writers.sum()),
        n_effective=n,
        reason=reason,
    )


def _score(code: str, scores: Array, weights: Array, spec: CodeSpec) -> Finding:
    shown, frame = len(scores) >= max(spec.minimum_base, 1), pd.DataFrame({"score": scores})
    sums = sum_design(frame, Sample(weights, cells_of(frame, [])))
    mean = replace(sums.mean("score"), ends=INDEX_ENDS)
    mean = without_end(replace(mean, method=ways("weighted mean", mean.method, *spec.alone)))
    few = shown and not spec.clustered and mean.se is not None and mean.n_effective < FEWEST_MENTIONS
    if spec.clustered or few or not shown:
        mean = replace(mean, se=None, df=None, method=mean.method + ways(*["no interval", "too few respondents"] * few))
    low, high = mean.interval(spec.confidence)
    mean = mean if low is None else replace(mean, method=mean.method + ON_SCALE)
    told = ScoreFigure(code, "score", mean, low, high).to_finding("voice", spec.confidence)
    return told if shown else replace(told, value=None, reason="small_base")


def _effective(weights: Array) -> float:
    """Kish's effective n; 0 without respondents."""
    return float(weights.sum() ** 2 / (weights**2).sum()) if len(weights) else 0.0
