"""What adding and watching come to, in counts; printed at their ends."""

from collections import Counter
from dataclasses import dataclass, field

from onrecord.archive.decide import Verdict
from onrecord.archive.worked import Failed


@dataclass(slots=True)
class Counts:
    """What an `add` came to."""

    new: int = 0
    versions: int = 0
    seen_again: int = 0
    not_statements: int = 0
    passed: int = 0
    failures: list[Failed] = field(default_factory=list)
    reasons: Counter[str] = field(default_factory=Counter)  # why what is no statement is none

    @property
    def failed(self) -> int:
        return len(self.failures)

    def include(self, other: "Counts") -> None:
        """Add up with what another target came to."""
        self.new += other.new
        self.versions += other.versions
        self.seen_again += other.seen_again
        self.not_statements += other.not_statements
        self.passed += other.passed
        self.failures += other.failures
        self.reasons += other.reasons

    def add_verdicts(self, verdicts: Counter[Verdict]) -> None:
        """Count what the wordings of a batch were."""
        self.new += verdicts[Verdict.NEW]
        self.versions += verdicts[Verdict.VERSION]
        self.seen_again += sum(verdicts[v] for v in (Verdict.SEEN, Verdict.BESIDE, Verdict.FULLER))
        if expunged := verdicts[Verdict.EXPUNGED]:
            self.not_statements += expunged
            self.reasons["it was expunged from this archive"] += expunged

    def add_others(
        self, path: str, no_statements: tuple[str, ...], failures: tuple[str, ...]
    ) -> None:
        """Count what of a capture is no statement or could not be read, each with its reason."""
        self.not_statements += len(no_statements)
        self.reasons.update(no_statements)
        self.failures += [Failed(path, reason) for reason in failures]


@dataclass(slots=True)
class WatchCounts(Counts):
    """What a round of watching came to."""

    checked: int = 0
    states: Counter[str] = field(default_factory=Counter)
    changes: Counter[str] = field(default_factory=Counter)
