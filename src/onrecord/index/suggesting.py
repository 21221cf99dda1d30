"""Suggestions while somebody types: issuers, places, concepts and titles with the words so far.

The last word is taken as a beginning. Only what stands now is suggested.
"""

from collections import Counter
from collections.abc import Sequence

import tantivy

from onrecord.index import schema as at
from onrecord.index.compiling import unranked
from onrecord.index.kept import kept_of
from onrecord.index.patterns import literal
from onrecord.lexicon.beginnings import names_beginning
from onrecord.model.suggestion import Suggestion, SuggestionKind
from onrecord.text.analysis import fold_text

_MUST = tantivy.Occur.Must
# Kind, the field of its words, and the field that has it as written.
_NAMED = (
    (SuggestionKind.ISSUER, at.ISSUER_NAME, at.ISSUER_NAMED),
    (SuggestionKind.PLACE, at.PLACE, at.PLACE_NAMED),
)
_NAMES_LOOKED_AT = 200  # the most frequent, among which the best are chosen
_TITLES_LOOKED_AT = 50  # the newest


def suggest(searcher: tantivy.Searcher, prefix: str, limit: int) -> tuple[Suggestion, ...]:
    """Return at most so many suggestions of each kind: issuers, places, concepts, titles.

    Names with most statements first; of titles those that begin with the words, then the newest.
    """
    words = fold_text(prefix).split()
    if not words or limit <= 0:
        return ()
    ends = prefix[-1:].isspace()
    found: list[Suggestion] = []
    for kind, field, named in _NAMED:
        found += _names(searcher, kind, field, named, _Typed(words, ends))[:limit]
    found += _concepts(searcher, prefix)[:limit]
    return (*found, *_titles(searcher, _Typed(words, ends), limit))


class _Typed:
    """The folded words typed; `ends` says that the last is whole."""

    def __init__(self, words: Sequence[str], ends: bool) -> None:
        self.whole = list(words if ends else words[:-1])
        self.beginning = "" if ends else words[-1]
        self.text = " ".join(words)

    def query(self, field: str) -> tantivy.Query:
        """Return the query for documents that have the words in a field."""
        schema = at.schema()
        parts = [tantivy.Query.term_query(schema, field, word) for word in self.whole]
        if self.beginning:
            regex = f"{literal(self.beginning)}.*"
            parts.append(tantivy.Query.regex_query(schema, field, regex))
        return unranked(tantivy.Query.boolean_query([(_MUST, part) for part in parts]))

    def rank(self, name: str) -> int | None:
        """Return 0 for a name that begins with what is typed, 1 for one that has it, else None."""
        said = fold_text(name)
        if said.startswith(self.text):
            return 0
        words = said.split()
        has_all = all(word in words for word in self.whole)
        return 1 if has_all and any(word.startswith(self.beginning) for word in words) else None


def _names(
    searcher: tantivy.Searcher, kind: SuggestionKind, field: str, named: str, typed: _Typed
) -> list[Suggestion]:
    asked = {"names": {"terms": {"field": named, "size": _NAMES_LOOKED_AT}}}
    buckets = searcher.aggregate(typed.query(field), asked)["names"]["buckets"]
    counted = Counter({str(bucket["key"]): int(bucket["doc_count"]) for bucket in buckets})
    ranked = [
        (rank, -count, name)
        for name, count in counted.items()
        if (rank := typed.rank(name)) is not None  # the other issuer of a joint statement
    ]
    return [Suggestion(kind, name, -count) for _, count, name in sorted(ranked)]


def _concepts(searcher: tantivy.Searcher, prefix: str) -> list[Suggestion]:
    """Return the concepts with a name that begins as typed, those named most often first."""
    shortest: dict[str, str] = {}
    for concept, name in names_beginning(prefix):
        if len(name) < len(shortest.get(concept, name + " ")):
            shortest[concept] = name
    counted = [
        (-count, name)
        for concept, name in shortest.items()
        if (count := searcher.doc_freq(at.CONCEPTS, concept))
    ]
    return [Suggestion(SuggestionKind.CONCEPT, name, -count) for count, name in sorted(counted)]


def _titles(searcher: tantivy.Searcher, typed: _Typed, limit: int) -> list[Suggestion]:
    newest = searcher.search(
        typed.query(at.TITLE), _TITLES_LOOKED_AT, count=False, order_by_field=at.DAY
    ).hits
    addresses = [address for _, address in newest]
    current = searcher.fast_field_values(at.CURRENT, addresses)
    found: dict[str, int] = {}
    for address, stands in zip(addresses, current, strict=True):
        if not stands:
            continue
        title = kept_of(searcher.doc(address), searcher).title
        rank = typed.rank(title)
        if rank is not None:
            found.setdefault(title, rank)
        if sum(rank == 0 for rank in found.values()) >= limit:
            break
    ordered = sorted(found, key=lambda title: found[title])  # stable: the newest first
    return [Suggestion(SuggestionKind.TITLE, title) for title in ordered[:limit]]
