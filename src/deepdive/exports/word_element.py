"""Elements of a Word file that python-docx has no name for."""

from typing import cast

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement


def element(name: str, /, **attributes: str) -> BaseOxmlElement:
    """The element ``w:...`` called ``name``; its attributes are in the same namespace."""
    made = cast(BaseOxmlElement, OxmlElement(name))
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made
