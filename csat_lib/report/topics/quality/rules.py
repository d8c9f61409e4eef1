"""What the rules that leave answers out, and the signs that they rest on, are called."""

from csat_lib.report.wording import Words

RULES = {
    "preview": Words("平台预览", "Previews of the survey tool"),
    "test": Words("平台测试数据", "Tests of the survey tool"),
    "spam": Words("平台判定的垃圾答卷", "Spam, by the survey tool"),
    "outside_period": Words("不在本期内作答", "Finished outside the period"),
    "duplicate": Words("重复提交", "Duplicate responses"),
    "seconds": Words("作答过快（低于时限）", "Answered too fast (time limit)"),
    "speed": Words("作答过快（远低于中位数）", "Answered too fast (against the median)"),
    "straight_line": Words("通篇同一答案", "Same answer throughout"),
    "missing": Words("漏答过多", "Too many questions left blank"),
    "attention": Words("未通过注意力检测题", "Attention check failed"),
    "near_duplicate": Words("高度雷同", "Nearly equal responses"),
    "seconds_per_item": Words("每题作答过快", "Too little time per item"),
    "longstring": Words("连续同一答案过长", "Long run of one answer"),
    "irv": Words("答案变化过小", "Too little variation"),
    "even_odd": Words("奇偶题不一致", "Even and odd items disagree"),
    "synonyms": Words("同义题不一致", "Like items answered unlike"),
    "antonyms": Words("反义题不一致", "Opposite items answered alike"),
    "mahalanobis": Words("答案组合异常", "Unusual pattern of answers"),
}


def rule(name: str) -> Words:
    """A rule in words; the second of a kind, ``speed_2``, with its number."""
    kind, _, nth = name.rpartition("_")
    if not nth.isdigit():
        return RULES[name]
    return Words(f"{RULES[kind].zh}（{nth}）", f"{RULES[kind].en} ({nth})")


def lower_rule(name: str) -> Words:
    """The same where it stands within a sentence."""
    words = rule(name)
    return Words(words.zh, words.en.lower())
