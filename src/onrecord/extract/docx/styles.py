"""What a paragraph of a Word file is by its style: heading, quote, list item with its label.

ECMA-376 part 1, 17.7 (styles) and 17.9 (numbering). Knows no text.
"""

import re
from dataclasses import dataclass, field
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MAX_STEPS = 20  # of styles based on styles
BODY_TEXT = 9  # the outline level of what is no heading
BULLET = "•"
_HEADING = re.compile(r"heading (\d)\Z", re.I)
_QUOTES = frozenset({"quote", "intense quote", "block text"})
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
          (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщэюя"  # 17.18.59: without ё, й, ъ, ы, ь
_LATIN = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: how its number is written ("%1.%2)") and where it starts."""

    form: str
    text: str
    start: int


@dataclass(slots=True)
class Styles:
    """The styles of one file, by id."""

    elements: dict[str, Any] = field(default_factory=dict)

    def chain(self, paragraph: Any) -> list[Any]:
        """Return the properties that hold for a paragraph, its own first, then its styles'."""
        own = paragraph.find(f"{W}pPr")
        found = [own] if own is not None else []
        name = _value(own, "pStyle")
        for _ in range(MAX_STEPS):
            style = self.elements.get(name or "")
            if style is None:
                break
            properties = style.find(f"{W}pPr")
            if properties is not None:
                found.append(properties)
            name = _value(style, "basedOn")
        return found

    def names(self, paragraph: Any) -> list[str]:
        """Return the names of a paragraph's style and of those it is based on, lower case."""
        name = _value(paragraph.find(f"{W}pPr"), "pStyle")
        found: list[str] = []
        for _ in range(MAX_STEPS):
            style = self.elements.get(name or "")
            if style is None:
                break
            found.append((_value(style, "name") or "").lower())
            name = _value(style, "basedOn")
        return found


def read_styles(root: Any) -> Styles:
    return Styles({style.get(f"{W}styleId") or "": style for style in root.findall(f"{W}style")})


def heading_level(paragraph: Any, styles: Styles) -> int:
    """Return the level of a heading, 1 for a title, 0 for what is none."""
    names = styles.names(paragraph)
    if "title" in names:
        return 1
    if "subtitle" in names:
        return 2
    for name in names:
        if found := _HEADING.match(name):
            return max(1, int(found[1]))
    for properties in styles.chain(paragraph):
        level = _number(_value(properties, "outlineLvl"))
        if level is not None:
            return level + 1 if 0 <= level < BODY_TEXT else 0
    return 0


def is_quote(paragraph: Any, styles: Styles) -> bool:
    return not _QUOTES.isdisjoint(styles.names(paragraph))


@dataclass(slots=True)
class Numbering:
    """The lists of one file, counting as the paragraphs come by."""

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)  # of each list
    shared: dict[str, str] = field(default_factory=dict)  # lists that count on together
    counts: dict[str, dict[int, int]] = field(default_factory=dict)

    def place(self, paragraph: Any, styles: Styles) -> tuple[int, str] | None:
        """Return the depth of a list item and its label, None for what is no item."""
        number: str | None = None
        depth: int | None = None
        for properties in styles.chain(paragraph):
            listed = properties.find(f"{W}numPr")
            if listed is not None:
                number = number or _value(listed, "numId")
                depth = _number(_value(listed, "ilvl")) if depth is None else depth
            if number:
                break
        if not number or number == "0":
            return None
        depth = min(max(depth or 0, 0), 8)
        label = self._counted(number, depth)
        return None if label is None else (depth + 1, label)

    def _counted(self, number: str, depth: int) -> str | None:
        levels = self.levels.get(number, {})
        level = levels.get(depth, Level("bullet", "", 1))
        counts = self.counts.setdefault(self.shared.get(number, number), {})
        counts[depth] = counts[depth] + 1 if depth in counts else level.start
        for deeper in [d for d in counts if d > depth]:
            del counts[deeper]
        if level.form == "none":
            return None
        if level.form == "bullet":
            return BULLET
        label = level.text
        for d in range(depth + 1):
            above = levels.get(d, level)
            label = label.replace(f"%{d + 1}", numeral(counts.get(d, above.start), above.form))
        return label.strip() or None


def read_numbering(root: Any | None) -> Numbering:
    """Return the lists of the numbering part; none without one."""
    numbering = Numbering()
    if root is None:
        return numbering
    abstract = {a.get(f"{W}abstractNumId"): a for a in root.findall(f"{W}abstractNum")}
    for number in root.findall(f"{W}num"):
        name = number.get(f"{W}numId") or ""
        base = _value(number, "abstractNumId") or ""
        levels = _levels(abstract.get(base))
        overrides = number.findall(f"{W}lvlOverride")
        for override in overrides:
            depth = _number(override.get(f"{W}ilvl")) or 0
            start = _number(_value(override, "startOverride"))
            if depth in levels and start is not None:
                levels[depth] = Level(levels[depth].form, levels[depth].text, start)
        numbering.levels[name] = levels
        numbering.shared[name] = name if overrides else f"base {base}"
    return numbering


def numeral(number: int, form: str) -> str:
    """Return a number as a list of this form writes it; decimal for a form not known.

    >>> numeral(4, "lowerRoman"), numeral(28, "upperLetter"), numeral(3, "russianLower")
    ('iv', 'BB', 'в')
    """
    if form in ("lowerRoman", "upperRoman") and 0 < number < 4000:
        written = _roman(number)
    elif form in ("lowerLetter", "upperLetter") and number > 0:
        written = _letter(number, _LATIN)
    elif form in ("russianLower", "russianUpper") and number > 0:
        written = _letter(number, _RUSSIAN)
    elif form == "decimalZero":
        written = f"{number:02}"
    else:
        written = str(number)
    return written.upper() if form.startswith(("upper", "russianU")) else written


def _roman(number: int) -> str:
    written = ""
    for value, letters in _ROMAN:
        written += letters * (number // value)
        number %= value
    return written


def _letter(number: int, letters: str) -> str:
    """Word repeats the letter: z, aa, bb."""
    times, at = divmod(number - 1, len(letters))
    return letters[at] * min(times + 1, 10)


def _levels(abstract: Any | None) -> dict[int, Level]:
    if abstract is None:
        return {}
    return {
        _number(level.get(f"{W}ilvl")) or 0: Level(
            _value(level, "numFmt") or "decimal",
            _value(level, "lvlText") or "",
            _number(_value(level, "start")) or 1,
        )
        for level in abstract.findall(f"{W}lvl")
    }


def _value(holder: Any | None, name: str) -> str | None:
    element = holder.find(f"{W}{name}") if holder is not None else None
    return element.get(f"{W}val") if element is not None else None


def _number(value: str | None) -> int | None:
    try:
        return int(value) if value and len(value) < 10 else None
    except ValueError:
        return None
