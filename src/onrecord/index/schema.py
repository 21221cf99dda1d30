"""The fields of the tantivy index: one constant per field, and the schema they make.

Words reach the engine analysed (`text.analysis`), as terms parted by spaces, so that documents,
queries and highlights share one analysis and no tokenizer of ours has to be registered in every
process that opens the index. What a hit shows is kept in the engine's own document store, as
one record beside the terms (`kept`), so that a search needs no database.
"""

import datetime as dt
from functools import cache

import tantivy

from onrecord.lexicon import CONCEPTS_VERSION
from onrecord.text.analysis import VERSION as ANALYSIS_VERSION

# The version of this layout: an index made by another one must be made again.
FORMAT = f"onrecord tantivy index 7, analysis {ANALYSIS_VERSION}, concepts {CONCEPTS_VERSION}"

# What a document is: a statement's wording, or the one that keeps the change log's position.
TYPE, STATEMENT, POSITION = "type", "statement", "position"

# Words of the statement: folded, with positions; stemmed, without.
TITLE, TEXT = "title", "text"
TITLE_STEMS, TEXT_STEMS = "title_stems", "text_stems"
# Their exact forms, where these are not what is folded (text.analysis.exactness).
TITLE_EXACT, TEXT_EXACT = "title_exact", "text_exact"
# Of title and text: the keys of names, and the ids of concepts.
NAMES, CONCEPTS = "names", "concepts"

# Conditions, each term as written in lower case, or folded words.
STATEMENT_ID = "statement_id"
ISSUER, ISSUER_NAME, PLACE = "issuer", "issuer_name", "place"
COUNTRY, KIND, LANG, CITES, HOST, HAS = "country", "kind", "lang", "cites", "host", "has"
TAG, COLLECTION = "tag", "collection"

# Numbers. A date is its proleptic ordinal, an instant its microseconds since 1970.
DAY, VALID_FROM, VALID_TO = "day", "valid_from", "valid_to"
MONTH = "month"  # 202010 is October 2020
VERSION, CURRENT = "version", "current"
STATEMENT_NUMBER = "statement_number"  # a number for each statement, to count statements by
DOCUMENT_NUMBER = "document_number"  # one for each document
SEVERAL = "several"  # a term in the documents of statements that have more than one
YES = "yes"

# Facets count these.
LANGUAGE, ISSUER_FACET, KIND_FACET = "language", "issuer_facet", "kind_facet"
ISSUER_NAMED, PLACE_NAMED = "issuer_named", "place_named"  # as written, for suggestions

# Bytes that are neither searched nor counted: the statement's id, and what else a hit shows.
SHOWN_ID, KEPT = "shown_id", "kept"
# Of the documents that are dictionaries to press records with: number and language; most bytes.
DICTIONARY, SIZE = "dictionary", "size"

_POSITIONED = (TITLE, TEXT, ISSUER_NAME, PLACE)
_RAW = (
    *(TYPE, STATEMENT_ID, ISSUER, COUNTRY, KIND, LANG, CITES, HOST, HAS, TAG, COLLECTION),
    *(SEVERAL, DICTIONARY),
)
_FACETS = (LANGUAGE, ISSUER_FACET, KIND_FACET, ISSUER_NAMED, PLACE_NAMED)

STILL = 2**62  # VALID_TO of what still stands: later than any instant
_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_MICROSECOND = dt.timedelta(microseconds=1)
_PRIME = 2**61 - 1


@cache
def schema() -> tantivy.Schema:
    """Return the schema; made once, since a value of its own is needed for every query."""
    builder = tantivy.SchemaBuilder()
    for name in _POSITIONED:
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="position")
    for name in (TITLE_STEMS, TEXT_STEMS):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    for name in (TITLE_EXACT, TEXT_EXACT, NAMES, CONCEPTS):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="basic")
    for name in _RAW:
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in _FACETS:
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    builder.add_unsigned_field(DOCUMENT_NUMBER, indexed=True, fast=True)
    for name in (DAY, MONTH, VALID_FROM, VALID_TO):
        builder.add_integer_field(name, fast=True)
    for name in (VERSION, STATEMENT_NUMBER):
        builder.add_unsigned_field(name, fast=True)
    builder.add_boolean_field(CURRENT, fast=True)
    for name in (POSITION, SIZE):
        builder.add_unsigned_field(name, stored=True)
    for name in (SHOWN_ID, KEPT):
        builder.add_bytes_field(name, stored=True)
    return builder.build()


def microseconds(instant: dt.datetime) -> int:
    """Return an aware instant as the index counts it.

    >>> microseconds(dt.datetime(1970, 1, 2, tzinfo=dt.UTC))
    86400000000
    """
    return (instant - _EPOCH) // _MICROSECOND


def number_of(name: str) -> int:
    """Return a number for an id, of 61 bits; ids are hashes, so two never share one in practice.

    >>> number_of("g7pf5ovono3ftqmt") < 2**61
    True
    """
    return int.from_bytes(name.encode("utf-8", "surrogatepass"), "big") % _PRIME
