"""Do the items share enough for a factor analysis: sentence and table."""

from csat_lib.conventions import ENOUGH_KMO
from csat_lib.findings.catalogue.factors import BARTLETT, KMO, SMALLEST_EIGENVALUE
from csat_lib.report.clear import size
from csat_lib.report.declared import Finding, Rows, TableSpec, View, absent, columns, known_row
from csat_lib.report.wording import Claim, Limit, Wording

FEW_ITEMS = 2
"""Items that are too few for any factor analysis."""

NOT_EXAMINED = Wording(zh="本期没有做因子分析。", en="Factors were not examined in this wave.")
ENOUGH = Wording(
    zh="题项适合做因子分析：KMO 为 {kmo}，高于 {minimum} 的惯用下限（{who}）。",
    en="The items share enough for a factor analysis: KMO {kmo}, above the customary minimum of {minimum} ({who}).",
)
TOO_LITTLE = Wording(
    zh="题项不适合做因子分析：KMO 为 {kmo}，低于 {minimum} 的惯用下限（{who}）。",
    en="The items share too little for a factor analysis: KMO {kmo}, below the customary minimum of {minimum} ({who}).",
)
IN_FULL = Wording(zh="只用全部题项都作答者：{kmo.base}", en="answered in full by {kmo.base}")
BY_PAIRS = Wording(
    zh="每对题项都用到共同作答者，最小{kmo.base}", en="each pair of items answered by at least {kmo.base}"
)


def kmo_of(view: View) -> Finding | None:
    """The KMO of all items."""
    return view.row(KMO, "items")


def unfactored(view: View) -> bool:
    """Whether the items are enough for a factor analysis, and their answers are not."""
    kmo = kmo_of(view)
    return kmo is not None and kmo.value is None and len(view.study.items) > FEW_ITEMS


def fit(view: View) -> Claim:
    """The KMO against its customary minimum."""
    kmo = kmo_of(view)
    if kmo is None:
        return NOT_EXAMINED()
    if kmo.value is None:
        return absent(view, kmo)
    who = (IN_FULL if kmo.noted("listwise") else BY_PAIRS)(kmo=kmo)
    return (ENOUGH if kmo.value >= ENOUGH_KMO else TOO_LITTLE)(kmo=kmo, minimum=Limit(ENOUGH_KMO), who=who)


WHETHER = Wording(zh="题项是否适合做因子分析", en="Whether the items can be factored")
FIT = Wording(zh="题项适合做因子分析（KMO 为 {kmo}）", en="The items share enough to be factored (KMO {kmo})")
UNFIT = Wording(zh="题项不适合做因子分析（KMO 为 {kmo}）", en="The items share too little to be factored (KMO {kmo})")


def _fits(view: View) -> Claim:
    kmo = known_row(view, KMO, "items")
    return (FIT if size(kmo) >= ENOUGH_KMO else UNFIT)(kmo=kmo) if kmo else WHETHER()


def _rows(view: View) -> Rows:
    return [*view.rows(KMO, subject="items"), *view.rows(BARTLETT), *view.rows(SMALLEST_EIGENVALUE)]


FIELDS = columns.row(
    columns.named(), columns.headed(KMO, columns.VALUE), columns.degrees, columns.probability, columns.bases
)
TABLE = TableSpec("adequacy", (KMO, BARTLETT), _rows, FIELDS, _fits)
