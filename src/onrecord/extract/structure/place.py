"""The dateline's place: "WASHINGTON -", "BAKU, 19 October 2020 -", or a header line of its own."""

import itertools
import re
from collections.abc import Sequence

from onrecord.extract.structure.draft import Draft, Found
from onrecord.model.statement import BlockKind
from onrecord.text.dates import find_dates

NEAR_TOP = 3  # body blocks that can begin with a dateline
NEAREST = 100  # code points into a block, in which a date ends that has a place before it
_DIGIT = re.compile(r"\d")
FARTHEST = 320  # code points into a block, where a copy ran a subtitle and the dateline together
_WORD = r"[^\W\d_][^\W\d_.’'-]*(?:[.’'-][^\W\d_.’'-]+)*\.?"
_DASH = r"\s*(?:\([^()]{2,30}\)\s*)?(?:[–—]{1,2}|-{1,2}(?=\s|$))"
# In capitals anywhere near the top: nothing else is in capitals and followed by a dash.
_DASHED = re.compile(r"[–—]|-(?=[\s-]|$)")
_UPPER = "[A-ZÀ-ÞА-ЯЁԱ-Ֆ]"
_CAPITALS = re.compile(
    rf"(?:^|(?<=\s))((?:(?:{_UPPER}{{2,}}[.'’]?\s){{0,2}}(?:{_UPPER}{{4,}}[.'’]?\s?){{1,3}}"
    r"(?:,\s?[A-Z][\w. ]{1,18}?)?)|[A-Z][a-z]{3,}, (?:[A-Z]\.\s?){2})" + _DASH
)
_BEFORE_DATE = re.compile(r"[,\s]+(?:le|den|am|den|on|de|el|il|г\.|город)$")
# A name, then a figure: all a date that follows a place begins with. And what stands after it.
_DATED = re.compile(r"[^\W\d_][^\d.;]{1,40}(?:\.[^\d.;]{0,8})?\d")
_AFTER_DATE = re.compile(r"[ .,г)]{0,8}[–—:/-]|\s?г?\.\s+[^\W\d_]")
_BEGINS = re.compile(rf"({_WORD}(?: {_WORD}){{0,2}}(?:, {_WORD}(?: {_WORD})?)?){_DASH}")
_LINE = re.compile(rf"{_WORD}(?: {_WORD}){{0,2}}, {_WORD}(?: {_WORD}){{0,2}}")
_IS_CITY = re.compile(rf"{_WORD}(?: şəhəri| city)?|(?:г\.|ք\.) ?{_WORD}", re.IGNORECASE)
_ALONE = re.compile(rf"{_WORD}(?:[ -]{_WORD}){{0,2}}(?:, {_WORD}(?: {_WORD}){{0,2}})?")
_LABELS = re.compile(
    r"(?i)\b(?:spokes|secretary|minister|ambassador|representative|part|section|chapter|annex|"
    r"monday|tuesday|wednesday|thursday|friday|saturday|sunday|treasury|department|deputy|"
    r"press|release|media|advisory|readout|statement|for immediate|contact|updated?|news|"
    r"council|committee|conference|university|cent(?:er|re)\b|club|institute|association|hotel|"
    r"auditorium|hall\b|forum|summit|school|college|(?:pre|post|non|anti|sub|re)$|"
    r"remarks|date|published|заявлени|пресс|bəyanat|açıklama|mətbuat|communiqué|بيان|հայտարար|объявлен|"
    r"извещен|уведомлен|сообщен|elan\b|məlumat|duyuru|bildir|notice|message|report|letter|avis\b|"
    r"déclaration|إعلان|تنبيه|ծանուցում|հաղորդագր|հաղորդում)"
)


def place(
    header: Sequence[Draft], body: Sequence[Draft], taken: Draft | None
) -> tuple[str, Found] | None:
    """Return the place a statement is dated from, as printed, and why; None where it has none.

    `taken` is the header line that names the issuer: it is no place.
    """
    texts = [d for d in body if d.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING)][: NEAR_TOP + 3]
    for draft in texts:
        found = _dateline(draft)
        if found is not None:
            return found
    for line in header[1:]:
        if line is not taken and (found := _own_line(line)) is not None:
            return found
    for line, following in itertools.pairwise(header[1:]):
        if line is not taken and _IS_CITY.fullmatch(line.text) and _is_name(line.text):
            dates = find_dates(following.text, limit=1) if _DIGIT.search(following.text) else []
            if dates and dates[0].start == 0 and dates[0].end >= len(following.text) - 3:
                return _found(line, 0, line.text, "a line of the header, above its date")
    return None


def _dateline(draft: Draft) -> tuple[str, Found] | None:
    text = draft.text
    near = text[:FARTHEST]
    if _DASHED.search(near) and (match := _CAPITALS.search(near)):
        labels = [label.end() for label in _LABELS.finditer(match[1])]
        words = match[1][labels[-1] if labels else 0 :]
        # What a label runs into is no name.
        if words.strip() and (words[0].isspace() or not labels):
            start = match.end(1) - len(words.lstrip())
            return _found(draft, start, words.lstrip(), "the dateline")
    top = text[:NEAREST]
    dates = find_dates(top, limit=1) if _DATED.match(top) else []
    if dates and _AFTER_DATE.match(text, dates[0].end):
        before = _BEFORE_DATE.sub("", text[: dates[0].start].rstrip(" ,،(:"))
        if _ALONE.fullmatch(before) and _is_name(before):
            return _found(draft, 0, before, "the dateline, before its date")
    if (match := _BEGINS.match(text)) and _is_name(match[1]) and len(text) > match.end() + 40:
        return _found(draft, 0, match[1], "the dateline")
    return None


def _own_line(line: Draft) -> tuple[str, Found] | None:
    text = line.text.strip()
    dates = find_dates(text, limit=1) if _DIGIT.search(text) else []
    if dates and dates[0].end >= len(text) - 3:
        before = _BEFORE_DATE.sub("", text[: dates[0].start].rstrip(" ,،:–—-"))
        if before and _ALONE.fullmatch(before) and _is_name(before):
            return _found(line, 0, before, "a line of the header, before its date")
    if dates and dates[0].start == 0:
        after = text[dates[0].end :].lstrip(" ,،–—-")
        if after and _ALONE.fullmatch(after) and _is_name(after):
            start = len(text) - len(after)
            return _found(line, start, after, "a line of the header, after its date")
    if _LINE.fullmatch(text) and _is_name(text):
        return _found(line, 0, text, "a line of the header")
    return None


def _is_name(words: str) -> bool:
    """Every word begins with a capital or has none in its script; no label of a form."""
    return not _LABELS.search(words) and all(
        not word[0].islower() or word in ("şəhəri", "г", "ք")
        for word in re.findall(r"[^\W\d_]+", words)
    )


def _found(draft: Draft, start: int, words: str, why: str) -> tuple[str, Found]:
    words = words.rstrip(" ,-–—")
    return words, Found(why, draft, start, start + len(words))
