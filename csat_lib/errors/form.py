"""Phrases about the form: pages and blocks that cannot be shown as the study file lists them."""

from __future__ import annotations

from csat_lib.errors import Fault


def on_no_page(where: str, question: str) -> Fault:
    """A question that the form divided into pages leaves out."""
    return Fault(where, f"the question `{question}` stands on no page.", "Add it to a page of `form`, or drop `pages`.")


def out_of_order(where: str, path: str, name: str, before: str) -> Fault:
    """Questions listed in another order than they are asked in, or twice."""
    return Fault(
        where,
        f"`{path}`: `{name}` is not asked after `{before}`.",
        "List each question once, in the order of `questions`.",
    )


def other_scale(where: str, path: str, name: str, given: str, wanted: str) -> Fault:
    """A block whose questions are answered on two scales."""
    return Fault(
        where,
        f"`{path}`: `{name}` is answered on `{given}`, the first question of the block on `{wanted}`.",
        "A block has one scale: take the question out.",
    )


def two_blocks(where: str, name: str, first: str, second: str) -> Fault:
    """A question that is shown in two blocks."""
    return Fault(where, f"the question `{name}` stands in the blocks `{first}` and `{second}`.", "Keep one.")


def block_apart(where: str, block: str, between: str) -> Fault:
    """A block that cannot be shown as one."""
    return Fault(where, f"within the block `{block}` {between}.", "A block is shown as one: divide it.")
