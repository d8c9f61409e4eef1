import pytest

from csat_lib.validation.figure_words import figure_words


@pytest.mark.parametrize(
    ("figure", "chinese", "english"),
    [
        ("cfi", "CFI", "CFI"),
        ("item_rest N1", "校正题总相关，N1", "Item-rest correlation, N1"),
        ("threshold row 2", "阈值，行变量 2", "Threshold, row variable 2"),
        ("eigenvalue 3", "特征值 3", "Eigenvalue 3"),
        ("htmt Image Value", "HTMT，形象 – 感知价值", "HTMT, image – value"),
        ("loading v4 F2", "载荷，变量 4 – F2", "Loading, variable 4 – F2"),
        ("icc ICC(2,k)", "组内相关系数，ICC(2,k)", "Intraclass correlation, ICC(2,k)"),
        ("deff 1,1,1000", "设计效应，1；1；1000", "Design effect, 1; 1; 1000"),
    ],
)
def test_a_figure_is_called_as_in_the_reports(figure, chinese, english):
    assert (figure_words(figure, "zh"), figure_words(figure, "en")) == (chinese, english)
