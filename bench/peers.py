"""What searches are measured against: tantivy as its own documentation uses it, SQLite's FTS5."""

import sqlite3
from collections.abc import Iterable
from pathlib import Path

import tantivy

_Span = tuple[int, int]


class RawTantivy:
    """One stored en_stem field, its own query parser and its own snippets."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.schema = (
            tantivy.SchemaBuilder()
            .add_text_field("key", stored=True, tokenizer_name="raw")
            .add_text_field("body", stored=True, tokenizer_name="en_stem")
            .build()
        )
        self.index = tantivy.Index(self.schema, path=str(folder))

    def count(self) -> int:
        return int(self.index.searcher().num_docs)

    def add(self, texts: Iterable[tuple[str, str]]) -> None:
        """Add (key, text) pairs in one commit."""
        writer = self.index.writer()
        for key, text in texts:
            writer.add_document(tantivy.Document(key=key, body=text))
        writer.commit()
        writer.wait_merging_threads()
        self.index.reload()

    def search(
        self, query: str, limit: int = 10
    ) -> list[tuple[str, float, str, list[tuple[int, int]]]]:
        """Return (key, score, fragment, marks) of the best."""
        searcher = self.index.searcher()
        parsed = self.index.parse_query(query, ["body"])
        snippets = tantivy.SnippetGenerator.create(searcher, parsed, self.schema, "body")
        found = []
        for score, address in searcher.search(parsed, limit).hits:
            document = searcher.doc(address)
            snippet = snippets.snippet_from_doc(document)
            marks = [(mark.start, mark.end) for mark in snippet.highlighted()]
            found.append((document["key"][0], score, snippet.fragment(), marks))
        return found

    def ranked(self, words: Iterable[str], limit: int) -> list[str]:
        """Return the keys of the best for a question in plain words."""
        searcher = self.index.searcher()
        parsed = self.index.parse_query(" ".join(words), ["body"])
        hits = searcher.search(parsed, limit).hits
        return [searcher.doc(address)["key"][0] for _, address in hits]


class Fts5:
    """An FTS5 table with its default tokenizer, ranked by its bm25, in a file."""

    def __init__(self, path: Path) -> None:
        self.connection = sqlite3.connect(path)
        self.connection.execute(
            "CREATE VIRTUAL TABLE IF NOT EXISTS texts USING fts5(key UNINDEXED, body)"
        )

    def count(self) -> int:
        (count,) = self.connection.execute("SELECT count(*) FROM texts").fetchone()
        return int(count)

    def fill(self, texts: Iterable[tuple[str, str]]) -> None:
        """Put these (key, text) pairs in the place of all that is there."""
        with self.connection:
            self.connection.execute("DELETE FROM texts")
            self.connection.executemany("INSERT INTO texts VALUES (?, ?)", texts)
        self.connection.execute("INSERT INTO texts(texts) VALUES ('optimize')")
        self.connection.commit()

    def search(self, words: Iterable[str], limit: int = 10) -> list[str]:
        """Return the keys of the best for any of the words."""
        query = " OR ".join(f'"{word}"' for word in words)
        rows = self.connection.execute(
            "SELECT key FROM texts WHERE texts MATCH ? ORDER BY bm25(texts) LIMIT ?",
            (query, limit),
        )
        return [key for (key,) in rows]
