"""Where in a text what a query was widened to stands: names that sound alike, concepts."""

from collections.abc import Iterator, Mapping

from onrecord.index.mark import Mark
from onrecord.text.analysis import chunk_pattern, is_name_like, name_keys, read_chunk


def sounding(text: str, wanted: Mapping[str, int], language: str) -> Iterator[Mark]:
    """Yield the name-like words that have a wanted key.

    >>> list(sounding("Gəncə və Bakı", {"gnj": 1}, "az"))
    [Mark(start=0, end=5, part=1)]
    """
    for found in chunk_pattern().finditer(text):
        chunk = found[0]
        if chunk.isascii() and chunk.islower():
            continue
        read = read_chunk(chunk)
        for (start, end), word in zip(read.spans, read.raw_words, strict=True):
            if not is_name_like(word):
                continue
            part = next((wanted[k] for k in name_keys(word, language) if k in wanted), None)
            if part is not None:
                yield Mark(found.start() + start, found.start() + end, part)


def called(text: str, wanted: Mapping[str, int], language: str) -> Iterator[Mark]:
    """Yield where a text names a wanted concept."""
    from onrecord.lexicon.concepts import list_mentions  # few queries name a concept

    for mention in list_mentions(text, language):
        if mention.concept in wanted:
            yield Mark(mention.start, mention.end, wanted[mention.concept])
