"""Words: where tokens begin and end in a text of any script.

A chunk is what stands between spaces and common punctuation; it is cut coarsely and fast, since
what a chunk holds is worked out once and remembered. Inside it, letters, marks and digits make
tokens. A hyphen, an apostrophe or a zero-width non-joiner parts two tokens of one compound.
Scripts without spaces between words are cut into pairs of characters (bigrams), as Lucene's
CJKBigramFilter does. Knows nothing of folding.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import pairwise

# A coarse net: a separator missing here costs a cache entry, never a wrong token.
_SEPARATORS = (
    r"\s!-&(-,./:-@\[-_{-\u00a9\u00ab\u00ac\u00ae-\u00b1\u00b6-\u00b9\u00bb-\u00bf\u00d7\u00f7"
    r"\u055d\u0589\u060c\u061b\u061f\u066a\u066d\u06d4\u0964\u0965\u2012-\u2017\u201a-\u2029"
    r"\u2030-\u2031\u2033-\u205f\u2066-\u215f\u2189-\u2bff\u3000-\u3004\u3008-\u3020\uff01-\uff06\uff08-\uff0c"
)
_APOSTROPHES = "'’‘ʼʻ`´′՚＇"
_HYPHENS = "-‐‑֊－"
JOINERS = frozenset(_APOSTROPHES + _HYPHENS + "\u200c")
APOSTROPHES = frozenset(_APOSTROPHES)
_SILENT = frozenset("՛՜՞")  # Armenian marks set over the stressed vowel, inside the word
_BIGRAM_SCRIPTS = (
    (0x0E00, 0x0EFF),  # Thai, Lao
    (0x1000, 0x109F),  # Myanmar
    (0x1780, 0x17FF),  # Khmer
    (0x3005, 0x3007),
    (0x3040, 0x30FF),  # Hiragana, Katakana
    (0x31F0, 0x31FF),
    (0x3400, 0x9FFF),  # Han
    (0xAC00, 0xD7AF),  # Hangul
    (0xF900, 0xFAFF),
    (0xFF66, 0xFF9F),
    (0x20000, 0x3FFFF),
)
_ASCII = bytes(range(128))
_ALPHANUMERIC = frozenset(filter(str.isalnum, map(chr, _ASCII)))
_MARKS = frozenset(map(chr, _ASCII)) - _ALPHANUMERIC
_ASCII_RUN = re.compile("[0-9A-Za-z]+")
_FIRST_SPACELESS = "\u0e00"
# Words of one or two letters that an apostrophe ties to a name: not looked for, not counted.
ELIDED = frozenset({"l", "d", "j", "m", "n", "c", "t", "s", "qu"})  # French, Italian: before it
POSSESSIVE = frozenset({"s"})  # English, after it


@cache
def chunk_pattern() -> re.Pattern[str]:
    """Return the pattern that finds the chunks of a text; compiled at the first use."""
    return re.compile(f"[^{_SEPARATORS}]+")


def chunks_beginning(text: str, beginnings: frozenset[str] | None) -> Iterator[tuple[int, str]]:
    """Yield (start, chunk) of the chunks that may have a token that begins so, folded.

    None is any token. What is not a letter or digit of ASCII may be any, or nothing: a chunk that
    has it within the beginning is among them. Most of a text in ASCII is passed over in a third
    of the time it takes to cut it.

    >>> list(chunks_beginning("Port or “air-port”, pâté, part", frozenset({"po", "pate"})))
    [(0, 'Port'), (9, 'air-port'), (20, 'pâté')]
    """
    if beginnings is None or any(is_bigram_script(one[0]) for one in beginnings):
        yield from ((found.start(), found[0]) for found in chunk_pattern().finditer(text))
        return
    of_chunk, parting = chunk_pattern().match, _parting()
    padded = f" {text} "
    done = 0
    for found in _beginning(beginnings).finditer(padded):
        start, end = found.span(1)
        if padded[start - 1] in parting and padded[end] in parting and padded[start] < "\x80":
            yield start - 1, found[1]
        elif start >= done and (chunk := of_chunk(padded, start)):  # else it parts chunks
            while of_chunk(padded[start - 1]):
                start -= 1
            done = chunk.end()
            yield start - 1, padded[start:done]


@lru_cache(maxsize=256)
def _beginning(beginnings: frozenset[str]) -> re.Pattern[str]:
    first = _either(beginnings, frozenset())
    run = f"{_beyond_ascii_or(_ALPHANUMERIC)}[0-9A-Za-z]*"
    return re.compile(f"[^0-9A-Za-z](?=(?:{first}))(?=({run}))")


def _either(beginnings: Iterable[str], wild: frozenset[str]) -> str:
    """Return a pattern for these beginnings in either case.

    What is not ASCII may stand for what follows, and so may what is `wild`.
    """
    after: dict[str, set[str]] = {}
    for one in sorted(beginnings):
        if one[:1] in _ALPHANUMERIC:
            after.setdefault(one[0], set()).add(one[1:])
    whole = {first for first, rest in after.items() if "" in rest}
    ways = [_beyond_ascii_or(wild.union(_both_cases(whole)))]
    ways += [
        f"[{_both_cases({first})}](?:{_either(rest, _MARKS)})"
        for first, rest in after.items()
        if first not in whole
    ]
    return "|".join(ways)


def _beyond_ascii_or(signs: frozenset[str]) -> str:
    """Return a class of these signs and all beyond ASCII.

    Written by what is not in it: of a class as wide as Unicode a map of all signs is made.
    """
    others = [chr(code) for code in _ASCII if chr(code) not in signs]
    return f"[^{re.escape(''.join(others))}]" if others else r"[\s\S]"


def _both_cases(letters: Iterable[str]) -> str:
    return "".join(letter + letter.upper() for letter in sorted(letters))


@cache
def _parting() -> frozenset[str]:
    """Return the separators of ASCII."""
    return frozenset(chr(code) for code in _ASCII if chunk_pattern().match(chr(code)) is None)


def cut(text: str) -> list[str]:
    """Return the chunks of a text: what `chunk_pattern` finds, in a third of its time.

    >>> cut("“Bakı” – 停火, cease-fire.")
    ['Bakı', '停火', 'cease-fire']
    """
    raw = text.encode("utf-8", "surrogatepass")
    if not text.isascii():
        foreign = set(raw.translate(None, _ASCII).decode("utf-8", "surrogatepass"))
        parting = [sign for sign in foreign if chunk_pattern().match(sign) is None]
        if parting:
            for sign in parting:
                text = text.replace(sign, " ")
            raw = text.encode("utf-8", "surrogatepass")
    return raw.translate(_spaced()).decode("utf-8", "surrogatepass").split()


@cache
def _spaced() -> bytes:
    """Return the table of bytes that sets spaces in the place of ASCII separators."""
    return bytes(32 if chr(byte) in _parting() else byte for byte in range(256))


def is_bigram_script(character: str) -> bool:
    """Say whether words of this character's script are written without spaces.

    >>> is_bigram_script("停"), is_bigram_script("ไ"), is_bigram_script("a")
    (True, True, False)
    """
    code = ord(character)
    return (
        character >= _FIRST_SPACELESS
        and any(first <= code <= last for first, last in _BIGRAM_SCRIPTS)
        and not character.isdecimal()  # numbers are read whole: ๒๕๖๘ is 2568
    )


def tokens(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, token as written) in order, in code points of the text.

    Bigrams overlap; all other tokens follow each other.

    >>> list(tokens("L'Iran, e-mail: 停火协"))
    [(2, 6, 'Iran'), (8, 9, 'e'), (10, 14, 'mail'), (16, 18, '停火'), (17, 19, '火协')]
    """
    for chunk in chunk_pattern().finditer(text):
        offset = chunk.start()
        for start, end in spans(chunk[0]):
            yield offset + start, offset + end, chunk[0][start:end]


def spans(chunk: str) -> list[tuple[int, int]]:
    """Return the (start, end) of each token of one chunk, clitics left out.

    >>> [ "Azerbaijan's"[s:e] for s, e in spans("Azerbaijan's") ]
    ['Azerbaijan']
    """
    if is_one_word(chunk):
        return [(0, len(chunk))]
    found = _without_clitics(chunk, list(_runs(chunk)))
    if not any(is_bigram_script(c) for c in chunk):
        return found
    return [pair for start, end in found for pair in _bigrams(chunk, start, end)]


def is_one_word(chunk: str) -> bool:
    """Say whether a chunk is plainly one word; one with marks or digits beyond ASCII may be too.

    >>> [is_one_word(chunk) for chunk in ("G20", "Bakı", "cease-fire", "停火")]
    [True, True, False, False]
    """
    if chunk.isascii():
        return chunk.isalnum()
    return chunk.isalpha() and max(chunk) < _FIRST_SPACELESS and APOSTROPHES.isdisjoint(chunk)


def parts_of_compound(chunk: str, found: list[tuple[int, int]]) -> bool:
    """Say whether the tokens of a chunk are one compound: a single joiner between each two.

    >>> parts_of_compound("cease-fire", [(0, 5), (6, 10)])
    True
    """
    return len(found) > 1 and all(
        start - end == 1 and chunk[end] in JOINERS for (_, end), (start, _) in pairwise(found)
    )


def _runs(chunk: str) -> Iterator[tuple[int, int]]:
    """Maximal runs of letters, marks and digits; format characters inside a run stay in it."""
    if chunk.replace("’", "'").isascii():  # most are
        yield from (found.span() for found in _ASCII_RUN.finditer(chunk))
        return
    start = end = -1
    for at, character in enumerate(chunk):
        if _is_word(character):
            if start < 0:
                start = at
            end = at + 1
        elif start >= 0 and not _is_silent(character):
            yield start, end
            start = -1
    if start >= 0:
        yield start, end


def _is_word(character: str) -> bool:
    if character in APOSTROPHES:  # some of them count as letters
        return False
    category = unicodedata.category(character)
    return category[0] in "LM" or category in ("Nd", "Nl")


def _is_silent(character: str) -> bool:
    return character in _SILENT or (
        character != "\u200c" and unicodedata.category(character) == "Cf"
    )


def _without_clitics(chunk: str, found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    if len(found) < 2:
        return found
    start, end = found[0]
    if chunk[end] in APOSTROPHES and chunk[start:end].lower() in ELIDED:
        found = found[1:]
    start, end = found[-1]
    if (
        len(found) > 1
        and chunk[start - 1] in APOSTROPHES
        and chunk[start:end].lower() in POSSESSIVE
    ):
        found = found[:-1]
    return found


def _bigrams(chunk: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut one run where its script changes, and the spaceless stretches into pairs."""
    while start < end:
        spaceless = is_bigram_script(chunk[start])
        stop = start + 1
        while stop < end and is_bigram_script(chunk[stop]) == spaceless:
            stop += 1
        if not spaceless or stop - start == 1:
            yield start, stop
        else:
            for at in range(start, stop - 1):
                yield at, at + 2
        start = stop
