"""What differs in the questionnaire from the wave before: a sentence, and the table question by question."""

from collections.abc import Sequence

from csat_lib.findings import Text
from csat_lib.report.blocks import Table
from csat_lib.report.declared import View, of_words
from csat_lib.report.wording import Claim, Label, Wording, Words

MOST_NAMED = 4
NAMED = Wording(
    zh="与 {since}的问卷相比，{questions.quoted}有改动。",
    en="In the questionnaire, {questions.quoted} {questions|differs|differ} from {since}.",
)
COUNTED = Wording(
    zh="与 {since}的问卷相比，{n} 道题有改动。",
    en="In the questionnaire, {n:question} {n|differs|differ} from {since}.",
)
TITLE = Wording(zh="{since}有 {n} 道题改动", en="{n:question} {n|has|have} changed{since}")
SINCE = Wording(zh="与 {wave}的问卷相比，", en=" since {wave}")
KINDS = {
    "added": Words("新增", "Added"),
    "removed": Words("删除", "Removed"),
    "wording": Words("措辞", "Wording"),
    "scale": Words("量表", "Scale"),
    "options": Words("选项", "Options"),
    "position": Words("位置", "Place"),
    "filter": Words("筛选条件", "Filter"),
    "reversed": Words("计分方向", "Direction"),
    "construct": Words("所属维度", "Dimension"),
    "definition": Words("推算方法", "Definition"),
}
HEADS = (Words("题目", "Question"), Words("指标", "Measure"), Words("改动", "What changed"))


def differences(view: View) -> tuple[Text, ...]:
    """What differs from the questionnaire of the wave before, in the view's language."""
    where = {"segment": view.previous.text} if view.previous else {}
    return view.words("comparability", "difference", language=view.language, **where)


def changed(view: View) -> Claim | None:
    """Which questions differ from the wave before; of many, how many."""
    names = _questions(differences(view))
    if not names or view.previous is None:
        return None
    if len(names) > MOST_NAMED:
        return COUNTED(since=view.previous, n=len(names))
    return NAMED(since=view.previous, questions=[Label(name) for name in names])


def table(view: View, texts: Sequence[Text]) -> Table:
    """The questionnaire's differences from the wave before, question by question, in the view's language."""
    own = [text for text in texts if text.language in {"", view.language}]
    title = TITLE(since=SINCE(wave=view.previous) if view.previous else None, n=len(_questions(own)))
    rows = [(view.label(text.subject), KINDS[text.other][view.language], text.text) for text in own]
    return of_words(view, "differences", title, HEADS, rows)


def _questions(texts: Sequence[Text]) -> list[str]:
    return list(dict.fromkeys(text.subject for text in texts))
