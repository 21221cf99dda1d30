"""Who acts on whom in languages other than English: parties by word order and voice alone.

Only parties that the tables know are read; a noun phrase without one is nobody here.
"""

from collections.abc import Iterator

from onrecord.claims.clauses import Clause
from onrecord.claims.parties import Around, code_at, is_ours
from onrecord.claims.senses import Marked
from onrecord.model.claim import How, Party

_MOST = 3  # words after a party's name that still name it: "Velmariya tərəfi"


def by_order(
    around: Around, marked: Marked, clause: Clause
) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """Return the actors and the targets of a clause."""
    found = list(_named(around, clause))
    doer = _by(around, found)
    if marked.passive or marked.trigger.passive:
        others = tuple(party for at, party in found if (at, party) != doer)
        return (doer[1],) if doer else (), others[:1]
    order = around.sentence.known.order
    if order == "svo":
        before = [party for at, party in found if at < marked.at]
        after = [party for at, party in found if at > marked.at]
        if marked.trigger.form == "noun":
            return (), tuple((after or before)[:1])
        return tuple(before[:1]), tuple(after[:1])
    parties = [party for _, party in found]
    return tuple(parties[:1]), tuple(parties[1:2])


def first_name(around: Around, first: int, last: int) -> tuple[int, int] | None:
    """Return the first token between two that names a party or the issuer's own body."""
    sentence = around.sentence
    for at in range(max(first, 0), min(last, len(sentence) - 1) + 1):
        if sentence.has(at, "self") or code_at(around, at) is not None:
            return at, at
        if sentence.is_word(at) and not sentence.text[sentence.starts[at]].islower():
            named = is_ours(around, (at, at))
            if named or sentence.has(at, "body"):
                return at, at
    return None


def _by(around: Around, found: list[tuple[int, Party]]) -> tuple[int, Party] | None:
    """Return the party beside the word that says by whom something was done."""
    sentence = around.sentence
    for at, party in found:
        near = (at - 1, at + 1, at + 2)
        if any(sentence.has(place, "by") for place in near):
            return at, party
    return None


def _named(around: Around, clause: Clause) -> Iterator[tuple[int, Party]]:
    sentence = around.sentence
    at = clause.first
    while at <= clause.last:
        code = code_at(around, at) if at not in around.taken else None
        if code is None:
            at += 1
            continue
        last = at + max(sentence.sizes[at], 1) - 1
        ahead = last + 1
        while ahead <= min(at + _MOST, clause.last) and sentence.has(ahead, "side"):
            last = ahead
            ahead += 1
        start, end = sentence.starts[at], sentence.ends[last]
        yield at, Party(sentence.text[start:end], code, How.STATED, start, end)
        at = last + 1
