"""Questions: which items take answers, and what is an answer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deepdive.core.activity import Activity, ActivityKind, Asks, Choice, Item, Scale, ShowsDone
from deepdive.core.poll import Question, asked, questions, take
from deepdive.core.refused import Refused

CHOICES = (Choice(text="Beds"), Choice(text="Calls"), Choice(text="Visits"))


def activity(kind: ActivityKind, *items: Item, is_anonymous: bool = False) -> Activity:
    return Activity(
        id="a",
        kind=kind,
        title="A",
        steps=("Do it.",),
        items=items,
        sources=(),
        is_anonymous=is_anonymous,
    )


def question(asks: Asks, *, scale: Scale | None = None) -> Question:
    item = Item(id="q", text="Which?", choices=CHOICES, asks=asks)
    return Question(
        id=item.id,
        text=item.text,
        asks=asks,
        choices=item.choices,
        scale=scale or Scale(),
        is_quiz=False,
        is_private=False,
    )


@pytest.mark.parametrize(
    ("kind", "with_choices", "without"),
    [
        (ActivityKind.QUIZ, Asks.SINGLE, None),
        (ActivityKind.CARD_SORT, Asks.SINGLE, None),
        (ActivityKind.POLL, Asks.SINGLE, Asks.OPEN),
        (ActivityKind.LAB, Asks.SINGLE, Asks.OPEN),
        (ActivityKind.RATING, Asks.SCALE, Asks.SCALE),
        (ActivityKind.DISCUSSION, None, None),
        (ActivityKind.BOARD, None, None),
    ],
)
def test_what_an_item_asks_for_follows_from_the_kind_of_activity(
    kind: ActivityKind, with_choices: Asks | None, without: Asks | None
) -> None:
    items = Item(id="i", text="?", choices=CHOICES), Item(id="j", text="?")
    assert [asked(activity(kind, *items), item) for item in items] == [with_choices, without]


def test_an_item_may_say_itself_what_it_asks_for_but_not_on_a_board() -> None:
    item = Item(id="i", text="?", asks=Asks.WORDS)
    assert asked(activity(ActivityKind.DISCUSSION, item), item) is Asks.WORDS
    assert asked(activity(ActivityKind.BOARD, item), item) is None


def test_the_questions_are_the_items_that_take_answers() -> None:
    items = Item(id="read", text="Read this."), Item(id="say", text="Say.", asks=Asks.OPEN)
    assert [one.id for one in questions(activity(ActivityKind.DISCUSSION, *items))] == ["say"]


def test_who_is_done_is_told_by_name_unless_the_activity_is_anonymous() -> None:
    assert activity(ActivityKind.POLL).shows_done is ShowsDone.BY_NAME
    assert activity(ActivityKind.POLL, is_anonymous=True).shows_done is ShowsDone.COUNTED


@pytest.mark.parametrize(
    ("asks", "sent", "value"),
    [
        (Asks.SINGLE, ["1"], "Calls"),
        (Asks.MULTIPLE, ["2", "0", "2"], ("Beds", "Visits")),
        (Asks.RANKING, ["3", "1", "2"], ("Calls", "Visits", "Beds")),
        (Asks.SCALE, ["0"], 0),
        (Asks.SCALE, ["10"], 10),
        (Asks.OPEN, ["  Too late \n"], "Too late"),
        (Asks.WORDS, ["slow,  very   slow ,\nslow, kind"], ("slow", "very slow", "kind")),
        (Asks.WORDS, [" , "], ()),
    ],
)
def test_an_answer_is_taken(asks: Asks, sent: list[str], value: object) -> None:
    assert take(question(asks), sent) == value


@pytest.mark.parametrize("asks", list(Asks))
@pytest.mark.parametrize("sent", [[], [""], ["  "], ["", "", ""]])
def test_a_question_may_be_left_out(asks: Asks, sent: list[str]) -> None:
    assert take(question(asks), sent) is None


@pytest.mark.parametrize(
    ("asks", "sent", "code", "says"),
    [
        (Asks.SINGLE, ["3"], "no-such-choice", "Choose one of the answers that are listed."),
        (Asks.SINGLE, ["-1"], "no-such-choice", "Choose one of the answers that are listed."),
        (Asks.SINGLE, ["Beds"], "no-such-choice", "Choose one of the answers that are listed."),
        (Asks.MULTIPLE, ["0", "²"], "no-such-choice", "Choose one of the answers that are listed."),
        (
            Asks.RANKING,
            ["1", "", "2"],
            "ranking-unfinished",
            "Give each of the 3 a place, or none of them.",
        ),
        (Asks.RANKING, ["1", "2"], "ranking-unfinished", "Give each of the 3 a place, or none of them."),
        (Asks.RANKING, ["0", "1", "2"], "no-such-choice", "Choose places from 1 to 3."),
        (
            Asks.RANKING,
            ["2", "1", "2"],
            "same-place",
            "“Beds” and “Visits” have place 2. Give each its own place.",
        ),
        (Asks.SCALE, ["11"], "not-on-scale", "Choose a number from 0 to 10."),
        (Asks.SCALE, ["1e1"], "not-on-scale", "Choose a number from 0 to 10."),
        (Asks.SCALE, ["9" * 5000], "not-on-scale", "Choose a number from 0 to 10."),
        (
            Asks.OPEN,
            ["x" * 501],
            "too-long",
            "Use 500 letters or fewer; you have used 501. Leave something out.",
        ),
        (Asks.WORDS, ["a,b,c,d"], "too-many-words", "Give 3 words or fewer, with commas between them."),
        (
            Asks.WORDS,
            ["y" * 41],
            "too-long",
            f"“{'y' * 40} …” is too long: use 40 letters or fewer, and put commas between your words.",
        ),
    ],
)
def test_what_is_no_answer_is_refused_with_what_to_do(
    asks: Asks, sent: list[str], code: str, says: str
) -> None:
    with pytest.raises(Refused) as refused:
        take(question(asks), sent)
    assert (refused.value.code, refused.value.message) == (code, says)


def test_a_scale_may_begin_at_one() -> None:
    asked_from_one = question(Asks.SCALE, scale=Scale(from_="1", to=5))
    assert take(asked_from_one, ["1"]) == 1
    with pytest.raises(Refused, match=r"Choose a number from 1 to 5\."):
        take(asked_from_one, ["0"])


@given(st.permutations(range(3)))
def test_every_order_can_be_said_by_places(order: list[int]) -> None:
    places = [str(order.index(choice) + 1) for choice in range(3)]
    assert take(question(Asks.RANKING), places) == tuple(CHOICES[choice].text for choice in order)


@given(st.sampled_from(list(Asks)), st.lists(st.text(max_size=60), max_size=5))
def test_whatever_is_sent_is_taken_or_refused_with_words(asks: Asks, sent: list[str]) -> None:
    try:
        value = take(question(asks), sent)
    except Refused as refused:
        assert refused.message.endswith(".")
    else:
        assert value is None or isinstance(value, str | int | tuple)
