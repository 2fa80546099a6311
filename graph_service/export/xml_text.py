"""What XML 1.0 can hold (no lists, and not every character), and how it is written."""

import re
from typing import Any
from xml.etree import ElementTree

from graph_service.export.attributes import Attributes

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Source: XML 1.0, fifth edition, production 2."""

REPLACEMENT = "\ufffd"


def writable(text: str) -> str:
    """The text, with U+FFFD for each character that no XML file may hold, escaped or not."""
    return _FORBIDDEN.sub(REPLACEMENT, text)


def flat(attributes: Attributes) -> Attributes:
    """The attributes as an XML file has them: lists as words with blanks between (no id, word or address has one)."""
    return {name: _flat(value) for name, value in attributes.items()}


def file(root: ElementTree.Element) -> bytes:
    """The document, in UTF-8; as one text, which takes half the time that the writers of networkx do."""
    ElementTree.indent(root)
    return f"<?xml version='1.0' encoding='utf-8'?>\n{ElementTree.tostring(root, 'unicode')}\n".encode()


def _flat(value: Any) -> Any:
    if isinstance(value, list):
        value = " ".join(value)
    return writable(value) if isinstance(value, str) else value
