"""YAML as the pack allows it."""

import pytest

from deepdive.curriculum.yaml_file import Entry, Listing, NotYaml, Scalar, Table, parse


def test_every_node_knows_its_line() -> None:
    node, faults = parse(b"# a note\ntitle: One\nparts:\n  - a\n  - >-\n    b\n    c\n", file="x.yaml")

    assert node == Table(
        2,
        {
            "title": Entry(2, Scalar(2, "One", is_plain=True)),
            "parts": Entry(3, Listing(4, (Scalar(4, "a", is_plain=True), Scalar(5, "b c", is_plain=False)))),
        },
    )
    assert faults == ()


@pytest.mark.parametrize(
    "word", ["yes", "no", "on", "off", "Yes", "NO", "1e3", "0x1F", "12:30", "2026-01-31"]
)
def test_words_stay_as_written(word: str) -> None:
    node, _ = parse(word.encode(), file="x.yaml")

    assert node == Scalar(1, word, is_plain=True)


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", "x.yaml:1: the file is empty. Write its keys, or remove the file."),
        (b"# only a note\n", "x.yaml:1: the file is empty. Write its keys, or remove the file."),
        (
            b"title: caf\xe9\n",
            "x.yaml:1: this line is not UTF-8 text. Save the file with the encoding UTF-8.",
        ),
        (b"a: 1\n---\nb: 2\n", "x.yaml:2: a second document begins here. Remove the line of three dashes."),
        (
            b"a: [\nb: 1\n",
            "x.yaml:2: this is not YAML: expected ',' or ']', but got '<stream end>', "
            "in what begins on line 1. "
            "Look at the indentation, colons and quotation marks on this line and the one before.",
        ),
        (b"[" * 5000, "x.yaml:1: this is nested too deeply. Use fewer levels."),
        (
            b"a: 1\nb: \x07\n",
            "x.yaml:2: this is not YAML: a character that text may not hold. "
            "Look at the indentation, colons and quotation marks on this line and the one before.",
        ),
        (
            b'a: "\\UFFFFFFFF"\n',
            "x.yaml:1: this is not YAML: an impossible number. "
            "Look at the indentation, colons and quotation marks on this line and the one before.",
        ),
    ],
)
def test_what_cannot_be_understood_says_where(content: bytes, fault: str) -> None:
    with pytest.raises(NotYaml) as refusal:
        parse(content, file="x.yaml")

    assert str(refusal.value.fault) == fault


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"a: 1\na: 2\n", 'x.yaml:2: the key "a" is here twice, first on line 1. Remove one of them.'),
        (b"a: *b\n", "x.yaml:1: the pack uses no anchors (& and *). Write the text out, or quote it."),
        (b"a: !!int 3\n", "x.yaml:1: the pack uses no tags (!). Remove the tag, or quote the text."),
        (
            b"[a, b]: 1\n",
            "x.yaml:1: a key is not a text. Put quotation marks around text with [ or {.",
        ),
        (
            b'a: "\\0"\n',
            "x.yaml:1: there is a control character in this text. "
            "Type the text again; copying may have brought in what cannot be seen.",
        ),
    ],
)
def test_what_is_refused_does_not_hide_the_rest(content: bytes, fault: str) -> None:
    node, faults = parse(content, file="x.yaml")

    assert isinstance(node, Table)
    assert [str(fault) for fault in faults] == [fault]


def test_a_byte_order_mark_is_left_out() -> None:
    node, faults = parse(b"\xef\xbb\xbftitle: One\n", file="x.yaml")

    assert node == Table(1, {"title": Entry(1, Scalar(1, "One", is_plain=True))})
    assert faults == ()
