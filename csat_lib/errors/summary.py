"""Phrases about the summary."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from csat_lib.errors import CsatError, listing, nearest


def different_parts(part: str, left: Sequence[str], right: Sequence[str]) -> CsatError:
    """Two parts that cannot be added."""
    return CsatError(
        f"Two {part} cannot be added: one holds {listing(left)}, the other {listing(right)}. "
        "Add up parts of the same items, from the same study."
    )


def unknown_item(given: str, allowed: Sequence[str]) -> CsatError:
    """A part is asked for an item that it does not hold."""
    return CsatError(
        f"The summary holds no item `{given}`; it holds {listing(allowed)}. {nearest(given, allowed)} "
        "Name one of these or collect the wave again.".replace("  ", " ")
    )


def unlisted_answer(item: str, given: float, allowed: Sequence[str]) -> CsatError:
    """An answer that is none of the categories that pairs are tabulated by."""
    return CsatError(
        f"The item `{item}` has the answer {given:g}; its pair tables are kept for {listing(allowed)}. "
        "Name every answer of the item's scale in `categories`, or leave `categories` out."
    )


def no_part(name: str, have: Sequence[str]) -> CsatError:
    """A statistic asks for a part that was not summed up."""
    return CsatError(
        f"The summary has no part `{name}`; it has {listing(have)}. Collect the wave again with this part, "
        "or give the statistic the answers as a DataFrame."
    )


def no_pair_tables() -> CsatError:
    """Ranks or categories are to be correlated, and no pair tables were added up."""
    return CsatError(
        "The summary has no pair tables: they are added up when the study file says "
        "`measurement: {correlation: spearman}` or `polychoric`. Say so there, or give the statistic the answers "
        "as Rows or a DataFrame."
    )


def no_replicates(name: str) -> CsatError:
    """A replicate figure is asked from sums without replicate groups."""
    return CsatError(
        f"The interval for {name} needs replicate groups, and the summary has none. "
        "Sum up with `Base(group=..., n_groups=...)` or ask for the figure without its interval."
    )


def no_acceleration(draws: str, deletions: str) -> CsatError:
    """A BCa interval of something else than bootstrap draws and a jackknife."""
    return CsatError(
        f"A BCa interval takes bootstrap draws and a jackknife of the same statistic; it was given a {draws} and a "
        f"{deletions}. Call `bootstrap(...).bca(jackknife(...))`."
    )


def bad_weights(count: int) -> CsatError:
    """Weights that are missing, negative or infinite."""
    return CsatError(
        f"{count} respondents have a weight that is missing, negative or infinite; a weight is a number from 0 up. "
        "Mend the column of base weights, or leave these respondents out with an exclusion rule."
    )


def incomplete_design(column: str, count: int) -> CsatError:
    """Some respondents belong to no stratum or PSU."""
    return CsatError(
        f"{count} respondents have no {column}; every respondent needs one when the study names the field. "
        f"Complete the column, or take the field `{column.lower()}` out of the study file."
    )


def population_varies(stratum: str, count: int) -> CsatError:
    """Two population sizes for one stratum within a batch."""
    return CsatError(
        f"The stratum `{stratum}` has {count} different population sizes; a stratum has one. "
        "Give every respondent of a stratum the same number in the population column."
    )


def different_population(stratum: str, left: float, right: float) -> CsatError:
    """Two population sizes for one stratum in two parts that are added."""
    return CsatError(
        f"The stratum `{stratum}` has the population size {left:g} in one part and {right:g} in the other; "
        "a stratum has one. Give every respondent of a stratum the same number in the population column."
    )


def population_too_small(stratum: str, size: float, units: int) -> CsatError:
    """More sampled than there are."""
    where = f"The stratum `{stratum}`" if stratum else "The only stratum"
    return CsatError(
        f"{where} has the population size {size:g}, and {units} were sampled from it; the population "
        "is at least the sample. The size counts PSUs where the study has PSUs, else respondents. "
        "Correct the population column."
    )


def across_blocks(variables: Sequence[str]) -> CsatError:
    """A contrast of variables whose products were not summed."""
    return CsatError(
        f"The summary holds no products between {listing(variables)}, which this contrast combines. "
        "Sum them up in one block, or compare variables of one block."
    )


def cells_overlap(one: tuple[str, str], other: tuple[str, str]) -> CsatError:
    """A contrast of two cells that share respondents whose sums are not held."""
    return CsatError(
        f"The cells {one[0]}={one[1]} and {other[0]}={other[1]} share respondents, whose own sums the summary does not "
        "hold. Compare levels of one segmentation, or a cell with all or with its rest."
    )


def wrong_part(path: Path, found: str, wanted: str) -> CsatError:
    """A file that holds something else, or was written by another version."""
    return CsatError(
        f"{path} holds `{found}`, this version reads `{wanted}` here. Collect the wave again with `csat run`."
    )
