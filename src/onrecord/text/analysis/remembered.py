"""What chunks give, remembered: natural texts repeat their words. Bounded, in two generations."""

from abc import abstractmethod
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from itertools import compress, repeat
from operator import is_
from typing import Any, Generic, TypeVar

_LONGEST = 40  # code points; longer chunks (spaceless scripts) do not come again
_NEW: Any = object()  # stands for what a new chunk gives
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

    def values_of(self, chunks: Sequence[str]) -> list[Value]:
        """Return what each of a text's chunks gives, in order; the new ones are learnt together."""
        found: list[Any] = list(map(self.get, chunks, repeat(_NEW)))
        new = set(compress(chunks, map(is_, found, repeat(_NEW))))
        if not new:
            return found
        self._learn(new)
        return list(map(self.__getitem__, chunks))

    def _learn(self, new: AbstractSet[str]) -> None:
        """Work out what these chunks give, so that a look-up of them is not new."""
        if len(self) + len(new) > self._most:
            self._turn()
        new = {chunk for chunk in new if len(chunk) <= _LONGEST}
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
