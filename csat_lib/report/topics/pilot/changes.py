"""What the revised study file changes: sentence and table."""

from csat_lib.findings.catalogue.pilot import TOPIC
from csat_lib.findings.told import piece
from csat_lib.report.blocks import Table
from csat_lib.report.declared import View, columns, of_words
from csat_lib.report.topics.pilot.judged import decided, labels
from csat_lib.report.wording import Claim, Wording, Words

NOTES_ALONE = Wording(
    zh="没有题项删除，修订后的研究文件只在待修改的题项上方加了注释。",
    en="No item is dropped: the revised study file differs from the pilot's only by its notes on items to review.",
)
LEFT_OUT = Wording(
    zh="修订后的研究文件去掉了{items.quoted}，其余内容一字未动。待修改的题项上方加了注释，如何改写由问卷设计者决定。",
    en="The revised study file leaves out {items.quoted}; all else is to the letter as it was. Items to review carry a "
    "note above their question: they are for the author of the questionnaire to reword.",
)
TITLE = Wording(zh="修订后的研究文件改动之处", en="What the revised study file changes, place by place")
PLACE = Words("文件中的位置", "Place in the file")
CHANGE = Words("改动", "Change")
CHANGES = {
    "commented_out": Words("改为注释", "made a comment"),
    "removed": Words("移除", "taken out"),
    "lowered": Words("下调至剩余题数", "lowered to the items left"),
}


def changes(view: View) -> Claim:
    """What the revised study file is."""
    gone = decided(view, "drop")
    return LEFT_OUT(items=labels(gone)) if gone else NOTES_ALONE()


def table(view: View) -> Table | None:
    """What the revised study file changes, place by place; None when nothing."""
    found = view.words(TOPIC.name, "change")
    rows = [
        (view.label(text.subject), piece("label", "", text.other), CHANGES[text.text][view.language]) for text in found
    ]
    return of_words(view, "pilot-changes", TITLE(), (columns.ITEM, PLACE, CHANGE), rows) if rows else None
