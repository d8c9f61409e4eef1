"""Cover, the wave on one page, contents."""

from csat_lib.findings.setting import set_text
from csat_lib.findings.told import piece
from csat_lib.period import parse
from csat_lib.report.blocks import Block, Cards, Contents, Cover, Points
from csat_lib.report.slots import tell
from csat_lib.report.topics.summary import headline, page
from csat_lib.report.view import View


def cover(view: View) -> list[Block]:
    """Study, period, client, base, date of data; nothing else."""
    return [cover_of(view, headline.base(view))]


def cover_of(view: View, base: str, subtitle: str = "") -> Cover:
    """The first page of a report on a wave, whatever it rests on."""
    study, first, last = view.study, view.period.first, view.period.last
    return Cover(
        title=set_text(study.title.get(view.language), view.language),
        period=view.period.label(view.language),
        client=set_text(study.client.get(view.language), view.language) if study.client else "",
        base=base,
        date_of_data=piece("period", "", parse(f"{first}..{last}").label(view.language)),
        subtitle=subtitle,
    )


def page_one(view: View) -> list[Block]:
    """Cards, at most seven ranked sentences."""
    cards = headline.cards(view)
    sentences = tuple(tell(view, claim) for claim in page.sentences(view))
    return [*([Cards(cards)] if cards else []), Points(sentences, "ranked")]


def contents(view: View) -> list[Block]:
    """Where the table of contents stands."""
    del view
    return [Contents()]
