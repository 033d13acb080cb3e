"""What the benchmark of rooms counts: messages however they are cut, bytes, how many times slower we are."""

import asyncio
import json
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from benchmarks.bare_events import moved
from benchmarks.browser import Asked, Message, MessageReader
from benchmarks.followers import one_by_one
from benchmarks.room_followers import figures_of, ratios, sent_by

STREAM = b'retry: 2000\n\nevent: here\ndata: {}\n\nid: 7-2\nevent: moved\ndata: {"place": 7}\n\n'


@given(st.lists(st.integers(0, len(STREAM))))
def test_messages_are_the_same_however_the_stream_is_cut(cuts: list[int]) -> None:
    reader, places = MessageReader(), [0, *sorted(cuts), len(STREAM)]
    parts = [STREAM[a:b] for a, b in pairwise(places)]
    read = [message for part in parts for message in reader.read(part)]
    assert read == [Message("here", "{}", 22), Message("moved", '{"place": 7}', 41)]


def test_half_a_message_is_none() -> None:
    assert list(MessageReader().read(b"event: moved\ndata: {}\n")) == []


def test_a_form_is_sent_as_a_browser_behind_a_proxy_does() -> None:
    sent = Asked("/go", "session=1", {"sure": "yes", "text": "a b"}).as_bytes().decode()
    head, body = sent.split("\r\n\r\n")
    assert (head.split("\r\n")[0], body) == ("POST /go HTTP/1.1", "sure=yes&text=a+b")
    assert set(head.split("\r\n")) >= {
        "Cookie: session=1", "Content-Length: 17", "X-Forwarded-Proto: https", "Connection: close"
    }  # fmt: skip
    kept = Asked("/").as_bytes(stays=True).decode().split("\r\n")
    assert (kept[0], kept[3]) == ("GET / HTTP/1.1", "Connection: keep-alive")


@given(place=st.integers(1, 10**6), size=st.integers(200, 5000))
def test_the_bare_server_sends_as_many_bytes_as_ours(place: int, size: int) -> None:
    event = moved(place, size)
    assert len(event) == size
    assert json.loads(event.decode().split("data: ")[1])["place"] == place


def test_the_peer_is_told_the_middle_of_what_ours_sent() -> None:
    rows = [
        {"move_bytes": 600, "page_bytes": 0},
        {"move_bytes": 700, "page_bytes": 9000},
        {"move_bytes": 650, "page_bytes": 5000},
    ]
    assert sent_by(rows) == {"move_bytes": 650, "page_bytes": 7000}
    assert sent_by([]) == {"move_bytes": 1000, "page_bytes": 20_000}


def test_ratios_say_how_many_times_slower_and_dearer_we_are() -> None:
    ours = {"server": "deepdive", "what": "next, at once", "p99_ms": 300.0, "cpu_seconds": 2.0}
    bare = {"server": "bare", "what": "next, at once", "p99_ms": 20.0, "cpu_seconds": 0.5}
    assert [found["ratio"] for found in ratios([ours, bare])] == [15.0, 4.0]
    assert ratios([ours]) == []


def test_figures_are_milliseconds_and_none_without_any() -> None:
    assert figures_of([0.002, 0.001]) == {"p50_ms": 1.0, "p95_ms": 2.0, "p99_ms": 2.0, "max_ms": 2.0}
    assert figures_of([]) == {"p50_ms": None, "p95_ms": None, "p99_ms": None, "max_ms": None}


def test_all_at_once_is_an_endless_number_a_second_and_all_are_waited_for() -> None:
    done: list[int] = []

    async def act(number: int) -> None:
        await asyncio.sleep(0)
        done.append(number)

    late: list[float] = []
    acts = [lambda number=number: act(number) for number in range(3)]
    asyncio.run(one_by_one(acts, a_second=float("inf"), late=late))
    assert (done, len(late)) == ([0, 1, 2], 3)
