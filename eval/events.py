"""Types of events on other people's coded sentences: PETRARCH2's unit tests and PLOVER's records.

    python -m eval.events

A report beside a baseline (the most frequent type for every sentence), without floors: these sets
code stylised sentences of news agencies, with actors of fantasy in one of them, and they code what
a sentence reports, where claims keep apart what is said and what happened.
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bench.claims import extraction

from eval import data
from onrecord.claims.making import make_claims
from onrecord.model.issuer import Registry

PETRARCH = "petrarch2/PETR.UnitTest.records.xml"
PLOVER = "plover/PLOVER_GSR_CAMEO.txt"
SENTENCE = re.compile(r"<Sentence (.*?)</Sentence>", re.DOTALL)
CODE = re.compile(r'eventcode="(\d\d)\d*"')
TEXT = re.compile(r"<Text>(.*?)</Text>", re.DOTALL)
# The roots of CAMEO as types of PLOVER; 01, a public statement, is none of them.
ROOTS = {
    "02": "REQUEST",
    "03": "AGREE",
    "04": "CONSULT",
    "05": "SUPPORT",
    "06": "COOPERATE",
    "07": "AID",
    "08": "YIELD",
    "09": "ACCUSE",
    "10": "REQUEST",
    "11": "ACCUSE",
    "12": "REJECT",
    "13": "THREATEN",
    "14": "PROTEST",
    "15": "MOBILIZE",
    "16": "SANCTION",
    "17": "COERCE",
    "18": "ASSAULT",
    "19": "ASSAULT",
    "20": "ASSAULT",
}
OLDER = {
    "DEMAND": "REQUEST",
    "DISAPPROVE": "ACCUSE",
    "INVESTIGATE": "ACCUSE",
    "FIGHT": "ASSAULT",
    "CONCEDE": "YIELD",
}


@dataclass(frozen=True, slots=True)
class Coded:
    text: str
    types: frozenset[str]


def petrarch() -> Iterator[Coded]:
    """Yield the sentences of the unit tests that have an event of a known root."""
    for found in SENTENCE.findall(data.archive(PETRARCH).read_text("utf-8", "replace")):
        text = TEXT.search(found)
        types = frozenset(ROOTS[code] for code in CODE.findall(found) if code in ROOTS)
        if text is not None and types:
            yield Coded(" ".join(text[1].split()), types)


def plover() -> Iterator[Coded]:
    """Yield the gold records, older labels as they are called now."""
    for row in json.loads(data.archive(PLOVER).read_text("utf-8")):
        event = OLDER.get(row["event"], row["event"])
        if event != "DOCUMENT" and "text" in row:
            yield Coded(row["text"], frozenset({event}))


def types_of(text: str) -> list[str]:
    """Return the types of the claims made of a sentence, in order."""
    made = make_claims(extraction(text), Registry())
    return [claim.event_type.value for claim in made if claim.event_type is not None]


def report(name: str, coded: Sequence[Coded]) -> None:
    """Print how often the first type, and any type, of a sentence's claims is one of its codes."""
    read = [(each, types_of(each.text)) for each in coded]
    first = sum(bool(types) and types[0] in each.types for each, types in read)
    some = sum(not each.types.isdisjoint(types) for each, types in read)
    frequent = Counter(event for each in coded for event in each.types).most_common(1)[0][0]
    base = sum(frequent in each.types for each in coded)
    count = len(coded)
    print(
        f"{name}: {count} sentences; first type right {first / count:.3f}, any type right "
        f"{some / count:.3f}; always {frequent}: {base / count:.3f}"
    )


def main(arguments: list[str]) -> int:
    del arguments  # every evaluation takes some
    report("petrarch2", list(petrarch()))
    report("plover", list(plover()))
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except data.DataAbsentError as absent:
        print(f"skipped: {absent}", file=sys.stderr)
