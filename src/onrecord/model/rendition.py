"""Two renditions of one statement side by side, block by block."""

from dataclasses import dataclass
from enum import StrEnum

from onrecord.model.view import StatementView


class Basis(StrEnum):
    """Why a statement is taken for a rendition of another."""

    NAMED = "named"  # a page of the issuer's names the other as its own in another language
    ALIKE = "alike"  # same issuer and day; the blocks say the same numbers, names and addresses


@dataclass(frozen=True, slots=True)
class Aligned:
    """Blocks that say the same, by their indices; `numbers_here` lack in the other, and so on."""

    here: tuple[int, ...]
    there: tuple[int, ...]
    numbers_here: tuple[str, ...] = ()
    numbers_there: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SideBySide:
    """A rendition beside the statement: what both say, and what each leaves out.

    `likeness` from 0 to 1: how much of the text stands in both, times the share of numbers, names,
    concepts and addresses that meet in the blocks brought together.
    """

    here: StatementView
    there: StatementView
    basis: Basis
    likeness: float
    pairs: tuple[Aligned, ...]
    only_here: tuple[int, ...]
    only_there: tuple[int, ...]
