"""RACI: the parts in a project and the tasks, with a letter where they meet."""

from collections.abc import Iterator, Sequence

from deepdive.core.raci import LETTERS, Raci, Role, Task, read_raci
from deepdive.drawings.drawing import Drawing
from deepdive.drawings.source import NOTHING_YET, Source, listed, numbered
from deepdive.drawings.svg import (
    BLUE,
    GREY,
    INK,
    LINE,
    PADDING,
    PALE,
    PALE_WARNING,
    PAPER,
    SMALL,
    WARNING,
    WIDTH,
    Words,
    alarm,
    box,
    line,
    put,
    words,
)

MOST_TASKS = 6
_NAMES = 216.0
_BADGE = 24.0
_EXPLAINED = (
    "R responsible: does it. A accountable: answers for it. "
    "C consulted: asked before. I informed: told after."
)


def draw_raci(source: Source) -> Drawing:
    """Roles below each other and tasks side by side, at most six in a band."""
    picture = source.picture
    raci = read_raci(
        source.rows,
        role=picture.column("role"),
        holder=picture.column("holder"),
        columns={letter: picture.column(part) for letter, part in LETTERS.items()},
        tasks=picture.word_list("tasks"),
        every=picture.word("all"),
        gap=picture.word("gap"),
    )
    pieces, y = [], 0.0
    for start in range(0, len(raci.tasks), MOST_TASKS):
        tasks = raci.tasks[start : start + MOST_TASKS]
        roles = raci.roles if start == 0 else [role for role in raci.roles if _has(role, tasks)]
        drawn, y = _band(roles, tasks, y)
        pieces.append(drawn)
        y += 2 * PADDING
    if not raci.roles:
        said = words(NOTHING_YET, WIDTH - 2 * PADDING, colour=GREY)
        pieces.append(put(said, PADDING, y))
        y += said.height + PADDING
    said = words(_EXPLAINED, WIDTH - 2 * PADDING, size=SMALL, colour=GREY)
    pieces.append(put(said, PADDING, y))
    return Drawing(
        title=source.artefact.title,
        says=tuple(_says(raci)),
        body="".join(pieces),
        height=y + said.height + PADDING,
    )


def _has(role: Role, tasks: Sequence[Task]) -> bool:
    return any(task.name in role.letters for task in tasks)


def _band(roles: Sequence[Role], tasks: Sequence[Task], y: float) -> tuple[str, float]:
    width = (WIDTH - _NAMES) / MOST_TASKS
    heads = [words(task.name, width - 8, size=SMALL, is_bold=True, most_lines=6) for task in tasks]
    height = max(head.height for head in heads) + PADDING
    pieces = [
        put(head, _NAMES + place * width, y + height - head.height - 4, width=width, is_middle=True)
        for place, head in enumerate(heads)
    ]
    y += height
    for role in roles:
        drawn, y = _role(role, tasks, width, y)
        pieces.append(drawn)
    pieces.append(line(0, y, WIDTH, y, edge=INK))
    if any(task.must for task in tasks):
        drawn, y = _check(tasks, width, y)
        pieces.append(drawn)
    return "".join(pieces), y


def _role(role: Role, tasks: Sequence[Task], width: float, y: float) -> tuple[str, float]:
    name = words(numbered(role.row), _NAMES - 2 * PADDING, size=SMALL, is_bold=True, most_lines=3)
    held = f"! {role.holder or 'nobody named'}" if role.is_gap else role.holder
    holder = words(
        held, _NAMES - 2 * PADDING, size=SMALL, most_lines=3, colour=WARNING if role.is_gap else GREY
    )
    height = max(name.height + holder.height, _BADGE) + PADDING + 4
    pieces = [
        box(0, y, WIDTH, height, fill=PALE_WARNING if role.is_gap else PAPER, edge="none"),
        line(0, y, WIDTH, y),
        put(name, PADDING, y + 4, width=_NAMES - 2 * PADDING),
        put(holder, PADDING, y + 4 + name.height, width=_NAMES - 2 * PADDING),
    ]
    for place, task in enumerate(tasks):
        letters = role.letters.get(task.name, "")
        room = min(_BADGE, (width - 4) / max(len(letters), 1))
        x = _NAMES + place * width + (width - room * len(letters)) / 2
        for position, letter in enumerate(letters):
            pieces.append(_badge(letter, x + position * room, y + (height - _BADGE) / 2, room))
    return "".join(pieces), y + height


def _badge(letter: str, x: float, y: float, width: float) -> str:
    """R and A stand out: A white on blue, R in a thick frame."""
    fill, edge, colour = {
        "A": (BLUE, BLUE, PAPER),
        "R": (PAPER, BLUE, INK),
        "C": (PAPER, LINE, INK),
        "I": (PALE, PALE, INK),
    }[letter]
    frame = box(x + 1, y, width - 2, _BADGE, fill=fill, edge=edge, thick=2 if letter in "RA" else 1, round=4)
    mark = Words(lines=(letter,), is_bold=letter in "RA", colour=colour)
    return frame + put(mark, x, y + 3, width=width, is_middle=True)


def _check(tasks: Sequence[Task], width: float, y: float) -> tuple[str, float]:
    """Below each task: what is wrong with it."""
    label = Words(lines=("Has it what it needs?",), size=SMALL, is_bold=True)
    said = [
        words(
            "; ".join(task.faults) or ("yes" if task.must else ""),
            width - 8,
            size=SMALL,
            colour=WARNING if task.faults else INK,
        )
        for task in tasks
    ]
    pieces = [put(label, PADDING, y + PADDING)]
    for place, (task, text) in enumerate(zip(tasks, said, strict=True)):
        x = _NAMES + place * width
        if task.faults:
            pieces.append(alarm(x + width / 2 - 9, y + 4, 18))
        pieces.append(put(text, x, y + (26 if task.faults else PADDING), width=width, is_middle=True))
    return "".join(pieces), y + 26 + max(text.height for text in said) + 4


def _says(raci: Raci) -> Iterator[str]:
    if not raci.roles:
        yield NOTHING_YET
        return
    for task in raci.tasks:
        if task.faults:
            yield f"{task.name[:1].upper()}{task.name[1:]}: {', and '.join(task.faults)}."
    gaps = [role.row for role in raci.roles if role.is_gap]
    if gaps:
        yield f"Nobody holds: {listed(gaps)}."
    if not gaps and not any(task.faults for task in raci.tasks):
        yield "Each task has one who answers for it and somebody who does it."
