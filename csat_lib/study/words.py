"""The base of every model of the study file, and wording in Chinese and English."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, Strict, model_validator
from pydantic_core import PydanticCustomError

Language = Literal["zh", "en"]
NAME_PATTERN = "^[A-Za-z][A-Za-z0-9_.-]{0,79}$"
YEAR_PATTERN = "^[0-9]{4}$"
COLOUR_PATTERN = "^#[0-9A-Fa-f]{6}$"


def _as_text(given: object) -> object:
    is_number = isinstance(given, int | float) and not isinstance(given, bool)
    return f"{given:g}" if isinstance(given, float) else str(given) if is_number else given


def _not_too_long(given: str) -> str:
    if any(len(part.encode()) > LONGEST_FILE_NAME for part in given.split("/")):
        raise PydanticCustomError("form", "no file name", {"wanted": FILE_FORM})
    return given


LONGEST_FILE_NAME = 255  # bytes, of Linux and macOS; a Chinese character takes three
FILE_FORM = f"names of files of at most {LONGEST_FILE_NAME} bytes"
FileName = Annotated[str, AfterValidator(_not_too_long)]
"""The path of a file, which the file itself need not have."""
Name = Annotated[str, Field(pattern=NAME_PATTERN)]
"""A name that other parts of the file refer to: ASCII, starting with a letter."""
Level = Annotated[str, BeforeValidator(_as_text)]
"""An answer's code as text: ``S01``, or ``1`` for the number 1."""
Code = int | float | str
"""An answer's code as the survey tool writes it."""
Share = Annotated[float, Field(ge=0, le=1)]
Names = Annotated[tuple[str, ...], Strict(strict=False)]
Levels = Annotated[tuple[Level, ...], Strict(strict=False)]
Codes = Annotated[tuple[Code, ...], Strict(strict=False)]


class Model(BaseModel):
    """Strict and frozen: an unknown key or a wrong type is an error, nothing is converted in silence."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", allow_inf_nan=False)


class StudyText(Model):
    """One wording in the languages of the study."""

    zh: str = ""
    en: str = ""

    @model_validator(mode="after")
    def _says_something(self) -> StudyText:
        if not (self.zh or self.en):
            raise ValueError("no wording")
        return self

    def get(self, language: str) -> str:
        """The wording in ``zh`` or ``en`` (loading a study makes sure that its languages are worded)."""
        return self.zh if language == "zh" else self.en


class WordLists(Model):
    """Lists of words or sentences, by language."""

    zh: Names = ()
    en: Names = ()

    def get(self, language: str) -> tuple[str, ...]:
        """The list in ``zh`` or ``en``."""
        return self.zh if language == "zh" else self.en
