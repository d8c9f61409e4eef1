"""Patterns for people's names in open answers: only names that a title or an introduction gives away."""

from __future__ import annotations

import re

from csat_lib.voice.language import HAN

# Surnames that are rarely another word before a title.
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙朱胡郭何林罗郑梁宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余杜叶魏苏吕丁卢姚沈钟姜崔谭陆范汪廖石韦贾夏傅邹熊孟秦"
    "邱侯尹薛闫雷龙黎史陶贺毛郝顾龚邵覃武钱戴莫孔汤樊葛邢齐乔伍庞颜倪庄聂鲁岳翟申欧耿焦俞柳甘祝宁尚符舒阮柯纪梅凌裴霍涂苗谷翁冉骆蓝辛"
    "靳柴蒙鲍华喻祁蒲滕屈尤穆卓吉缪芦褚娄窦戚岑景卜晏卫米柏宗瞿桂佟臧闵邬卞姬仇栾隋刁巫寇甄虞敖巩佘迟邝牛严童章毕文江万关"
)
# Surnames that are part of common words: not after the first characters, not before the second.
_DOUBTFUL = {
    "马": ("", "上"),
    "谢": ("感谢多", "谢"),
    "高": ("", "级兴"),
    "任": ("责主担信", "何"),
    "于": ("对关由属至终处位", "是"),
    "程": ("工流课全过日", "度"),
    "方": ("地对双官东南西北前后多大", "便面"),
    "常": ("非经日平通正", "务见"),
    "安": ("保治公平", "排全保"),
    "金": ("现押奖基", "额"),
    "段": ("阶时", ""),
    "易": ("容交贸", ""),
    "成": ("完达", ""),
    "温": ("", "泉馨"),
    "康": ("", "乐体"),
    "白": ("明", ""),
    "包": ("面打红", "括间"),
    "应": ("供反响", "该"),
    "简": ("", "直单"),
    "费": ("免收付消", "用"),
    "游": ("旅", "泳"),
}
_DOUBLE = (
    "欧阳",
    "司马",
    "上官",
    "诸葛",
    "东方",
    "皇甫",
    "尉迟",
    "公孙",
    "慕容",
    "令狐",
    "司徒",
    "夏侯",
    "端木",
    "南宫",
)
# Characters that do not stand inside a given name before a title: "陈和经理" is not one name.
_NOT_GIVEN = (
    "级务台厅堂房部门区店值班客餐总副这那个位名的是和跟与找叫请问谢向对给让被把了在有为过到来去很也都就还要说见"
)
_COMMONEST = "王李张刘陈杨赵吴周徐孙朱郭罗郑梁宋唐许韩冯邓曹彭曾肖董袁蒋"
_TITLES = "先生|女士|小姐|太太|夫人|经理|主管|主任|总监|店长|老师|师傅|医生|阿姨|叔叔|大姐|大哥"


def _doubtful(surname: str, before: str, after: str) -> str:
    return (f"(?<![{before}])" if before else "") + surname + (f"(?![{after}])" if after else "")


_SURNAME = "|".join([*_DOUBLE, f"[{_SURNAMES}]", *(_doubtful(name, *around) for name, around in _DOUBTFUL.items())])
_GIVEN = f"(?:(?![{_NOT_GIVEN}])[{HAN}])"

TITLED_ZH = re.compile(
    rf"(?:(?:{_SURNAME}){_GIVEN}{{0,2}}?|(?<![A-Za-z])[A-Z][a-z]+\s?)(?P<after>{_TITLES}|总(?![{HAN}]))"
)
# A whole clause of surname and two characters, where the surname is hardly ever the beginning of another word.
_AS_CLAUSE = "王李张刘陈杨赵吴徐朱郭罗郑梁韩冯邓彭肖袁蒋"
ALONE_ZH = re.compile(rf"(?:(?<=[，。！？、,.!?;；:：\s])|^)[{_AS_CLAUSE}]{_GIVEN}{{2}}(?=[，。！？、,.!?;；\s]|$)")
INTRODUCED_ZH = re.compile(rf"(?P<before>我叫|名叫|我姓|免贵姓|姓名\s?[:：是为]?\s?)(?:{_SURNAME}){_GIVEN}{{0,2}}")
FAMILIAR_ZH = re.compile(rf"(?P<before>[小老])[{_COMMONEST}](?!子)")

_WORD = r"[A-Za-z][\w'’-]*"
_CAPITAL = r"[A-Z][\w'’-]*"
TITLED_EN = re.compile(
    rf"(?<!\w)(?P<before>(?i:mr|mrs|ms|mx)\b\.?\s*(?={_WORD})|(?:Dr|Prof)\b\.?\s*(?={_CAPITAL})"
    rf"|(?:Miss|Mister|Madam|Sir|Manager|Doctor|Professor)\s+(?={_CAPITAL})){_WORD}(?:\s+{_CAPITAL})?"
)
INTRODUCED_EN = re.compile(
    rf"(?<!\w)(?P<before>(?i:my name is|my name's|in the name of|under the name(?: of)?)\s+)"
    rf"{_WORD}(?:\s+{_CAPITAL}){{0,2}}"
)
BOOKED_EN = re.compile(
    rf"(?<!\w)(?P<before>(?i:under|regards,?|sincerely,?|signed,?)\s+){_CAPITAL}(?:\s+{_CAPITAL}){{1,2}}"
)
