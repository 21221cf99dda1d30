"""From a document of the model to the engine's: analysed words, conditions, what a hit shows."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import tantivy

from onrecord.index import schema as at
from onrecord.index.kept import Kept, packed
from onrecord.index.terms import host_terms, language_terms, url_term
from onrecord.index.wording_terms import wording_terms
from onrecord.model.index_document import IndexDocument, IndexTerms
from onrecord.text.analysis import fold_text

# A term no query holds, set between names so that no phrase reaches from one into the next.
_GAP = " \u2060 "


def to_engine(document: IndexDocument, kept: bytes, *, several: bool) -> tantivy.Document:
    """Return a document as the engine takes it.

    `kept` is what a hit shows, pressed; `several` says that the statement has further documents.
    """
    made = tantivy.Document()
    _add_words(made, document)
    _add_conditions(made, document)
    _add_numbers(made, document, several=several)
    made.add_bytes(at.SHOWN_ID, document.statement.encode("utf-8", "surrogatepass"))
    made.add_bytes(at.KEPT, kept)
    return made


def record(document: IndexDocument) -> bytes:
    """Return what a hit shows of a document, not pressed yet."""
    return packed(
        Kept(
            document.published_on,
            document.version,
            document.current,
            document.key,
            document.url,
            document.title,
            document.kind,
            document.language,
            document.text,
            tuple(name for _, name in document.issuers),
        )
    )


def _add_words(made: tantivy.Document, document: IndexDocument) -> None:
    terms = document.terms or _terms_of(document)
    made.add_text(at.TITLE, terms.title_words)
    made.add_text(at.TITLE_STEMS, terms.title_stems)
    made.add_text(at.TEXT, terms.text_words)
    made.add_text(at.TEXT_STEMS, terms.text_stems)
    made.add_text(at.TITLE_EXACT, terms.title_exact)
    made.add_text(at.TEXT_EXACT, terms.text_exact)
    made.add_text(at.NAMES, terms.names)
    made.add_text(at.CONCEPTS, terms.concepts)


def _terms_of(document: IndexDocument) -> IndexTerms:
    return wording_terms(document.title, document.text, document.language).terms


def _add_conditions(made: tantivy.Document, document: IndexDocument) -> None:
    for name, term in (*_conditions(document), *_counted(document)):
        made.add_text(name, term.encode("utf-8", "replace").decode())
    if document.issuers:
        names = _GAP.join(fold_text(name) for _, name in document.issuers)
        made.add_text(at.ISSUER_NAME, names)
    if document.place:
        made.add_text(at.PLACE, fold_text(document.place))


def _counted(document: IndexDocument) -> Iterator[tuple[str, str]]:
    """Yield what facets and suggestions count, each value once."""
    yield at.KIND_FACET, document.kind
    for issuer in dict.fromkeys(issuer for issuer, _ in document.issuers):
        yield at.ISSUER_FACET, issuer
    for name in dict.fromkeys(name for _, name in document.issuers):
        yield at.ISSUER_NAMED, name
    if document.language:
        yield at.LANGUAGE, document.language
    if document.place:
        yield at.PLACE_NAMED, document.place


def _conditions(document: IndexDocument) -> Iterator[tuple[str, str]]:
    yield at.TYPE, at.STATEMENT
    yield at.STATEMENT_ID, document.statement
    yield at.KIND, document.kind.lower()
    for issuer, _ in document.issuers:
        yield at.ISSUER, issuer.lower()
    for country in document.countries:
        yield at.COUNTRY, country.lower()
    named = ((at.HAS, document.has), (at.TAG, document.tags), (at.COLLECTION, document.collections))
    for field, names in named:
        for name in names:
            yield field, name
    if document.language:
        for tag in language_terms(document.language):
            yield at.LANG, tag
    if document.host:
        for host in host_terms(document.host):
            yield at.HOST, host
    for term in dict.fromkeys(term for url in document.cites for term in _cited(url)):
        yield at.CITES, term


def _cited(url: str) -> Iterator[str]:
    yield url_term(url)
    try:
        host = urlsplit(url).hostname
    except ValueError:  # a URL only in name; its text is kept above
        host = None
    if host:
        yield from host_terms(host)


def _add_numbers(made: tantivy.Document, document: IndexDocument, *, several: bool) -> None:
    if document.published_on is not None:
        made.add_integer(at.DAY, document.published_on.toordinal())
        made.add_integer(at.MONTH, document.published_on.year * 100 + document.published_on.month)
    valid_from = at.microseconds(document.valid_from)
    valid_to = at.STILL if document.valid_to is None else at.microseconds(document.valid_to)
    made.add_integer(at.VALID_FROM, valid_from)
    made.add_integer(at.VALID_TO, valid_to)
    made.add_unsigned(at.VERSION, document.version)
    made.add_boolean(at.CURRENT, document.current)
    if several:
        made.add_text(at.SEVERAL, at.YES)
    made.add_unsigned(at.STATEMENT_NUMBER, at.number_of(document.statement))
    name = f"{document.statement} {document.version} {valid_from} {valid_to}"
    made.add_unsigned(at.DOCUMENT_NUMBER, at.number_of(name))
