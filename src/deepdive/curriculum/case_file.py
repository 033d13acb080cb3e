"""``cases/*.md``: what is known about a case in its first lines, and its story in five parts."""

from deepdive.core.case import Case
from deepdive.curriculum.document import Document
from deepdive.curriculum.parts import PartReader, split, text_of
from deepdive.curriculum.shape import empty, read_node
from deepdive.curriculum.yaml_file import Entry, Node, NotYaml, Table, parse

PARTS = {
    "what_it_was": "What it was",
    "what_happened": "What happened",
    "what_went_right_or_wrong": "What went right or wrong",
    "what_it_teaches": "What it teaches",
    "ask_yourselves": "Ask yourselves",
}
NOTHING = dict.fromkeys(PARTS, "")


def read_case(content: bytes | None, *, file: str) -> Document[Case]:
    """The case in a file: keys between two lines of three dashes, then the parts."""
    reader = PartReader(content, file=file)
    if not reader.has_text:
        return reader.document(empty(Case), {})
    node, body_line = _front_matter(reader)
    body = "\n".join(reader.text.split("\n")[body_line - 1 :])
    first, *parts = split(body, deepest=2, first_line=body_line)
    reader.refuse_text(first, 'Put it under "## What it was"')
    entries = reader.take(parts, PARTS, level=2, line=body_line)
    texts = {key: text_of(entry) for key, entry in entries.items()}
    if node is None:
        reader.unread.add(())
        return reader.document(empty(Case, given=texts), entries)
    case, unread, faults = read_node(node, Case, file=file, given=texts)
    reader.unread |= unread
    reader.faults += faults
    keys: dict[str, Entry] = dict(node.entries) if isinstance(node, Table) else {}
    return reader.document(case, {**keys, **entries})


def _front_matter(reader: PartReader) -> tuple[Node | None, int]:
    """The keys of the file, None where there are none to be had, and the line on which the rest begins."""
    lines = [line.rstrip() for line in reader.text.split("\n")]
    if lines[0] != "---" or "---" not in lines[1:]:
        reader.refuse(
            1,
            "the keys of the case are missing",
            "Begin with a line of three dashes, the keys such as id and title, and three dashes again",
        )
        return None, 1
    end = lines.index("---", 1)
    # an empty line in the place of the dashes keeps the numbers of the lines
    front = "\n".join(["", *lines[1:end]])
    try:
        node, faults = parse(front.encode(), file=reader.file)
    except NotYaml as broken:
        reader.faults.append(broken.fault)
        return None, end + 2
    reader.faults += faults
    return node, end + 2
