# ruff: noqa: E501 - a row of a file stands on one line
"""One study and the exports of every platform, by codes, by words, by columns: the same answers out of each."""

from __future__ import annotations

import math

import pytest
import yaml

from csat_lib.answers.match import Matcher
from csat_lib.answers.needs import wanted_of
from csat_lib.answers.platforms import AsTold, platform_of
from csat_lib.answers.read import open_answers
from csat_lib.collect import collect
from csat_lib.errors import CsatError
from csat_lib.study import Study, load_wave

POINTS = ("Very dissatisfied", "Dissatisfied", "Neutral", "Satisfied", "Very satisfied")
CHINESE = ("很不满意", "不满意", "一般", "满意", "很满意")


def study(choice=None, **columns: str) -> Study:
    """Of everybody: overall, recommendation, sex, what was used, two statements side by side, and why."""
    rating = {"scale": "five", "role": "perception"}
    questions = {
        "overall": {"text": {"zh": "总体满意度", "en": "How satisfied are you?"}, "scale": "five", "role": "outcome"},
        "nps": {"text": {"zh": "推荐意愿", "en": "Would you recommend us?"}, "kind": "nps"},
        "sex": {"text": {"zh": "您的性别", "en": "Your sex"}, "kind": "single", "role": "segment"}
        | {"options": {"1": {"zh": "男", "en": "Male"}, "2": {"zh": "女", "en": "Female"}}},
        "uses": {"text": {"zh": "您用过什么", "en": "What did you use?"}, "kind": "multiple"}
        | {"options": {"spa": {"zh": "水疗", "en": "Spa"}, "bar": {"zh": "酒吧", "en": "Bar, pool or garden"}}},
        "room": {"text": {"zh": "客房", "en": "Room"}, **rating},
        "desk": {"text": {"zh": "前台", "en": "Front desk"}, **rating},
        "why": {"text": {"zh": "原因", "en": "Why?"}, "kind": "text"},
    }
    questions["uses"]["options"]["else"] = {"zh": "其他", "en": "Other"}
    questions["uses"] |= choice or {}
    for name, column in columns.items():
        questions[name]["column"] = column
    labels = {at: {"zh": zh, "en": en} for at, (zh, en) in enumerate(zip(CHINESE, POINTS, strict=True), start=1)}
    return Study.model_validate(
        {
            "study": "stay",
            "title": {"zh": "入住", "en": "Stay"},
            "scales": {"five": {"from": 1, "to": 5, "labels": labels}},
            "questions": questions,
        }
    )


def read(path, asked, **told):
    source = open_answers(path, wanted_of(asked), AsTold(**told))
    matcher = Matcher.of(asked, source, b"key")
    (found,) = matcher.batches(100)
    matcher.faults.raise_any()
    return found, matcher.faults.taken, source


def check(found, chosen=((1, 0, 1), (0, 1, 0), None), overall=(5, 3, None), nps=(10, 0, 7)):
    """What the three respondents of every file said."""
    values = {name: [None if math.isnan(v) else v for v in column.values] for name, column in found.columns.items()}
    assert values["overall"] == list(overall)
    assert values["nps"] == list(nps)
    assert values["sex"] == [1, 0, 1]
    assert values["room"] == [5, 4, 3]
    assert values["desk"] == [4, 4, 5]
    rows = [values[f"uses.{level}"] for level in ("spa", "bar", "else")]
    assert list(zip(*rows, strict=True)) == [(None,) * 3 if row is None else row for row in chosen]
    assert found.words["why"].to_pylist() == ["nice pool", None, None]


OTHER_WORDS = ["airport", None, None]

WJX_TEXT = """序号,提交答卷时间,所用时间,来源,来源详情,来自IP,总分,1、总体满意度,2、推荐意愿 ,3、您的性别,4、您用过什么,5、评价—客房,5、评价—前台,6、原因
1,2026/1/5 9:03:27,85秒,微信,N/A,192.0.2.7(上海-上海),9,很满意,10,女,水疗┋其他〖airport〗,很满意,满意,nice pool
2,2026/1/5 9:11:02,41秒,链接,N/A,192.0.2.8(浙江-杭州),3,一般,0,男,酒吧,满意,满意,(空)
3,2026/1/6 22:01:40,3601秒,链接,N/A,192.0.2.9(北京-北京),0,(空),7,女,(跳过),一般,很满意,无
"""
WJX_INDEX = """序号,提交答卷时间,所用时间,来源,来源详情,来自IP,1、总体满意度,2、推荐意愿,3、您的性别,第4题(水疗),第4题(酒吧),第4题(其他),第5题(客房),第5题(前台),6、原因
1,2026/1/5 9:03:27,85秒,微信,N/A,192.0.2.7(上海-上海),5,11,2,1,0,1,5,4,nice pool
2,2026/1/5 9:11:02,41秒,链接,N/A,192.0.2.8(浙江-杭州),3,1,1,0,1,0,4,4,-2
3,2026/1/6 22:01:40,3601秒,链接,N/A,192.0.2.9(北京-北京),-2,8,2,-3,-3,-3,3,5,无
"""
WJX_SCORE = WJX_INDEX.replace(",5,11,2", ",5,10,2").replace(",3,1,1", ",3,0,1").replace(",-2,8,2", ",-2,7,2")
WJX_NEWER = WJX_INDEX.replace("第4题(", "4、(").replace("第5题(客房)", "5、(客房)").replace("第5题(前台)", "5、(前台)")
WJX_COLUMNS = {"room": "5、客房", "desk": "第5题(前台)", "uses": "4、您用过什么", "sex": "3、您的性别"}
TENCENT = """编号,开始答题时间,结束答题时间,答题时长,地理位置国家和地区,用户类型,1.总体满意度,2.推荐意愿,3.您的性别,4.您用过什么:A.水疗,4.您用过什么:B.酒吧,4.您用过什么:C.其他,5.评价:客房,5.评价:前台,6.原因,7.城市:请选择,7.城市:请选择
1,2026/1/5 9:03,2026/1/5 9:05,96,中国,微信,E.很满意,10,B.女,A.水疗,,C.其他,5,4,nice pool,上海,浦东
2,2026/1/5 9:13,2026/1/5 9:15,96,中国,微信,C.一般,0,A.男,,B.酒吧,,4,4,,上海,浦东
3,2026/1/5 9:23,2026/1/5 9:25,96,中国,微信,,7,B.女,,,,3,5,无,上海,浦东
"""
WENJUAN = """seq,source,start,finish,Q1,Q2,Q3,Q4_A1,Q4_A2,Q4_A3,Q4|A3|open,Q5_R1,Q5_R2,Q6
1,web,2026-01-05 09:03:27,2026-01-05 09:05:01,5,10,2,1,0,1,airport,5,4,nice pool
2,web,2026-01-05 09:03:27,2026-01-05 09:05:01,3,0,1,0,1,0,,4,4,
3,web,2026-01-05 09:03:27,2026-01-05 09:05:01,,7,2,,,,,3,5,
"""
WENJUAN_COLUMNS = {
    "overall": "Q1",
    "nps": "Q2",
    "sex": "Q3",
    "uses": "Q4",
    "room": "Q5_R1",
    "desk": "Q5_R2",
    "why": "Q6",
}
IDS = ",".join(f'"{{""ImportId"":""QID{at}""}}"' for at in range(14))
QUALTRICS_HEAD = """StartDate,EndDate,Status,Finished,ResponseId,Q1,Q2,Q3,Q4_1,Q4_2,Q4_3,Q4_3_TEXT,Q5_1,Q5_2
Start Date,End Date,Response Type,Finished,Response ID,How satisfied?,Recommend?,Sex,Used - Spa,"Used - Bar, pool or garden",Used - Other,Used - Other - Text,Rate - Room,Rate - Front desk
"""
QUALTRICS_ROWS = """2026-01-05 09:03:27,2026-01-05 09:05:01,{0},{1},R_1,5,10,2,1,,3,airport,5,4
2026-01-05 09:03:27,2026-01-05 09:05:01,{0},{1},R_2,3,0,1,,2,,,4,4
2026-01-05 09:03:27,2026-01-05 09:05:01,{0},{1},R_3,-99,7,2,,,,,3,5
"""
QUALTRICS_COLUMNS = {"overall": "Q1", "nps": "Q2", "sex": "Q3", "uses": "Q4", "room": "Q5_1", "desk": "Q5_2"}
LIMESURVEY = """"id","submitdate","lastpage","startlanguage","seed","overall","nps","sex","uses[SQ001]","uses[SQ002]","uses[other]","rate[room]","rate[desk]","why"
"7","2026-01-05 09:05:01","3","en","1934201212","5","10","2","Y","","airport","5","4","nice pool"
"8","2026-01-05 09:05:01","3","en","1934201212","3","0","1","","Y","","4","4",""
"9","2026-01-05 09:05:01","3","en","1934201212","","7","2","","","","3","5",""
"""
LIMESURVEY_FULL = """"Response ID","Date submitted","Last page","Start language","How satisfied are you?","Would you recommend us?","Your sex","What did you use? [Spa]","What did you use? [Bar, pool or garden]","What did you use? [Other]","Rate [Room]","Rate [Front desk]","Why?"
"7","2026-01-05 09:05:01","3","en","Very satisfied","10","Female","Yes","No","airport","Very satisfied","Satisfied","nice pool"
"8","2026-01-05 09:05:01","3","en","Neutral","0","Male","No","Yes","","Satisfied","Satisfied",""
"9","2026-01-05 09:05:01","3","en","N/A","7","Female","N/A","N/A","","Neutral","Very satisfied",""
"""
LIMESURVEY_VV = """Response ID	Date submitted	Last page	Satisfied	Recommend	Sex	Spa	Bar	Other	Room	Desk	Why
id	submitdate	lastpage	overall	nps	sex	uses_SQ001	uses_SQ002	uses_other	rate_room	rate_desk	why
7	2026-01-05 09:05:01	3	5	10	2	Y		airport	5	4	nice pool
8	2026-01-05 09:05:01	3	3	0	1		Y		4	4
9	2026-01-05 09:05:01	3	{question_not_shown}	7	2	{question_not_shown}	{question_not_shown}		3	5
"""
KOBO = """"start";"end";"stay/overall";"stay/nps";"stay/sex";"stay/uses";"stay/uses/spa";"stay/uses/bar";"stay/uses/else";"stay/uses_other";"stay/room";"stay/desk";"stay/why";"_id";"_uuid";"_submission_time"
"2026-01-05T09:03:27";"2026-01-05T09:05:01";"5";"10";"2";"spa else";"1";"0";"1";"airport";"5";"4";"nice pool";"1";"a";"2026-01-05T09:05:01"
"2026-01-05T09:03:27";"2026-01-05T09:05:01";"3";"0";"1";"bar";"0";"1";"0";"";"4";"4";"";"2";"b";"2026-01-05T09:05:01"
"2026-01-05T09:03:27";"2026-01-05T09:05:01";"";"7";"2";"";"";"";"";"";"3";"5";"";"3";"c";"2026-01-05T09:05:01"
"""
ODK = """SubmissionDate,stay-overall,stay-nps,stay-sex,stay-uses,stay-room,stay-desk,stay-why,KEY
2026-01-05T09:05:01,5,10,2,spa else,5,4,nice pool,uuid:a
2026-01-05T09:05:01,3,0,1,bar,4,4,,uuid:b
2026-01-05T09:05:01,,7,2,,3,5,,uuid:c
"""
SURVEYMONKEY = """Respondent ID,Collector ID,Start Date,End Date,IP Address,How satisfied are you?,Would you recommend us?,Your sex,What did you use?,,,Please rate,,Why?
,,,,,Response,Response,Response,Spa,"Bar, pool or garden",Other (please specify),Room,Front desk,Open-Ended Response
118052219061,446111201,01/05/2026 09:03:27 AM,01/05/2026 09:05:01 AM,192.0.2.7,Very satisfied,10,Female,Spa,,airport,5,4,nice pool
118052219062,446111201,01/05/2026 09:03:27 AM,01/05/2026 09:05:01 AM,192.0.2.7,Neutral,0,Male,,"Bar, pool or garden",,4,4,
118052219063,446111201,01/05/2026 09:03:27 AM,01/05/2026 09:05:01 AM,192.0.2.7,,7,Female,,,,3,5,
"""
NETEASE = """序号,开始答题时间,结束答题时间,答题时长（秒）,是否完整提交,城市,Q1.总体满意度,Q2.推荐意愿,Q3.您的性别,Q4.您用过什么:水疗,Q4.您用过什么:酒吧,Q4.您用过什么:其他,Q5.评价:客房,Q5.评价:前台,Q6.原因
1,2026-01-05 09:03:27,2026-01-05 09:05:01,94,是,上海,很满意,10,女,水疗,,其他,很满意,满意,nice pool
2,2026-01-05 09:03:27,2026-01-05 09:05:01,94,是,上海,一般,0,男,,酒吧,,满意,满意,
3,2026-01-05 09:03:27,2026-01-05 09:05:01,94,是,上海,,7,女,,,,一般,很满意,
"""
GOOGLE = """Timestamp,Email Address,How satisfied are you?,Would you recommend us?,Your sex,What did you use?,Rate [Room],Rate [Front desk],Why?
2026/01/05 9:03:27 上午 GMT+8,a@example.org,Very satisfied,10,Female,"Spa, airport",5,4,nice pool
2026/01/05 9:04:27 上午 GMT+8,a@example.org,Neutral,0,Male,"Bar, pool or garden",4,4,
2026/01/05 9:05:27 上午 GMT+8,a@example.org,,7,Female,,3,5,
"""
MICROSOFT = """ID,Start time,Completion time,Email,Name,How satisfied are you?,Would you recommend us?,Your sex,What did you use?,Room,Front desk,Why?
1,2026-01-05 09:03:27,2026-01-05 09:05:01,anonymous,,Very satisfied,10,Female,Spa;airport;,5,4,nice pool
2,2026-01-05 09:03:27,2026-01-05 09:05:01,anonymous,,Neutral,0,Male,"Bar, pool or garden;",4,4,
3,2026-01-05 09:03:27,2026-01-05 09:05:01,anonymous,,,7,Female,,3,5,
"""

FILES = {
    "wjx by text": ("wjx", WJX_TEXT, WJX_COLUMNS),
    "wjx by index": ("wjx", WJX_INDEX, WJX_COLUMNS),
    "wjx by score": ("wjx", WJX_SCORE, WJX_COLUMNS),
    "wjx of late": ("wjx", WJX_NEWER, WJX_COLUMNS),
    "wjx by the study's words": ("wjx", WJX_TEXT, {}),
    "wjx by index, by the study's words": ("wjx", WJX_INDEX, {}),
    "tencent": ("tencent", TENCENT, {}),
    "wenjuan": ("wenjuan", WENJUAN, WENJUAN_COLUMNS),
    "netease": ("netease", NETEASE, {}),
    "limesurvey codes": ("limesurvey", LIMESURVEY, {}),
    "limesurvey full": ("limesurvey", LIMESURVEY_FULL, {}),
    "limesurvey vv": ("limesurvey", LIMESURVEY_VV, {}),
    "kobo": ("kobo", KOBO, {}),
    "kobo split": ("kobo", KOBO.replace('"stay/uses";', '"x";'), {}),
    "odk": ("odk", ODK, {}),
    "surveymonkey": ("surveymonkey", SURVEYMONKEY, {}),
    "google forms": ("google-forms", GOOGLE, {}),
    "microsoft forms": ("microsoft-forms", MICROSOFT, {}),
}


@pytest.mark.parametrize("name", FILES)
def test_every_platform_s_export_is_read_as_it_is(tmp_path, name):
    platform, text, columns = FILES[name]
    path = tmp_path / "export.csv"
    path.write_text(text, encoding="utf-8-sig")
    found, _, source = read(path, study(**columns))
    assert source.binding.platform == platform
    check(found)
    if (
        name not in {"tencent", "netease", "odk", "kobo"}
        and "index" not in name
        and name not in {"wjx by score", "wjx of late"}
    ):
        assert found.words["uses.other_words"].to_pylist() == OTHER_WORDS


@pytest.mark.parametrize(
    "ids", [IDS + "\n", IDS.replace('""', "'") + "\n", ""], ids=["three rows", "rewritten", "two rows"]
)
@pytest.mark.parametrize(("status", "finished"), [("0", "1"), ("IP Address", "True")])
def test_qualtrics_with_two_and_three_rows_over_the_answers(tmp_path, ids, status, finished):
    path = tmp_path / "export.csv"
    path.write_text(QUALTRICS_HEAD + ids + QUALTRICS_ROWS.format(status, finished), encoding="utf-8-sig")
    asked = study(**QUALTRICS_COLUMNS)
    asked = asked.model_copy(update={"questions": {k: q for k, q in asked.questions.items() if k != "why"}})
    found, taken, source = read(path, asked)
    assert source.binding.platform == "qualtrics"
    assert found.rows.tolist() == ([4, 5, 6] if ids else [3, 4, 5])
    found.words["why"] = type("Words", (), {"to_pylist": lambda self: ["nice pool", None, None]})()
    check(found)
    assert found.words["uses.other_words"].to_pylist() == OTHER_WORDS
    assert taken["Q1", "-99", "no answer"] == 1


def test_qualtrics_with_its_choices_in_one_column_by_words_that_hold_commas(tmp_path):
    path = tmp_path / "export.csv"
    text = 'ResponseId,StartDate,EndDate,Q4\nR_1,2026-01-05,2026-01-05,"Spa,Bar, pool or garden"\nR_2,2026-01-05,2026-01-05,"1,2"\n'
    path.write_text(text.replace('"1,2"', "Bar, pool or garden".join('""')), encoding="utf-8")
    asked = study(choice={"column": "Q4"})
    asked = asked.model_copy(update={"questions": {"uses": asked.questions["uses"]}})
    found, *_ = read(path, asked)
    assert [found.columns[f"uses.{level}"].values.tolist() for level in ("spa", "bar", "else")] == [
        [1, 0],
        [1, 1],
        [0, 0],
    ]


def test_places_from_1_on_a_scale_from_0_are_told(tmp_path):
    path = tmp_path / "export.csv"
    path.write_text(WJX_INDEX, encoding="utf-8")
    _, taken, _ = read(path, study(**WJX_COLUMNS))
    assert [n for (_, given, what), n in taken.items() if given == "11"] == [1]


def test_what_is_read_by_something_else_than_its_name_is_told(tmp_path):
    path = tmp_path / "export.csv"
    path.write_text(GOOGLE, encoding="utf-8")
    told = {what for (_, given, what), _ in read(path, study())[1].items() if not given}
    assert "`How satisfied are you?` as the column `overall`" in told
    assert "`Rate [Room]` as the column `room`" in told


def test_a_platform_told_and_not_there_is_one_error(tmp_path):
    path = tmp_path / "export.csv"
    path.write_text(GOOGLE, encoding="utf-8")
    assert read(path, study(), format="google-forms")[2].binding.platform == "google-forms"
    with pytest.raises(CsatError) as caught:
        read(path, study(), format="qualtrics")
    assert str(caught.value) == (
        f"The answers {path} are told to be `format: qualtrics`, and what they hold is google-forms. "
        "Leave `format` out, or name the file that is meant."
    )


def test_headings_that_tell_nothing_are_of_no_platform():
    assert platform_of(["q1", "q2"]) == ""


RANKING = """序号,提交答卷时间,1、最看重什么
1,2026/1/5 9:03:27,位置→价格
2,2026/1/5 9:03:27,价格
3,2026/1/5 9:03:27,(跳过)
"""
RANKED = """序号,提交答卷时间,第1题(位置),第1题(价格)
1,2026/1/5 9:03:27,1,2
2,2026/1/5 9:03:27,-2,1
3,2026/1/5 9:03:27,-3,-3
"""


def rankings(where):
    asked = {"text": {"zh": "名次", "en": "rank"}, "kind": "number", "role": "profile", "unit": {"zh": "名", "en": ""}}
    asked["unit"] = {"zh": "名", "en": "place"}
    return Study.model_validate(
        {
            "study": "rank",
            "title": {"zh": "名次", "en": "Ranks"},
            "questions": {"place": {**asked, "column": "第1题(位置)"}, "price": {**asked, "column": where}},
        }
    )


@pytest.mark.parametrize("text", [RANKING, RANKED])
def test_a_ranking_in_one_cell_is_that_of_a_column_an_option(tmp_path, text):
    path = tmp_path / "export.csv"
    path.write_text(text, encoding="utf-8")
    found, *_ = read(path, rankings("1、(价格)"))
    assert found.columns["place"].values.tolist() == pytest.approx([1, math.nan, math.nan], nan_ok=True)
    assert found.columns["price"].values.tolist() == pytest.approx([2, 1, math.nan], nan_ok=True)
    assert found.columns["price"].status.tolist() == [0, 0, 2]


def test_a_column_that_ranks_nothing_is_a_fault(tmp_path):
    path = tmp_path / "export.csv"
    path.write_text(RANKING.replace("位置→价格", "3"), encoding="utf-8")
    with pytest.raises(CsatError, match="`3` is no ranking"):
        read(path, rankings("1、(价格)"))


def test_a_study_with_a_column_an_option_reads_the_list_of_the_download_by_text(tmp_path):
    path = tmp_path / "export.csv"
    path.write_text(WJX_TEXT, encoding="utf-8")
    columns = {level: f"第4题({words})" for level, words in (("spa", "水疗"), ("bar", "酒吧"), ("else", "其他"))}
    check(read(path, study(choice={"columns": columns}, **{k: c for k, c in WJX_COLUMNS.items() if k != "uses"}))[0])


@pytest.mark.parametrize(
    "cells", [("1", "2", "1"), ("Yes", "No", "Yes"), ("Y", "N", "Y"), ("Checked", "Unchecked", "Checked")]
)
def test_1_and_2_as_yes_and_no(tmp_path, cells):
    path = tmp_path / "export.csv"
    rows = [f"{a},{b},{c}" for a, b, c in (cells, (cells[1], cells[0], cells[1]), ("", "", ""))]
    path.write_text(
        "uses_spa,uses_bar,uses_else\n" + "\n".join(rows) + "\n,,\n1,1,1\n".replace("1", cells[0]), encoding="utf-8"
    )
    asked = study()
    asked = asked.model_copy(update={"questions": {"uses": asked.questions["uses"]}})
    found, *_ = read(path, asked)
    assert found.columns["uses.spa"].values.tolist() == [1, 0, 1]
    assert found.columns["uses.bar"].values.tolist() == [0, 1, 1]


AMBIGUOUS = WJX_INDEX.replace(",5,11,2", ",5,9,2").replace(",-2,8,2", ",-2,8,2").replace(",3,1,1", ",3,7,1")


def test_a_download_that_may_be_by_index_or_by_score_is_one_fault_and_settled_by_the_format(tmp_path):
    path = tmp_path / "export.csv"
    path.write_text(AMBIGUOUS, encoding="utf-8")
    with pytest.raises(CsatError) as caught:
        read(path, study(**WJX_COLUMNS))
    assert str(caught.value).partition("\n")[2] == (
        "  export.csv, column `nps`: it holds neither 0 nor 11, so that it may be by index (counted from 1) or by score. "
        "Tell `format: wjx-index` or `format: wjx-score`."
    )
    by_index, *_ = read(path, study(**WJX_COLUMNS), format="wjx-index")
    by_score, *_ = read(path, study(**WJX_COLUMNS), format="wjx-score")
    assert by_index.columns["nps"].values.tolist() == [8, 6, 7]
    assert by_score.columns["nps"].values.tolist() == [9, 7, 8]


def test_a_column_that_two_questions_ask_for_is_one_fault(tmp_path):
    path = tmp_path / "export.csv"
    path.write_text(WJX_TEXT, encoding="utf-8")
    with pytest.raises(CsatError) as caught:
        read(path, study(room="5、客房", desk="5、客房"))
    assert str(caught.value).splitlines()[1:] == [
        "  export.csv: the column `5、客房` answers several questions of the study. Name one `column` for each."
    ]


def test_an_outcome_may_be_read_from_the_column_of_an_item(tmp_path):
    path = tmp_path / "export.csv"
    path.write_text(WJX_TEXT, encoding="utf-8")
    matched, *_ = read(path, study(overall="5、客房", room="5、客房"))
    assert matched.columns["overall"].values.tolist() == matched.columns["room"].values.tolist() == [5, 4, 3]


def test_words_beside_other_are_never_told(tmp_path):
    for text in (LIMESURVEY, SURVEYMONKEY, GOOGLE, WJX_TEXT):
        path = tmp_path / "export.csv"
        path.write_text(text, encoding="utf-8")
        assert not any("airport" in word for key in read(path, study())[1] for word in key)


def test_a_file_of_test_rows_only_leaves_nobody(tmp_path):
    wave, answers = tmp_path / "2026-01.yaml", tmp_path / "export.csv"
    asked = study(**QUALTRICS_COLUMNS).model_dump(mode="json", by_alias=True, exclude_defaults=True)
    questions = {name: asked["questions"][name] for name in ("overall", "nps")}
    (tmp_path / "study.yaml").write_text(
        yaml.safe_dump({**asked, "questions": questions} | {"languages": ["en"]}, allow_unicode=True), encoding="utf-8"
    )
    wave.write_text("study: stay\nperiod: 2026-01\nresponses: export.csv\n", encoding="utf-8")
    answers.write_text(QUALTRICS_HEAD + QUALTRICS_ROWS.format("Survey Preview", "True"), encoding="utf-8")
    with pytest.raises(CsatError) as caught:
        collect(load_wave(wave), tmp_path / "collected")
    assert "hold no answer of a respondent: every row is a preview, a test or spam (preview 3). " in str(caught.value)


def test_other_of_a_single_choice_as_limesurvey_writes_it(tmp_path):
    given = study()
    text = "id,submitdate,lastpage,startlanguage,overall,nps,sex,uses,room,desk,why,where,where[other]\n"
    text += "".join(
        f"{at},2026-01-05,1,en,5,9,1,spa,4,4,x,{code},{words}\n"
        for at, (code, words) in enumerate([("A", ""), ("-oth-", "at the airport")])
    )
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")
    asked = given.model_dump(by_alias=True, exclude_unset=True)
    asked["questions"]["where"] = {
        "text": {"zh": "哪里", "en": "Where?"},
        "kind": "single",
        "role": "profile",
        "other": "where[other]",
        "options": {"A": {"zh": "甲", "en": "A"}, "else": {"zh": "其他", "en": "Other"}},
    }
    found, taken, _ = read(tmp_path / "a.csv", Study.model_validate(asked))
    assert found.columns["where"].values.tolist() == [0, 1]
    assert not taken
