"""Activities: there is something to do, a question can be answered, and a quiz teaches whoever answers it."""

from collections.abc import Iterator

from deepdive.core.activity import Activity, ActivityKind, Asks, Item, Scale
from deepdive.core.poll import asked
from deepdive.curriculum.document import Document, Path
from deepdive.curriculum.draft import Draft
from deepdive.curriculum.fault import Fault, quote

MOST_ON_SCALE = 10
MOST_VOTES = 9
_TAKE_CHOICES = (Asks.SINGLE, Asks.MULTIPLE, Asks.RANKING)


def check(draft: Draft) -> Iterator[Fault]:
    """Activities without a step, questions that nobody could answer, what only a board or a lab has
    elsewhere, labs that teach nothing, and quizzes without answers, explanations or sources."""
    for activity in draft.activities:
        if activity.has_read("steps") and not activity.value.steps:
            yield activity.fault("the activity has no step", "Say what people do, in order", at=("steps",))
        if activity.has_read("kind"):
            is_quiz = activity.value.kind is ActivityKind.QUIZ
            yield from _quiz(activity) if is_quiz else _no_quiz(activity)
            yield from _board(activity)
            yield from _lab(activity)
            yield from _scale(activity)
            for place, item in enumerate(activity.value.items):
                if activity.has_read("items", place):
                    yield from _asked(activity, item, ("items", place))


def _quiz(activity: Document[Activity]) -> Iterator[Fault]:
    if activity.has_read("sources") and not activity.value.sources:
        yield activity.fault(
            "a quiz makes claims, and this one has no source",
            "Add the id of a source in sources.yaml",
            at=("sources",),
        )
    if activity.has_read("items") and not activity.value.items:
        yield activity.fault("the quiz has no item", "Add a question with its choices", at=("items",))
    for place, item in enumerate(activity.value.items):
        if activity.has_read("items", place):
            yield from _question(activity, item, ("items", place))


def _question(activity: Document[Activity], item: Item, here: Path) -> Iterator[Fault]:
    if not any(choice.is_right for choice in item.choices):
        yield activity.fault(
            f"the question {quote(item.id)} has no right choice",
            "Add is_right: true to the choice that is right",
            at=here,
        )
    for place, choice in enumerate(item.choices):
        if not choice.is_right and not choice.explanation:
            yield activity.fault(
                f"the wrong choice {quote(choice.text)} has no explanation",
                "Say which misunderstanding it shows",
                at=(*here, "choices", place),
            )


def _no_quiz(activity: Document[Activity]) -> Iterator[Fault]:
    for place, item in enumerate(activity.value.items):
        for position, choice in enumerate(item.choices):
            if choice.is_right:
                yield activity.fault(
                    f"the choice {quote(choice.text)} is right, and only a quiz has right choices",
                    "Remove is_right, or make the activity a quiz",
                    at=("items", place, "choices", position, "is_right"),
                )


def _board(activity: Document[Activity]) -> Iterator[Fault]:
    if activity.value.kind is ActivityKind.BOARD:
        if activity.value.votes > MOST_VOTES:
            yield activity.fault(
                f"{activity.value.votes} votes are more than anybody gives with care",
                f"Write a number from 1 to {MOST_VOTES}; about a quarter of the notes is good",
                at=("votes",),
            )
        return
    for key, is_there in (("votes", activity.value.votes), ("is_silent", activity.value.is_silent)):
        if is_there:
            yield activity.fault(
                f"only a board has {key}", f"Remove {key}, or make the activity a board", at=(key,)
            )


def _lab(activity: Document[Activity]) -> Iterator[Fault]:
    if activity.value.kind is not ActivityKind.LAB:
        for key, text in (("expected", activity.value.expected), ("instead", activity.value.instead)):
            if text:
                yield activity.fault(
                    f"only a lab has {key}", f"Remove {key}, or make the activity a lab", at=(key,)
                )
        return
    if not activity.value.expected:
        yield activity.fault(
            "the lab does not say what people should see",
            "Add expected: what they find out when they try it",
            at=(),
        )
    if not activity.value.instead:
        yield activity.fault(
            "the lab does not say what a group does without it",
            "Add instead: what the facilitator shows or says where the lab cannot be shown",
            at=(),
        )
    if activity.has_read("items") and not activity.value.items:
        yield activity.fault("the lab asks nothing", "Add an item that asks what people found", at=("items",))


def _scale(activity: Document[Activity]) -> Iterator[Fault]:
    scale = activity.value.scale
    if not activity.has_read("scale"):
        return
    if not scale.lowest < scale.to <= MOST_ON_SCALE:
        yield activity.fault(
            f"the scale goes from {scale.lowest} to {scale.to}",
            f"End it after {scale.lowest} and at {MOST_ON_SCALE} at most",
            at=("scale", "to"),
        )
    asks = [asked(activity.value, item) for item in activity.value.items]
    if scale != Scale() and Asks.SCALE not in asks and activity.has_read("items"):
        yield activity.fault(
            "no item asks for a number on the scale",
            "Remove the scale, or write asks: scale in an item",
            at=("scale",),
        )


def _asked(activity: Document[Activity], item: Item, here: Path) -> Iterator[Fault]:
    asks = asked(activity.value, item)
    texts = [choice.text for choice in item.choices]
    if activity.value.kind is ActivityKind.BOARD and item.asks:
        yield activity.fault(
            f"the item {quote(item.id)} is a heading of the board, and asks for nothing",
            "Remove asks, or make the activity a poll",
            at=(*here, "asks"),
        )
    if activity.value.kind is ActivityKind.QUIZ and asks not in (Asks.SINGLE, Asks.MULTIPLE, None):
        yield activity.fault(
            f"the question {quote(item.id)} of a quiz asks for {asks}",
            "Write single or multiple, for only choices are right or wrong",
            at=(*here, "asks"),
        )
    elif asks in _TAKE_CHOICES and len(texts) < 2:  # one choice is none
        yield activity.fault(
            f"the item {quote(item.id)} asks for {asks} and has fewer than two choices",
            "Add choices, or change asks",
            at=here,
        )
    elif asks and asks not in _TAKE_CHOICES and texts:
        yield activity.fault(
            f"the item {quote(item.id)} asks for {asks} and has choices",
            f"Remove the choices, or write {', '.join(_TAKE_CHOICES[:-1])} or {_TAKE_CHOICES[-1]} for asks",
            at=(*here, "choices"),
        )
    for place, text in enumerate(texts):
        if text in texts[:place]:
            yield activity.fault(
                f"the choice {quote(text)} stands twice",
                "Remove it, or say how the two differ",
                at=(*here, "choices", place),
            )
