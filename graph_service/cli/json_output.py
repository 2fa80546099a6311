"""JSON for programs, in whatever encoding standard output has."""

import json
import sys
from typing import Any


def to_json_text(data: Any) -> str:
    """The data as JSON. If standard output can't encode it, all letters beyond ASCII are escaped."""
    text = json.dumps(data, ensure_ascii=False, indent=2)
    try:
        text.encode(sys.stdout.encoding or "utf-8")
    except (UnicodeEncodeError, LookupError):
        return json.dumps(data, indent=2)
    return text
