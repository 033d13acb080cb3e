"""Links: how a row of one artefact may point to a row of another."""

from dataclasses import dataclass

from deepdive.core.plan import FieldAddress


@dataclass(frozen=True, kw_only=True)
class LinkKind:
    """A link that people may make, between rows of two fields. ``words`` reads from the first to the
    second, ``back`` the other way; ``from_`` is the key ``from`` of the file.
    """

    id: str
    from_: FieldAddress
    to: FieldAddress
    words: str
    back: str


@dataclass(frozen=True, order=True)
class Link:
    """A link from one row to another, by their ids."""

    from_: str
    to: str

    @property
    def key(self) -> str:
        """Its key in the shared document."""
        return f"{self.from_}/{self.to}"
