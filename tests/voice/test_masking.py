"""Personal data is masked, opinions are not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csat_lib.voice.masking import mask


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("我的手机13800138000，请回电", "我的手机[电话]，请回电"),
        ("手机 138 0013 8000", "手机 [电话]"),
        ("+86-138-0013-8000 call me", "[phone] call me"),
        ("电话是１３８００１３８０００", "电话是[电话]"),
        ("138\u200b0013\u200b8000", "[phone]"),
        ("电话 021-68881234 转 802", "电话 [电话]"),
        ("打(010) 6888 1234", "打[电话]"),
        ("400-820-8820客服没人", "[电话]客服没人"),
        ("幺三八零零幺三八零零零", "[电话]"),
        ("call 555-123-4567 please", "call [phone] please"),
        ("+1 (555) 123-4567", "[phone]"),
    ],
)
def test_phones(text, masked):
    assert mask(text) == masked


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("身份证11010519491231002X。", "身份证[证件号]。"),
        ("110105 19491231 002x", "[ID number]"),
        ("passport E12345678", "passport [ID number]"),
        ("卡号6222 0212 3456 7890 123", "卡号[卡号]"),
        ("charged 4111-1111-1111-1111 twice", "charged [card number] twice"),
        ("订单20251203123被取消", "订单[号码]被取消"),
    ],
)
def test_documents_cards_and_long_numbers(text, masked):
    assert mask(text) == masked


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("write to zhang.san@example.com.cn", "write to [e-mail]"),
        ("邮箱zhang@qq.com谢谢", "邮箱[邮箱]谢谢"),
        ("see https://example.org/a?b=1 now", "see [link] now"),
        ("请看www.example.cn/这个网页", "请看[网址]这个网页"),
        ("booking.com was fine", "[link] was fine"),
        ("微信号 abc_12345", "[账号]"),
        ("wechat: johnny", "[account]"),
    ],
)
def test_addresses_on_the_net(text, masked):
    assert mask(text) == masked


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("我住1203房，很脏", "我住[房号]，很脏"),
        ("房间1203空调坏了", "[房号]空调坏了"),
        ("1203号房间太吵", "[房号]太吵"),
        ("客房1203室", "[房号]"),
        ("room 1203 was cold", "[room] was cold"),
        ("Room No. 12 was cold", "[room] was cold"),
    ],
)
def test_rooms(text, masked):
    assert mask(text) == masked


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("王先生态度好", "[姓名]先生态度好"),
        ("前台王小明先生很好", "前台[姓名]先生很好"),
        ("感谢李经理的帮助", "感谢[姓名]经理的帮助"),
        ("欧阳女士很热情", "[姓名]女士很热情"),
        ("我和张经理说过", "我和[姓名]经理说过"),
        ("我叫王小明，要投诉", "我叫[姓名]，要投诉"),
        ("前台小王很热情", "前台小[姓名]很热情"),
        ("Lily小姐帮了忙", "[姓名]小姐帮了忙"),
        ("Mr Smith was rude", "Mr [name] was rude"),
        ("Ms. Li Na helped, mr wang too", "Ms. [name] helped, mr [name] too"),
        ("Miss Chen was nice", "Miss [name] was nice"),
        ("my name is John Smith and I complained", "my name is [name] and I complained"),
        ("我姓王，王建国，住一楼", "我姓[姓名]，[姓名]，住一楼"),
        ("陈小明", "[姓名]"),
        ("My booking is under Maria Garcia.", "My booking is under [name]."),
        ("booked in the name of garcia", "booked in the name of [name]"),
    ],
)
def test_names_that_a_title_or_an_introduction_gives_away(text, masked):
    assert mask(text) == masked


@pytest.mark.parametrize(
    "text",
    [
        "10分",
        "满分10分，打9分",
        "9 9 10 8 9 10 9 8 7 10 9 9 10",
        "等了30分钟，15:30-16:45",
        "2025年12月3日入住，2025-12-05离开",
        "共消费1280元，3晚",
        "房间300元一晚，房价从1000-2000元",
        "住了300多元的房",
        "my room cost 500 yuan, 2 nights",
        "waited in my room 10 minutes",
        "I rate it 10/10, 100% perfect",
        "谢谢经理，感谢客房经理",
        "向经理反映，大堂经理来了，马上经理也来了",
        "我们是常客，小时候就来过",
        "非常小姐姐",
        "I miss the breakfast",
        "WeChat payment was slow",
        "24小时热水",
        "周末好，许多人，何必呢",
        "under Management rules it was fine",
    ],
)
def test_what_tells_nothing_of_a_person_stays(text):
    assert mask(text) == text


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "'; DROP TABLE x; --", "{{7*7}} ${HOME} %s", "[电话]"])
def test_hostile_text_is_data(text):
    assert mask(text) == text


PERSONAL = st.sampled_from(
    ["13800138000", "王先生", "a@b.cn", "room 1203", "11010519491231002X", "www.a.cn", "Mr Li", "62220212345678901"]
)
WORDS = st.text(alphabet="房间好，1 2.-@a王李 Mr先生小[]:号", max_size=12)


@given(st.lists(st.one_of(PERSONAL, WORDS, st.text(max_size=8)), max_size=6).map("".join))
@settings(max_examples=200)
def test_masking_twice_changes_nothing(text):
    assert mask(mask(text)) == mask(text)


@given(
    before=WORDS,
    number=st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True),
    after=st.text(alphabet="，。 请call", max_size=6),
)
@settings(max_examples=100)
def test_no_mobile_number_survives_whatever_stands_around_it(before, number, after):
    assert number not in mask(before + number + after)


@given(st.text(alphabet="0123456789０１２", min_size=7, max_size=40))
@settings(max_examples=50)
def test_no_run_of_seven_digits_survives(text):
    assert not any(character.isdigit() for character in mask(text))


@pytest.mark.parametrize("unit", ["a", "1 ", "a.", "王", "0-", "微信 ", "+", "@", "我叫"])
def test_a_very_long_answer_comes_to_an_end(unit):
    """A search that backtracks would take minutes over 20,000 repetitions."""
    masked = mask(unit * 20_000)
    assert mask(masked) == masked
