"""What an `add` and a round of `watch` came to, as people read it."""

import click

from onrecord.archive.counts import Counts

SHOWN_FAILURES = 50  # of each target; the count tells the rest
SHOWN_REASONS = 10


def tell_failures(counts: Counts) -> None:
    """Say what failed and why."""
    for failure in counts.failures[:SHOWN_FAILURES]:
        click.echo(f"failed: {failure.path}: {failure.reason}", err=True)
    more = counts.failed - SHOWN_FAILURES
    if more > 0:
        click.echo(f"... and {more} more failures", err=True)


def tell_reasons(counts: Counts) -> None:
    """Say why what is no statement is none."""
    for reason, number in counts.reasons.most_common(SHOWN_REASONS):
        click.echo(
            f"not a statement: {reason}" + (f" ({number:,})" if number > 1 else ""), err=True
        )


def in_words(counts: Counts) -> str:
    """Return the counts in a line."""
    return (
        f"statements new {counts.new}, versions new {counts.versions}, "
        f"seen again {counts.seen_again}, not statements {counts.not_statements}, "
        f"failed {counts.failed}"
    )
