"""The shape of the shared document. Only this package knows it.

A workbook is a Yjs document. Its top-level types, by name:

- ``<artefact id>/<field id>``: a field. A line or a text is a shared text; a choice, a number or a date
  is a map with the one key ``value``; rows are a map from row id to row. A row is a map with ``order``
  (a number, rows stand in its order) and a cell for each column: a shared text, or for a choice, number
  or date the text itself;
- ``group:<group id>/<artefact id>/<field id>``: the same, a group's own copy;
- ``board:<activity id>/notes``: a map from note id to a map with ``text`` (a shared text), ``heading`` (the
  id of a heading or of one of the activity's prompts, or empty) and ``order``;
- ``board:<activity id>/headings``: a map from heading id to a map with ``title`` (a shared text) and
  ``order``;
- ``link:<kind id>``: a map with a key ``<row id>/<row id>`` that is true for each link.

Top-level types merge by name: two people who open an empty workbook at the same moment write into the
same text, where nested maps made twice would lose one. Row, note and heading ids are random UUIDs, so
that they never collide.
"""

from deepdive.core.artefact import KeptRow
from deepdive.core.links import Link
from deepdive.workbook.document.board import (
    BoardEdits,
    change_board,
    heading_row,
    note_row,
    read_board,
)
from deepdive.workbook.document.content import (
    Content,
    Root,
    SharedMap,
    SharedText,
    clean_roots,
    read_root,
    restore,
    texts_in,
)
from deepdive.workbook.document.everything import document_of, read_everything
from deepdive.workbook.document.fields import (
    Edit,
    change,
    groups_in,
    read,
    rows_of,
    written,
)
from deepdive.workbook.document.links import LinkEdits, change_all_links, change_links, links_of, live_links
from deepdive.workbook.document.names import (
    BoardPlace,
    FieldPlace,
    LinkPlace,
    Place,
    field_name,
    headings_name,
    link_name,
    names_where,
    notes_name,
    place_of,
)
from deepdive.workbook.document.rows import RowEdits
from deepdive.workbook.document.shared import YDoc, root_names
from deepdive.workbook.document.text import set_text

__all__ = [
    "BoardEdits",
    "BoardPlace",
    "Content",
    "Edit",
    "FieldPlace",
    "KeptRow",
    "Link",
    "LinkEdits",
    "LinkPlace",
    "Place",
    "Root",
    "RowEdits",
    "SharedMap",
    "SharedText",
    "YDoc",
    "change",
    "change_all_links",
    "change_board",
    "change_links",
    "clean_roots",
    "document_of",
    "field_name",
    "groups_in",
    "heading_row",
    "headings_name",
    "link_name",
    "links_of",
    "live_links",
    "names_where",
    "note_row",
    "notes_name",
    "place_of",
    "read",
    "read_board",
    "read_everything",
    "read_root",
    "restore",
    "root_names",
    "rows_of",
    "set_text",
    "texts_in",
    "written",
]
