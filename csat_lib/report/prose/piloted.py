"""What the pilot's findings and texts say about items and sizes: picked and ordered, the same for both languages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from csat_lib.conventions import ENOUGH_ALPHA
from csat_lib.findings import Finding
from csat_lib.report.clear import beside, valued
from csat_lib.report.view import View

DECISIONS = ("keep", "review", "drop")
UNSOUND = frozenset({"no_variance", "negative", "item_rest_poor"})
"""Signs of items that will be asked otherwise or not at all."""


@dataclass(frozen=True)
class Judged:
    """An item with the machine's decision, its reasons, and what holds in the end; ``overruled`` by the analyst."""

    item: str
    construct: str
    machine: str
    reasons: tuple[str, ...]
    final: str
    overruled: bool

    @property
    def sound(self) -> bool:
        """Whether the main study can be planned from it: it stays, and is not about to be asked otherwise."""
        kept_by_hand = self.overruled and self.final == "keep"
        return self.final != "drop" and (kept_by_hand or not UNSOUND & set(self.reasons))


def judged(view: View) -> tuple[Judged, ...]:
    """Every item that was screened, in the order of the study."""
    finals = {text.subject: text.text for text in view.words("pilot", "final")}
    overruled = {text.subject for text in view.words("pilot", "overrule")}
    owner = {item: name for name, construct in view.study.constructs.items() for item in construct.items}
    return tuple(
        Judged(
            text.subject,
            owner.get(text.subject, ""),
            text.text,
            tuple(text.other.split()),
            finals[text.subject],
            text.subject in overruled,
        )
        for text in view.words("pilot", "decision")
    )


def decided(view: View, final: str) -> tuple[Judged, ...]:
    """The items of which this holds in the end."""
    return tuple(one for one in judged(view) if one.final == final)


def item_rows(view: View, measure: str) -> tuple[Finding, ...]:
    """A measure of every item, in the order of the study."""
    return tuple(row for row in view.figures("pilot", measure) if row.subject in view.study.questions)


def alphas(view: View, measure: str = "alpha_revised") -> tuple[Finding, ...]:
    """Alpha of each construct with its sound items (or, ``alpha``, with all)."""
    return view.figures("pilot", measure)


def weak(view: View) -> tuple[Finding, ...]:
    """Constructs whose alpha, of the sound items, is not clearly above the customary minimum."""
    return tuple(row for row in valued(alphas(view)) if beside(row, ENOUGH_ALPHA) != "above")


def capped(view: View) -> tuple[Finding, ...]:
    """Constructs of which more than 15 % have the lowest, or the highest, possible score."""
    rows = (*view.figures("pilot", "floor"), *view.figures("pilot", "ceiling"))
    return tuple(row for row in rows if row.subject in view.study.constructs and (row.value or 0.0) > SCALE_END)


SCALE_END = 0.15


def alpha_sizes(view: View, path: str = "cautious") -> tuple[Finding, ...]:
    """Answers needed for alpha of each construct: at the pilot's (``pilot``) or its lower end (``cautious``)."""
    return view.figures("pilot", "sample_size", subject="alpha", path=path)


def most(rows: Sequence[Finding]) -> Finding | None:
    """The construct that needs the most answers."""
    return max(valued(rows), key=lambda row: row.value or 0.0, default=None)


def unsized(view: View) -> tuple[Finding, ...]:
    """Constructs of several items for whose alpha no size can be told."""
    several = {name for name, construct in view.study.constructs.items() if len(construct.items) > 1}
    return tuple(row for row in alpha_sizes(view) if row.value is None and row.other in several)


def model_size(view: View) -> Finding | None:
    """Answers needed for the measurement model."""
    return view.figure("pilot", "sample_size", "model")


def needed(view: View) -> Finding | None:
    """The size that serves both: the greater of alpha's cautious one and the model's; None unless all are known."""
    alpha, model = most(alpha_sizes(view)), model_size(view)
    if unsized(view) or alpha is None or model is None or model.value is None:
        return None
    return alpha if (alpha.value or 0.0) >= model.value else model


def trials(view: View) -> tuple[Finding, ...]:
    """The sizes tried for the model: the mean width of the loadings' intervals at each."""
    return view.figures("pilot", "expected_width", subject="model")


def merged(view: View) -> tuple[str, ...]:
    """Constructs most of whose items load more on another construct's factor than on their own."""
    own = {row.subject: row for row in item_rows(view, "own_loading")}
    cross = {row.subject: row for row in item_rows(view, "cross_loading")}
    found = []
    for name, construct in view.study.constructs.items():
        pairs = [(own[item].value, cross[item].value) for item in construct.items if item in own]
        stays = sum(abs(mine or 0.0) >= abs(other or 0.0) for mine, other in pairs)
        found += [name] if pairs and pairs[0][0] is not None and stays * 2 <= len(pairs) else []
    return tuple(found)


def kept_share(view: View) -> float | None:
    """The share of the answers received that count."""
    received, kept = view.figure("quality", "rows_in", "answers"), view.figure("quality", "rows_kept", "answers")
    if received is None or kept is None or not received.value or kept.value is None:
        return None
    return kept.value / received.value


def respondents(view: View) -> int:
    """How many took part and count."""
    kept = view.figure("quality", "rows_kept", "answers")
    return int(kept.value) if kept is not None and kept.value is not None else 0
