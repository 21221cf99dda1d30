"""Claims: what an issuer says happened, with the words each field rests on.

A claim is attributed, never a fact. All spans count code points of one version's text, half open.
"""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

# The version of the tables and steps that make claims: raise it with any change to `claims`.
# Claims made by another one are made again by `onrecord rebuild claims`.
CLAIMS_VERSION = 4


class SpeechAct(StrEnum):
    """What the issuer does by saying it; says nothing of what is said to have happened."""

    CLAIMS = "claims"
    ANNOUNCES = "announces"
    DENIES = "denies"
    REJECTS = "rejects"
    ACCUSES = "accuses"
    CONDEMNS = "condemns"
    DEMANDS = "demands"
    APPEALS = "appeals"
    AGREES = "agrees"
    PROMISES = "promises"
    WARNS = "warns"
    OFFERS = "offers"
    CORRECTS = "corrects"


class EventType(StrEnum):
    """PLOVER's sixteen types of what is said to have happened."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    COOPERATE = "COOPERATE"
    AID = "AID"
    YIELD = "YIELD"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"
    RETREAT = "RETREAT"


class How(StrEnum):
    """How a party is named; what is inferred is never shown as stated."""

    STATED = "stated"
    PRONOUN = "pronoun"
    ELIDED = "elided"
    INFERRED = "inferred"


class PlaceRole(StrEnum):
    EVENT = "event"
    ORIGIN = "origin"
    DESTINATION = "destination"
    ALONG = "along"
    VICINITY = "vicinity"
    MENTION = "mention"


class Granularity(StrEnum):
    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    VAGUE = "vague"


class Relation(StrEnum):
    """Where what happened lies to the time that is named."""

    ON = "on"
    SINCE = "since"
    UNTIL = "until"
    BEFORE = "before"
    AFTER = "after"
    DURING = "during"


class Anchor(StrEnum):
    """What a time is counted from."""

    NONE = "none"  # the words name the day themselves
    STATEMENT = "statement"  # the day the statement was published
    CLAIM = "claim"  # the time of the claim before


class Operator(StrEnum):
    EXACT = "exact"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    AT_MOST = "at_most"
    LESS_THAN = "less_than"
    ABOUT = "about"
    VAGUE = "vague"
    RANGE = "range"


class Polarity(StrEnum):
    POSITIVE = "positive"
    NEGATIVE = "negative"


class Certainty(StrEnum):
    ASSERTED = "asserted"
    HEDGED = "hedged"
    BOOSTED = "boosted"


class Tense(StrEnum):
    PAST = "past"
    PRESENT = "present"
    FUTURE = "future"


@dataclass(frozen=True, slots=True)
class Party:
    """An actor or a target. `name == text[start:end]`; `code` is ISO 3166-1 alpha-2 or a concept.

    `code` is None where the words name no party that the tables know.
    """

    name: str
    code: str | None
    how: How
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ClaimPlace:
    """A place as the issuer wrote it; `name == text[start:end]`."""

    name: str
    role: PlaceRole
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimTime:
    """A time, as days with both ends included; None is open."""

    first: dt.date | None
    last: dt.date | None
    granularity: Granularity
    relation: Relation
    anchor: Anchor
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number with its unit; None is an open end. `role` says what of the act it counts."""

    value_min: float | None
    value_max: float | None
    op: Operator
    unit: str | None
    role: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Source:
    """Somebody whose words the issuer passes on; `name == text[start:end]`."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One attributed assertion. `at` is where its trigger stands, which names it in its version."""

    start: int
    end: int
    at: int
    speech_act: SpeechAct
    event_type: EventType | None
    mode: str | None
    polarity: Polarity
    certainty: Certainty
    tense: Tense
    rule: str
    confidence: float
    actors: tuple[Party, ...] = ()
    targets: tuple[Party, ...] = ()
    places: tuple[ClaimPlace, ...] = ()
    time: ClaimTime | None = None
    quantities: tuple[Quantity, ...] = ()
    source_chain: tuple[Source, ...] = ()
    citations: tuple[int, ...] = ()  # 0-based, among the citations of the version
    steps: tuple[str, ...] = ()  # what led to it, for `explain`
