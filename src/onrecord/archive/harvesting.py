"""Harvesting by OAI-PMH 2.0: what a request asks, answered out of the change log.

A record's datestamp is when the archive wrote down its last change, not when that was captured: an
old capture that is added today is news to a harvester. A list goes on behind a change, so what
changes meanwhile comes again at its end, and nothing is passed over.
"""

import datetime as dt
import re
from collections.abc import Callable, Sequence
from xml.etree.ElementTree import Element

from onrecord.archive.config import read_values
from onrecord.archive.opening import Archive
from onrecord.errors import NotFoundError, OnRecordError
from onrecord.export import oai_pmh
from onrecord.export.dublin_core import dublin_core
from onrecord.export.oai_pmh import PREFIX, Head, Repository
from onrecord.store.harvest import Harvested, earliest, find_harvested, list_harvested

Arguments = Sequence[tuple[str, str]]

A_LIST = {"ListIdentifiers": 500, "ListRecords": 100}
NO_CONTACT = "nobody@archive.invalid"  # the protocol wants an address; this one says there is none
# Verb -> (arguments it needs, arguments it may have), a resumption token standing alone.
_VERBS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "Identify": (frozenset(), frozenset()),
    "ListMetadataFormats": (frozenset(), frozenset({"identifier"})),
    "ListSets": (frozenset(), frozenset({"resumptionToken"})),
    "GetRecord": (frozenset({"identifier", "metadataPrefix"}), frozenset()),
    "ListIdentifiers": (frozenset({"metadataPrefix"}), frozenset({"from", "until", "set"})),
    "ListRecords": (frozenset({"metadataPrefix"}), frozenset({"from", "until", "set"})),
}
_URN = "urn:onrecord:"
_EMAIL = re.compile(r"\S+@(\S+\.)+\S+")  # as the protocol's schema has it
_WORD = r"[A-Za-z0-9\-_.!~*'()]+"  # as the protocol's schema has what these arguments may be
_NAMES = {"metadataPrefix": re.compile(_WORD), "set": re.compile(f"{_WORD}(:{_WORD})*")}
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_SECOND = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_TOKEN = re.compile(r"(\d{1,18})~([0-9TZ:-]*)~([0-9TZ:-]*)")


class _Refused(OnRecordError):
    """A request that the protocol has an error for; `code` is its name."""


def harvest(
    archive: Archive, given: Arguments, *, base_url: str, permalink: Callable[[str], str]
) -> bytes:
    """Return the answer to a request; `permalink` makes the address of a statement by its id."""
    now = dt.datetime.now(dt.UTC)
    try:
        arguments = _checked(given)
        parts = [_Answering(archive, base_url, permalink).part(arguments)]
        shown: Arguments = given
    except _Refused as refused:
        parts = [oai_pmh.error(refused.ids["code"], refused.message)]
        shown = () if refused.ids["code"] in ("badVerb", "badArgument") else given
    return oai_pmh.answer(base_url, shown, parts, now)


def _checked(given: Arguments) -> dict[str, str]:
    """The arguments by name; raises _Refused for what the verb can't have."""
    arguments = dict(given)
    verb = arguments.get("verb", "")
    if verb not in _VERBS or [name for name, _ in given].count("verb") > 1:
        raise _Refused(f"verb is one of {', '.join(_VERBS)}", code="badVerb")
    if len(arguments) != len(given):
        raise _Refused("an argument is given twice", code="badArgument")
    needed, allowed = _VERBS[verb]
    names = set(arguments) - {"verb"}
    if "resumptionToken" in names and verb in A_LIST:
        needed, allowed = frozenset({"resumptionToken"}), frozenset()
    if names - needed - allowed or needed - names:
        told = ", ".join(sorted(needed)) or "none"
        raise _Refused(
            f"{verb} needs {told} and may have {', '.join(sorted(allowed)) or 'no other'}",
            code="badArgument",
        )
    if not all(_NAMES[name].fullmatch(arguments[name]) for name in names & _NAMES.keys()):
        raise _Refused("a format or a set has no such name", code="badArgument")
    if arguments.get("metadataPrefix", PREFIX) != PREFIX:
        raise _Refused(f"the one format is {PREFIX}", code="cannotDisseminateFormat")
    if "set" in names or verb == "ListSets":
        raise _Refused("this repository has no sets", code="noSetHierarchy")
    return arguments


class _Answering:
    """Answers one request that was found to be in order."""

    def __init__(self, archive: Archive, base_url: str, permalink: Callable[[str], str]) -> None:
        self._archive = archive
        self._base_url = base_url
        self._permalink = permalink

    def part(self, arguments: dict[str, str]) -> Element:
        verb = arguments["verb"]
        if verb == "Identify":
            return oai_pmh.identify(self._repository())
        if verb == "ListMetadataFormats":
            if "identifier" in arguments:
                self._find(arguments["identifier"])
            return oai_pmh.formats()
        if verb == "GetRecord":
            part = Element("GetRecord")
            part.append(self._record(self._find(arguments["identifier"])))
            return part
        return self._list(verb, arguments)

    def _repository(self) -> Repository:
        contact = str(read_values(self._archive.folder).get("archive", {}).get("contact", ""))
        with self._archive.database.reading() as connection:
            first = earliest(connection)
        return Repository(
            name=self._archive.config.name,
            base_url=self._base_url,
            email=contact if _EMAIL.fullmatch(contact) else NO_CONTACT,
            earliest=first or dt.datetime.now(dt.UTC),
        )

    def _list(self, verb: str, arguments: dict[str, str]) -> Element:
        after, begin, end = _place(arguments)
        first, until = _bounds(begin, end)
        most = A_LIST[verb]
        with self._archive.database.reading() as connection:
            found = list(
                list_harvested(connection, after=after, first=first, until=until, limit=most + 1)
            )
        if not found and not after:
            raise _Refused("no record is of these dates", code="noRecordsMatch")
        some, rest = found[:most], found[most:]
        token = f"{some[-1].seq}~{begin}~{end}" if rest else ("" if after else None)
        make = self._record if verb == "ListRecords" else _header
        return oai_pmh.listed(verb, [make(one) for one in some], token)

    def _find(self, identifier: str) -> Harvested:
        with self._archive.database.reading() as connection:
            found = find_harvested(connection, identifier.removeprefix(_URN))
        if found is None or not identifier.startswith(_URN):
            raise _Refused("no record of that identifier", code="idDoesNotExist")
        return found

    def _record(self, found: Harvested) -> Element:
        head = _head(found)
        if found.withheld:
            return oai_pmh.record(head, None)
        try:
            view = self._archive.statements.get(found.id)
        except NotFoundError:  # withheld between the list and now
            return oai_pmh.record(Head(identifier=head.identifier, at=head.at, deleted=True), None)
        return oai_pmh.record(head, dublin_core(view, self._permalink(found.id)))


def _header(found: Harvested) -> Element:
    return oai_pmh.header(_head(found))


def _head(found: Harvested) -> Head:
    return Head(identifier=f"{_URN}{found.id}", at=found.at, deleted=found.withheld)


def _place(arguments: dict[str, str]) -> tuple[int, str, str]:
    """The change to go on behind, and the bounds as they were given at first."""
    token = arguments.get("resumptionToken")
    if token is None:
        return 0, arguments.get("from", ""), arguments.get("until", "")
    found = _TOKEN.fullmatch(token)
    if found is None:
        raise _Refused("this token was not given out here", code="badResumptionToken")
    return int(found[1]), found[2], found[3]


def _bounds(begin: str, end: str) -> tuple[dt.datetime | None, dt.datetime | None]:
    """The first instant of a range and the one behind its end."""
    for form in (_DAY, _SECOND):
        if all(not text or form.fullmatch(text) for text in (begin, end)):
            break
    else:
        raise _Refused(
            "from and until are both days, as 2020-10-31, or both seconds in UTC",
            code="badArgument",
        )
    try:
        first = _instant(begin) if begin else None
        last = _instant(end) if end else None
        step = dt.timedelta(days=1) if len(end) == len("2020-10-31") else dt.timedelta(seconds=1)
        until = last + step if last else None
    except (ValueError, OverflowError):
        raise _Refused("from or until is no date", code="badArgument") from None
    if first and last and first > last:
        raise _Refused("from is later than until", code="badArgument")
    return first, until


def _instant(text: str) -> dt.datetime:
    at = dt.datetime.fromisoformat(text)
    return at if at.tzinfo else at.replace(tzinfo=dt.UTC)
