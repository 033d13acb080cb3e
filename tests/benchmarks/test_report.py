"""Medians over rounds, and ratios."""

from benchmarks.report import medians, ratio, table


def test_the_middle_of_each_figure() -> None:
    rounds = [
        {"server": "a", "p99": 1.0, "n": 3},
        {"server": "a", "p99": 9.0, "n": 5},
        {"server": "a", "p99": 2.0, "n": 4},
    ]
    assert medians(rounds) == {"server": "a", "p99": 2.0, "n": 4}


def test_an_endless_latency_is_larger_than_all_others() -> None:
    assert medians([{"p99": None}, {"p99": 4.0}, {"p99": 2.0}]) == {"p99": 4.0}
    assert medians([{"p99": None}, {"p99": None}, {"p99": 2.0}]) == {"p99": None}


def test_words_that_differ_are_all_told() -> None:
    assert medians([{"equal": "2/2"}, {"equal": "1/2"}, {"equal": "2/2"}]) == {"equal": "2/2, 1/2"}


def test_a_ratio_is_left_open_where_a_figure_is_missing() -> None:
    assert ratio("rooms", 300, 200, aim="at least 1.3") == {
        "what": "rooms",
        "ratio": 1.5,
        "aim": "at least 1.3",
    }
    assert ratio("rooms", None, 200)["ratio"] is None
    assert ratio("rooms", 300, 0)["ratio"] is None


def test_columns_stand_in_line() -> None:
    assert (
        table([{"a": "one", "b": 2.5}, {"a": "x", "b": None}], ["a", "b"]) == "a      b\none  2.5\nx      -"
    )
