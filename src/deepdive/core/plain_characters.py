"""Characters that look alike made alike, so that one pattern finds a number however it was typed.

Decided once, for the server and for the browser (``frontend/src/workbook/plain-characters.ts``):

- a decimal digit of any script of Unicode 14 is the digit 0 to 9; superscript and circled digits are not;
- every kind of hyphen, dash and minus is ``-``, and a slash of another width is ``/``;
- every space that stands between words on a line is a space, the non-breaking ones too; a tab and the end
  of a line are not, because they part the numbers of a table;
- what nobody can see (soft hyphens, zero-width characters, marks of direction) is not there.
"""

from dataclasses import dataclass

# code points, in hexadecimal; the nine other digits of a script follow its zero
_ZEROS = (
    "30 660 6F0 7C0 966 9E6 A66 AE6 B66 BE6 C66 CE6 D66 DE6 E50 ED0 F20 1040 1090 17E0 1810 1946 19D0 1A80 "
    "1A90 1B50 1BB0 1C40 1C50 A620 A8D0 A900 A9D0 A9F0 AA50 ABF0 FF10 104A0 10D30 11066 110F0 11136 111D0 "
    "112F0 11450 114D0 11650 116C0 11730 118E0 11950 11C50 11D50 11DA0 16A60 16AC0 16B50 1D7CE 1D7D8 1D7E2 "
    "1D7EC 1D7F6 1E140 1E2F0 1E950 1FBF0"
)
_DASHES = "2010 2011 2012 2013 2014 2015 2043 2212 FE58 FE63 FF0D"
_SLASHES = "2044 2215 FF0F"
_SPACES = "A0 1680 2000 2001 2002 2003 2004 2005 2006 2007 2008 2009 200A 202F 205F 3000"
_UNSEEN = (
    "AD 34F 61C 180E 200B 200C 200D 200E 200F 202A 202B 202C 202D 202E 2060 2061 2062 2063 2064 2066 2067 "
    "2068 2069 FE0E FE0F FEFF"
)


def _codes(listed: str) -> list[int]:
    return [int(code, 16) for code in listed.split()]


_PLAIN: dict[int, str] = {
    **{zero + digit: str(digit) for zero in _codes(_ZEROS) for digit in range(10)},
    **dict.fromkeys(_codes(_DASHES), "-"),
    **dict.fromkeys(_codes(_SLASHES), "/"),
    **dict.fromkeys(_codes(_SPACES), " "),
}
_INVISIBLE = frozenset(map(chr, _codes(_UNSEEN)))
_WITHOUT_INVISIBLE: dict[int, str] = {**_PLAIN, **dict.fromkeys(_codes(_UNSEEN), "")}


@dataclass(frozen=True)
class PlainText:
    """A text in plain characters, and where its characters stand in the text it was made from."""

    text: str
    _places: tuple[int, ...] | None  # None: every character stands where it stood

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where what is here from ``start`` to ``end`` stands in the text it was made from."""
        if self._places is None or start == end:
            return start, end
        return self._places[start], self._places[end - 1] + 1


def plain(text: str) -> PlainText:
    """The text in plain characters."""
    if text.isascii():
        return PlainText(text, None)
    if _INVISIBLE.isdisjoint(text):
        return PlainText(text.translate(_PLAIN), None)
    places = tuple(place for place, character in enumerate(text) if character not in _INVISIBLE)
    return PlainText(text.translate(_WITHOUT_INVISIBLE), places)
