"""Cover, the wave on one page, contents."""

from csat_lib.findings import ALL
from csat_lib.findings.setting import COLON, set_text
from csat_lib.findings.told import joined
from csat_lib.report.blocks import Block, Cards, Contents, Cover, Paragraph, Points
from csat_lib.report.chapters.arrange import Part, Passage
from csat_lib.report.slots import tell
from csat_lib.report.standing import shows_scores
from csat_lib.report.topics.summary import headline, page
from csat_lib.report.view import View
from csat_lib.report.wording import Wording

DAYS = Wording(zh="{days}", en="{days}")
SIMULATED = Wording(
    zh="模拟数据：答卷由程序生成，不是真实受访者的回答；委托方、点评和结论只为演示。",
    en="Simulated data: a program made the answers, no real person gave them. Client, comments and conclusions are for "
    "demonstration only.",
)


def cover(view: View) -> list[Block]:
    """Study, period, client, how many answers count, the days on which they came in."""
    return [cover_of(view)]


def cover_of(view: View, subtitle: str = "") -> Cover:
    """The first page of a report on a wave; days that the data do not hold are not stated."""
    study, days = view.study, headline.days(view)
    group = view.level(*view.cell) if view.cell[0] != ALL else ""
    return Cover(
        title=set_text(study.title.get(view.language), view.language),
        period=view.period.label(view.language),
        client=set_text(study.client.get(view.language), view.language) if study.client else "",
        base=tell(view, headline.base(view)),
        date_of_data=tell(view, DAYS(days=days) if days else None),
        subtitle=joined(filter(None, [group, subtitle]), COLON[view.language]) if group else subtitle,
        banner=tell(view, SIMULATED()) if view.simulated else "",
    )


def page_one(view: View) -> list[Part]:
    """That the data are simulated, cards, at most seven ranked sentences; of a one-off study the scores, too."""
    cards = headline.cards(view)
    sentences = tuple(tell(view, claim) for claim in page.sentences(view))
    told: list[Part] = [*notice(view), *([Cards(cards)] if cards else []), Points(sentences, "ranked")]
    return [*told, Passage(chart="scores", silent=True)] if shows_scores(view) else told


def notice(view: View) -> list[Block]:
    """What nobody may overlook on page one, if there is such a thing."""
    return [Paragraph(tell(view, SIMULATED()), "notice")] if view.simulated else []


def contents(view: View) -> list[Block]:
    """Where the table of contents stands."""
    del view
    return [Contents()]
