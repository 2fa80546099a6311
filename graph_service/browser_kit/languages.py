"""The kit's languages, and what changes between them."""

import re
from typing import Literal

Language = Literal["en", "ar"]
LANGUAGES: tuple[Language, ...] = ("en", "ar")
DIRECTION: dict[Language, str] = {"en": "ltr", "ar": "rtl"}
SUFFIX: dict[Language, str] = {"en": "", "ar": ".ar"}
"""What a file's name has before its ending."""


def in_language(text: str, language: Language) -> str:
    """The text with the properties that hold this language's words: `name` is English, `name_ar` Arabic."""
    return text if language == "en" else re.sub(r"(?<=[.{])(name|note)\b(?!\()", rf"\1_{language}", text)
