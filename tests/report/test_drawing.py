from csat_lib.report.declared import look_of
from tests.report.fake_wave import make_view


def test_only_rating_questions_have_a_scale_of_answers():
    view = make_view("en")
    look = look_of(view)
    assert look.scale is not None
    assert look.scale(view.study.items[0]) == (1, 10)
    assert view.study.nps is not None
    assert look.scale(view.study.nps) is None
    assert look.scale("nobody") is None
