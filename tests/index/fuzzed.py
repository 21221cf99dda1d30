"""Queries that nobody would write, made by Hypothesis, and the archive they are put to.

Syntax is mixed with words of all scripts, halves of surrogate pairs, control characters, what is
very long and what is nested deep. Most of it is no query; some of it is a costly one.
"""

import datetime as dt
import re
from pathlib import Path

from hypothesis import strategies as st
from tests.index.cases import corpus_documents
from tests.index.conftest import make_document

from onrecord.index.tantivy_index import TantivyIndex
from onrecord.model.index_document import IndexDocument
from onrecord.model.query import FIELDS, HAS_VALUES
from onrecord.model.search import SearchRequest, Sort

# Texts with what is hard to cut and to mark: repetition, joiners, marks, scripts without spaces.
_HARD = (
    ("en", "a " * 3_000 + "b"),
    ("en", "aaaaaaaaaaaaaaaaaaaaaaaa" * 40),
    ("en", "cease-fire-cease-fire--cease'fire’s O'Neill's e\u0301te\u0301 ﬁne ½ ² Ⅳ №5"),
    ("tr", "İSTANBUL ISPARTA ılık I\u0307I\u0307 ıi iı İ'nin"),
    ("ar", "بيـــــان مَجْلِسُ ﻻ ٢٠٢٠ \u200f(نص)\u200e آتش\u200cبس"),
    ("hy", "Այո՛ ինչո՞ւ եւ և ԵՎ ﬓ ու ՈՒ ւ"),
    ("zh", "停火停火停停火火停" * 30),
    ("th", "เอกอัครราชทูตเดินทางถึงแล้ว" * 10),
    ("ja", "ﾆｭｰｽ ガギグ か\u3099 大使館"),
    ("hi", "युद्धविराम की घोषणा क\u094dष"),
    ("he", "ירושל\u05b7ים \u05d1\u05bc"),
    (None, "\x00\x01\x1f\x7f\ufffe\uffff \U0001f389\u200d\U0001f3fd \ufeff\u2060\u00ad"),
    ("en", "line one\r\nline\ttwo\x0bthree\u2028four\u0085five " * 20),
    ("el", "ΛΟΓΟΣ λόγος ΐ ΰ"),
    ("de", "STRAẞE Straße ẞ ǆ Ǆ ŉ"),
    ("ka", "ᲜᲐᲕᲡᲐᲓᲒᲣᲠᲘ ნავსადგური"),
    ("en", ""),
)


def documents() -> list[IndexDocument]:
    """Return the statements of the archive that is searched, one of them in two wordings."""
    corpus = list(corpus_documents())[::3]
    hard = [make_document(f"hard-{i}", text, lang) for i, (lang, text) in enumerate(_HARD)]
    turn = dt.datetime(2025, 11, 1, tzinfo=dt.UTC)
    old = make_document("two", "The ferry sank.", valid_to=turn, current=False, has=("versions",))
    new = make_document("two", "The ferry is afloat.", version=2, valid_from=turn)
    return [*corpus, *hard, old, new]


def build(folder: Path) -> TantivyIndex:
    """Return an index of the statements."""
    index = TantivyIndex.open(folder)
    index.update([], documents(), 1)
    return index


def _words() -> list[str]:
    found = {word for one in documents() for word in re.findall(r"\S{1,30}", one.text)}
    return sorted(found)


_SYNTAX = [
    *"()\"~^*?:[]{}+-!=<>\\/|&,.;'’“”«»@#$%",
    *("AND", "OR", "NOT", "&&", "||", "TO", "to", '="', '"~', '"~5', "~1", "~2", "~3", "^2", "^"),
    *("exact:", "https://", "www.", "\\(", "\\*", "**", "??", "*?*", "date:[", "date:>", "date:<="),
]
_VALUES = [
    *(
        "2025",
        "2025-10",
        "2025-13",
        "[2025 TO *]",
        "{* TO 2025-10-19}",
        "[* TO *]",
        ">2020",
        "9999",
    ),
    *("mfa*", '"a b"', "(a OR b)", "(-a)", "mfa-velmaria", "XV", "en", "*", "?", "", " ", "~1"),
    *HAS_VALUES,
]
_HALF = st.integers(0xD800, 0xDFFF).map(chr)
_CONTROL = st.sampled_from("\x00\x01\x08\x0b\x1b\x7f\x85\u200b\u200e\u200f\u2028\u2029\ufeff\ufffe")
_COUNT = st.sampled_from((1, 2, 3, 5, 30, 41, 100, 1_000, 3_000))


def _piece() -> st.SearchStrategy[str]:
    word = st.sampled_from(_words())
    syntax = st.sampled_from(_SYNTAX)
    any_text = st.text(st.characters(exclude_categories=()), max_size=6)
    field = st.sampled_from([*sorted(FIELDS), "nosuch", "Title"])
    value = st.one_of(st.sampled_from(_VALUES), word)
    atom = st.one_of(word, syntax, any_text, _HALF, _CONTROL)
    return st.one_of(
        word,
        syntax,
        any_text,
        _HALF,
        _CONTROL,
        st.builds("{}:{}".format, field, value),
        st.builds("{}{}".format, word, st.sampled_from(("*", "~", "~1", "~2", "?", "^3", "*~1"))),
        st.builds('{}"{} {}"{}'.format, st.sampled_from(("", "=", "-")), word, atom, syntax),
        st.builds("({} {} {})".format, atom, syntax, atom),
        st.builds("{1}{0}{2}".format, word, st.sampled_from("*?"), st.sampled_from("*?")),
        st.builds(lambda text, count: text * count, atom, _COUNT),
        st.builds(lambda text, count: f"{text} " * count, atom, _COUNT),
        st.builds(lambda text, count: "(" * count + text + ")" * count, atom, _COUNT),
        st.builds(lambda text, count: "*".join(text * count), word, st.integers(1, 60)),
        st.builds(lambda text, count: f"{text}(" * count + ")" * count, syntax, _COUNT),
    )


def queries() -> st.SearchStrategy[str]:
    """Return the strategy of queries."""
    joined = st.tuples(st.sampled_from((" ", "", "  ")), st.lists(_piece(), max_size=8))
    return joined.map(lambda drawn: drawn[0].join(drawn[1]))


def requests() -> st.SearchStrategy[SearchRequest]:
    """Return the strategy of searches: a query, and all that may be asked beside it."""
    return st.builds(
        SearchRequest,
        query=queries(),
        limit=st.sampled_from((0, 1, 10, 500)),
        offset=st.sampled_from((0, 0, 3, 1_000)),
        sort=st.sampled_from(Sort),
        as_of=st.sampled_from((None, None, dt.date(2025, 10, 25), dt.date.min, dt.date.max)),
        facets=st.booleans(),
        snippets=st.sampled_from((0, 1, 2, 50)),
    )
