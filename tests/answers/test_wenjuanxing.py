# ruff: noqa: E501 - a row of a file stands on one line
"""A download of 问卷星 as it is, by text and by index: the same answers, and the respondent beside them."""

from __future__ import annotations

import pytest

from csat_lib.answers.match import Matcher
from csat_lib.answers.needs import wanted_columns
from csat_lib.answers.read import open_answers
from csat_lib.study import Study

TEXT = """序号,提交答卷时间,所用时间,来源,来源详情,来自IP,1、您的性别,2、您去过哪些门店,3、总体满意度 ,4、推荐意愿,5、原因
1,2026/1/5 9:03:27,85秒,微信,N/A,192.0.2.7(上海-上海),女,南京路┋其他〖机场店┋二楼〗,非常满意,10,服务好
2,2026/1/5 9:11:02,41秒,链接,N/A,192.0.2.8(浙江-杭州),男,(跳过),一般,(空),(空)
3,2026/1/6 22:01:40,1分27秒,链接,N/A,192.0.2.9(北京-北京),女,徐家汇,5,0,无
"""
INDEX = """序号,提交答卷时间,所用时间,来源,来源详情,来自IP,1、您的性别,第2题(南京路),第2题(徐家汇),第2题(其他),3、总体满意度,4、推荐意愿,5、原因
1,2026/1/5 9:03:27,85秒,微信,N/A,192.0.2.7(上海-上海),2,1,0,1,5,10,服务好
2,2026/1/5 9:11:02,41秒,链接,N/A,192.0.2.8(浙江-杭州),1,-3,-3,-3,3,-2,-2
3,2026/1/6 22:01:40,87秒,链接,N/A,192.0.2.9(北京-北京),2,0,1,0,5,0,无
"""
STORES = {"1": "南京路", "2": "徐家汇", "3": "其他"}
BY_INDEX = {level: f"第2题({words})" for level, words in STORES.items()}


def study(**stores) -> Study:
    labels = dict(enumerate(("非常不满意", "不满意", "一般", "满意", "非常满意"), start=1))
    questions = {
        "sex": {"text": {"zh": "性别"}, "kind": "single", "role": "segment", "column": "1、您的性别"}
        | {"options": {"1": {"zh": "男"}, "2": {"zh": "女"}}},
        "stores": {"text": {"zh": "门店"}, "kind": "multiple", "column": "您去过哪些门店"}
        | {"options": {level: {"zh": words} for level, words in STORES.items()}, **stores},
        "overall": {"text": {"zh": "满意"}, "scale": "five", "role": "outcome", "column": "3、总体满意度"},
        "nps": {"text": {"zh": "推荐"}, "kind": "nps", "column": "推荐意愿"},
        "why": {"text": {"zh": "原因"}, "kind": "text", "column": "5、原因"},
    }
    return Study.model_validate(
        {
            "study": "wjx",
            "title": {"zh": "门店"},
            "languages": ["zh"],
            "scales": {"five": {"from": 1, "to": 5, "labels": {code: {"zh": words} for code, words in labels.items()}}},
            "questions": questions,
            "segments": ["sex"],
            "fields": {"id": "序号", "finished": "提交答卷时间", "duration": "所用时间", "source": "来源"},
        }
    )


@pytest.mark.parametrize(
    ("text", "stores", "encoding"),
    [
        (TEXT, {"separator": "┋"}, "utf-8-sig"),
        (TEXT, {"separator": "┋"}, "gb18030"),
        (INDEX, {"columns": BY_INDEX}, "utf-8-sig"),
    ],
    ids=["by text", "by text, GB18030", "by index"],
)
def test_a_download_is_read_as_it_is(tmp_path, text, stores, encoding):
    path = tmp_path / "12345_3_0.csv"
    path.write_bytes(text.encode(encoding))
    asked = study(**stores)
    source = open_answers(path, tuple(wanted_columns(asked, tuple(asked.questions))))
    matcher = Matcher.of(asked, source, b"key")
    (found,) = matcher.batches(100)
    matcher.faults.raise_any()
    values = {name: column.values for name, column in found.columns.items()}
    assert values["sex"].tolist() == [1, 0, 1]
    assert values["overall"].tolist() == [5, 3, 5]
    assert values["nps"].tolist() == pytest.approx([10, float("nan"), 0], nan_ok=True)
    chosen = [values[f"stores.{level}"].tolist() for level in STORES]
    nothing = float("nan")
    assert chosen[0] == pytest.approx([1, nothing, 0], nan_ok=True)
    assert chosen[1] == pytest.approx([0, nothing, 1], nan_ok=True)
    assert chosen[2] == pytest.approx([1, nothing, 0], nan_ok=True)
    assert found.words["why"].to_pylist() == ["服务好", None, None]
    assert found.numbers["duration"].values.tolist() == [85, 41, 87]
    assert len(set(found.texts["id"].to_pylist())) == 3
    assert found.columns["stores.1"].status.tolist() == [0, 2, 0]  # who was not asked is not one who chose nothing
    if "separator" in stores:
        assert found.words["stores.other_words"].to_pylist() == ["机场店┋二楼", None, None]
