"""The table of topics and outcomes is what the curriculum makes."""

from deepdive.curriculum.coverage import Cover, cover_outcome, cover_topic, coverage_table
from deepdive.curriculum.load import load_pack
from tests.curriculum.example import EXAMPLE_PACK, TODAY
from tools.coverage_table import PAGE, made

PACK = load_pack(EXAMPLE_PACK, today=TODAY)
BLOCKS = [(workshop.number, block) for workshop in PACK.series.workshops for block in workshop.blocks]


def test_a_topic_rests_on_the_blocks_that_cover_it() -> None:
    workshop = PACK.series.workshop(1)

    assert cover_topic(PACK, workshop.topics[0], BLOCKS, {"tell-ai-apart"}) == Cover(
        title="What AI is",
        blocks=("1 welcome", "1 quiz"),
        activities=("ai-or-not",),
        artefacts=(),
        ratings=("confident-talking",),
    )


def test_an_outcome_rests_on_the_blocks_that_serve_it_and_on_what_they_open() -> None:
    assert cover_outcome(PACK, PACK.series.workshop(2).outcomes[0], BLOCKS) == Cover(
        title="Name a problem and who has it",
        blocks=("2 ideas", "2 write"),
        activities=("problem-board",),
        artefacts=("problem",),
        ratings=(),
    )


def test_the_table_has_a_line_for_each_topic_and_outcome() -> None:
    table = coverage_table(PACK)

    assert "## Workshop 2: A first plan\n\n| Topic | Blocks | Activities | Artefacts | Ratings |\n" in table
    assert "| Problems worth solving | 2 ideas, 2 write | problem-board | problem | – |\n" in table
    assert (
        "| Talk about AI with colleagues | 1 welcome, 2 write | – | problem | confident-talking |\n" in table
    )


def test_the_page_is_what_the_curriculum_makes() -> None:
    assert PAGE.read_text(encoding="utf-8") == made(), "run python -m tools.coverage_table"
