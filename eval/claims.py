"""How well claims are found, on hand-made labels (eval/gold/claims.md).

`python -m eval.claims [--dev [--errors LANGUAGE]]`: with --errors what is missed and made wrongly
on the dev half and on what was labelled later. Of the held-out half only totals are printed.
"""

import datetime as dt
import sys
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from eval.claims_score import Labelled, Score, lines, matched
from eval.floors import shortfalls

from eval import claims_gold, data
from onrecord.claims.making import make_claims
from onrecord.extract import registry
from onrecord.model.claim import Claim
from onrecord.model.issuer import Registry
from onrecord.model.statement import (
    Block,
    BlockKind,
    Extraction,
    IssuerBasis,
    IssuerMention,
    IssuerRole,
    StatementKind,
)
from onrecord.text.sentences import sentences

_FEWEST = 60  # labelled claims of real statements before a language is more than experimental


def extraction(row: dict[str, Any]) -> Extraction:
    """Return the version that a labelled statement makes."""
    if row["source"] not in claims_gold.WRITTEN:
        published = claims_gold.release(row)
        outcome = registry.extract(published.payload, published.media_type, published.context)
        read = outcome[0].outcome
        if not isinstance(read, Extraction):
            raise read
        # What an archive's owner would supply: claims are measured, not the reading of headers.
        return replace(read, issuers=_issuers(row), published_on=_printed(row))
    text = claims_gold.body(row)
    return Extraction(
        text=text,
        title="",
        kind=StatementKind.STATEMENT,
        language=row["language"],
        published_on=_printed(row),
        place=None,
        issuers=_issuers(row),
        blocks=(Block(BlockKind.PARAGRAPH, text, 0, len(text)),),
    )


def _printed(row: dict[str, Any]) -> dt.date | None:
    return dt.date.fromisoformat(row["published_on"]) if row["published_on"] else None


def _issuers(row: dict[str, Any]) -> tuple[IssuerMention, ...]:
    return tuple(
        IssuerMention(name, name, IssuerRole.SOLE, IssuerBasis.SUPPLIED, row["country"])
        for name in row["issuers"]
    )


def labels(row: dict[str, Any], text: str) -> list[Labelled]:
    """Return the labelled claims of a statement, placed in its text."""
    found = []
    for claim in row["claims"]:
        start = claims_gold.position(text, claim["text"], claim["occurrence"])
        time = claim["time"]
        found.append(
            Labelled(
                start,
                start + len(claim["text"]),
                claim["event_type"],
                claim["speech_act"],
                frozenset(place["name"] for place in claim["places"]),
                (time["from"], time["to"]) if time else None,
                tuple(
                    (q["value_min"], q["value_max"], q["op"], q["unit"])
                    for q in claim["quantities"]
                ),
                claim["polarity"],
                claim["certainty"],
                tuple(claim["actors"]),
                tuple(claim["targets"]),
            )
        )
    return found


def made(read: Extraction, whole: bool) -> list[Labelled]:
    """Return the claims that the rules make, placed in the labelled text."""
    at = _placing(read, whole)
    return [_placed(claim, at) for claim in make_claims(read, Registry())]


def _placed(claim: Claim, at: list[int]) -> Labelled:
    time = claim.time
    known = time is not None and (time.first or time.last)
    return Labelled(
        at[claim.start],
        at[claim.end],
        claim.event_type.value if claim.event_type else None,
        claim.speech_act.value,
        frozenset(place.name for place in claim.places),
        (_iso(time.first), _iso(time.last)) if time is not None and known else None,
        tuple((q.value_min, q.value_max, q.op.value, q.unit) for q in claim.quantities),
        claim.polarity.value,
        claim.certainty.value,
        tuple(p.name for p in claim.actors),
        tuple(p.name for p in claim.targets),
    )


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def _placing(read: Extraction, whole: bool) -> list[int]:
    """Return for each code point of a version where it stands in the labelled text."""
    if whole:
        return list(range(len(read.text) + 1))
    at = [0] * (len(read.text) + 2)
    position = 0
    for number, block in enumerate(read.blocks):
        position += bool(number)
        blank = True  # leading blanks are no part of it
        for offset in range(block.start, block.end):
            at[offset] = position
            if not read.text[offset].isspace():
                position += 1
                blank = False
            elif not blank:
                rest = read.text[offset : block.end]
                if rest.strip():
                    position += 1
                blank = True
        at[block.end] = position
    return at


def by_sentence(text: str) -> list[Labelled]:
    """Return the baseline: each sentence a claim without a type."""
    return [Labelled(start, end, None) for start, end in sentences(text)]


def main(arguments: list[str]) -> int:
    """Print the scores; return 1 when one is below its floor. Raises data.DataAbsentError."""
    data.folder()  # absent: skipped, whatever is remembered of it in this process
    measured: dict[str, float] = {}
    open_to_all = (claims_gold.MORE, "dev")
    for half in open_to_all if "--dev" in arguments else (*open_to_all, "heldout"):
        for language, rows in _by_language(half).items():
            score, base = Score(), Score()
            for row in rows:
                text, read = claims_gold.body(row), extraction(row)
                want = labels(row, text)
                whole = row["source"] in claims_gold.WRITTEN
                got = made(read, whole)
                score.include(want, got)
                base.include(want, by_sentence(text))
                if half in open_to_all and "--errors" in arguments and language in arguments:
                    for line in _errors(row, text, want, got):
                        print(line)
            for line in lines(f"{half} {language}", score):
                print(line)
            print(f"  a claim per sentence: spans F1 {base.spans.f1:.3f}")
            if half == "heldout" and language == "en":
                measured |= _measured(score)
    short = [] if "--dev" in arguments else shortfalls("claims", measured)
    for line in short:
        print(line, file=sys.stderr)
    return 1 if short else 0


def _measured(score: Score) -> dict[str, float]:
    return {
        "spans_f1": score.spans.f1,
        "event_type": score.types.f1,
        "place": score.places.f1,
        "time": score.times.f1,
        "quantity": score.quantities.f1,
    }


def _by_language(half: str) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for row in claims_gold.rows(half):
        found.setdefault(row["language"], []).append(row)
    return found


def _errors(
    row: dict[str, Any], text: str, want: list[Labelled], got: list[Labelled]
) -> Iterator[str]:
    pairs = matched(want, got)
    yield f"== {row['source']} {row['ref']}"
    for one, other in pairs:
        for name in ("event_type", "speech_act", "places", "time", "quantities"):
            if getattr(one, name) != getattr(other, name):
                yield (
                    f"  {name}: {getattr(one, name)} made {getattr(other, name)}: "
                    + (text[one.start : one.end])
                )
    hit = {id(one) for pair in pairs for one in pair}
    for one in want:
        if id(one) not in hit:
            yield f"  MISSED {one.event_type}: {text[one.start : one.end]}"
    for one in got:
        if id(one) not in hit:
            yield f"  MADE {one.event_type}: {text[one.start : one.end]}"


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except data.DataAbsentError as absent:
        print(f"skipped: {absent}", file=sys.stderr)
