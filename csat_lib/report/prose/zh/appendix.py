"""What opens the statistical appendix."""

from __future__ import annotations

LEAD = "以下是“结果是否可信”一章所依据的数字，供需要核对的读者参考。"
