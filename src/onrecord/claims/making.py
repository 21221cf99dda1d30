"""The claims of a version: the steps put together, sentence by sentence."""

import datetime as dt
import re
from collections.abc import Iterator

from onrecord.claims.assembling import Scene, claim_of
from onrecord.claims.clauses import clauses
from onrecord.claims.knowing import Ours, ours
from onrecord.claims.lexis import Lexis, lexis
from onrecord.claims.parties import Around
from onrecord.claims.plain import plain_clause
from onrecord.claims.quantities import find_quantities
from onrecord.claims.reading import Sentence, read_sentence
from onrecord.claims.speaking import speaks_of_us
from onrecord.claims.telling import tells
from onrecord.claims.time_basis import Ground
from onrecord.claims.times import find_times
from onrecord.model.claim import Claim, EventType, SpeechAct
from onrecord.model.issuer import Registry
from onrecord.model.statement import Block, BlockKind, Extraction, StatementKind
from onrecord.text.sentences import sentences

_READ = frozenset({BlockKind.PARAGRAPH, BlockKind.POINT, BlockKind.QUOTE})
# Forms that invite or condole, and assert little: what says neither when nor how many is no claim.
_SPARING = frozenset({StatementKind.ADVISORY, StatementKind.MESSAGE})
_SILENT = frozenset({StatementKind.SCHEDULE})
# A note's marker behind a full stop, or a full stop without the space that belongs behind it.
_AFTER_MARKER = re.compile(
    r"(?<=[a-z0-9)])[.](?=[A-Z][a-z]|I )|[.!?](?:\[\d{1,3}\]|[⁰¹²³⁴-⁹])+(?=\s)"
)
_TO_COME = frozenset(("will", "ahead"))
_LONG_WORD = 4  # letters; shorter ones keep small letters in headlines, too
_TITLE_CAPITALS = 0.7  # of the longer words of a headline
_FEWEST_WORDS = 4  # of a sentence that can be a claim
_LONGEST_SENTENCE = 3000  # code points; what is longer is no sentence but a list or a table
_MOST_CLAIMS = 500  # of a version


def make_claims(extraction: Extraction, registry: Registry) -> tuple[Claim, ...]:
    """Return the claims of a version in order; none for a language without tables."""
    code = (extraction.language or "").partition("-")[0]
    known = lexis(code)
    if known is None or extraction.kind in _SILENT:
        return ()
    reader = _Reader(extraction, known, ours(extraction, registry))
    made: list[Claim] = []
    for block in extraction.blocks:
        if block.kind in _READ:
            made += reader.block(block)
            if len(made) >= _MOST_CLAIMS:
                break
    return tuple(made[:_MOST_CLAIMS])


class _Reader:
    """One version read through; remembers what a later sentence refers to."""

    def __init__(self, extraction: Extraction, known: Lexis, own: Ours) -> None:
        self._extraction = extraction
        self._known = known
        self._ours = own
        self._sparing = extraction.kind in _SPARING
        self._before: dt.date | None = None
        self._ours_before = False
        self._grounds = False
        self._notes = _notes(extraction)

    def block(self, block: Block) -> Iterator[Claim]:
        for start, end in _sentences(block.text):
            if end - start <= _LONGEST_SENTENCE:
                yield from self._sentence(block.start + start, block.start + end)

    def _sentence(self, start: int, end: int) -> Iterator[Claim]:
        sentence = read_sentence(self._extraction.text, start, end, self._known)
        if len(sentence) < _FEWEST_WORDS:
            return
        if "boiler" in sentence.kinds or _is_title(sentence):
            return
        found = clauses(sentence)
        if not found and self._sparing:
            return
        scene = self._scene(sentence)
        if not found:
            found = plain_clause(sentence, scene.times, scene.quantities)
        before: Claim | None = None
        for clause in found:
            claim = claim_of(scene, clause, before)
            before = claim
            if not tells(sentence, clause, claim):
                continue
            if self._sparing and not (claim.quantities or claim.time or _is_done(claim)):
                continue
            measure = claim.event_type is EventType.SANCTION
            self._grounds |= measure and claim.speech_act is SpeechAct.ANNOUNCES
            if claim.time is not None and claim.time.first is not None:
                self._before = claim.time.first
            yield claim
        self._ours_before = bool(found) and speaks_of_us(scene.around, found[0])

    def _scene(self, sentence: Sentence) -> Scene:
        future = not sentence.kinds.isdisjoint(_TO_COME)
        ground = Ground(self._ours.published_on, self._before or self._ours.published_on, future)
        times = find_times(sentence, ground)
        taken = frozenset(at for time in times for at in range(time.first, time.last + 1))
        return Scene(
            around=Around(sentence, self._ours, taken, self._grounds, self._ours_before),
            times=times,
            quantities=find_quantities(sentence, taken, self._known.language),
            language=self._known.language,
            notes=self._notes,
        )


def _is_done(claim: Claim) -> bool:
    """Whether a claim is of an act, not of a mood: a greeting may tell of it, too."""
    return claim.event_type not in (None, EventType.SUPPORT)


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of sentences; a note's marker behind a full stop ends one, too."""
    for start, end in sentences(text):
        begin = start
        for found in _AFTER_MARKER.finditer(text, start, end):
            yield begin, found.end()
            begin = found.end() + text[found.end() : found.end() + 1].isspace()
        if begin < end:
            yield begin, end


def _is_title(sentence: Sentence) -> bool:
    """Whether a sentence is a headline repeated in the text: capitals, and no full stop."""
    if sentence.words[-1].lower in ".!?;:,":
        return False
    long = [at for at in range(len(sentence)) if len(sentence.words[at].lower) >= _LONG_WORD]
    capitals = sum(sentence.is_capital(at) for at in long)
    return len(long) > 2 and capitals >= _TITLE_CAPITALS * len(long)


def _notes(extraction: Extraction) -> dict[str, tuple[int, ...]]:
    """Marker -> the citations of the version that it points to."""
    found: dict[str, list[int]] = {}
    for number, citation in enumerate(extraction.citations):
        if citation.marker:
            found.setdefault(citation.marker, []).append(number)
    return {marker: tuple(numbers) for marker, numbers in found.items()}
