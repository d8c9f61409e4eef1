"""Does the model that the questionnaire was built on hold?"""

from csat_lib.findings.catalogue.model import TOPIC
from csat_lib.report.declared import View
from csat_lib.report.topics.model import changes, fit, loadings
from csat_lib.report.wording import Claim


def say(view: View, subject: str = "") -> list[Claim | None]:
    """The fit of the whole and what is wrong with it; with a dimension as ``subject``, its loadings."""
    if subject not in {"", TOPIC.name}:
        return [loadings.items(view, subject)]
    fits = [fit.fit(view), fit.customary(view), fit.exact(view)]
    return [*fits, loadings.improper(view), loadings.weak_items(view), changes.change(view)]
