"""A crash, a hang or a greedy item costs itself and nothing else."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from multiprocessing import Pipe
from pathlib import Path
from typing import Any

import pytest

from onrecord.archive import isolation
from onrecord.archive.isolation import Bounds, Isolation

BOUNDS = Bounds(seconds=3.0)


def spell(value: str, skip: int, bare: int | None) -> Iterator[str]:
    """One item a letter; the capitals do harm unless they are kept unseen."""
    for index, letter in enumerate(value):
        if index < skip:
            continue
        if index == bare and letter != "U":
            yield f"({letter})"
        elif letter == "K":
            os.kill(os.getpid(), signal.SIGKILL)
        elif letter == "H":
            time.sleep(60)
        elif letter == "S":
            os.kill(os.getpid(), signal.SIGSEGV)
        elif letter == "U":
            os._exit(7)
        else:
            yield letter


def refuse(value: str, reason: str) -> str:
    return f"failed {value}: {reason}"


def outcome(batches: list[list[str]], workers: int = 2) -> list[str]:
    with Isolation(spell, refuse, workers=workers, bounds=BOUNDS) as pool:
        return list(pool.run(batches))


def test_items_come_in_the_order_of_their_inputs() -> None:
    batches = [["abc", "d"], ["e"], ["fgh"] * 20, ["i"]]
    assert outcome(batches) == list("abcde" + "fgh" * 20 + "i")


@pytest.mark.parametrize("harm", ["K", "H", "S"])
def test_harm_costs_a_look_into_one_item_only(harm: str) -> None:
    assert outcome([["ab", f"c{harm}d", "e"], ["f"]]) == ["a", "b", "c", f"({harm})", "d", "e", "f"]


def test_two_harmful_items_in_one_input() -> None:
    assert outcome([["aKSb"]]) == ["a", "(K)", "(S)", "b"]


def test_what_can_not_even_be_kept_is_reported_and_the_rest_goes_on() -> None:
    found = outcome([["ab", "cUd", "e"]], workers=1)
    assert found[:3] == ["a", "b", "c"]
    assert found[3].startswith("failed cUd: the worker was ended")
    assert found[4:] == ["e"]


def test_no_input_no_worker() -> None:
    assert outcome([]) == []


def said_by_a_worker(*, careful: bool) -> list[list[tuple[str, Any]]]:
    ours, theirs = Pipe()
    with ours, theirs:
        outbox = isolation._Outbox(theirs, careful=careful)
        for item in range(2):
            outbox.put(item)
            outbox.next()
        outbox.done()
        said = []
        while ours.poll():
            said.append(ours.recv())
        return said


def test_items_of_several_inputs_come_in_one_message() -> None:
    assert said_by_a_worker(careful=False) == [
        [("items", [0]), ("next", None), ("items", [1]), ("next", None), ("done", None)]
    ]


def test_a_careful_worker_says_each_thing_at_once() -> None:
    assert [what for [(what, _)] in said_by_a_worker(careful=True)] == [
        *("items", "next", "items", "next", "done")
    ]


def test_workers_do_not_run_the_main_module(tmp_path: Path) -> None:
    script = tmp_path / "unguarded.py"
    script.write_text(
        "print('main')\n"
        "from onrecord.archive.isolation import Isolation\n"
        "from tests.archive.test_isolation import refuse, spell\n"
        "with Isolation(spell, refuse, workers=2) as pool:\n"
        "    print(*pool.run([['ab'], ['c']]))\n",
        "utf-8",
    )
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, str(script)],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == ["main", "a", "b", "c"]
