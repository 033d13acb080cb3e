"""The text that a PDF shows, read from its pages without any other program."""

import re
from io import BytesIO

import pikepdf

_HEX = re.compile(rb"<([0-9A-Fa-f]+)>")
_PAIRS = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
_RANGES = re.compile(rb"beginbfrange(.*?)endbfrange", re.DOTALL)


def text_of(pdf: bytes) -> str:
    """Everything on the pages in the order in which it is drawn, left to right, lines run together."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        return "".join(_drawn(page) for page in opened.pages)


def _drawn(page: pikepdf.Page) -> str:
    fonts = {name: _letters(font) for name, font in page.resources.Font.items()}
    letters: dict[int, str] = {}
    drawn, is_replaced = "", False
    for instruction in pikepdf.parse_content_stream(page):
        operands = instruction.operands
        match str(instruction.operator):
            case "Tf":
                letters = fonts[str(operands[0])]
            case "BDC" if isinstance(operands[1], pikepdf.Dictionary) and "/ActualText" in operands[1]:
                drawn += str(operands[1].ActualText)
                is_replaced = True
            case "EMC":
                is_replaced = False
            case "Tj" | "TJ" if not is_replaced:
                drawn += _shown(operands[0], letters)
    return drawn


def _shown(operand: pikepdf.Object, letters: dict[int, str]) -> str:
    parts = operand if isinstance(operand, pikepdf.Array) else [operand]
    codes = b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String))
    pairs = zip(codes[::2], codes[1::2], strict=True)
    return "".join(letters[high * 256 + low] for high, low in pairs)


def _letters(font: pikepdf.Object) -> dict[int, str]:
    """Which text each two-byte code of the font stands for."""
    stream = font.ToUnicode.read_bytes()
    letters: dict[int, str] = {}
    for block in _PAIRS.findall(stream):
        codes = _HEX.findall(block)
        for code, text in zip(codes[::2], codes[1::2], strict=True):
            letters[int(code, 16)] = bytes.fromhex(text.decode()).decode("utf-16-be")
    for block in _RANGES.findall(stream):
        codes = _HEX.findall(block)
        for first, last, text in zip(codes[::3], codes[1::3], codes[2::3], strict=True):
            start = ord(bytes.fromhex(text.decode()).decode("utf-16-be"))
            for code in range(int(first, 16), int(last, 16) + 1):
                letters[code] = chr(start + code - int(first, 16))
    return letters
