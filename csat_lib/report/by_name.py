"""What notebooks and chapters ask for by name: the reading of a topic, a chart, a table."""

from csat_lib.errors.report_words import unknown_topic
from csat_lib.report import declared, topics
from csat_lib.report.blocks import Block, Paragraph, Table
from csat_lib.report.slots import tell_all
from csat_lib.report.view import View


def say(view: View, topic: str, subject: str = "", segment_by: str = "") -> tuple[Paragraph, ...]:
    """The reading of a topic, or of one of its subjects, as one paragraph.

    Args:
        view: What may be told.
        topic: A topic that has something to say.
        subject: A construct, question, node or code; empty for the topic as a whole.
        segment_by: For ``segments`` and ``trends``: the segment question to speak about.

    Raises:
        CsatError: there is no such topic.
    """
    speak = topics.spoken().get(topic)
    if speak is None:
        raise unknown_topic(topic, list(topics.spoken()))
    told = tell_all(view, speak(view, subject, segment_by) if segment_by else speak(view, subject))
    return (Paragraph(told),) if told else ()


def draw(view: View, chart: str, subject: str = "", segment_by: str = "") -> tuple[Block, ...]:
    """The chart as a figure for page and telephone; without figures to draw, a sentence that says why.

    Raises:
        CsatError: there is no chart of that name.
    """
    return declared.draw(view, topics.chart(chart), declared.Shown(subject, segment_by))


def make(view: View, table: str | declared.TableSpec) -> Table | None:
    """The table for a report; None where nothing was recorded for it, or not one figure in it has a value."""
    return declared.make_told(view, topics.table(table) if isinstance(table, str) else table)
