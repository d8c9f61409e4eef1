from csat_lib.report.labels import label


def test_figures_and_tables_are_named_in_the_language():
    assert label("figure", "zh", 3) == "图 3"
    assert label("table", "en", 2) == "Table 2"
    assert label("masked_under", "zh", 10) == "× 不予显示：不足 10 份答卷，或可由其推算出这样的组"
