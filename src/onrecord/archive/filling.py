"""Around everything that fills an archive: the lock, what a crash left, the ledger, the index."""

from collections.abc import Iterator
from contextlib import contextmanager

from onrecord.archive.behind import mark_behind, mark_whole
from onrecord.archive.checkpointing import make_checkpoint
from onrecord.archive.following import Following
from onrecord.archive.heap import collecting_seldom, taking_short_turns, use_one_heap
from onrecord.archive.lock import writing_lock
from onrecord.archive.mending import mend
from onrecord.archive.opening import Archive
from onrecord.archive.rebuilding import read_again, were_read_by_other_rules


@contextmanager
def filling(archive: Archive) -> Iterator[Following]:
    """Hold the archive for writing; sign the ledger and let the index catch up at the end.

    The second of two processes waits for the first. An archive that was read by other rules is
    read again before anything is compared with it.
    """
    use_one_heap()
    with writing_lock(archive), collecting_seldom(), taking_short_turns():
        mend(archive)
        mark_behind(archive)
        if were_read_by_other_rules(archive):
            archive.say("the rules of extraction have changed; reading the kept captures again")
            read_again(archive)
        following = Following(archive)
        try:
            yield following
            make_checkpoint(archive)
            following.catch_up()
        except BaseException:
            following.let_go()
            raise
        mark_whole(archive)
