"""Edits as a terminal shows them: the older words, then the newer, sentence by sentence."""

import textwrap
from collections.abc import Iterator

import click

from onrecord.model.edit import Edit, EditKind

WIDTH = 88


def tell_edit(edit: Edit, indent: str = "") -> Iterator[str]:
    """Yield the lines of an edit."""
    yield indent + click.style(edit.kind.value, bold=True)
    if edit.kind is EditKind.MOVED:
        yield _filled(edit.after, indent + "  ↕ ")
        return
    if edit.shown_before.strip():
        yield click.style(_filled(edit.shown_before, indent + "  - "), fg="red")
    if edit.shown_after.strip():
        yield click.style(_filled(edit.shown_after, indent + "  + "), fg="green")


def _filled(text: str, first: str) -> str:
    return textwrap.fill(
        " ".join(text.split()),
        WIDTH,
        initial_indent=first,
        subsequent_indent=" " * len(first),
        break_long_words=False,
        break_on_hyphens=False,
    )
