"""Answers that say that nobody knows the answer yet."""

# What people write, and what choices of the pack say.
_WHOLE = frozenset(
    {
        "?",
        "??",
        "???",
        "do not know",
        "don't know",
        "gap",
        "not sure",
        "not sure yet",
        "tba",
        "tbc",
        "tbd",
        "unknown",
    }
)
_BEGINNINGS = ("not known", "not yet known", "to be confirmed")


def says_not_known(text: str) -> bool:
    """Whether the text says that the answer is not known yet, as "not known; the analyst counts" does."""
    plain = " ".join(text.replace("’", "'").casefold().split()).rstrip(".! ")
    return plain in _WHOLE or plain.startswith(_BEGINNINGS)
