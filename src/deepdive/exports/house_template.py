"""A house template that somebody uploads: whether it can be used, and what is kept of it.

Kept are its styles, its page, and the header and footer of its first section. Its text goes.
"""

import re
from copy import deepcopy
from datetime import date
from io import BytesIO
from zipfile import BadZipFile, ZipFile
from zlib import error as ZlibError  # noqa: N812

import docx
from docx.document import Document as Word
from docx.exceptions import PythonDocxError
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from docx.shared import Cm
from lxml.etree import LxmlError

from deepdive.core.refused import Refused
from deepdive.exports.docx import to_docx
from deepdive.exports.house_sample import house_sample
from deepdive.exports.house_styles import add_missing_styles

MOST_BYTES = 5_000_000
MOST_UNPACKED_BYTES = 50_000_000
# a millimetre: programs round the size of a page
TOLERANCE = Cm(0.1)
LEAST_TEXT_WIDTH = Cm(12)

_KEPT_RELATIONS = {
    RELATIONSHIP_TYPE.STYLES,
    RELATIONSHIP_TYPE.NUMBERING,
    RELATIONSHIP_TYPE.SETTINGS,
    RELATIONSHIP_TYPE.THEME,
    RELATIONSHIP_TYPE.FONT_TABLE,
    RELATIONSHIP_TYPE.HEADER,
    RELATIONSHIP_TYPE.FOOTER,
    RELATIONSHIP_TYPE.FOOTNOTES,
    RELATIONSHIP_TYPE.ENDNOTES,
}
_KEPT_PACKAGE_RELATIONS = {
    RELATIONSHIP_TYPE.OFFICE_DOCUMENT,
    RELATIONSHIP_TYPE.CORE_PROPERTIES,
    RELATIONSHIP_TYPE.EXTENDED_PROPERTIES,
}
_MAY_STAY = re.compile(
    r"application/vnd\.openxmlformats-(officedocument\.(wordprocessingml\.|theme|extended-properties"
    r"|obfuscatedFont)|package\.core-properties).*|image/.*|application/x-font.*"
)
_ACTIVE = re.compile("vba|activex|macro", re.IGNORECASE)
# what would make every export ask, follow changes, or be locked
_SETTINGS_THAT_GO = (
    *("attachedTemplate", "mailMerge", "documentProtection", "writeProtection", "trackRevisions"),
    *("updateFields", "docVars"),
)
# fields that fetch something from elsewhere
_FETCHES = re.compile(r"\b(DDE|DDEAUTO|LINK|IMPORT|INCLUDE|INCLUDETEXT|INCLUDEPICTURE|DATABASE|RD)\b")
# what python-docx and the ZIP and XML readers under it raise for files that are out of order
_OUT_OF_ORDER = (
    *(BadZipFile, ZlibError, OpcError, PythonDocxError, LxmlError, LookupError, ValueError, TypeError),
    *(AttributeError, AssertionError, OSError, RuntimeError),
)


def house_template(content: bytes) -> bytes:
    """What is kept of the Word file ``content``, to build exports on. Refused with ``not-a-template``, and a
    message that says what is wrong and what to do."""
    if len(content) > MOST_BYTES:
        raise _refused("This file is larger than 5 MB. Make the pictures in its header smaller.")
    try:
        _check_archive(content)
        word = docx.Document(BytesIO(content))
        _check_nothing_runs(word)
        _drop_text(word)
        _drop_relations(word)
        _drop_settings(word)
        _check_what_stays(word)
        _check_page(word)
        add_missing_styles(word)
        saved = BytesIO()
        word.save(saved)
        # whatever else may be wrong with it shows here, and not when somebody needs their plan
        to_docx(house_sample("-", made_on=date(2000, 1, 1)), house=saved.getvalue())
    except _OUT_OF_ORDER:
        raise _refused(
            "This file cannot be read as a Word document. Open it in Word, choose “Save as” and the type "
            "“Word Document (.docx)”, and upload that. Templates (.dotx) and files with macros (.docm) are "
            "not taken."
        ) from None
    return saved.getvalue()


def _refused(message: str) -> Refused:
    return Refused("not-a-template", message)


def _check_archive(content: bytes) -> None:
    with ZipFile(BytesIO(content)) as archive:
        if sum(part.file_size for part in archive.infolist()) > MOST_UNPACKED_BYTES:
            raise _refused("This file is far larger inside than it looks. Make a smaller template.")


def _check_nothing_runs(word: Word) -> None:
    for part in word.part.package.iter_parts():
        if _ACTIVE.search(part.content_type) or _ACTIVE.search(part.partname):
            raise _refused(
                "This file holds macros or controls, which can run programs. Save it as a Word document "
                "(.docx) without them."
            )


def _drop_text(word: Word) -> None:
    """Leave the page of the first section: only that one has its header and footer for certain, because the
    others may take theirs from the one before."""
    body = word.element.body
    first = deepcopy(word.sections[0]._sectPr)
    for child in list(body):
        body.remove(child)
    body.append(first)


def _drop_relations(word: Word) -> None:
    used = {one.get(qn("r:id")) for one in word.element.body.iter() if one.get(qn("r:id"))}
    ends = {RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER}
    for key, relation in tuple(word.part.rels.items()):
        if relation.reltype not in _KEPT_RELATIONS or (relation.reltype in ends and key not in used):
            del word.part.rels[key]
    package = word.part.package
    for key, relation in tuple(package.rels.items()):
        if relation.reltype not in _KEPT_PACKAGE_RELATIONS:
            del package.rels[key]


def _drop_settings(word: Word) -> None:
    # touched first: a file without settings gets some
    settings = word.settings.element
    for name in _SETTINGS_THAT_GO:
        for setting in tuple(settings.iter(qn(f"w:{name}"))):
            setting.getparent().remove(setting)
    # all that settings lead to is such a template, or a source of letters
    part = word.part.part_related_by(RELATIONSHIP_TYPE.SETTINGS)
    for key in tuple(part.rels):
        del part.rels[key]


def _check_what_stays(word: Word) -> None:
    for relation in word.part.package.iter_rels():
        if relation.is_external and relation.reltype != RELATIONSHIP_TYPE.HYPERLINK:
            raise _refused(
                f"This file fetches something from elsewhere ({relation.target_ref}). Put it into the file: "
                "in Word, remove a linked picture from the header or footer and insert it again."
            )
    for part in word.part.package.iter_parts():
        if not _MAY_STAY.fullmatch(part.content_type):
            raise _refused(
                f"The header, footer or styles of this file hold something that is neither text nor a "
                f"picture ({part.partname}). Remove it, or turn it into a picture."
            )
        element = getattr(part, "element", None)
        if element is None:
            element = docx.oxml.parse_xml(part.blob) if part.content_type.endswith("xml") else None
        if element is not None:
            _check_fields("".join(text.text or "" for text in element.iter(qn("w:instrText"))))
            for field in element.iter(qn("w:fldSimple")):
                _check_fields(field.get(qn("w:instr")) or "")


def _check_fields(code: str) -> None:
    if _FETCHES.search(code.upper()):
        raise _refused(
            "The header or footer of this file has a field that fetches something from elsewhere. In Word, "
            "click on it and press Ctrl, Shift and F9, which leaves what it shows."
        )


def _check_page(word: Word) -> None:
    page = word.sections[0]
    width, height = page.page_width or 0, page.page_height or 0
    if abs(width - Cm(21)) > TOLERANCE or abs(height - Cm(29.7)) > TOLERANCE:
        raise _refused(
            f"The page of this file is {width / Cm(1):.1f} by {height / Cm(1):.1f} cm. Set it to A4, upright "
            "(21 by 29.7 cm)."
        )
    if width - (page.left_margin or 0) - (page.right_margin or 0) < LEAST_TEXT_WIDTH:
        raise _refused("The margins leave less than 12 cm for the text. Make them smaller.")
