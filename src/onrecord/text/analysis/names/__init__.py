"""Names across spellings and scripts: each name-like token gives a few romanised keys.

A key is a skeleton: the consonants as one hears them, in nineteen letters, with the first sound
kept when it is a vowel. Spellings of one name share a key, within a script and across (Gəncə,
Gandja, Гянджа, گنجه: gnj). Where a letter reads in several ways (Latin j and c, Arabic ب) a token
has several keys, and where it may carry a case ending, one more without it. Keys are coarse: they
bring candidates, and ranking must prefer what is spelt as asked.

The tables, one per script: letters (several with commas; `^` the word's start, `$` its end,
`[eiy]` any of these, whose own reading follows), languages (`*` for all others), readings
separated by blanks. Capital to this package are nineteen consonants: b p d t g k v z s r l m n h
and x (sh), j (zh, dzh), c (ch); vowels are a and, rounded, u; `-` is silence.

`roots.tsv` has given names whose spellings share no key, `respelt.tsv` how German writes the
letters of foreign names: both serve queries.

Knows nothing of texts, of fields or of places.
"""

from onrecord.text.analysis.names.likeness import (
    connectors,
    has_no_case,
    is_connector,
    is_name_like,
)
from onrecord.text.analysis.names.nearness import near_keys
from onrecord.text.analysis.names.respelling import respelt
from onrecord.text.analysis.names.skeletons import (
    FULL,
    full_key,
    full_keys,
    keys_of_name,
    name_keys,
    other_keys,
    parts_of_name,
)
from onrecord.text.analysis.names.tables import script_of

__all__ = [
    "FULL",
    "connectors",
    "full_key",
    "full_keys",
    "has_no_case",
    "is_connector",
    "is_name_like",
    "keys_of_name",
    "name_keys",
    "near_keys",
    "other_keys",
    "parts_of_name",
    "respelt",
    "script_of",
]
