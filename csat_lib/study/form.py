"""The form as respondents meet it: what stands around the questions, on which page and in which block they stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, Any

from pydantic import Field, Strict, model_validator

from csat_lib.errors import Fault, form
from csat_lib.errors import study as phrases
from csat_lib.study.raw import Check, Raw, texts
from csat_lib.study.shape import dotted
from csat_lib.study.words import Model, Name, Names, StudyText


class Contact(Model):
    """Whom respondents may turn to: an address that is not the one of whom they judge."""

    email: str | None = Field(default=None, min_length=1)
    phone: str | None = Field(default=None, min_length=1)

    @model_validator(mode="after")
    def _reaches_somebody(self) -> Contact:
        if not (self.email or self.phone):
            raise ValueError("a contact needs an `email` or a `phone`")
        return self


class FormPage(Model):
    """Questions that are shown together, under a heading and a few words of their own."""

    questions: Names = Field(min_length=1)
    title: StudyText | None = None
    intro: StudyText | None = None


class Matrix(Model):
    """A matrix: ratings on one scale under a shared stem, in an order of chance for each respondent if ``random``."""

    stem: StudyText
    questions: Names = Field(min_length=2)
    random: bool = False


class Form(Model):
    """What stands before, between and behind the questions; without ``pages`` all questions stand on one."""

    intro: StudyText | None = None
    thanks: StudyText | None = None
    contact: Contact | None = None
    pages: Annotated[tuple[FormPage, ...], Strict(strict=False)] = ()
    blocks: dict[Name, Matrix] = Field(default_factory=dict)


def _pages_hold_every_question(raw: Raw) -> Iterator[Fault]:
    """With pages, each question stands on one of them, in the order of the questionnaire."""
    asked, listed = raw.questions(), list[tuple[tuple[Any, ...], str]]()
    for at in range(len(raw.listing("form", "pages"))):
        loc = ("form", "pages", at, "questions")
        listed += [((*loc, index), name) for index, name in texts(raw.listing(*loc))]
    if not listed:
        return
    yield from _in_order(raw, listed, asked)
    named = {name for _, name in listed}
    yield from (form.on_no_page(raw.where("questions", name), name) for name in asked if name not in named)


def _in_order(raw: Raw, listed: Sequence[tuple[tuple[Any, ...], str]], asked: Sequence[str]) -> Iterator[Fault]:
    """Each listed question is one of those asked, and comes later than the one listed before it."""
    before = ""
    for loc, name in listed:
        path = dotted(loc[:-1])
        if name not in asked:
            yield phrases.unknown_name(raw.where(*loc), path, name, asked)
        elif before and asked.index(name) <= asked.index(before):
            yield form.out_of_order(raw.where(*loc), path, name, before)
        else:
            before = name


def _blocks_share_a_scale(raw: Raw) -> Iterator[Fault]:
    """The questions of a block are ratings on one scale that follow one another, on one page and in no other block."""
    ratings, asked = raw.questions(kind="rating"), raw.questions()
    pages = [
        set(map(str, raw.listing("form", "pages", at, "questions"))) for at in range(len(raw.listing("form", "pages")))
    ]
    owner: dict[str, str] = {}
    for block in raw.mapping("form", "blocks"):
        loc = ("form", "blocks", block, "questions")
        named = texts(raw.listing(*loc))
        yield from _in_order(raw, [((*loc, index), name) for index, name in named], ratings)
        known = [(index, name) for index, name in named if name in ratings]
        for index, name in known:
            where, scale = raw.where(*loc, index), raw.value("questions", name, "scale")
            wanted = raw.value("questions", known[0][1], "scale")
            if scale != wanted:
                yield form.other_scale(where, dotted(loc), name, str(scale), str(wanted))
            if owner.setdefault(name, str(block)) != str(block):
                yield form.two_blocks(where, name, owner[name], str(block))
        places = sorted(asked.index(name) for _, name in known)
        names = {name for _, name in known}
        if places and places[-1] - places[0] >= len(names):
            between = next(name for name in asked[places[0] : places[-1]] if name not in names)
            yield form.block_apart(raw.where(*loc), str(block), f"`{between}` is asked")
        elif any(names & page and not names <= page for page in pages):
            yield form.block_apart(raw.where(*loc), str(block), "a new page begins")


def _exclusive_options_are_known(raw: Raw) -> Iterator[Fault]:
    """What excludes every other option is an option, and leaves some that it excludes."""
    for name in raw.questions(kind="multiple"):
        loc, options = ("questions", name, "exclusive"), raw.options(name)
        named = raw.listing(*loc)
        for index, option in enumerate(named):
            if str(option) not in options:
                yield phrases.unknown_name(raw.where(*loc, index), dotted(loc), str(option), options)
        if named and {str(option) for option in named} >= set(options):
            what = "an option that is not exclusive"
            yield phrases.needs(
                raw.where(*loc), dotted(loc), what, "Where each excludes the others, ask for a single choice."
            )


CHECKS: tuple[Check, ...] = (_pages_hold_every_question, _blocks_share_a_scale, _exclusive_options_are_known)
