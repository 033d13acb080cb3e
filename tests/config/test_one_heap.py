"""All threads of a server take their memory from one heap."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

# four threads at once, each with memory that Python does not manage itself
THREADS = """
import ctypes, sys, threading
from deepdive.config.one_heap import share_one_heap
if sys.argv[2] == "shared":
    share_one_heap()
all_there = threading.Barrier(4)
def hold():
    held = bytearray(50_000)
    all_there.wait()
threads = [threading.Thread(target=hold) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
libc = ctypes.CDLL(None)
libc.fopen.restype = ctypes.c_void_p
told = libc.fopen(sys.argv[1].encode(), b"w")
libc.malloc_info(0, ctypes.c_void_p(told))
libc.fclose(ctypes.c_void_p(told))
"""


@pytest.mark.skipif(
    sys.platform != "linux" or not Path("/proc/self/maps").read_text().count("libc.so.6"),
    reason="only the GNU C library has several heaps",
)
@pytest.mark.parametrize(("how", "heaps"), [("shared", [1]), ("as it is", [2, 3, 4, 5])])
def test_threads_share_a_heap(how: str, heaps: list[int], tmp_path: Path) -> None:
    told = tmp_path / "heaps.xml"
    subprocess.run([sys.executable, "-c", THREADS, str(told), how], check=True)
    assert len(re.findall("<heap nr=", told.read_text())) in heaps
