"""What chunks give, remembered: natural texts repeat their words. Bounded, in two generations."""

from abc import abstractmethod
from collections.abc import Collection, Iterable
from typing import Generic, TypeVar

_LONGEST = 40  # code points; longer chunks (spaceless scripts) do not come again
Value = TypeVar("Value")


class Remembered(dict[str, Value], Generic[Value]):
    """A bounded memory of chunks. When full it becomes the older generation of two.

    What is used again comes back from there, so common words are never worked out twice. A text's
    chunks are best learnt together: what most of them need is then done in a few calls for all.
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

    def learn(self, chunks: Collection[str]) -> None:
        """Work out what is not known of these chunks; none of a later look-up is then new."""
        new = [chunk for chunk in set(chunks) if chunk not in self and len(chunk) <= _LONGEST]
        if not new:
            return
        if len(self) + len(new) > self._most:
            self._turn()
            new = [chunk for chunk in set(chunks) if len(chunk) <= _LONGEST]
        older = self._older
        unknown = []
        for chunk in new:
            if chunk in older:
                self[chunk] = older[chunk]
            else:
                unknown.append(chunk)
        self.update(zip(unknown, self.work_out_all(unknown), strict=True))

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
