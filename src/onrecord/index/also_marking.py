"""Where in a text what a query was widened to stands: names that sound alike, concepts."""

from collections.abc import Iterator, Mapping

from onrecord.index.mark import Mark
from onrecord.text.analysis import chunk_pattern, is_name_like, name_keys, read_chunk

_Spans = tuple[tuple[int, int, int], ...]  # start and end in the chunk, part of the query


class SoundMarker:
    """Marks the name-like words that have a wanted key, in texts of one language.

    Each key comes with the query's part that asks for it and the languages in which it does not.
    What is learnt of a chunk serves the next text too.

    >>> list(SoundMarker({"gnj": (1, frozenset())}, "az").marks("Gəncə və Bakı"))
    [Mark(start=0, end=5, part=1)]
    """

    def __init__(self, wanted: Mapping[str, tuple[int, frozenset[str]]], language: str) -> None:
        self._wanted = {
            key: part for key, (part, not_in) in wanted.items() if language not in not_in
        }
        self._language = language
        self._known: dict[str, _Spans] = {}

    def marks(self, text: str) -> Iterator[Mark]:
        if not self._wanted:
            return
        for found in chunk_pattern().finditer(text):
            chunk = found[0]
            if chunk.isascii() and chunk.islower():
                continue
            spans = self._known.get(chunk)
            if spans is None:
                spans = self._known[chunk] = tuple(self._judge(chunk))
            for start, end, part in spans:
                yield Mark(found.start() + start, found.start() + end, part)

    def _judge(self, chunk: str) -> Iterator[tuple[int, int, int]]:
        read = read_chunk(chunk)
        for (start, end), word in zip(read.spans, read.raw_words, strict=True):
            keys = name_keys(word, self._language) if is_name_like(word) else ()
            part = next((self._wanted[key] for key in keys if key in self._wanted), None)
            if part is not None:
                yield start, end, part


def called(
    text: str, wanted: Mapping[str, tuple[int, frozenset[str]]], language: str, *, marked: bool
) -> Iterator[Mark]:
    """Yield where a text names a wanted concept.

    Where words of the query are `marked` already, not those that its language says as the query.
    """
    here = {
        name: part
        for name, (part, said_in) in wanted.items()
        if not (marked and language in said_in)
    }
    if not here:
        return
    from onrecord.lexicon.concepts import list_mentions  # few queries name a concept

    for mention in list_mentions(text, language, here):
        yield Mark(mention.start, mention.end, here[mention.concept])
