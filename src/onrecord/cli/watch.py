"""`onrecord watch`: check the sources on the web that are due."""

import datetime as dt
import signal
import threading
from types import FrameType

import click

from onrecord.archive.alerting.telling import tell_all
from onrecord.archive.counts import WatchCounts
from onrecord.archive.opening import Archive
from onrecord.archive.watching.options import WatchOptions, read_options
from onrecord.archive.watching.running import Round
from onrecord.archive.watching.watch import watch, when_next
from onrecord.cli.alerts import tell_sent
from onrecord.cli.claim_making import make_claims
from onrecord.cli.counts import in_words, tell_failures
from onrecord.cli.opened import opened

LONGEST_SLEEP = 300.0  # seconds, after which onrecord.toml is looked at again


@click.command("watch", short_help="Check the sources on the web that are due.")
@click.option("--now", "everything", is_flag=True, help="Everything, whatever its interval.")
@click.option("--loop", is_flag=True, help="Stay, and check each source when it is due.")
@click.option("--allow-private", is_flag=True, help="Ask loopback and private addresses too.")
@click.pass_context
def command(ctx: click.Context, everything: bool, loop: bool, allow_private: bool) -> None:
    """Check what is due: sources, the pages they led to, and the pages that statements cite.

    Sources are added with `onrecord add URL`, or written into onrecord.toml. What changed is then
    told to the [[alerts]] that are due.
    """
    archive = opened(ctx)
    options = read_options(archive, allow_private=allow_private)
    stopping = _Stopping()
    while True:
        _tell(watch(archive, options, everything=everything, started=stopping.follow))
        make_claims(archive)
        for sent in tell_all(archive, options, dt.datetime.now(dt.UTC)):
            tell_sent(sent)
        if not loop or stopping.wait(_seconds_to_next(archive)):
            return
        everything = False
        options = _reread(archive, options, allow_private)


class _Stopping:
    """SIGTERM and SIGINT: the round ends with what is on its way written, and no other begins."""

    def __init__(self) -> None:
        self._asked = threading.Event()
        self._round: Round | None = None
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)

    def follow(self, running: Round) -> None:
        self._round = running
        if self._asked.is_set():
            running.stop()

    def wait(self, seconds: float) -> bool:
        """Wait, and return whether to stop."""
        return self._asked.wait(seconds)

    def _stop(self, _number: int, _frame: FrameType | None) -> None:
        self._asked.set()
        click.echo("stopping when what is on its way is written", err=True)
        if self._round is not None:
            self._round.stop()


def _seconds_to_next(archive: Archive) -> float:
    due_at = when_next(archive)
    if due_at is None:
        return LONGEST_SLEEP
    seconds = (due_at - dt.datetime.now(dt.UTC)).total_seconds()
    return min(max(seconds, 1.0), LONGEST_SLEEP)


def _reread(archive: Archive, options: WatchOptions, allow_private: bool) -> WatchOptions:
    """Take up what people changed in onrecord.toml meanwhile."""
    archive.reread_config()
    return read_options(archive, allow_private=allow_private)


def _tell(counts: WatchCounts) -> None:
    tell_failures(counts)
    states = ", ".join(f"{number} {state}" for state, number in counts.states.most_common())
    click.echo(f"checked {counts.checked:,}: {states or 'nothing was due'}")
    changes = ", ".join(f"{kind} {number}" for kind, number in counts.changes.items())
    click.echo(in_words(counts) + (f"; {changes}" if changes else ""))
