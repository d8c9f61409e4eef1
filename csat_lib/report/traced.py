"""Numbers of sentences traced back: which findings they are, and the row of a table in which each stands."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from hashlib import blake2b

from csat_lib.findings.told import Piece, pieces_of
from csat_lib.report.blocks import Block, Cell, Figure, Table
from csat_lib.report.inline import Run
from csat_lib.report.texts import sentences_in

LONGEST_WITHIN = 24
"""Letters between two numbers of one figure, at most: " (95% interval "."""
_STEPS = re.compile(r"[()]|, ")


def row_anchor(of: str) -> str:
    """Where the finding's row is, as an anchor."""
    return f"f-{blake2b(of.encode(), digest_size=5).hexdigest()}"


def findings_in(of: str, known: Collection[str]) -> list[str]:
    """The findings that a piece of a text is, or was worked out of: ``over(first, second)``."""
    return [of] if of in known else [part for part in _STEPS.split(of) if part in known]


def told_in(blocks: Iterable[Block], known: Collection[str]) -> list[str]:
    """The findings whose numbers stand in the blocks' sentences, each once; of captions without the line of the base.

    The smallest and the largest base under a chart are those of two of its many figures, of which it tells nothing.
    """
    lean = (replace(block, base="") if isinstance(block, (Figure, Table)) else block for block in blocks)
    texts = (text for block in lean for text in sentences_in(block))
    return list(dict.fromkeys(of for text in texts for one in pieces_of(text) for of in findings_in(one.of, known)))


def rows_in(blocks: Iterable[Block]) -> Iterator[tuple[str, Table]]:
    """Each finding that has a cell in a table, with the table."""
    for block in blocks:
        if isinstance(block, Table):
            cells = (cell for row in block.rows for cell in row if isinstance(cell, Cell) and cell.of)
            yield from ((cell.of, block) for cell in cells)


def traced(runs: Iterable[Run], pieces: Sequence[Piece], known: Collection[str]) -> tuple[Run, ...]:
    """The runs of a text, each number that is a known finding (or was worked out of one) as a run of its own."""
    left, found = list(pieces), list[Run]()
    for run in runs:
        rest = run.text
        while left and not run.anchor and _lean(left[0].text) in _lean(rest):
            piece = left.pop(0)
            start, end = _place(rest, piece.text)
            of = next(iter(findings_in(piece.of, known)), "")
            found += [replace(run, text=rest[:start]), replace(run, text=rest[start:end], of=of)]
            rest = rest[end:]
        found.append(replace(run, text=rest))
    return tuple(_whole_figures([run for run in found if run.text or run.anchor]))


def _whole_figures(runs: Sequence[Run]) -> Iterator[Run]:
    """The runs, with a figure's value and interval in one: "76.0 (95% interval 75.3 to 76.6)" leads to one row."""
    held = list(runs)
    while held:
        run = held.pop(0)
        while run.of and len(held) > 1 and held[1].of == run.of and _is_within(held[0], run):
            between, last = held.pop(0), held.pop(0)
            run = replace(run, text=run.text + between.text + last.text)
        yield run


def _is_within(run: Run, figure: Run) -> bool:
    """Whether a run stands within a figure: words between its numbers, in the same dress and sentence."""
    is_words = not run.of and not run.anchor and run.weight == figure.weight
    return is_words and len(run.text) <= LONGEST_WITHIN and not re.search(r"[.。；;] ?", run.text)


def _lean(text: str) -> str:
    """A text whose spaces, which the setting may change, are all the same."""
    return text.replace("\u00a0", " ").replace("\u2009", " ")


def _place(text: str, part: str) -> tuple[int, int]:
    start = _lean(text).index(_lean(part))
    return start, start + len(part)
