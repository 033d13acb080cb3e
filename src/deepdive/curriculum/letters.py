"""The letters that the software sends: which there are, and what each can say."""

from collections.abc import Iterator, Mapping
from string import Template

from deepdive.core.pack import Letter
from deepdive.curriculum.fault import Fault, advise_instead, quote
from deepdive.curriculum.yaml_file import NotYaml, decode

# Every letter, and the names of the values that it may use.
PLACEHOLDERS: Mapping[str, frozenset[str]] = {
    "request-copy": frozenset({"contact_name", "organisation", "series", "answers", "address"}),
    "request-received": frozenset({"organiser_name", "organisation", "contact_name", "link"}),
    "request-accepted": frozenset(
        {"contact_name", "organisation", "series", "sessions", "minutes", "organiser_name"}
    ),
    "request-declined": frozenset({"contact_name", "organisation", "series", "reason", "organiser_name"}),
    "seat-invitation": frozenset(
        {
            "name",
            "organisation",
            "series",
            "role",
            "sessions",
            "link",
            "link_expires",
            "join_link",
            "organiser_name",
        }
    ),
    "sign-in-link": frozenset({"name", "link", "link_expires"}),
    "comment-assigned": frozenset({"name", "author", "organisation", "place", "link"}),
    "comment-mentioned": frozenset({"name", "author", "organisation", "place", "link"}),
    "comment-answered": frozenset({"name", "author", "organisation", "place", "link"}),
    "version-to-review": frozenset({"name", "author", "organisation", "number", "link", "link_expires"}),
    "review-to-answer": frozenset(
        {"name", "author", "organisation", "number", "section", "link", "link_expires"}
    ),
    "your-turn-to-sign": frozenset(
        {"name", "author", "organisation", "number", "part", "link", "link_expires"}
    ),
    "signing-declined": frozenset({"name", "author", "organisation", "number", "link", "link_expires"}),
    "signing-complete": frozenset({"name", "organisation", "number", "link", "link_expires"}),
    "session-moved": frozenset(
        {
            "name",
            "organisation",
            "number",
            "workshop",
            "was",
            "when",
            "minutes",
            "join_link",
            "organiser_name",
        }
    ),
    "session-reminder": frozenset(
        {
            "name",
            "organisation",
            "series",
            "number",
            "workshop",
            "when",
            "minutes",
            "join_link",
            "link",
            "link_expires",
        }
    ),
    "pre-work": frozenset({"name", "number", "workshop", "when", "link", "link_expires", "minutes"}),
    "thank-you": frozenset({"name", "number", "workshop", "next_step", "link", "link_expires"}),
    "missed-you": frozenset({"name", "number", "workshop", "link", "link_expires"}),
    "session-summary": frozenset(
        {"name", "organisation", "number", "workshop", "decisions", "questions", "link", "link_expires"}
    ),
    "certificate": frozenset({"name", "organisation", "series", "workshops", "date"}),
    "follow-up-30-days": frozenset({"name", "organisation", "link", "link_expires"}),
    "follow-up-90-days": frozenset({"name", "organisation", "link", "link_expires"}),
    "follow-up-180-days": frozenset({"name", "organisation", "link", "link_expires"}),
}


def fill(letter: Letter, **values: str) -> tuple[str, str]:
    """The letter's subject, on one line whatever the values hold, and its body.

    Raises KeyError when a value that the letter uses is not given.
    """
    subject = Template(letter.subject).substitute(values)
    return " ".join(subject.split()), Template(letter.body).substitute(values)


def read_letter(content: bytes, *, letter_id: str, file: str) -> tuple[Letter | None, tuple[Fault, ...]]:
    """The letter in a file, None where there is none to be had, and what is wrong with it."""
    try:
        text = decode(content, file=file).replace("\r\n", "\n")
    except NotYaml as broken:
        return None, (broken.fault,)
    if letter_id not in PLACEHOLDERS:
        return None, (
            Fault(
                file,
                1,
                f"no letter is called {quote(letter_id)}",
                advise_instead(letter_id, PLACEHOLDERS),
            ),
        )
    faults = list(_placeholder_faults(text, PLACEHOLDERS[letter_id], file))
    first, _, rest = text.partition("\n")
    blank, _, body = rest.partition("\n")
    subject = first.removeprefix("Subject:").strip()
    if not first.startswith("Subject:") or not subject:
        faults.append(
            Fault(file, 1, "the letter has no subject", 'Begin the first line with "Subject:" and a subject')
        )
    elif blank.strip():
        faults.append(Fault(file, 2, "the second line is not empty", "Put an empty line after the subject"))
    elif not body.strip():
        faults.append(Fault(file, 1, "the letter is empty", "Write the letter under the subject"))
    return Letter(id=letter_id, subject=subject, body=body.strip() + "\n"), tuple(faults)


def missing_letters(ids: frozenset[str]) -> Iterator[Fault]:
    """A fault for every letter that is not among ``ids``."""
    for letter_id in sorted(PLACEHOLDERS.keys() - ids):
        yield Fault(
            f"letters/{letter_id}.md",
            1,
            "this letter is missing",
            f"Write it; it may use {_listed(PLACEHOLDERS[letter_id])}",
        )


def _placeholder_faults(text: str, allowed: frozenset[str], file: str) -> Iterator[Fault]:
    for match in Template.pattern.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        name = match.group("named") or match.group("braced")
        if match.group("invalid") is not None:
            yield Fault(file, line, "a dollar sign stands alone", "Write $$ for a dollar sign")
        elif name and name not in allowed:
            yield Fault(
                file,
                line,
                f"the letter knows no value {quote('$' + name)}",
                f"Use {_listed(allowed)}",
            )


def _listed(names: frozenset[str]) -> str:
    return ", ".join(f"${name}" for name in sorted(names))
