"""JSON for programs, on whatever standard output is."""

import json
import sys
from typing import Any


def as_json_text(data: Any) -> str:
    """The data as JSON; where the output can't write a character, JSON's own escape stands for it."""
    text = json.dumps(data, ensure_ascii=False, indent=2)
    try:
        text.encode(sys.stdout.encoding or "utf-8")
    except (UnicodeEncodeError, LookupError):
        return json.dumps(data, indent=2)
    return text
