"""Frames and integers of the generator, against an implementation that is not ours."""

import pytest
from websockets.frames import Frame, Opcode
from websockets.server import ServerProtocol

from benchmarks.wire import Malformed, block, frame, integer, read_block, read_frame, read_integer


@pytest.mark.parametrize("length", [0, 1, 125, 126, 65535, 65536, 70001])
def test_a_server_reads_what_was_sent(length: int) -> None:
    payload = bytes(number % 251 for number in range(length))
    server = ServerProtocol(max_size=None)
    server.state = type(server.state).OPEN
    server.parser = server.parse()
    next(server.parser)
    server.receive_data(frame(payload))
    assert server.events_received() == [Frame(Opcode.BINARY, payload)]


@pytest.mark.parametrize("length", [0, 125, 126, 65535, 65536])
def test_what_a_server_sends_is_read_when_it_is_all_there(length: int) -> None:
    payload = bytes(length)
    sent = Frame(Opcode.BINARY, payload).serialize(mask=False)
    assert all(read_frame(sent[:end], 0) is None for end in {0, 1, len(sent) - 1})
    assert read_frame(b"before" + sent + b"after", 6) == (Opcode.BINARY, payload, 6 + len(sent))


def test_a_frame_in_pieces_is_refused() -> None:
    with pytest.raises(Malformed):
        read_frame(Frame(Opcode.BINARY, b"part", fin=False).serialize(mask=False), 0)


@pytest.mark.parametrize("value", [0, 1, 127, 128, 300, 2**31 - 1, 2**53 - 1])
def test_integers_and_blocks_are_read_back(value: int) -> None:
    assert read_integer(b"x" + integer(value), 1) == (value, 1 + len(integer(value)))
    assert read_block(block(b"abc") + b"rest", 0) == (b"abc", 4)
