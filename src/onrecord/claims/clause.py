"""What the steps hand on: a clause of a sentence, with the word that makes its claim."""

from dataclasses import dataclass

from onrecord.claims.senses import Marked


@dataclass(frozen=True, slots=True)
class Clause:
    """Tokens `first` to `last`; `marked` makes the claim, None for a plain assertion.

    `event` is the noun that says what a light verb's act is; `reporter` says that somebody says it,
    and `outer` are the reports that this report stands in, the outermost first.
    """

    first: int
    last: int
    marked: Marked | None
    event: Marked | None = None
    reporter: Marked | None = None
    outer: tuple[Marked, ...] = ()
