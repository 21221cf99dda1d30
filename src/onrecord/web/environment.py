"""The templates of one language, compiled once, with their messages translated as they compile."""

import re
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from onrecord.model.search import Snippet
from onrecord.web import words
from onrecord.web.laid_out import laid_out
from onrecord.web.languages import Language, get_language
from onrecord.web.links import web_url

TEMPLATES = Path(__file__).parent / "templates"
REMEMBERED = 4096  # a page has the same few days, numbers and messages many times
_MESSAGE = re.compile(r'\{\{ _\("([^"\\]*)"\) \}\}')
_ENDS = tuple(".!?:;։؟。…»”")
_TABLES = (
    "ACTS",
    "BASES",
    "CHANGES",
    "CITED_KINDS",
    "CONTACTS",
    "EDITS",
    "FIELDS",
    "KINDS",
    "ROLES",
    "SOURCES",
    "STATES",
)


class _Translated(FileSystemLoader):
    """Templates with the messages that have no values put in before they are compiled."""

    def __init__(self, language: Language) -> None:
        super().__init__(TEMPLATES)
        self._gettext = language.gettext

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        source, name, is_fresh = super().get_source(environment, template)
        return _MESSAGE.sub(lambda found: self._gettext(found[1]) % {}, source), name, is_fresh


@cache
def templates_of(code: str) -> Environment:
    """Return the templates of a language of the interface."""
    language = get_language(code)
    environment = Environment(
        loader=_Translated(language),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters.update(
        day=_remembered(language.day),
        month=_remembered(language.month),
        short_month=_remembered(language.short_month),
        instant=_remembered(language.instant),
        number=_remembered(language.number),
        language_name=_remembered(language.language_name),
        marked=marked,
        said=_said,
        web_url=web_url,
    )
    environment.globals.update({name: _translated(name, language) for name in _TABLES})
    environment.globals.update(
        _=_remembered(_messages(language)),
        ngettext=_remembered(_counted(language)),
        laid_out=laid_out,
    )
    return environment


def marked(snippet: Snippet) -> Markup:
    """Return a passage with the words that answer marked; an ellipsis where it is cut."""
    text, at = snippet.text, 0
    written = ["… "] if text.lstrip()[:1].islower() else []
    for start, end in snippet.marks:
        written.append(f"{escape(text[at:start])}<mark>{escape(text[start:end])}</mark>")
        at = end
    written.append(escape(text[at:]))
    if text.rstrip()[-1:] not in _ENDS:
        written.append(" …")
    return Markup("".join(written))  # noqa: S704 - every piece is escaped


def _remembered(make: Callable[..., Any]) -> Callable[..., Any]:
    return lru_cache(REMEMBERED, typed=True)(make)


def _messages(language: Language) -> Callable[..., Markup]:
    def gettext(message: str, /, **values: Any) -> Markup:
        return Markup(language.gettext(message)) % values  # noqa: S704 - of the catalogues

    return gettext


def _counted(language: Language) -> Callable[..., Markup]:
    def ngettext(one: str, many: str, count: int, /, **values: Any) -> Markup:
        message = language.messages.ngettext(one, many, count)
        return Markup(message) % values  # noqa: S704 - of the catalogues

    return ngettext


def _translated(name: str, language: Language) -> dict[Any, str]:
    table: Mapping[Any, str] = getattr(words, name)
    return {key: language.gettext(message) if message else "" for key, message in table.items()}


def _said(value: Any, table: Mapping[Any, str]) -> str:
    """A value of the model in words; one without words as it is written."""
    message = table.get(value)
    return str(value).replace("_", " ") if message is None else message
