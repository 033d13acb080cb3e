// The same decisions as deepdive/core/plain_characters.py, which says why; both read the golden files.
const ZEROS =
  "30 660 6F0 7C0 966 9E6 A66 AE6 B66 BE6 C66 CE6 D66 DE6 E50 ED0 F20 1040 1090 17E0 1810 1946 19D0 1A80 " +
  "1A90 1B50 1BB0 1C40 1C50 A620 A8D0 A900 A9D0 A9F0 AA50 ABF0 FF10 104A0 10D30 11066 110F0 11136 111D0 " +
  "112F0 11450 114D0 11650 116C0 11730 118E0 11950 11C50 11D50 11DA0 16A60 16AC0 16B50 1D7CE 1D7D8 1D7E2 " +
  "1D7EC 1D7F6 1E140 1E2F0 1E950 1FBF0";
const DASHES = "2010 2011 2012 2013 2014 2015 2043 2212 FE58 FE63 FF0D";
const SLASHES = "2044 2215 FF0F";
const SPACES = "A0 1680 2000 2001 2002 2003 2004 2005 2006 2007 2008 2009 200A 202F 205F 3000";
const UNSEEN =
  "AD 34F 61C 180E 200B 200C 200D 200E 200F 202A 202B 202C 202D 202E 2060 2061 2062 2063 2064 2066 2067 " +
  "2068 2069 FE0E FE0F FEFF";

const codes = (list: string) => list.split(" ").map((code) => Number.parseInt(code, 16));

const PLAIN = new Map<string, string>();
for (const zero of codes(ZEROS)) {
  for (let digit = 0; digit < 10; digit += 1) PLAIN.set(String.fromCodePoint(zero + digit), String(digit));
}
for (const [list, is] of [[DASHES, "-"], [SLASHES, "/"], [SPACES, " "], [UNSEEN, ""]] as const) {
  for (const code of codes(list)) PLAIN.set(String.fromCodePoint(code), is);
}

/** A text in plain characters, and where its characters stand in the text it was made from. */
export interface PlainText {
  text: string;
  /** From a place here to a place there: that of the character's first code unit, or behind its last. */
  start(place: number): number;
  end(place: number): number;
}

/** The text in plain characters, one code unit for each. */
export function plain(text: string): PlainText {
  if (/^[\x00-\x7f]*$/.test(text)) return { text, start: (place) => place, end: (place) => place };
  let made = "";
  const starts: number[] = [];
  const ends: number[] = [];
  let at = 0;
  for (const character of text) {
    // an emoji counts as one character on the server, so here too: distances are counted
    const is = PLAIN.get(character) ?? (character.length > 1 ? "\ufffd" : character);
    if (is) {
      made += is;
      starts.push(at);
      ends.push(at + character.length);
    }
    at += character.length;
  }
  return { text: made, start: (place) => starts[place] ?? at, end: (place) => ends[place - 1] ?? 0 };
}
