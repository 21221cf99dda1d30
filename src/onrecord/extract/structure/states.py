"""States and their unions that a title names together: "the A-B Dialogue", "between A and B"."""

import re
from functools import cache

from onrecord.extract.structure.countries import countries_named
from onrecord.extract.structure.tables import table

_BETWEEN = re.compile(r"\b(?:between|among|entre|между|بين)\s+(?:the\s+)?", re.IGNORECASE)


def state_named(words: str) -> bool:
    """Return whether words are a state's or a union's name and no more.

    >>> state_named("People’s Republic of China"), state_named("EU"), state_named("Bank of China")
    (True, True, False)
    """
    return any(start == 0 and end >= len(words.rstrip(" .")) for start, end in named(words))


def is_union(words: str) -> bool:
    """Return whether words are a union's name: it has no government.

    >>> is_union("European Union"), is_union("Norway")
    (True, False)
    """
    return _unions().fullmatch(words) is not None


def named(text: str) -> list[tuple[int, int]]:
    """Return where a text names states and unions, forms of state included, in their order."""
    found = [(start, end) for start, end, _ in countries_named(text)]
    found += [match.span() for match in _unions().finditer(text)]
    spans: list[tuple[int, int]] = []
    for start, end in sorted(found):
        form = max(
            (m for m in _before().finditer(text, 0, start) if m.end() == start and m[0]),
            key=lambda m: len(m[0]),
            default=None,
        )
        begin = form.start() if form else start
        if not spans or begin >= spans[-1][1]:
            spans.append((begin, end))
    return spans


def together(text: str) -> list[str]:
    """Return the states that a title joins by dashes, or lists after "between"; none if it doesn't.

    >>> together("Joint Statement on the U.S.-Norway Forum"), together("On Norway and Iceland")
    (['U.S.', 'Norway'], [])
    >>> together("Agreement between Norway and the Republic of Iceland")
    ['Norway', 'Republic of Iceland']
    """
    spans = named(text)
    for opening in ("pair", "listed"):
        joins = _joins(opening)
        for i, (start, _) in enumerate(spans):
            if opening == "listed" and not _opened(text, start):
                continue
            row = [spans[i]]
            for following in spans[i + 1 :]:
                if not joins.match(text[row[-1][1] : following[0]]):
                    break
                row.append(following)
            if len(row) > 1:
                return [text[a:b] for a, b in row]
    return []


def _opened(text: str, start: int) -> bool:
    return any(m.end() == start for m in _BETWEEN.finditer(text))


@cache
def _joins(name: str) -> re.Pattern[str]:
    return re.compile(table("joint")["states"][name])


@cache
def _unions() -> re.Pattern[str]:
    names = sorted(table("joint")["states"]["unions"], key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)")


@cache
def _before() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){table('joint')['states']['before']}", re.IGNORECASE)
