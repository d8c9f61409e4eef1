"""What the wave file tells of its answers; the platforms whose exports are known by their headings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from csat_lib.answers.plain_names import plain


@dataclass(frozen=True)
class AsTold:
    """What the wave file says of its answers; "" is found out from the file."""

    format: str = ""
    encoding: str = ""
    sheet: str = ""


WJX, WJX_INDEX = "wjx", "wjx-index"
WJX_VARIANTS = ("wjx-text", "wjx-score", WJX_INDEX)
"""Which of its three downloads a file of 问卷星 is; the last two look alike."""
PLATFORMS: dict[str, tuple[frozenset[str], ...]] = {
    WJX: (frozenset({"序号", "提交答卷时间"}),),
    "tencent": (frozenset({"编号", "开始答题时间", "结束答题时间"}),),
    "netease": (frozenset({"序号", "开始答题时间", "结束答题时间"}),),
    "wenjuan": (
        *(frozenset({"seq", "start", "finish"}), frozenset({"答题序号", "开始时间"})),
        frozenset({"答卷编号", "开始时间", "结束时间"}),
    ),
    "qualtrics": (frozenset({"startdate", "responseid"}), frozenset({"responseid", "responseset"})),
    "limesurvey": (frozenset({"submitdate", "lastpage"}), frozenset({"responseid", "datesubmitted", "lastpage"})),
    "kobo": (frozenset({"_uuid", "_submission_time"}), frozenset({"_index", "_submission_time"})),
    "odk": (frozenset({"key", "submissiondate"}), frozenset({"meta-instanceid", "submissiondate"})),
    "surveymonkey": (frozenset({"respondentid", "collectorid"}),),
    "microsoft-forms": (
        *(frozenset({"id", "starttime", "completiontime"}), frozenset({"id", "开始时间", "完成时间"})),
    ),
    "google-forms": tuple(frozenset({first}) for first in ("timestamp", "时间戳记", "时间戳", "タイムスタンプ")),
}
"""Name, as ``format:`` has it -> sets of headings (plain), any of which tells it; the surest first."""


def platform_of(names: Iterable[str]) -> str:
    """Whose export a file with these headings is; "" where they do not tell."""
    found = {plain(name) for name in names}
    return next((name for name, signs in PLATFORMS.items() if any(sign <= found for sign in signs)), "")
