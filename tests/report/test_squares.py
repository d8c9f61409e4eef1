from csat_lib.report.squares import unprinted


def test_the_squares_are_counted_by_script_most_first():
    told = {words["en"]: count for words, count in unprinted("सेवा 서비스 🔥🔥🔥🔥 ok").items()}
    assert list(told.items()) == [("signs and emoji", 4), ("Hangul", 3), ("Devanagari", 2)]
    assert unprinted("plain 文字") == {}
