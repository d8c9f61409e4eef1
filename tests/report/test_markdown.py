from csat_lib.report.html import markdown_html


def test_prose_becomes_html():
    assert markdown_html("# Why\n\n**Alpha** holds.") == "<h1>Why</h1>\n<p><strong>Alpha</strong> holds.</p>\n"


def test_html_in_markdown_is_letters():
    assert "<script" not in markdown_html("a <script>alert(1)</script>")


def test_an_image_is_its_words():
    assert markdown_html("![a chart](https://example.org/x.png)") == "<p>a chart</p>\n"


def test_formulas_are_mathml():
    assert "<mfrac>" in markdown_html(r"so $\frac{a}{b}$ it is")
    assert markdown_html("$$\na\n$$").startswith('<div class="formula"><math')


def test_a_table_is_a_table():
    assert "<th>a</th>" in markdown_html("| a |\n|---|\n| 1 |\n")
