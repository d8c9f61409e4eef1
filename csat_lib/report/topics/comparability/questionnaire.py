"""What differs in the questionnaire from the wave before: a sentence, and the table question by question."""

from collections.abc import Sequence

from csat_lib.findings import Text
from csat_lib.report.blocks import Table
from csat_lib.report.declared import View, of_words
from csat_lib.report.wording import Claim, Label, Wording, Words
from csat_lib.study.item_log import Logged

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
LOG_TITLE = Wording(zh="题目与指标的增减：{n} 项", en="Questions and indicators added or retired: {n}")
KIND_DATED = Words("{}（{}）", "{} ({})")
LOGGED = {"added": Words("新增", "Added"), "retired": Words("停用", "Retired")}
LOG_HEADS = (Words("时间", "Date"), Words("题目或指标", "Question or indicator"), Words("增减", "Change"),
             Words("原因", "Reason"))  # fmt: skip


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
    rows = [(view.label(text.subject), _kind(view, text), text.text) for text in own]
    return of_words(view, "differences", title, HEADS, rows)


def log(view: View) -> Table | None:
    """What was added or retired up to this wave, the latest first, and why."""
    to = view.language
    rows = [
        (one.time.label(to), view.label(one.item), LOGGED[one.what][to], view.worded(one.reason.get(to)))
        for one in _logged(view)
    ]
    return of_words(view, "item-log", LOG_TITLE(n=len(rows)), LOG_HEADS, rows) if rows else None


def _logged(view: View) -> list[Logged]:
    known = [one for one in view.study.log if one.time.first <= view.period.last]
    return sorted(known, key=lambda one: one.time.first, reverse=True)


def _kind(view: View, text: Text) -> str:
    """What kind of a difference it is; of a question added or gone also when, where the log holds it."""
    told, what = KINDS[text.other][view.language], "retired" if text.other == "removed" else text.other
    entry = next((one for one in _logged(view) if (one.item, one.what) == (text.subject, what)), None)
    return KIND_DATED[view.language].format(told, entry.time.label(view.language)) if entry else told


def _questions(texts: Sequence[Text]) -> list[str]:
    return list(dict.fromkeys(text.subject for text in texts))
