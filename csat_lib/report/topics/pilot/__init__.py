"""Which items of a pilot stay, how many answers does the main study need, what changes in the questionnaire?"""

from collections.abc import Callable

from csat_lib.report.declared import View
from csat_lib.report.topics.pilot import alphas, changes, decisions, page, signs, sizes
from csat_lib.report.wording import Claim


def say(view: View, subject: str = "") -> list[Claim | None]:
    """The pilot on one page, or one of: ``items elsewhere answers within alphas size changes``."""
    told: dict[str, Callable[[], list[Claim | None]]] = {
        "items": lambda: decisions.items(view),
        "elsewhere": lambda: [signs.elsewhere(view), signs.merged(view)],
        "answers": lambda: signs.answered(view),
        "within": lambda: [signs.within(view)],
        "alphas": lambda: [alphas.alphas(view)],
        "size": lambda: [sizes.alpha_size(view), sizes.model_size(view)],
        "changes": lambda: [changes.changes(view)],
    }
    return told[subject]() if subject in told else page.page(view)
