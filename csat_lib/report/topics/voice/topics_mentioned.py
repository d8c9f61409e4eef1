"""Which topics open answers mention, and how those who mention them score: sentences and table."""

from dataclasses import replace

from csat_lib.findings.catalogue.voice import MENTIONS, SCORE, SHARE, SHARE_OTHERS, SHARE_SATISFIED
from csat_lib.findings.measure import Measure
from csat_lib.report.clear import is_small, leaders, trailers
from csat_lib.report.declared import Finding, Rows, TableSpec, View, absent, columns, known, known_row, ranked
from csat_lib.report.topics.voice.questions import of_question, questions
from csat_lib.report.wording import MOST_NAMED, Claim, Label, Wording, Words, some

UNCODED = "uncoded"
"""The subject of open answers that no code of the frame took up."""
PARTED = (SHARE_OTHERS, SHARE_SATISFIED)
"""Of the less satisfied and of the satisfied writers, each group on its own."""
TOPIC_NAME = Words("主题", "Topic")
SCORED_BY = Wording(
    zh="得分以提及者中给出评分的人为基数：{told}",
    en="Scores rest on those who mention the topic and gave the rating: {told}",
)
BASE_OF = Wording(zh="{row.quoted} {row.n}", en="{row.label} {row.n}")

ASKED = Wording(zh="{question.quoted}：{told}", en="{question}: {told}")
NOTHING_CODED = Wording(zh="本期没有可供归类的开放式回答。", en="No comments were coded in this wave.")
UNTOUCHED = Wording(
    zh="在 {rest.n} 位留言者中，没有人提到编码框架中的任何主题。",
    en="None of the {rest.n} who wrote mentions a topic of the code frame.",
)
ONLY = Wording(
    zh="在 {top.n} 位留言者中，提到“{top.label}”的占 {top}（{top.interval}）。",
    en="{top.label} came up with {top} of the {top.n} who wrote ({top.interval}).",
)
CLEARLY_MOST = Wording(
    zh="在 {top.n} 位留言者中，提到“{top.label}”的最多，占 {top}（{top.interval}），明显多于其他主题。",
    en="{top.label} came up most, with {top} of the {top.n} who wrote ({top.interval}), clearly ahead of every other "
    "topic.",
)
MOST = Wording(
    zh="在 {top.n} 位留言者中，提到“{top.label}”的最多，占 {top}（{top.interval}），但与{others}差距不明显。",
    en="{top.label} came up most, with {top} of the {top.n} who wrote ({top.interval}), not clearly ahead of {others}.",
)
NAMED = Wording(zh="{row.named}", en="{row.named}")
OTHERS = Wording(zh="另外 {n} 个主题", en="{n:other topic}")
MOST_TIED = 6
"""So many topics not told apart from the first are named: a shorter list would read as if it were whole."""
LOWEST = Wording(
    zh="提到“{worst.label}”的人对“{outcome}”的评价最低，为 {worst.scored}（{worst.interval}；{worst.base}）{tail}。",
    en="Those who mention {worst.label} give {outcome} {worst.scored} ({worst.interval}; {worst.base}), the lowest "
    "score{tail}.",
)
CLEARLY_LOWEST = Words("，明显低于其他主题", ", clearly below every other topic")
NOT_CLEARLY = Words("，但与其他主题的差距不明显", ", though not clearly below the next")
SATISFACTION = Words("满意度", "satisfaction")
SPLIT = Wording(zh="{parts:;}。", en="{parts:;}.")
OTHERS_MORE = Wording(
    zh="对{outcome.quoted}评价低于最高两档的留言者，明显更常提到{told}",
    en="Writers who rate {outcome.among} below the two best answers mention {told} clearly more often than the others",
)
SATISFIED_MORE = Wording(
    zh="对{outcome.quoted}给出最高两档评价的留言者，明显更常提到{told}",
    en="those who give {outcome.among} one of the two best answers mention {told} clearly more often",
)
AGAINST = Wording(zh="“{more.label}”（{more} 对 {less}）", en="{more.label} ({more} against {less})")
SPLIT_ALIKE = Wording(
    zh="对{outcome.quoted}评价高低不同的留言者，提到各主题的比例没有明显差别。",
    en="Writers who give {outcome.among} one of the two best answers and those who rate it lower do not differ clearly "
    "in what they mention.",
)
ONE = Wording(
    zh="“{share.label}”：{mentions}占留言者的 {share}（{share.interval}）。",
    en="{share.label}: {mentions}{share} of those who wrote ({share.interval}).",
)
BY = Wording(zh="{mentions} 人提到，", en="{mentions} responses, ")
TITLE_LOWEST = Wording(
    zh="提到“{worst.label}”的人评分明显最低（{worst.scored}）",
    en="Those who mention {worst.label} score clearly lowest ({worst})",
)
TITLE = Wording(zh="各主题被提及的次数", en="How often each topic was mentioned")
TITLE_SPAN = Wording(
    zh="留言者中，提及各主题的占比从“{least.label}”的 {least} 到“{most.label}”的 {most}",
    en="Topics came up with {least} ({least.label}) to {most} ({most.label}) of those who wrote",
)


def say(view: View, subject: str = "") -> list[Claim | None]:
    """One code, or of each open question the codes in front and the code whose mentioners score lowest."""
    asked = questions(view)
    if len(asked) > 1:
        return [_asked(name, claim) for name in asked for claim in _said(of_question(view, name), subject)]
    return _said(view, subject)


def _asked(question: str, claim: Claim | None) -> Claim | None:
    return ASKED(question=Label(question), told=claim) if claim else None


def _said(view: View, subject: str) -> list[Claim | None]:
    if subject:
        return [one(view, subject)]
    shares = view.rows(SHARE)
    if not ranking(view, SHARE):
        nothing = UNTOUCHED(rest=shares[0]) if known(view, SHARE) else absent(view, shares[0]) if shares else None
        return [nothing or NOTHING_CODED()]
    return [front(view), split(view) or lowest(view)]


def ranking(view: View, measure: Measure) -> tuple[Finding, ...]:
    """A measure of the topics of open answers, highest first; none where nothing but `uncoded` came up."""
    found = tuple(row for row in ranked(view.rows(measure)) if row.subject != UNCODED)
    return found if any(row.value for row in found) else ()


def front(view: View) -> Claim:
    """The code mentioned most, if its interval sets it apart; else those in front together."""
    order = ranking(view, SHARE)
    ahead = leaders(order)
    if len(order) == 1:
        return ONLY(top=order[0])
    if len(ahead) == 1:
        return CLEARLY_MOST(top=order[0])
    return MOST(top=order[0], others=some([NAMED(row=row) for row in ahead[1:]], OTHERS, MOST_TIED))


def lowest(view: View) -> Claim | None:
    """The subject whose mentioners give the lowest score, small bases left aside."""
    scores = [row for row in ranking(view, SCORE) if not is_small(row, view.study.small_base)]
    if len(scores) < 2:
        return None
    behind = trailers(scores)
    outcome = Label(view.study.headline) if view.study.headline else SATISFACTION
    return LOWEST(worst=behind[0], outcome=outcome, tail=CLEARLY_LOWEST if len(behind) == 1 else NOT_CLEARLY)


def clearly_split(view: View) -> list[tuple[Finding, Finding]]:
    """What the less satisfied clearly mention more often or less often than the satisfied: (theirs, the others').

    The largest difference first; intervals of two groups of other people that do not meet differ clearly.
    """
    pairs = [
        (lower, best)
        for lower in ranking(view, SHARE_OTHERS)
        if (best := known_row(view, SHARE_SATISFIED, lower.subject)) and len(leaders([lower, best])) == 1
    ]
    return sorted(pairs, key=lambda pair: -abs((pair[0].value or 0.0) - (pair[1].value or 0.0)))


def split(view: View) -> Claim | None:
    """What the less satisfied speak of more than the satisfied, and the other way round; or that neither stands out."""
    if not ranking(view, SHARE_OTHERS):
        return None
    outcome = Label(view.study.headline or "")
    found = clearly_split(view)
    more = [AGAINST(more=lower, less=best) for lower, best in found if (lower.value or 0.0) > (best.value or 0.0)]
    less = [AGAINST(more=best, less=lower) for lower, best in found if (lower.value or 0.0) < (best.value or 0.0)]
    parts = [OTHERS_MORE(outcome=outcome, told=more[:MOST_NAMED])] if more else []
    parts += [SATISFIED_MORE(outcome=outcome, told=less[:MOST_NAMED])] if less else []
    return SPLIT(parts=parts) if parts else SPLIT_ALIKE(outcome=outcome)


def one(view: View, subject: str) -> Claim | None:
    """How often a code is mentioned, and by whom it is."""
    share, mentions = view.row(SHARE, subject), known_row(view, MENTIONS, subject)
    if share is None or share.value is None:
        return absent(view, share) if share else None
    return ONE(share=share, mentions=BY(mentions=mentions) if mentions else None)


def _title(view: View) -> Claim:
    """The topic whose mentioners score lowest, if they clearly do; else how often topics come up."""
    behind = trailers([row for row in ranking(view, SCORE) if (row.n or 0) >= view.study.small_base])
    if len(behind) == 1:
        return TITLE_LOWEST(worst=behind[0])
    order = ranking(view, SHARE)
    return TITLE() if len(order) < 2 else TITLE_SPAN(least=order[-1], most=order[0])


def _key(view: View) -> Claim | None:
    """On how many a score with the sign of a small base rests: fewer than mention the topic gave the rating, too."""
    small = [row for row in known(view, SCORE) if is_small(row, view.study.small_base)]
    return SCORED_BY(told=[BASE_OF(row=row) for row in small]) if small else None


def _rows(view: View) -> Rows:
    first = ranking(view, SHARE)
    return [*first, *(row for row in view.rows(SHARE) if row not in first)]


def table(question: str) -> TableSpec:
    """The same of one of several open questions."""
    return replace(
        TABLE,
        name=f"codes_{question}",
        rows=lambda view: _rows(of_question(view, question)),
        title=lambda view: _title(of_question(view, question)),
        key=lambda view: _key(of_question(view, question)),
    )


TABLE = TableSpec(
    "codes",
    (SHARE,),
    _rows,
    columns.row(
        *(TOPIC_NAME, MENTIONS, columns.with_ends(SHARE), columns.with_ends(SHARE_OTHERS)),
        *(columns.with_ends(SHARE_SATISFIED), columns.with_ends(SCORE), columns.bases),
    ),
    _title,
    key=_key,
)
