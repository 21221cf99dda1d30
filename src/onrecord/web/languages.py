"""The languages of the interface: catalogues, plural rules, dates and numbers, direction.

The catalogues are gettext's (`locale/LANG/LC_MESSAGES/onrecord.po`), compiled in memory when a
language is first asked for: there is nothing to build or install.
"""

import datetime as dt
import gettext
import io
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from babel import Locale
from babel.core import UnknownLocaleError
from babel.dates import format_date, format_datetime
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

FOLDER = Path(__file__).parent / "locale"
SOURCE = "en"  # the language of the messages in templates and code
LANGUAGES = ("en", "az", "ru", "hy", "tr", "fr", "ar")
COOKIE = "ui"
PARAMETER = "ui"


@dataclass(frozen=True, slots=True)
class Language:
    """A language of the interface."""

    code: str
    locale: Locale
    messages: gettext.NullTranslations

    @property
    def direction(self) -> str:
        """`rtl` or `ltr`, as the attribute `dir` has it."""
        return "rtl" if self.locale.text_direction == "rtl" else "ltr"

    @property
    def name(self) -> str:
        """Its name in itself."""
        return _own_name(self.code)

    def gettext(self, message: str) -> str:
        return self.messages.gettext(message)

    def day(self, day: dt.date) -> str:
        """Return a day in words: 18 October 2025."""
        return str(format_date(day, "long", locale=self.locale))

    def month(self, month: str) -> str:
        """Return 2025-10 or 2025 in words."""
        if len(month) == 4:
            return month
        day = dt.date(int(month[:4]), int(month[5:]), 1)
        return str(format_date(day, "LLLL y", locale=self.locale))

    def short_month(self, month: str) -> str:
        day = dt.date(int(month[:4]), int(month[5:]), 1)
        return str(format_date(day, "LLL", locale=self.locale))

    def instant(self, at: dt.datetime) -> str:
        """Return an instant to the minute, in UTC."""
        return str(format_datetime(at, "d MMMM y, HH:mm 'UTC'", dt.UTC, locale=self.locale))

    def number(self, number: int) -> str:
        return str(format_decimal(number, locale=self.locale))

    def language_name(self, code: str | None) -> str:
        """Return what this language calls another one; its code where it has no name for it."""
        if not code:
            return self.gettext("language not known")
        try:
            name = Locale.parse(code, sep="-").get_display_name(self.locale)
        except (ValueError, UnknownLocaleError):
            return code
        return str(name or code)


@cache
def _own_name(code: str) -> str:
    return str(Locale.parse(code).get_display_name(code))


@cache
def get_language(code: str) -> Language:
    """Return a language of LANGUAGES."""
    if code == SOURCE:
        return Language(code, Locale("en", "GB"), gettext.NullTranslations())
    path = FOLDER / code / "LC_MESSAGES" / "onrecord.po"
    with path.open("rb") as file:
        catalogue = read_po(file, locale=code)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Language(code, Locale.parse(code), gettext.GNUTranslations(compiled))


def choose(asked: str | None, kept: str | None, accepted: str) -> Language:
    """Return the language asked for, else the one kept, else the first the browser accepts.

    >>> choose(None, None, "de, tr;q=0.5, en;q=0.7").code
    'en'
    """
    for code in (asked, kept):
        if code in LANGUAGES:
            return get_language(code)
    return get_language(next((c for c in _accepted(accepted) if c in LANGUAGES), SOURCE))


def _accepted(header: str) -> list[str]:
    """The primary subtags of an Accept-Language header, best first (RFC 9110, section 12.5.4)."""
    weighed = []
    for place, part in enumerate(header[:500].split(",")):
        tag, _, weight = part.partition(";")
        try:
            quality = float(weight.strip().removeprefix("q=")) if weight else 1.0
        except ValueError:
            continue
        weighed.append((-quality, place, tag.strip().partition("-")[0].lower()))
    return [tag for quality, _, tag in sorted(weighed) if quality < 0]
