"""A finished picture."""

from dataclasses import dataclass

from deepdive.drawings.svg import INK, PAPER, WIDTH, clean


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """A picture of an artefact: SVG, and in words what it shows that a table of the same rows does not.

    ``title`` is short; ``says`` are whole sentences, in the order in which to read them. ``height`` is in
    the units of its width.
    """

    title: str
    says: tuple[str, ...]
    body: str
    height: float
    width: int = WIDTH

    @property
    def alternative(self) -> str:
        """What it shows, for whoever cannot see it."""
        return " ".join((f"{self.title}.", *self.says))

    @property
    def svg(self) -> str:
        """The picture as a file of its own, described by its own title."""
        return self._svg(f'role="img" aria-label="{clean(self.alternative)}"')

    def svg_described(self, *, labelled_by: str, described_by: str) -> str:
        """The picture for a page that says its title and its sentences in elements with these ids."""
        return self._svg(f'role="img" aria-labelledby="{labelled_by}" aria-describedby="{described_by}"')

    def _svg(self, about: str) -> str:
        height = f"{self.height:.0f}"
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {self.width} {height}" '
            f'width="{self.width}" height="{height}" font-family="Arimo, Arial, sans-serif" '
            f'fill="{INK}" {about}>'
            f'<rect width="{self.width}" height="{height}" fill="{PAPER}"/>{self.body}</svg>'
        )
