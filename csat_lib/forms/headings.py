"""What headings of columns tell: who and when, what is personal, what is the platform's own, and what goes together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from csat_lib.answers.header import plain

FIELDS = {
    "id": "序号|答题序号|答卷编号|编号|responseid|respondentid|_uuid|key|meta-instanceid|instanceid|uuid|_id|seq|id"
    "|recordid|record_id|caseid|respid|respondent|样本编号|被访者编号",
    "finished": "提交答卷时间|提交时间|结束答题时间|答题结束时间|recordeddate|enddate|submitdate|datesubmitted|completiontime"
    "|完成时间|_submission_time|submissiondate|timestamp|时间戳记|时间戳|タイムスタンプ|finish|end|finished|finished_at"
    "|submitted_at|submittedat|date",
    "duration": r"所用时间|答题时长|用时|duration\(inseconds\)|duration|interviewtime|time_used|totaltime|seconds",
    "source": "来源|distributionchannel|来源渠道|source|mode",
}
"""Field of the study -> names that platforms give its column, the best first."""
_OWN = re.compile(
    "来源详情|总分|开始答题时间|开始时间|地理位置.*|用户类型|自定义字段|清洗数据结果|智能清洗数据结果|start|startdate|starttime"
    "|status|responsetype|progress|finished|recordeddate|enddate|responseset|externalreference|externaldatareference"
    "|distributionchannel|userlanguage|lastpage|startlanguage|seed|datestamp|refurl|token|interviewtime|grouptime.*"
    "|deviceid|today|username|audit|_id|_uuid|_submission_time|_validation_status|_notes|_status|_submitted_by"
    "|__version__|_tags|_index|formhub/uuid|meta/.*|submitter.*|attachments.*|review.*|edits|formversion|collectorid"
    "|customdata1|q_.*|.*_do_.*|.*_(?:first|last)click|.*_(?:pagesubmit|clickcount)|.*npsgroup|.*_nps_group|lastmodifiedtime"
    "|时长|submissiondate|语言|language|browser|os|platform|score|points-.*|feedback-.*"
)
_PERSONAL = re.compile(
    "姓名|名字|昵称|手机|电话|联系方式|邮箱|电子邮件|身份证|微信号|openid|unionid|用户标识|qq|来自ip|ip地址|住址|家庭地址"
    r"|^(?:your|first|last|full|user|nick|recipient(?:first|last)?|contact)?names?$|phone|mobile|e-?mail|^ip$|ipaddress|ip_?addr"
    "|homeaddress|latitude|longitude|passport|^名称$"
)
_PERSONAL_CELL = re.compile(
    r"^(?:[^@\s]+@[^@\s]+\.\w+|(?:\+?86)?1[3-9]\d{9}|\d{17}[\dXx]|(?:\d{1,3}\.){3}\d{1,3}(?:\(.*\))?|o[\w-]{27})$"
)
_PARTS = (
    re.compile(r"^(第\d{1,3}题|\d{1,3}、?)\s*[(（](.+)[)）]$", re.DOTALL),  # 问卷星 by index, and its matrices
    re.compile(r"^(\d{1,3}[、.．:：].+?)(?:——?|–|:|：)\s*(.+)$", re.DOTALL),  # its newer matrices; 腾讯问卷
    re.compile(r"^(.+?)\s*\[(.+)\]$", re.DOTALL),  # LimeSurvey, Google Forms
    re.compile(r"^(.+)/([^/]+)$", re.DOTALL),  # Kobo, ODK
    re.compile(r"^(.+?)(?:\s+-\s+|: )(.+)$", re.DOTALL),  # wordings of Qualtrics and others
    re.compile(r"^(.*?[A-Za-z]\w*)[_.]([A-Za-z]?\d{1,3}(?:_TEXT)?|other)$"),  # Qualtrics, SPSS
)
OTHER = re.compile(r"(?:_TEXT|other|其他|其它|__text)$", re.IGNORECASE)


def fields_in(columns: Sequence[str]) -> dict[str, str]:
    """Field -> the column that platforms call so."""
    names = {plain(column): column for column in reversed(columns)}
    found: dict[str, str] = {}
    for field, known in FIELDS.items():
        column = next((names[name.replace("\\", "")] for name in known.split("|") if name.replace("\\", "") in names), "")
        if column and column not in found.values():
            found[field] = column
    return found


def is_platforms_own(column: str) -> bool:
    """Whether platforms keep something about the answering there, which is no answer."""
    return bool(_OWN.fullmatch(plain(column)))


def is_personal(column: str, cells: Iterable[str]) -> bool:
    """Whether a column tells who somebody is: by its name, or because most cells are addresses or numbers of people."""
    seen = list(cells)
    told = sum(bool(_PERSONAL_CELL.match(cell)) for cell in seen)
    return bool(len(column) < 40 and _PERSONAL.search(plain(column))) or 2 * told > len(seen) > 0


def stem_of(heading: str) -> tuple[str, str]:
    """(what columns of one question share, what is this column's own); nothing shared: an empty stem."""
    match = next((found for form in _PARTS if (found := form.match(heading.strip()))), None)
    return (match.group(1).strip(), match.group(2).strip()) if match else ("", heading)
