"""Pressing with dictionaries: what the texts of one language and archive have in common, once.

A dictionary (Zstandard's, RFC 8878 section 6) is made of the first texts that come in some number
together, and made anew when many times as many come. It lies in the index as a document, of the
same commit as the first that needs it; what is pressed with one names it by its number.
"""

import threading
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from operator import attrgetter
from typing import NamedTuple

import tantivy
import zstandard

from onrecord.index import schema as at

# Zstandard's level 3, made for streams, leaves 31 % of real releases and 43 % of made-up ones, in
# half of the time. This leaves 28 and 41 %: half a point less than greedy matching, for a quarter
# more time. Shorter matches than five bytes lose more than they find.
_SEARCHING = {"hash_log": 18, "chain_log": 18, "search_log": 4, "min_match": 5}
_WINDOW = 20  # bits: dictionary and text; longer texts repeat themselves
# Bytes of texts to one of their dictionary: one of 32 kB leaves 32 and 44 %, none 42 and 51 %, and
# one of 512 kB no less than one of 256 kB.
_TEXTS_TO_ONE = 16
_LEAST, _MOST = 8 << 10, 256 << 10
_GROWN = 2  # a new one must be so many times the one there is
SAMPLE = _MOST * _TEXTS_TO_ONE  # bytes; more texts make it no better
_KNOWN = 64  # dictionaries kept ready for reading


class _Readers(threading.local):
    """What reads what was pressed, by the dictionary's number; no two threads may share one."""

    def __init__(self) -> None:
        self.plain = zstandard.ZstdDecompressor()
        self.ready: dict[int, zstandard.ZstdDecompressor] = {}


_readers = _Readers()


def unpressed(pressed: bytes, searcher: tantivy.Searcher) -> bytes:
    """Return what was pressed, with the dictionary that the index has for it."""
    number = zstandard.get_frame_parameters(pressed).dict_id
    if not number:
        return _readers.plain.decompress(pressed)
    ready = _readers.ready
    if number not in ready:
        found = _find(searcher, str(number))
        if not found:
            raise ValueError(f"the index lacks the dictionary {number}")  # it is damaged
        if len(ready) >= _KNOWN:
            ready.clear()
        dictionary = zstandard.ZstdCompressionDict(found[0].kept)
        ready[number] = zstandard.ZstdDecompressor(dict_data=dictionary)
    return ready[number].decompress(pressed)


class _Dictionary(NamedTuple):
    """A dictionary as it is kept, b"" for none, and the size it was to have at most."""

    kept: bytes
    size: int


_NONE = _Dictionary(b"", 0)


class Presses:
    """Presses records for one index, each with the dictionary of its language."""

    def __init__(self, searcher: tantivy.Searcher) -> None:
        self._searcher = searcher
        self._presses: dict[str, _Press] = {}

    def learn(self, records: Iterable[tuple[str, bytes]]) -> Iterator[tantivy.Document]:
        """Make dictionaries of (language, record), where there are enough; yield their documents.

        The same commit must take them.
        """
        samples: dict[str, list[bytes | bytearray | memoryview]] = defaultdict(list)
        for language, record in records:
            samples[language].append(record)
        for language, some in samples.items():
            size = min(sum(map(len, some)) // _TEXTS_TO_ONE, _MOST)
            if size >= max(_LEAST, _GROWN * self._of(language).dictionary.size):
                try:
                    made = zstandard.train_dictionary(size, some)
                except zstandard.ZstdError:  # they have too little in common, or are too few
                    continue
                self._presses[language] = _Press(_Dictionary(made.as_bytes(), size))
                yield _document(language, made, size)

    def press(self, language: str, record: bytes) -> bytes:
        return self._of(language).compressor.compress(record)

    def _of(self, language: str) -> "_Press":
        if language not in self._presses:
            found = _find(self._searcher, _tag(language))
            self._presses[language] = _Press(max(found, key=attrgetter("size"), default=_NONE))
        return self._presses[language]


class _Press:
    def __init__(self, dictionary: _Dictionary) -> None:
        self.dictionary = dictionary

    @cached_property
    def compressor(self) -> zstandard.ZstdCompressor:
        parameters = zstandard.ZstdCompressionParameters(
            strategy=zstandard.STRATEGY_LAZY, window_log=_WINDOW, write_dict_id=True, **_SEARCHING
        )
        if not self.dictionary.kept:
            return zstandard.ZstdCompressor(compression_params=parameters)
        dictionary = zstandard.ZstdCompressionDict(self.dictionary.kept)
        return zstandard.ZstdCompressor(dict_data=dictionary, compression_params=parameters)


def _document(
    language: str, dictionary: zstandard.ZstdCompressionDict, size: int
) -> tantivy.Document:
    made = tantivy.Document()
    made.add_text(at.DICTIONARY, str(dictionary.dict_id()))
    made.add_text(at.DICTIONARY, _tag(language))
    made.add_bytes(at.KEPT, dictionary.as_bytes())
    made.add_unsigned(at.SIZE, size)
    return made


def _tag(language: str) -> str:
    return f"of {language}"


def _find(searcher: tantivy.Searcher, term: str) -> list[_Dictionary]:
    query = tantivy.Query.term_query(at.schema(), at.DICTIONARY, term)
    hits = searcher.search(query, _KNOWN, count=False).hits
    found = [searcher.doc(address).to_dict() for _, address in hits]
    return [_Dictionary(bytes(one[at.KEPT][0]), int(one[at.SIZE][0])) for one in found]
