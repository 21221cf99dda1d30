"""The ratios that must hold, told and judged."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ratio:
    """A measured ratio and the bound it must keep: at least or at most `bound`."""

    name: str
    value: float
    bound: float
    at_least: bool = True

    @property
    def holds(self) -> bool:
        return self.value >= self.bound if self.at_least else self.value <= self.bound

    def __str__(self) -> str:
        word = "at least" if self.at_least else "at most"
        verdict = "holds" if self.holds else "DOES NOT HOLD"
        return f"{self.name}: {self.value:.2f} (must be {word} {self.bound:g}): {verdict}"


def tell(ratios: list[Ratio]) -> int:
    """Print the ratios; return the exit status, 1 when one does not hold.

    >>> tell([Ratio("pages a second", 6.0, 5.0)])
    pages a second: 6.00 (must be at least 5): holds
    0
    """
    for ratio in ratios:
        print(ratio)
    return 0 if all(ratio.holds for ratio in ratios) else 1
