"""Measures how well searches rank: `python -m eval.retrieval`.

Cranfield and CISI, the questions' words side by side as people type them; ours against tantivy
with its en_stem field, whichever is better of title and text in one field and in two. Prints
nDCG@10 and MAP and exits 1 when ours is below a floor of floors.toml.
"""

import datetime as dt
import math
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import fmean

import tantivy
from eval.floors import shortfalls
from eval.judged import Collection, Question, cisi, cranfield

from eval import data
from onrecord.index.tantivy_index import TantivyIndex
from onrecord.model.index_document import IndexDocument
from onrecord.model.search import SearchRequest

PACKED = "ir/cranfield-cisi.tar.zst"
DEPTH = 1_000  # of the ranking that MAP looks at, as TREC does
CUT = 10
Rank = Callable[[tuple[str, ...]], list[int]]
_SINCE = dt.datetime(2025, 1, 1, tzinfo=dt.UTC)


def main(arguments: Sequence[str] | None = None) -> int:
    del arguments
    try:
        folder = data.unpacked(PACKED)
    except data.DataAbsentError as absent:
        print(f"skipped: {absent}", file=sys.stderr)
        return 0
    measured = {}
    for collection in (cranfield(_holding(folder, "cranqrel")), cisi(_holding(folder, "CISI.REL"))):
        measured.update(measure(collection))
    below = shortfalls("retrieval", measured)
    print("\n".join(below) or "no measure is below its floor")
    return 1 if below else 0


def measure(collection: Collection) -> dict[str, float]:
    """Print a collection's scores; return ours, and ours over the better of the peers'."""
    with tempfile.TemporaryDirectory(prefix="onrecord-eval-") as folder:
        ours = score(collection.questions, _ours(collection, Path(folder)))
    peers = [score(collection.questions, _tantivy(collection, fields)) for fields in _PEER_FIELDS]
    scores = {"onrecord": ours, "tantivy, one field": peers[0], "tantivy, two fields": peers[1]}
    print(
        f"{collection.name}: {len(collection.texts)} texts, {len(collection.questions)} questions"
    )
    for name, (ndcg, precision) in scores.items():
        print(f"  {name:20} nDCG@10 {ndcg:.4f}  MAP {precision:.4f}")
    ndcg, precision = (max(values) for values in zip(*peers, strict=True))
    return {
        f"{collection.name}_ndcg": ours[0],
        f"{collection.name}_map": ours[1],
        f"{collection.name}_ndcg_ratio": ours[0] / ndcg,
        f"{collection.name}_map_ratio": ours[1] / precision,
    }


def score(questions: Sequence[Question], rank: Rank) -> tuple[float, float]:
    """Return the means of nDCG@10 and of average precision over the questions."""
    ranked = [(rank(question.words), question.gains) for question in questions]
    return (
        fmean(ndcg(found, gains) for found, gains in ranked),
        fmean(average_precision(found, gains) for found, gains in ranked),
    )


def ndcg(found: Sequence[int], gains: dict[int, int], cut: int = CUT) -> float:
    """Return the discounted gain of the first hits over that of the best possible order.

    >>> ndcg([3, 1], {1: 1}), ndcg([1, 3], {1: 1})
    (0.6309297535714575, 1.0)
    """
    best = _discounted(sorted(gains.values(), reverse=True)[:cut])
    return _discounted([gains.get(number, 0) for number in found[:cut]]) / best if best else 0.0


def _discounted(gains: Sequence[int]) -> float:
    return sum(gain / math.log2(place + 1) for place, gain in enumerate(gains, 1))


def average_precision(found: Sequence[int], gains: dict[int, int]) -> float:
    """Return the mean, over the relevant documents, of the precision where each is found.

    >>> average_precision([9, 1, 2], {1: 1, 2: 1})
    0.5833333333333333
    """
    right = 0
    total = 0.0
    for place, number in enumerate(found, 1):
        if gains.get(number):
            right += 1
            total += right / place
    relevant = sum(1 for gain in gains.values() if gain)
    return total / relevant if relevant else 0.0


def _ours(collection: Collection, folder: Path) -> Rank:
    index = TantivyIndex.open(folder / "index")
    documents = [
        IndexDocument(
            statement=str(text.number),
            version=1,
            key=str(text.number),
            url=None,
            title=text.title,
            text=text.text,
            language="en",
            kind="statement",
            published_on=None,
            valid_from=_SINCE,
            valid_to=None,
            current=True,
        )
        for text in collection.texts
    ]
    index.update([], documents, 1)

    def rank(words: tuple[str, ...]) -> list[int]:
        request = SearchRequest(query=" ".join(words), limit=DEPTH, snippets=0)
        return [int(hit.id) for hit in index.search(request).hits]

    return rank


_PEER_FIELDS = (["body"], ["title", "text"])


def _tantivy(collection: Collection, fields: list[str]) -> Rank:
    builder = tantivy.SchemaBuilder().add_unsigned_field("number", stored=True)
    for name in fields:
        builder.add_text_field(name, tokenizer_name="en_stem")
    index = tantivy.Index(builder.build())
    writer = index.writer()
    for text in collection.texts:
        whole = f"{text.title}\n{text.text}"
        parts = {"body": whole, "title": text.title, "text": text.text}
        writer.add_document(
            tantivy.Document(number=text.number, **{name: parts[name] for name in fields})
        )
    writer.commit()
    writer.wait_merging_threads()
    index.reload()

    def rank(words: tuple[str, ...]) -> list[int]:
        searcher = index.searcher()
        hits = searcher.search(index.parse_query(" ".join(words), fields), DEPTH).hits
        return [searcher.doc(address)["number"][0] for _, address in hits]

    return rank


def _holding(folder: Path, name: str) -> Path:
    """Return the folder in which a file of that name lies."""
    return next(folder.rglob(name)).parent


if __name__ == "__main__":
    sys.exit(main())
