"""An edit counts when everybody else has it, once, and from the moment it was due."""

from benchmarks.ledger import Latencies, Ledger, percentile

ANN, BEN, CEM = 1, 2, 4


def test_an_edit_takes_until_the_last_of_the_others_has_it() -> None:
    ledger = Ledger()
    edit = ledger.write(due=10.0, others=BEN | CEM)
    ledger.see([edit], who=BEN, at=10.25)
    assert not ledger.is_settled()
    ledger.see([edit], who=CEM, at=10.5)
    assert ledger.is_settled()
    assert ledger.last_seen == 10.5
    assert ledger.latencies(0, 100) == Latencies(counted=1, lost=0, p50=0.5, p95=0.5, p99=0.5)


def test_a_second_copy_and_an_echo_to_the_author_change_nothing() -> None:
    ledger = Ledger()
    edit = ledger.write(due=1.0, others=BEN | CEM)
    for who, at in ((ANN, 1.1), (BEN, 1.2), (BEN, 1.9), (CEM, 1.5), (CEM, 9.0)):
        ledger.see([edit], who=who, at=at)
    assert ledger.deliveries == 2
    assert ledger.latencies(0, 100).p99 == 0.5


def test_an_edit_that_one_person_lacks_is_lost() -> None:
    ledger = Ledger()
    kept, lost = ledger.write(due=1.0, others=BEN | CEM), ledger.write(due=2.0, others=BEN | CEM)
    ledger.see([kept, lost], who=BEN, at=2.0)
    ledger.see([kept], who=CEM, at=2.0)
    assert not ledger.is_settled()
    assert ledger.latencies(0, 100) == Latencies(counted=2, lost=1, p50=1.0, p95=None, p99=None)


def test_only_edits_that_were_due_in_the_time_count() -> None:
    ledger = Ledger()
    for due in (0.5, 1.0, 1.5, 2.0):
        ledger.see([ledger.write(due=due, others=BEN)], who=BEN, at=due + 0.25)
    assert ledger.latencies(1.0, 2.0).counted == 2


def test_marks_of_nobody_are_passed_over() -> None:
    ledger = Ledger()
    ledger.see([b"<zzzzz>"], who=BEN, at=1.0)
    assert ledger.deliveries == 0
    assert ledger.latencies(0, 100) == Latencies(counted=0, lost=0, p50=None, p95=None, p99=None)


def test_a_percentile_is_the_smallest_value_that_so_many_do_not_exceed() -> None:
    hundred = [float(number) for number in range(1, 101)]
    assert [percentile(hundred, part) for part in (0.5, 0.95, 0.99, 1.0)] == [50, 95, 99, 100]
    assert percentile([3.0], 0.99) == 3.0
    assert percentile([1.0, float("inf")], 0.5) == 1.0
    assert percentile([1.0, float("inf")], 0.99) is None
