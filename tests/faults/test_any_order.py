"""Any order of people, transports, lost connections, forms and restarts ends in one state with every word."""

import pytest

from tests.faults.any_order import try_any_order
from tests.faults.demonstration import Demonstration
from tests.faults.warm_server import WarmServer

EXAMPLES, STEPS = 20, 25
pytestmark = pytest.mark.fault


def test_any_order_ends_in_one_state_that_holds_every_word(
    warm: WarmServer, demonstration: Demonstration
) -> None:
    try_any_order(demonstration, warm, examples=EXAMPLES, steps=STEPS)
