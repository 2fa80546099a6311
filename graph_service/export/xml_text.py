"""Text and attributes as XML 1.0 can hold them (no lists, and not every character), and the file itself."""

import re
from typing import Any
from xml.etree import ElementTree

from graph_service.export.attributes import Attributes

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Source: XML 1.0, fifth edition, production 2."""

REPLACEMENT = "\ufffd"


def replace_forbidden(text: str) -> str:
    """The text with U+FFFD for each character that XML forbids, even as an escape."""
    return _FORBIDDEN.sub(REPLACEMENT, text)


def flatten_lists(attributes: Attributes) -> Attributes:
    """The attributes for XML. Lists become words separated by blanks, as no id, word or address contains one."""
    return {name: _flatten(value) for name, value in attributes.items()}


def to_xml_bytes(root: ElementTree.Element) -> bytes:
    """The document in UTF-8. It is written as one text, in half the time that networkx takes."""
    ElementTree.indent(root)
    return f"<?xml version='1.0' encoding='utf-8'?>\n{ElementTree.tostring(root, 'unicode')}\n".encode()


def _flatten(value: Any) -> Any:
    if isinstance(value, list):
        value = " ".join(value)
    return replace_forbidden(value) if isinstance(value, str) else value
