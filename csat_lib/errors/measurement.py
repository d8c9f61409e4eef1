"""Phrases about reliability and factors."""

from __future__ import annotations

from collections.abc import Sequence

from csat_lib.errors import CsatError, listing, nearest


def unknown_choice(what: str, given: object, allowed: Sequence[str]) -> CsatError:
    """A correlation, extraction, rotation or rule for missing values that the library does not have."""
    hint = nearest(str(given), allowed)
    return CsatError(" ".join(filter(None, [f"`{given}` is no {what}; there is {listing(allowed)}.", hint])))


def needs_tables(kind: str) -> CsatError:
    """A correlation of ranks or of ordered answers is asked from Moments."""
    return CsatError(
        f"The {kind} correlation needs the pair tables of the items, and moments hold only their sums. "
        "Give `summary.pairs`, `rows.pairs()` or the answers as a DataFrame, or ask for `pearson`."
    )


def too_many_answers(item: str, count: int, most: int, kind: str) -> CsatError:
    """An item that is no scale, in a correlation that tabulates answers."""
    return CsatError(
        f"The {kind} correlation tabulates answers, and the item `{item}` has {count} different ones; {most} are the "
        "most. Ask for `pearson`, or leave the item out."
    )


def other_missing_rule(given: str, held: str) -> CsatError:
    """Moments that were added up by one rule for missing values are asked for another."""
    return CsatError(
        f"The moments were added up {held}, and the correlation is asked for {given}. "
        f"Ask for {held}, or give the part that was added up {given}."
    )


def not_a_share(what: str, given: object) -> CsatError:
    """A confidence or a percentile at or beyond the ends of its range."""
    return CsatError(f"The {what} is {given}; it lies between 0 and 1, both ends excluded. Write .95 for 95 %.")


def too_few(what: str, given: object, least: int) -> CsatError:
    """A count of draws or factors that cannot be worked with."""
    return CsatError(f"The number of {what} is {given}. Give a whole number from {least} up.")


def needs_complete_answers(what: str) -> CsatError:
    """A statistic of means and variances of the same respondents is asked from pairwise sums or correlations."""
    return CsatError(
        f"{what} compares the answers of the same respondents, which pairwise sums, pair tables and correlations do "
        "not hold. Give the answers, or moments that were added up listwise."
    )


def needs_model() -> CsatError:
    """Loadings of constructs are asked from data without saying which items are whose."""
    return CsatError(
        "Loadings by construct are asked from data, without saying which items are of which construct. "
        "Give the model too: `{construct: [items]}`."
    )


def no_rating(item: str, expert: str, given: object) -> CsatError:
    """An expert's rating that is none."""
    return CsatError(
        f"Expert `{expert}` rates item `{item}` as {given}; relevance is rated 1 (not), 2 (somewhat), 3 (quite) or "
        "4 (highly relevant). Leave the cell empty where the expert gave no rating."
    )


def no_such_ratings() -> CsatError:
    """A table of experts' ratings without a single item."""
    return CsatError("The table of experts' ratings holds no item. Give one row per item and one column per expert.")


def mixed_groups() -> CsatError:
    """Groups whose answers are held in different forms."""
    return CsatError(
        "Invariance compares groups whose answers are held alike; some were given as pair tables, some as moments or "
        "rows. Give pair tables of all groups (ordered answers), or moments or rows of all (numbers)."
    )


def no_constructs(empty: Sequence[str]) -> CsatError:
    """A factor model without constructs, or with constructs without items."""
    if not empty:
        return CsatError("The model has no construct. Give `{construct: [items]}` with one construct or more.")
    return CsatError(f"The model has constructs without items: {listing(empty)}. Give their items, or leave them out.")


def unknown_constructs(factor: str, strangers: Sequence[str], known: Sequence[str]) -> CsatError:
    """A second-order factor of constructs that are not in the model."""
    hint = nearest(strangers[0], known)
    parts = [f"The second-order factor `{factor}` names {listing(strangers)}; the model has {listing(known)}.", hint]
    return CsatError(" ".join(filter(None, parts)))


def needs_rows(what: str) -> CsatError:
    """An estimator or standard errors of the answers themselves are asked from sums."""
    return CsatError(
        f"`{what}` needs the answers themselves, and moments hold only their sums. "
        "Give the answers as a DataFrame or as Rows, or ask for `ml` without robust errors."
    )


def no_satorra_bentler() -> CsatError:
    """Satorra-Bentler's correction is asked for incomplete answers."""
    return CsatError(
        "Satorra-Bentler's correction is one for complete answers. Ask for `sandwich` errors (with `fiml` they come "
        "with a Yuan-Bentler test), or for `ml` with `listwise`."
    )
