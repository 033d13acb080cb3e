"""Studies of the size that is asked for give what they promise. The command tries longer."""

from collections.abc import Callable

import numpy as np
import pytest

from benchmarks.sample_size_simulation import CASES, Agreement, Random


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.__name__)
def test_a_study_of_that_size_gives_what_it_promises(case: Callable[[int, Random], Agreement]) -> None:
    agreement = case(60, np.random.default_rng(7))
    assert agreement.found == pytest.approx(agreement.asked, rel=0.15), str(agreement)
