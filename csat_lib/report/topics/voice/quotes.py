"""What respondents wrote, masked, in their own words."""

from collections import Counter
from collections.abc import Sequence

from csat_lib.findings import Text
from csat_lib.findings.catalogue.voice import SHARE
from csat_lib.report.blocks import Quote, Quotes
from csat_lib.report.topics.voice.topics_mentioned import ranking
from csat_lib.report.view import View


def quotes(view: View, texts: Sequence[Text], most: int = 0) -> tuple[Quotes, ...]:
    """Masked quotes with what they speak of; ``most`` of each code when given."""
    told: Counter[str] = Counter()
    shown = []
    for text in texts:
        told[text.subject] += 1
        if text.kind == "quote" and (not most or told[text.subject] <= most):
            shown.append(Quote(text.text, view.label(text.subject), text.language))
    return (Quotes(tuple(shown)),) if shown else ()


def by_mentions(view: View) -> tuple[Quotes, ...]:
    """As many of each topic as the study wants, the topic mentioned most first; in the reader's language if any are."""
    most = view.study.voice.quotes if view.study.voice else 0
    told: list[Text] = []
    for row in ranking(view, SHARE):
        said_so = view.words("voice", "quote", subject=row.subject, other=row.other)
        told += [text for text in said_so if text.language in {"", view.language}] or said_so
    return quotes(view, told, most) if most else ()
