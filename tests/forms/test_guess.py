"""What kind of question a column is taken for."""

import pytest

from csat_lib.forms.asked_form import AskedForm
from csat_lib.forms.grouping import ask_of_columns
from csat_lib.forms.guess import guess
from csat_lib.forms.headings import fields_in, stem_of, why_left_out
from csat_lib.forms.known_words import bare
from csat_lib.forms.seen_columns import SeenColumn


def column(heading, *cells, labels=None, wording=""):
    return SeenColumn(heading, wording or heading, tuple(cells), labels or {})


@pytest.mark.parametrize(
    ("given", "kind"),
    [
        (column("满意度", *["非常满意", "满意", "一般"] * 4), "rating"),
        (column("满意度", *["5.非常满意", "4.满意", "1.非常不满意"] * 4), "rating"),
        (column("Score", *["1", "3", "5"] * 4), "rating"),
        (column("Would you recommend us?", *["0", "9", "10"] * 4), "nps"),
        (column("性别", *["男", "女"] * 6), "single"),
        (column("Gender", *["1", "2", "1"] * 4), "coded"),
        (column("Have you complained?", *["Yes", "No"] * 6), "yes_no"),
        (column("used", *["1", "0"] * 6), "yes_no"),
        (column("您的年龄", *["23", "41", "8"] * 4), "number"),
        (column("Spent", *["12.5", "7.25", "310"] * 4), "number"),
        (column("到店日期", *["2026-01-03", "2026-01-05"] * 6), "date"),
        (column("来源", *["微信┋短信", "微信", "其他〖抖音〗┋微信"] * 4), "multiple"),
        (column("Uses", *["Spa;Bar", "Bar", "Spa;Gym", "Gym"] * 6), "multiple"),
        (column("Why", *[f"It was fine, number {n}" for n in range(40)]), "text"),
        (column("您的建议", *["上菜太慢", "无", "好吃"] * 9), "text"),
        (column("Nothing"), "text"),
    ],
)
def test_cells_tell_the_kind(given, kind):
    found = guess(given)
    assert found["kind"] == kind
    assert found["note"]


@pytest.mark.parametrize("between", ["-", "–", "至", "~"])
def test_bands_whose_first_digits_count_up_are_no_scale(between):
    """18-25, 26-35, 36-45: coded 1, 2, 3 they begin with their codes."""
    form = AskedForm({"en": "Age"}, ["en"])
    bands = [f"18{between}25", f"26{between}35", f"36{between}45", "46以上"]
    for name, words in (("age", bands), ("days", [f"1{between}2天", f"2{between}3天", f"3{between}4天"])):
        form.ask(name, "single", {"zh": name}, [(str(at), {"zh": band}) for at, band in enumerate(words, start=1)])
        assert form.questions[name]["kind"] == "single"
    form.ask("rated", "single", {"zh": "评分"}, [(str(at), {"zh": f"{at}分"}) for at in range(1, 6)])
    assert form.questions["rated"]["scale"]


def test_labels_of_the_file_tell_scale_and_no_answer():
    labels = {"1": "Very bad", "5": "Very good", "9": "Don't know"}
    found = guess(column("v1", "1", "3", "5", labels={"1": "Very poor", "5": "Very good"}))
    assert [code for code, _ in found["options"]] == ["1", "2", "3", "4", "5"]
    worded = guess(
        column("v2", "1", "2", "9", labels={"1": "Disagree", "2": "Neutral", "3": "Agree", "9": "Don't know"})
    )
    form = AskedForm({"en": "T"}, ["en"])
    name = form.ask("", **worded)
    assert form.questions[name]["not_applicable"] == ["9"]
    assert form.scales["from_1_to_3"]["to"] == 3
    assert labels


def test_columns_under_one_stem_are_a_multiple_choice_or_a_table():
    form = AskedForm({"zh": "题"}, ["zh"])
    chosen = [
        column(f"6.兴趣:{name}", *cells) for name, cells in (("A.运动", ["A.运动", "A.运动"]), ("B.影视", ["B.影视"]))
    ]
    index = [column(f"第7题({name})", "1", "0", "1") for name in ("南京路", "其他")]
    rated = [column(f"8、环境—{name}", "5", "4", "3") for name in ("整洁", "安静")]
    ask_of_columns(form, [*chosen, *index, *rated])
    assert [one.get("kind", "rating") for one in form.questions.values()] == [
        "multiple",
        "multiple",
        "rating",
        "rating",
    ]
    assert form.questions["q7"]["columns"] == {"1": "第7题(南京路)", "2": "第7题(其他)"}
    assert form.blocks["block1"] == {"stem": {"zh": "环境"}, "questions": ["q8", "q8_2"]}


def test_one_scale_holds_for_all_rows_of_a_table():
    form = AskedForm({"en": "T"}, ["en"])
    ask_of_columns(form, [column("Rate [Room]", "2", "9", "8"), column("Rate [Desk]", "3", "5", "4")])
    assert {one["scale"] for one in form.questions.values()} == {"from_1_to_10"}


def test_words_of_other_go_with_their_question():
    form = AskedForm({"en": "T"}, ["en"])
    places = column("Q1", *["Airport", "Other"] * 8)
    ask_of_columns(form, [places, column("Q1_TEXT", "by the sea"), column("Q2", "5", "3", "1")])
    assert form.questions["Q1"]["other"] == "Q1_TEXT"
    assert [*form.questions] == ["Q1", "Q2"]


@pytest.mark.parametrize(
    "heading",
    ["您的姓名", "手机号码", "证件号", "用户名", "邮件", "Your name", "E-mail", "来自IP", "IP Address", "微信openid"],
)
def test_personal_columns_are_known_by_their_names(heading):
    assert why_left_out(heading, ["x"]).startswith("personal")


@pytest.mark.parametrize("cell", ["a.b@example.com", "13812345678", "192.0.2.7(上海-上海)", "31010119900101123X"])
def test_and_by_their_cells(cell):
    assert why_left_out("其他说明", [cell, cell]).startswith("personal")


@pytest.mark.parametrize("heading", ["酒店名称", "Product name and quality", "总体满意度"])
def test_what_is_not_personal_stays(heading):
    assert why_left_out(heading, ["x"]) == ""


@pytest.mark.parametrize(
    ("heading", "cells"),
    [
        ("Q4.您最常玩的手机游戏？:棋牌", ["棋牌"]),
        ("您对电话客服的态度满意吗", ["5", "4", "1"]),
        ("Was our email support helpful?", ["Yes", "No"]),
        ("您用什么品牌的手机", ["甲"] * 9 + ["乙"] * 9),
        ("您对电话客服有什么建议", ["接得太慢", "排队两分钟"]),
        ("Was our guide friendly?", ["5", "1"]),
        ("对下面的信息泄露给公司用来训练模型，您认为存在的隐私风险有多大（1很小，7很大）_姓名", ["1", "7"]),
    ],
)
def test_questions_speak_of_telephones_and_names_and_are_answered_by_points_options_and_remarks(heading, cells):
    assert why_left_out(heading, cells) == ""


@pytest.mark.parametrize(
    ("heading", "cells"),
    [
        ("Y1.uiduid", ["2840392840", "1938203984"]),
        ("您的电话", ["01012345678", "01087654321"]),
        ("愿意参加，能在上午接收邀请电话:输入文本", ["下午三点", "01087654321"]),
        (
            "Q70.为联系到您，发送邀请资格，我们需要收集您的个人信息（姓名、手机号码），我们会严格保密，保证不会泄露。",
            ["甲", "乙 1"],
        ),
    ],
)
def test_who_somebody_is_is_known_under_long_names_too(heading, cells):
    assert why_left_out(heading, cells) == "personal; it is never read"


def test_the_platforms_columns_of_who_and_when():
    assert fields_in(["StartDate", "EndDate", "ResponseId", "Duration (in seconds)"]) == {
        "id": "ResponseId", "finished": "EndDate", "duration": "Duration (in seconds)",
    }  # fmt: skip
    assert why_left_out("StartDate", ["x"]) == "the platform's own note, no answer"
    readable = ["答卷编号", "来源", "开始时间", "结束时间", "浏览器", "操作系统", "答题时长", "状态", "用户类别"]
    found = fields_in(readable)
    assert found == {"id": "答卷编号", "finished": "结束时间", "duration": "答题时长", "source": "来源"}
    assert {why_left_out(name, ["x"]) for name in readable if name not in found.values()} == {
        "the platform's own note, no answer"
    }


def test_a_row_of_a_table_is_known_by_its_own_words_and_by_the_points_of_the_rows_beside_it():
    """The stem speaks of a product's years; one row is called 性别, another holds its points as decimals."""
    form = AskedForm({"zh": "T"}, ["zh"])
    stem = "Q2_请评价该产品几年来的表现（1很差，7很好）"
    rows = {"外观": ["1", "4", "7"], "性别": ["2", "3"], "年龄": ["1.0", "5.0"], "速度": ["3", "5", "6"]}
    ask_of_columns(form, [column(f"{stem}_{part}", *cells) for part, cells in rows.items()])
    assert {one["scale"] for one in form.questions.values()} == {"from_1_to_7"}
    assert [one["text"]["zh"] for one in form.questions.values()] == list(rows)


@pytest.mark.parametrize(
    ("heading", "parts"),
    [
        ("第8题(饮食(早餐、晚餐))", ("8", "饮食(早餐、晚餐)")),
        ("7、题干—外观", ("7、题干", "外观")),
        ("6.题干:A.选项", ("6.题干", "A.选项")),
        ("room[q01]", ("room", "q01")),
        ("stay/uses", ("stay", "uses")),
        ("Q5_1", ("Q5", "1")),
        ("Q5_各项_客房", ("Q5_各项", "客房")),
        ("Overall", ("", "Overall")),
    ],
)
def test_headings_have_stems(heading, parts):
    assert stem_of(heading) == parts


def test_names_by_hand_with_one_stem_stand_together_and_codes_of_categories_stay_apart():
    form = AskedForm({"en": "T"}, ["en"])
    scores = [column(f"imag{at}", "0", "7", "10") for at in (1, 2, 3)]
    ask_of_columns(form, [*scores, column("occupation", *map(str, range(1, 14)))])
    assert form.blocks["block1"]["questions"] == ["imag1", "imag2", "imag3"]
    assert {one["scale"] for one in list(form.questions.values())[:3]} == {"from_0_to_10"}
    assert (form.questions["occupation"]["kind"], len(form.questions["occupation"]["options"])) == ("single", 13)


def test_numbers_between_worded_ends_and_codes_of_no_answer_are_ratings():
    form = AskedForm({"en": "T"}, ["en"])
    ends = column("Room", *[str(at) for at in range(2, 10)], "Very satisfied", "Very dissatisfied", "Not applicable")
    ask_of_columns(form, [ends, column("Desk", *[str(at) for at in range(1, 11)], "98")])
    room, desk = form.questions.values()
    assert form.scales[room["scale"]]["labels"] == {"1": {"en": "Very dissatisfied"}, "10": {"en": "Very satisfied"}}
    assert room["not_applicable"] == ["Not applicable"]
    assert (form.scales[desk["scale"]]["to"], desk["not_applicable"]) == (10, ["98"])


def test_lists_that_stand_apart_as_well_are_asked_once():
    form = AskedForm({"en": "T"}, ["en"])
    lists = column("uses", *["spa bar", "bar", "spa", "gym bar"] * 4)
    apart = [column(f"uses/{name}", "1", "0", "1") for name in ("spa", "bar", "gym")]
    ask_of_columns(form, [lists, *apart])
    assert [one["columns"] for one in form.questions.values()] == [{"1": "uses/spa", "2": "uses/bar", "3": "uses/gym"}]


def test_added_words_that_stand_between_the_options_without_their_stem_go_with_the_question_before():
    form = AskedForm({"zh": "T"}, ["zh"])
    heads = {"Q7.哪些不好？:地图被破坏": "地图被破坏", "Q7.哪些不好？:其他": "其他", "其他:输入文本 (1)": "掉线"}
    heads |= {"Q7.哪些不好？:没有问题": "没有问题", "Q8.平台？:手机": "手机", "Q8.平台？:电脑": "电脑"}
    ask_of_columns(form, [column(name, "", cell, cell) for name, cell in heads.items()])
    first, second = form.questions.values()
    assert (first["kind"], first["other"], list(first["columns"].values())) == (
        "multiple", "其他:输入文本 (1)", [f"Q7.哪些不好？:{part}" for part in ("地图被破坏", "没有问题", "其他")],
    )  # fmt: skip
    assert (second["kind"], "other" in second) == ("multiple", False)


def test_a_question_may_hold_colons_of_its_own_and_its_options_too():
    form = AskedForm({"zh": "T"}, ["zh"])
    asks = {
        "Q1.时间：周六 地点：店里 您来吗？": ["来", "不来：没空"],
        "Q2.遇到哪些？请勾选：": ["加载慢：启动久", "闪退：突然关闭"],
    }
    heads = [f"{stem}:{part}" for stem, parts in asks.items() for part in parts]
    ask_of_columns(form, [column(name, "1", "0", "1") for name in heads])
    assert [one["text"]["zh"] for one in form.questions.values()] == [
        "时间：周六 地点：店里 您来吗？",
        "遇到哪些？请勾选",
    ]
    assert [[words["zh"] for words in one["options"].values()] for one in form.questions.values()] == [*asks.values()]


def test_words_beside_an_option_go_with_it_as_the_last():
    """As 腾讯问卷, 网易问卷 saved by pandas, and a single choice name them; the options lose their letters."""
    form = AskedForm({"zh": "T"}, ["zh"])
    heads = {"5.用过？:A.微信": "A.微信", "5.用过？:B.其他___": "B.其他___", "5.用过？:B.其他____填空1": "贴吧"}
    heads |= {
        "5.用过？:C.都没有": "C.都没有",
        "Q6.哪些？:其他": "其他",
        "其他:输入文本.1": "掉线",
        "Q6.哪些？:卡顿": "卡顿",
    }
    job = column("Q7.您的职业？", *["其他", "学生", "学生"] * 4)
    words = column("您的职业？:其他", *["主播", "", ""] * 4)
    ask_of_columns(form, [*(column(name, "", cell, cell) for name, cell in heads.items()), job, words])
    assert [one["other"] for one in form.questions.values()] == [
        "5.用过？:B.其他____填空1",
        "其他:输入文本.1",
        "您的职业？:其他",
    ]
    assert [[words["zh"] for words in one["options"].values()] for one in form.questions.values()] == [
        ["微信", "都没有", "其他___"], ["卡顿", "其他"], ["学生", "其他"],
    ]  # fmt: skip


def test_options_whose_places_stand_before_the_words_of_their_question():
    form = AskedForm({"zh": "T"}, ["zh"])
    ask_of_columns(form, [column(f"Q3_{at}_为什么回来？", "", word, word) for at, word in ((1, "好友"), (2, "直播"))])
    (one,) = form.questions.values()
    assert (one["text"], one["options"]) == ({"zh": "为什么回来？"}, {"1": {"zh": "好友"}, "2": {"zh": "直播"}})


def test_letters_before_answers_are_no_part_of_them():
    words = ["A.非常满意", "B.满意", "C.一般", "D.不满意"]
    assert guess(column("3.总体", *words * 3))["note"] == "4 wordings that form a scale"
    assert guess(column("1.性别", *["B.女", "A.男"] * 5))["options"] == [("1", {"zh": "男"}), ("2", {"zh": "女"})]


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        *(
            (name, "coded")
            for name in ("您的性别是？", "婚姻状况", "您去的是哪家门店呢", "Income group", "gender (1=m)")
        ),
        *((name, "rating") for name in ("2、门店环境", "产品质量", "对单位食堂的满意度", "Store cleanliness")),
    ],
)
def test_what_is_asked_stands_last_in_a_heading(heading, kind):
    """A shop may be the answer, or have qualities that are rated."""
    assert guess(column(heading, *["1", "2", "3", "5"] * 5))["kind"] == kind


def test_columns_of_names_and_of_long_numbers_are_personal_whatever_they_are_called():
    people = ["王小明", "李伟", "张三", "陈静", "刘洋", "赵一", "某某"]
    assert why_left_out("Q10_A1_open", people).startswith("personal")
    assert why_left_out("Q11_A1_open", ["201430161015", "201430161099"]).startswith("personal")
    assert why_left_out("Q12", ["方便", "满意", "方便", "干净", "服务好", "安静", "近"] * 2) == ""


@pytest.mark.parametrize(
    ("heading", "highest", "kind"),
    [
        ("您是否玩过？", 4, "coded"),
        ("您是否满意？", 4, "rating"),
        ("是否有关注？", 5, "rating"),
        ("遇到问题的频率如何？", 5, "coded"),
        ("您的年龄是？", 11, "coded"),
    ],
)
def test_codes_of_what_one_does_and_of_ages_are_no_points(heading, highest, kind):
    assert guess(column(heading, *map(str, range(1, highest + 1))))["kind"] == kind


def test_questions_have_the_numbers_of_the_questionnaire_and_others_leave_these_free():
    form = AskedForm({"zh": "T"}, ["zh"])
    heads = ("城市", "30天前是否登录过", "Q1.总体满意度", "Q2.价格", "2、服务")
    ask_of_columns(form, [column(name, "5", "4", "1") for name in heads])
    assert [*form.questions] == ["q3", "q4", "q1", "q2", "q2_2"]


def test_how_often_is_no_rating_in_a_table_either_and_marks_of_pictures_are_no_words():
    form = AskedForm({"zh": "T"}, ["zh"])
    words = ["从不", "很少", "有时", "经常", "总是"]
    heads = [bare(f"Q57.（非必填）卡顿的频率如何？:{part}[图片]") for part in ("白天", "夜里")]
    ask_of_columns(form, [column(name, *words * 3) for name in heads])
    assert [one["text"]["zh"] for one in form.questions.values()] == ["卡顿的频率如何？:白天", "卡顿的频率如何？:夜里"]
    assert [[told["zh"] for told in one["options"].values()] for one in form.questions.values()] == [words, words]
