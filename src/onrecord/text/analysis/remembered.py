"""What chunks give, remembered: natural texts repeat their words. Bounded, in two generations."""

from abc import abstractmethod
from collections.abc import Iterable, Sequence
from typing import Any, Generic, TypeVar

_LONGEST = 40  # code points; longer chunks (spaceless scripts) do not come again
Value = TypeVar("Value")


class Remembered(dict[str, Value], Generic[Value]):
    """A bounded memory of chunks. When full it becomes the older generation of two.

    What is used again comes back from there, so common words are never worked out twice. A text's
    chunks are best learnt together: what most of them need is then done in a few calls for all.
    No value is None.
    """

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most
        self._older: dict[str, Value] = {}

    @abstractmethod
    def work_out(self, chunk: str) -> Value:
        """Return what one chunk gives."""

    def work_out_all(self, chunks: list[str]) -> Iterable[Value]:
        """Return what each of some chunks gives, in their order."""
        return map(self.work_out, chunks)

    def values_of(self, chunks: Sequence[str]) -> list[Value]:
        """Return what each of a text's chunks gives, in order; the new ones are learnt together."""
        found: list[Any] = list(map(self.get, chunks))
        new = [at for at, value in enumerate(found) if value is None]
        if new:
            learnt = self._learn(list(dict.fromkeys(map(chunks.__getitem__, new))))
            for at in new:
                found[at] = learnt[chunks[at]]
        return found

    def _learn(self, new: list[str]) -> dict[str, Value]:
        """Return what these chunks give, and remember it where they may come again."""
        if len(self) + len(new) > self._most:
            self._turn()
        known = {chunk: self._older[chunk] for chunk in new if chunk in self._older}
        unknown = [chunk for chunk in new if chunk not in known]
        known.update(zip(unknown, self.work_out_all(unknown), strict=True))
        self.update((chunk, value) for chunk, value in known.items() if len(chunk) <= _LONGEST)
        return known

    def __missing__(self, chunk: str) -> Value:
        value = self._older[chunk] if chunk in self._older else self.work_out(chunk)
        if len(chunk) <= _LONGEST:
            if len(self) >= self._most:
                self._turn()
            self[chunk] = value
        return value

    def _turn(self) -> None:
        self._older = dict(self)
        self.clear()
