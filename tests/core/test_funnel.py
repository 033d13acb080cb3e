"""Ideas become options, and an option is chosen."""

from deepdive.core.artefact import Row
from deepdive.core.funnel import Funnel, read_funnel
from deepdive.core.grid import Named

IDEAS: list[Row] = [{"idea": "Ring people"}, {}, {"idea": "Predict"}]
OPTIONS: list[Row] = [{"option": "A. Ring", "chosen": "yes"}, {"option": "B. Predict", "chosen": "no"}]


def read(links: set[tuple[int, int]]) -> Funnel:
    return read_funnel(
        IDEAS, OPTIONS, idea="idea", option="option", chosen="chosen", choice="yes", links=links
    )


def test_rows_keep_their_numbers_and_the_chosen_one_comes_last() -> None:
    funnel = read({(1, 1)})
    assert funnel.ideas == (Named(1, "Ring people"), Named(3, "Predict"))
    assert funnel.options == (Named(1, "A. Ring"), Named(2, "B. Predict"))
    assert funnel.chosen == (Named(1, "A. Ring"),)
    assert funnel.unlinked == (Named(2, "B. Predict"),)


def test_links_of_rows_that_are_not_there_are_left_out() -> None:
    assert read({(1, 1), (2, 1), (3, 2), (9, 1), (1, 7)}).links == {(1, 1), (3, 2)}
