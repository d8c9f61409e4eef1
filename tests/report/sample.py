"""A small report with everything in it, in both languages, hostile texts included."""

from __future__ import annotations

import datetime as dt

from csat_lib.report.blocks import (
    Block,
    Card,
    Cards,
    Cell,
    Column,
    Contents,
    Cover,
    Figure,
    Formula,
    Heading,
    Paragraph,
    Points,
    Provenance,
    Quote,
    Quotes,
    References,
    Table,
)

DATED = dt.date(2025, 12, 31)
HOSTILE = "=cmd|'/C calc'!A0 <script>alert(1)</script> #set page(fill: red) $ \\ {{ x }} ]] **[[ &amp;"
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="460.8pt" height="120pt" viewBox="0 0 460.8 120">'
    '<rect x="0" y="20" width="300" height="30" fill="#1f5a7a"/></svg>'
)
FORMULA = Formula("Alpha", r"\alpha = \frac{k}{k-1}", "alpha = k/(k-1)", "alpha equals k over k minus one")


def sample(language: str = "en") -> list[Block]:
    """Cover, page one, contents, two chapters, method."""
    return _zh() if language == "zh" else _en()


def table(rows: int = 3) -> Table:
    """Stores with a score, its interval, a masked and a small base."""
    columns = (
        Column("Store"),
        Column("Score", "0-100", "number", 1),
        Column("95 % interval", "", "interval", 1),
        Column("Change", "points", "number", 1, signed=True),
        Column("p", "", "p"),
        Column("Share", "", "number", percent=True),
        Column("n", "", "number"),
    )
    first = [
        (HOSTILE, 71.84, (69.2, 74.4), -2.06, 0.0004, 0.4321, 1134),
        ("Store S02", Cell(80.0, "small"), (75.0, 85.0), 0.0, 0.034, None, 24),
        ("Store S03", Cell(None, "masked"), None, None, None, None, Cell(None, "masked")),
    ]
    more = [(f"Store S{n:02d}", 70.0 + n / 10, (69.0, 75.0), 1.0, 0.5, 0.5, 100 + n) for n in range(4, rows + 1)]
    return Table(
        "tab-stores",
        "S03 hides behind a small base",
        columns,
        (*first, *more),
        base="1,134 guests, December 2025",
        note="Means are weighted",
        sections=((0, "East"), (2, "West")),
        strong=(1,),
        minimum_base=10,
        small_base=30,
    )


def _en() -> list[Block]:
    card = Card(
        "Index", "76.4", "/ 100", "−2.1", "95 % interval −3.6 to −0.6", "Target 80", SVG, "Down to 76.4", "down"
    )
    return [
        Cover("Guest tracking", "December 2025", "Demo Hotels", "1,134 guests", "31 December 2025", "Eight stores"),
        Heading(1, "On one page", "page-one"),
        Cards((card, card, card)),
        Points(("Satisfaction fell to **76.4**, see [[fig-scores]].", "Look at [[tab-stores]]."), "ranked"),
        Paragraph("The network is mended in January.", "judgement"),
        Contents(),
        Heading(1, "Scores", "scores"),
        Paragraph("Satisfaction stood at 76.4, see [[who]].", "lead"),
        Heading(2, "Dimensions", "dimensions"),
        Figure("fig-scores", "Network scores lowest", SVG, "Bars: Network 68.2, Room 71.8", "1,134 guests", "Tracking"),
        table(),
        Heading(1, "Who differs", "who"),
        Quotes((Quote(HOSTILE + " 😀🔥", "Waiting"), Quote("太慢了，换了一次", "Waiting", "zh"))),
        Points(("One", "Two")),
        Heading(1, "Method", "method"),
        Paragraph("Alpha by Feldt.", "method"),
        FORMULA,
        References(("Feldt, L. S. (1965). The approximate sampling distribution. https://doi.org/10.1007/BF02289499",)),
        Provenance((("answers", "9f86d081884c7d65" * 8),)),
        Paragraph("End of the report.", "note"),
    ]


def _zh() -> list[Block]:
    card = Card("指数", "76.4", "/ 100", "−2.1", "95 % 区间 −3.6 至 −0.6", "目标 80", SVG, "降到 76.4", "down")
    columns = (Column("门店"), Column("得分", "0–100", "number", 1), Column("95 % 区间", "", "interval", 1))
    rows = (("静安", 71.84, (69.2, 74.4)), ("喆堃镕", Cell(None, "masked"), None))
    return [
        Cover("宾客满意度追踪", "2025 年 12 月", "示范酒店", "1,134 位客人", "2025 年 12 月 31 日"),
        Heading(1, "一页看懂", "page-one"),
        Cards((card,)),
        Points(("满意度降到 **76.4**，见 [[fig-scores]] 与 [[tab-stores]]。",), "ranked"),
        Contents(),
        Heading(1, "得分", "scores"),
        Paragraph("满意度指数为 76.4 分，另见 [[scores]]。", "lead"),
        Figure("fig-scores", "网络得分最低", SVG, "条形图：网络 68.2", "1,134 位客人", "追踪研究"),
        Table("tab-stores", "静安得分最低", columns, rows, "1,134 位客人", minimum_base=10),
        Quotes((Quote("太慢了！" + HOSTILE, "等候"), Quote("Too slow.", "等候", "en"))),
    ]
