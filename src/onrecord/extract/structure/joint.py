"""The parties of a joint statement, by its title: who issued it together with whom.

Knows the forms of titles (tables/joint.toml). Of the text it looks only at what heads it: a title
that goes on in it, and a sentence that says who issued what follows.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from onrecord.extract.structure.countries import country_of_name
from onrecord.extract.structure.cues import cue_form
from onrecord.extract.structure.draft import Draft
from onrecord.extract.structure.party import Party, party
from onrecord.extract.structure.states import is_union, state_named, together
from onrecord.extract.structure.tables import table

_ISSUED = re.compile(
    r"^(?P<subject>.{10,260}?)\s+(?:(?:today|jointly|also)\s+)*(?:issued|released|made|announced)\b"
)
_DATELINE = re.compile(r"^.{0,40}?\s*(?:[–—]{1,2}\s*|-{1,2}\s+)")
_BY = re.compile(
    r"\b(?:was|were|is) (?:(?:being )?jointly |being )?(?:released|issued|made|adopted)"
    r"(?: jointly)? by (?:the )?"
    r"(?P<subject>(?:[^.:;]|(?<=\b[A-Z])\.){8,800})"
)
_ASIDE = re.compile(r"\s*\([^()]{1,60}\)")
_OF = re.compile(r"^(?:de la |de l[’']|de |du |ال)")
_GOVERNMENTS = re.compile(r"governments?", re.IGNORECASE)  # of a group: "the X Governments"
_PRONOUN = re.compile(r"(?i)\b(?:we|i|they|it|he|she|met|agreed|held|following|statement)\b")
_AND = re.compile(r"\band\b|&", re.IGNORECASE)
_HELD = re.compile("\x00(.*?)\x00")  # an "and" that parts nothing
_WITH_ARTICLE = re.compile(
    r"(?:\w+ )?(?:republic|kingdom|federation|union)\b|"
    r"(?:united|state of|people|netherlands|philippines)",
    re.IGNORECASE,
)
LONGEST_LINE = 300  # code points of a line before the text
LONGEST_RELEASE = 900  # and of one that lists many governments
MOST_PARTIES = 60
FIRST = 4  # body drafts among which the sentence stands that says who issued the text


def parties(title: str, body: Sequence[Draft]) -> list[str]:
    """Return the parties that a joint statement's title names, as printed, in their order.

    >>> parties("Joint Statement by the Ministry of Transport of Talara and the City of Nerit", [])
    ['Ministry of Transport of Talara', 'City of Nerit']
    >>> parties("Joint Statement on the Talara Ferry", [])
    []
    """
    listed = _by_title(_continued(title, body))
    if not any(one.body for one in listed):
        listed = _by_line(body) or listed
    named = [one.body for one in listed if one.body]
    released = _by_release(body)
    if len(released) > len(named) or (released and all(map(state_named, named))):
        return list(dict.fromkeys(released))[:MOST_PARTIES]
    persons = [one for one in listed if one.is_person]
    if persons or (not listed and _form(title)):
        named += _by_sentence(body)
    return list(dict.fromkeys(named))[:MOST_PARTIES]


def is_joint(title: str, body: Sequence[Draft]) -> bool:
    """Return whether a text is issued jointly, by its title or a line that says so.

    >>> is_joint("Joint Readout of a Call", []), is_joint("Remarks on the Joint Statement", [])
    (True, False)
    """
    if any("jointly by" in d.text and len(d.text) < LONGEST_RELEASE for d in body[:FIRST]):
        return bool(_by_release(body))
    letters = cue_form(title)
    if not any(cue in letters for cue in table("joint")["cues"]):
        return False
    return _form(title) is not None or _rule("before").match(title) is not None


def _form(title: str) -> re.Match[str] | None:
    at = 0
    while found := _rule("form").search(title, at):
        if _rule("about").search(title[: found.start()]):
            return None
        if not (found["within"] and _rule("body_within").search(found["within"])):
            return found
        at = found.start() + 1
    return None


def _by_title(title: str) -> list[Party]:
    """What the title names: after the form, else before it, else the states it joins."""
    if match := _rule("before").match(title):
        return _last_headed(match["parties"]) or _list(match["parties"])
    form = _form(title)
    if form is None:
        return []
    plain = _ASIDE.sub("", title)
    after = _after(title[form.end() :], title)
    states = [Party(name) for name in together(plain)]
    if states and (together(form[0]) or not any(one.is_sure for one in after)):
        return states
    before, has_verb = _before(title[: form.start()], title)
    return before if not after or (has_verb and len(before) > 1) else after


def _after(rest: str, title: str) -> list[Party]:
    opening = _rule("by").match(rest) or _rule("between").match(rest)
    if opening is None:
        return []
    listed = _ended(rest[opening.end() :])
    pieces = _pieces(listed)
    if pieces and together(_ASIDE.sub("", pieces[0])):
        return []
    if opening[0].strip() == ":" and not all(map(state_named, pieces)):
        return []
    return _read(listed, capitals=title.isupper())


def _ended(listed: str) -> str:
    """A list of parties without what follows it and without its article."""
    end = _rule("ends").search(" " + listed)
    listed = listed[: max(0, end.start() - 1)] if end else listed
    return re.sub(r"(?i)^(?:the|la|le|les) ", "", listed)


def _read(listed: str, *, capitals: bool = False) -> list[Party]:
    """Parties each by itself, or under a head in the plural, at the list's start or later."""
    starts = [m.start() for head, _ in _plurals("plurals") if (m := head.search(listed))]
    at = min(starts, default=len(listed))
    before = _list(listed[:at], capitals=capitals)
    return before + _headed(listed[at:]) if at < len(listed) else before


def _before(words: str, title: str) -> tuple[list[Party], bool]:
    """What stands before the form, and whether a verb does: "A and B Issue Joint Statement"."""
    bare = _rule("verbs").sub("", words).strip()
    has_verb = _rule("verb").search(words[len(bare) :]) is not None
    bare = re.sub(r"^.*[:–—]\s*", "", bare)
    listed = _read(bare, capitals=title.isupper())
    group = _rule("group").match(bare)
    if group and not any(one.is_sure for one in listed[:-1]):
        speaks = not has_verb or _rule("speakers").search(bare)
        return ([Party(group["name"], is_sure=True)] if speaks else []), has_verb
    return (listed if len(listed) > 1 else []), has_verb


def _headed(listed: str) -> list[Party]:
    """Parties under one head in the plural: "Ministries of F of A and B"."""
    for head, single in _plurals("plurals"):
        match = head.match(listed)
        if match is None:
            continue
        field = match.groupdict().get("field") or ""
        names = [_OF.sub("", name) for name in _pieces(listed[match.end() :])]
        names = [name for name in names if not _GOVERNMENTS.fullmatch(name)]
        if single == "{}":
            read = [party(name) for name in names]
            return [one for one in read if one.body or one.is_person]
        if single.startswith(("Department", "Ministry")) and not field:
            return [party(single.format(name)) for name in names]
        return [_under(single, name, field) for name in names]
    return []


def _under(single: str, name: str, field: str) -> Party:
    """One party of a list under one head; a body among states goes by its own name."""
    of_state = "{}" in single and single.isascii()
    if of_state and not state_named(name) and (one := party(name)).is_sure:
        return one
    if single.startswith("Government") and is_union(name):
        return Party(name, is_sure=True)
    article = "the " if of_state and _WITH_ARTICLE.match(name) else ""
    return Party(single.format(article + name, field=field), is_sure=True)


def _last_headed(listed: str) -> list[Party]:
    for head, single in _plurals("plurals_last"):
        if match := head.search(listed):
            names = _pieces(listed[: match.start()])
            return [
                Party(single.format(name, field=match["field"]), is_sure=True) for name in names
            ]
    return []


def _list(listed: str, *, capitals: bool = False) -> list[Party]:
    """Read a list of parties; a name that an office follows is the office's."""
    read = [party(piece, capitals=capitals) for piece in _pieces(_ASIDE.sub("", listed))]
    kept: list[Party] = []
    for i, one in enumerate(read):
        follows = read[i + 1] if i + 1 < len(read) else None
        if follows and follows.is_office and not one.is_office and _is_name(listed, one):
            continue
        if kept and kept[-1].is_office and _is_its_state(one, kept[-1]):
            continue
        kept.append(one)
    return [one for one in kept if one.body or one.is_person]


def _is_its_state(one: Party, office: Party) -> bool:
    """Return whether a party is but the state of the office before it: "Minister of F, Norway"."""
    if one.body is None or office.body is None or not state_named(one.body):
        return False
    return country_of_name(one.body) == country_of_name(office.body) is not None


def _is_name(listed: str, one: Party) -> bool:
    """Return whether an office follows a name in apposition: after a comma, and no "and"."""
    if one.is_person:
        return True
    if one.body is None or one.is_sure:
        return False
    return re.search(re.escape(one.body) + r",\s+(?!and\b)", listed, re.IGNORECASE) is not None


def _pieces(listed: str) -> list[str]:
    held = _joined().sub(lambda m: _AND.sub(_hold, m[0]), listed)
    pieces = [_HELD.sub(_free, piece).strip() for piece in _parts().split(held) if piece]
    return [piece for piece in pieces if piece.strip(" .")]


def _hold(found: re.Match[str]) -> str:
    return "\x00" + "".join(chr(ord(c) + 1) for c in found[0]) + "\x00"


def _free(found: re.Match[str]) -> str:
    return "".join(chr(ord(c) - 1) for c in found[1])


def _continued(title: str, body: Sequence[Draft]) -> str:
    """A title that a copy cut before its last party goes on in a line of the header."""
    for draft in body[:2]:
        if re.match(r"(?i)and (?=[A-Z])", draft.text) and re.search(r"(?i)\bjoint\b", title):
            return f"{title}, {draft.text[:LONGEST_LINE]}"
    return title


def _by_line(body: Sequence[Draft]) -> list[Party]:
    """The parties of a joint statement's full title that stands as a line of the text."""
    for draft in body[:FIRST]:
        line = draft.text[:LONGEST_LINE]
        form = _form(line)
        if form and line[: form.end()].isupper():
            return _by_title(line)
    return []


def _by_release(body: Sequence[Draft]) -> list[str]:
    """The bodies by which, says a line before the text, it "was released by the following"."""
    for draft in body[:FIRST]:
        if len(draft.text) < LONGEST_RELEASE and (match := _BY.search(draft.text)):
            named = _read(_ended(match["subject"]))
            if len(named) > 1:
                return [one.body for one in named if one.body]
    return []


def _by_sentence(body: Sequence[Draft]) -> list[str]:
    """The bodies that a sentence of the kind "A and B today issued the following" names."""
    for draft in body[:FIRST]:
        match = _ISSUED.match(_DATELINE.sub("", draft.text, count=1))
        if match is None or _PRONOUN.search(match["subject"]):
            continue
        subject = re.sub(r"^The ", "", match["subject"])
        named = _read(subject)
        if len(named) > 1 and all(one.is_sure for one in named):
            return [one.body for one in named if one.body]
    return []


def _rule(name: str) -> re.Pattern[str]:
    return _title_rules()[name]


@cache
def _title_rules() -> dict[str, re.Pattern[str]]:
    return {
        name: re.compile(pattern, re.IGNORECASE if name == "form" else 0)
        for name, pattern in table("joint")["title"].items()
    }


@cache
def _parts() -> re.Pattern[str]:
    return re.compile(table("joint")["list"]["parts"], re.IGNORECASE)


@cache
def _joined() -> re.Pattern[str]:
    names = "|".join(table("joint")["list"]["joined"])
    return re.compile(rf"(?<!\w)(?:{names})(?!\w)".replace(" and", " (?:and|&)"), re.IGNORECASE)


@cache
def _plurals(name: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    start = r"(?<!\w)" if name == "plurals" else ""
    rows: Iterator[tuple[str, str]] = iter(table("joint")["list"][name].items())
    return tuple((re.compile(rf"{start}{pattern}", re.I), single) for pattern, single in rows)
