import pytest

from csat_lib.report.display import Display
from csat_lib.report.look import Look
from csat_lib.report.notebook import notebook_html, without_paths
from tests.report.sample import table


def code(source, *outputs):
    return {
        "cell_type": "code",
        "id": f"c{len(source)}",
        "metadata": {},
        "execution_count": 1,
        "source": source,
        "outputs": list(outputs),
    }


@pytest.fixture(scope="module")
def shown():
    display = {"output_type": "execute_result", "execution_count": 1, "metadata": {}}
    bundle = Display.of(table(), "en")._repr_mimebundle_()
    prose = {
        "cell_type": "markdown",
        "id": "m",
        "metadata": {},
        "source": ["# Do the scales hold?\n", "\n", "We ask **alpha**."],
    }
    cells = [
        prose,
        code('wave_file = "/home/ann/params/hotel/2025-12.yaml"'),
        code("show(alpha)", display | {"data": bundle}),
        code("x", display | {"data": {"text/plain": "<Wave at /home/ann/x/y>", "text/html": "<script>1</script>"}}),
        code("warn()", {"output_type": "stream", "name": "stderr", "text": "/home/ann/lib.py:3: UserWarning"}),
        code("print(1)", {"output_type": "stream", "name": "stdout", "text": ["one"]}),
        code("bad()", {"output_type": "error", "ename": "E", "evalue": "boom", "traceback": ["Traceback /home/ann"]}),
    ]
    return notebook_html({"cells": cells}, Look(), "en")


def test_prose_code_and_results_are_shown(shown):
    assert "<title>Do the scales hold?</title>" in shown
    assert "<strong>alpha</strong>" in shown
    assert '<pre class="code"><code>show(alpha)</code></pre>' in shown
    assert "S03 hides behind a small base" in shown
    assert "<pre>one</pre>" in shown


def test_no_path_traceback_or_warning_is_left(shown):
    assert "/home/" not in shown
    assert "2025-12.yaml" in shown
    assert "Traceback" not in shown
    assert "UserWarning" not in shown
    assert "This part of the notebook stopped with an error" in shown


def test_the_page_carries_no_font(shown):
    assert "@font-face" not in shown


def test_only_blocks_bring_their_own_html(shown):
    assert "<script" not in shown


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("read /srv/data/a b/x.csv", "read x.csv"),
        (r"C:\Users\ann\x.csv", "x.csv"),
        ("1/2 km/h and/or params/hotel/x.yaml </td>", "1/2 km/h and/or params/hotel/x.yaml </td>"),
    ],
)
def test_an_absolute_path_is_cut_to_its_last_name(text, left):
    assert without_paths(text) == left
