"""One analysis for documents, queries and highlights, whatever the search engine.

A text is cut into chunks (what stands between spaces and punctuation), a chunk into tokens, and
each token is folded so that spellings which a reader takes for the same word meet: case, in all
scripts and with the Turkic dotted and dotless i; diacritics; the variants of Arabic, Persian and
Armenian spelling. The query's language is seldom known and a query must meet documents of any
language, so there is one folding for the index, not one per language. What one language keeps
apart (Turkish ı and i) is kept apart by the `exact` folding only.

Beside the folded words there are stems, each marked with its language ("en:ceasefir"), so that
a rule of one language never touches the words of another; a word without a stem stands folded.

What a text gives to an index is in `given`, which a search does without.

This module knows nothing of any engine, of fields or of the query language.
"""

from onrecord.text.analysis.analyser import (
    VERSION,
    analyse_with_offsets,
    chunk_terms,
    chunks,
    fold_text,
)
from onrecord.text.analysis.chunk import (
    Chunk,
    is_marked,
    names_of,
    query_stems,
    read_chunk,
    stems_of,
    whole,
)
from onrecord.text.analysis.exactness import exact_term, exact_words
from onrecord.text.analysis.folding import fold, turkic
from onrecord.text.analysis.names import (
    FULL,
    full_keys,
    has_no_case,
    is_connector,
    is_name_like,
    keys_of_name,
    name_keys,
    near_keys,
    other_keys,
    parts_of_name,
    respelt,
    script_of,
)
from onrecord.text.analysis.remembered import Remembered
from onrecord.text.analysis.stems import (
    beginning_of_stem,
    declines_names,
    primary,
    stem,
    stem_languages,
    stems,
    stems_in_text,
)
from onrecord.text.analysis.words import (
    chunk_pattern,
    chunks_beginning,
    cut,
    is_bigram_script,
    is_one_word,
    tokens,
)

__all__ = [
    "FULL",
    "VERSION",
    "Chunk",
    "Remembered",
    "analyse_with_offsets",
    "beginning_of_stem",
    "chunk_pattern",
    "chunk_terms",
    "chunks",
    "chunks_beginning",
    "cut",
    "declines_names",
    "exact_term",
    "exact_words",
    "fold",
    "fold_text",
    "full_keys",
    "has_no_case",
    "is_bigram_script",
    "is_connector",
    "is_marked",
    "is_name_like",
    "is_one_word",
    "keys_of_name",
    "name_keys",
    "names_of",
    "near_keys",
    "other_keys",
    "parts_of_name",
    "primary",
    "query_stems",
    "read_chunk",
    "respelt",
    "script_of",
    "stem",
    "stem_languages",
    "stems",
    "stems_in_text",
    "stems_of",
    "tokens",
    "turkic",
    "whole",
]
