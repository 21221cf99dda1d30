"""Memory of a process that fills an archive."""

import gc
import sys

import pytest

from onrecord.archive.heap import collecting_seldom, taking_short_turns, use_one_heap


def test_the_collector_runs_as_before_when_the_archive_is_filled() -> None:
    before = gc.get_threshold()
    with collecting_seldom():
        assert gc.get_threshold() > before
    assert gc.get_threshold() == before
    with pytest.raises(KeyError), collecting_seldom():
        raise KeyError
    assert gc.get_threshold() == before


def test_threads_take_turns_as_before_when_the_archive_is_filled() -> None:
    before = sys.getswitchinterval()
    with taking_short_turns():
        assert sys.getswitchinterval() < before
    assert sys.getswitchinterval() == before


def test_one_heap_may_be_asked_for_anywhere() -> None:
    use_one_heap()
    use_one_heap()
