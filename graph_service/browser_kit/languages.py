"""The kit's languages, and what differs between them."""

import re
from typing import Literal

Language = Literal["en", "ar"]
LANGUAGES: tuple[Language, ...] = ("en", "ar")
DIRECTION: dict[Language, str] = {"en": "ltr", "ar": "rtl"}
SUFFIX: dict[Language, str] = {"en": "", "ar": ".ar"}
"""What stands before the extension of a file's name."""


def in_language(text: str, language: Language) -> str:
    """The text with the properties of this language: `name` is English, `name_ar` is Arabic."""
    return text if language == "en" else re.sub(r"(?<=[.{])(name|note)\b(?!\()", rf"\1_{language}", text)
