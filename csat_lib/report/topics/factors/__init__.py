"""Do the items fall as designed?"""

from csat_lib.report.declared import View
from csat_lib.report.topics.factors import adequacy, number, places
from csat_lib.report.wording import Claim


def say(view: View, subject: str = "") -> list[Claim | None]:
    """Fit for factoring, number of factors, items that load elsewhere; ``subject`` is not used: items are one set."""
    del subject
    return [adequacy.fit(view), number.number(view), places.elsewhere(view)]
