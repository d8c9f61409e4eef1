"""Screening the items of a pilot: every figure, a decision for each item with its reasons, and what alpha becomes."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from csat_lib.errors.measurement import unknown_choice
from csat_lib.findings import Finding, Text, ways
from csat_lib.findings.catalogue import pilot
from csat_lib.findings.measure import Measure
from csat_lib.measurement.pilot.item_decisions import UNSOUND, Decision, ItemDecision, ScreenSpec, decide, is_merged
from csat_lib.measurement.pilot.item_loadings import factor_places, other_correlations
from csat_lib.measurement.pilot.item_statistics import (
    TOPIC,
    ItemRange,
    Table,
    answer_figures,
    figure,
    in_order,
    scale_figures,
)
from csat_lib.measurement.reliability import AlphaResult, estimate_alpha
from csat_lib.statistics import statistic
from csat_lib.summary.rows import Rows

__all__ = ["ItemDecision", "ItemRange", "ItemScreening", "ScreenSpec", "screen_items"]
Model = Mapping[str, Sequence[str]]
Data = pd.DataFrame | Rows


@dataclass(frozen=True)
class ItemScreening:
    """The ledger of a pilot: ``figures`` by item and measure, ``verdicts`` in the order of the model.

    ``alphas`` and ``revised``: alpha of each construct with all its items, and with those that are ``sound``; ``ends``:
    the shares at the lowest and highest score of each construct; ``merged``: constructs without a factor of their own.
    """

    figures: Table
    verdicts: tuple[ItemDecision, ...]
    alphas: Mapping[str, AlphaResult]
    revised: Mapping[str, AlphaResult]
    ends: tuple[Finding, ...]
    merged: tuple[str, ...] = ()
    spec: ScreenSpec = field(default_factory=ScreenSpec)
    overruled: Mapping[str, Decision] = field(default_factory=dict)

    @property
    def dropped(self) -> tuple[str, ...]:
        """The items that go, in the end."""
        return tuple(verdict.item for verdict in self.verdicts if verdict.final == "drop")

    @property
    def model(self) -> dict[str, tuple[str, ...]]:
        """The constructs with the items that stay."""
        stay: dict[str, list[str]] = {verdict.construct: [] for verdict in self.verdicts}
        for verdict in self.verdicts:
            if verdict.final != "drop":
                stay[verdict.construct].append(verdict.item)
        return {name: tuple(items) for name, items in stay.items()}

    @property
    def sound(self) -> dict[str, tuple[str, ...]]:
        """The constructs with the items that the main study can be planned from.

        Those that stay, without the ones that the machine found unsound (no variance, running against or hardly going
        with their scale), unless the analyst keeps them: an item that is reworded starts anew.
        """
        kept = {item for item, decision in self.overruled.items() if decision == "keep"}
        bad = {v.item for v in self.verdicts if set(v.reasons) & set(UNSOUND)} - kept
        return {name: tuple(item for item in items if item not in bad) for name, items in self.model.items()}

    def to_findings(self) -> list[Finding]:
        """Each item's figures, then of each construct ``alpha``, ``alpha_revised``, ``sound_items``, its ends."""
        rows = in_order(self.figures, [verdict.item for verdict in self.verdicts])
        for measure, results in ((pilot.ALPHA, self.alphas), (pilot.ALPHA_REVISED, self.revised)):
            for alpha in results.values():
                rows.append(replace(alpha.to_findings()[0], topic=TOPIC, measure=measure.name))
        counts = {name: float(len(items)) for name, items in self.sound.items()}
        rows += [
            Finding(
                topic=TOPIC,
                subject=name,
                measure=pilot.SOUND_ITEMS.name,
                value=count,
                method=ways("count", "unweighted"),
            )
            for name, count in counts.items()
        ]
        return [*rows, *self.ends]

    def to_texts(self) -> list[Text]:
        """``decision`` of each item with its reasons, ``overrule`` where the analyst decides, and ``final``.

        Then ``merged`` constructs, most of whose items do not load on a factor of their own.
        """
        texts = [_text("decision", v.item, v.decision, " ".join(v.reasons)) for v in self.verdicts]
        texts += [_text("overrule", v.item, v.final, v.decision) for v in self.verdicts if v.item in self.overruled]
        texts += [_text("final", v.item, v.final) for v in self.verdicts]
        return texts + [_text("merged", construct, "") for construct in self.merged]


@statistic
def screen_items(
    data: Data,
    model: Model,
    asked: Mapping[str, ItemRange] | None = None,
    spec: ScreenSpec | None = None,
    overruled: Mapping[str, Decision] | None = None,
) -> ItemScreening:
    """Screen the items of a pilot.

    Method: the figures of ``item_statistics`` and ``item_loadings``, judged by
    ``item_decisions``. All are unweighted: a pilot asks whether the items work among those who answered them, not
    whom these speak for, and weights would only cost precision.

    Args:
        data: (n, p) answers, NaN for a missing one, items pointing the same way; or Rows (their weights are not used).
        model: Construct -> its items.
        asked: The ends of each item's scale and how many it applied to; by default the lowest and highest answer
            given, and everybody.
        spec: The thresholds.
        overruled: Item -> the analyst's decision, which holds against the machine's.

    Missing values: an item's own answers; within a construct, those complete on its items; across constructs, each
    pair's own answers.

    Raises:
        CsatError: the model or ``overruled`` names an item that is not among the answers.
    """
    frame, spec, overruled = _items_of(data, model, overruled or {}), spec or ScreenSpec(), overruled or {}
    asked = asked or _as_answered(frame)
    places, others = factor_places(frame, model), other_correlations(frame, model, asked, spec.confidence)
    figures, verdicts, alphas = dict[str, dict[Measure, Finding]](), list[ItemDecision](), dict[str, AlphaResult]()
    for construct, items in model.items():
        own = frame[list(items)]
        alphas[construct], within = scale_figures(own, construct, spec)
        answered = answer_figures(own, construct, asked)
        table = {item: within[item] | places.get(item, {}) | others.get(item, {}) | answered[item] for item in items}
        figures |= table
        decided = decide(table, alphas[construct].alpha, spec, overruled)
        verdicts += [
            ItemDecision(item, construct, machine, reasons, overruled.get(item, machine))
            for item, (machine, reasons) in decided.items()
        ]
    ends = tuple(row for name, items in model.items() for row in _ends(frame[list(items)], name, asked))
    merged = tuple(name for name, items in model.items() if is_merged({item: figures[item] for item in items}))
    screened = ItemScreening(figures, tuple(verdicts), alphas, {}, ends, merged, spec, overruled)
    sound = {name: frame[list(items)] for name, items in screened.sound.items() if items}
    revised = {name: estimate_alpha(own, spec.confidence, name) for name, own in sound.items()}
    return replace(screened, revised=revised)


def _items_of(data: Data, model: Model, overruled: Mapping[str, Decision]) -> pd.DataFrame:
    """The answers as numbers, after a look whether all items that are named are among them."""
    frame = data.frame if isinstance(data, Rows) else data
    frame = frame.astype("float64").set_axis([str(name) for name in frame.columns], axis=1)
    for item in [*(item for items in model.values() for item in items), *overruled]:
        if item not in frame:
            raise unknown_choice("item of these answers", item, [str(name) for name in frame.columns])
    return frame


def _as_answered(frame: pd.DataFrame) -> dict[str, ItemRange]:
    values = frame.to_numpy(dtype=np.float64)
    ends = [(column[~np.isnan(column)], str(item)) for column, item in zip(values.T, frame.columns, strict=True)]
    return {
        item: ItemRange(float(x.min(initial=np.inf)), float(x.max(initial=-np.inf)), len(values)) for x, item in ends
    }


def _ends(items: pd.DataFrame, construct: str, asked: Mapping[str, ItemRange]) -> list[Finding]:
    """Shares of those whose every answer is the lowest, or the highest, of its scale: floor and ceiling of a score."""
    x = items.dropna().to_numpy(dtype=np.float64)
    words = {"method": ways("construct score", "listwise", "unweighted"), "reason": "few_answers"}
    ends = {
        pilot.FLOOR: [asked[str(item)].low for item in items],
        pilot.CEILING: [asked[str(item)].high for item in items],
    }
    shares = {measure: float((x == end).all(axis=1).mean()) if len(x) else math.nan for measure, end in ends.items()}
    return [figure(construct, measure, share, len(x), **words) for measure, share in shares.items()]


def _text(kind: str, item: str, text: str, other: str = "") -> Text:
    return Text(topic=TOPIC, subject=item, kind=kind, text=text, other=other)
