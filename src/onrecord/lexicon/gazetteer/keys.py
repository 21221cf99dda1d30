"""Under which keys the table keeps a name: folded as texts are, and as skeletons.

Both sides of the table use this: what makes it and what looks into it.
"""

from _blake2 import blake2b  # of hashlib, which loads OpenSSL: a tenth of a cold search
from itertools import islice, product

from onrecord.text.analysis import fold_text
from onrecord.text.analysis.names import keys_of_name

# A key is the upper bits of a number, the place's rank the lower: sorted, they are one list in
# which all places of a key stand together, the most populous first.
PLACE_BITS = 18
RANK = (1 << PLACE_BITS) - 1
MOST_WORDS = 6
_KEPT_READINGS = 2  # of each word, in the table; a query looks for all of its own
_ASKED_READINGS = 24
_COMMAS = ("،", ",")


def hashed(key: str) -> int:
    """Return the number of a key, shifted to where it stands in an entry of the table."""
    digest = blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "little") >> PLACE_BITS << PLACE_BITS


def forms(name: str) -> list[str]:
    """Return a name, and the name without the region that follows a comma.

    >>> forms("Pajaro, California"), forms("Gəncə")
    (['Pajaro, California', 'Pajaro'], ['Gəncə'])
    """
    for comma in _COMMAS:
        head = name.split(comma)[0].rstrip()
        if head and head != name:
            return [name, head]
    return [name]


def folded_key(name: str) -> str:
    """Return a name's folded words.

    >>> folded_key("Żary-Północ")
    'zary polnoc'
    """
    return fold_text(name)


def kept_skeletons(name: str) -> list[str]:
    """Return the skeletons under which a name is kept.

    >>> kept_skeletons("Gəncə"), kept_skeletons("Abu Dhabi"), kept_skeletons("北京")
    (['gnj'], ['ab dab'], [])
    """
    return _skeletons(keys_of_name(name, inflected=False), _KEPT_READINGS, _KEPT_READINGS)


def asked_skeletons(name: str) -> list[str]:
    """Return the skeletons under which a name is looked for, likeliest first."""
    return _skeletons(keys_of_name(name), _ASKED_READINGS, _ASKED_READINGS)


def _skeletons(words: tuple[tuple[str, ...], ...], readings: int, most: int) -> list[str]:
    if not words or len(words) > MOST_WORDS:
        return []
    choices = [keys[:readings] for keys in words]
    return list(dict.fromkeys(" ".join(chosen) for chosen in islice(product(*choices), most)))
