"""`python tools/write_messages.py`: bring the catalogues of the web site up to its messages.

New messages are added without a translation (the tests then fail until somebody writes it), those
that are gone are dropped, and what is translated stays.
"""

import io
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from onrecord.web.languages import FOLDER, LANGUAGES, SOURCE

WEB = FOLDER.parent
METHODS = [("**/templates/**.html", "jinja2.ext:babel_extract"), ("**.py", "python")]
OPTIONS = {"**/templates/**.html": {"silent": "false", "trim_blocks": "true"}}
HEADER = """\
# The messages of Onrecord's web site. Apache-2.0, like the rest; `python tools/write_messages.py`
# adds what is new and drops what is gone.
msgid ""
msgstr ""
"Project-Id-Version: onrecord\\n"
"Language: {code}\\n"
"Plural-Forms: {plural}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "N_": None}


def messages() -> Catalog:
    """Return a catalogue of all messages in templates and code, without translations."""
    catalogue = Catalog()
    found = extract_from_dir(WEB, METHODS, OPTIONS, KEYWORDS)
    for _file, _line, message, _comments, _context in sorted(found, key=lambda row: str(row[2])):
        catalogue.add(message)
    return catalogue


def path_of(code: str) -> Path:
    return FOLDER / code / "LC_MESSAGES" / "onrecord.po"


def read(code: str) -> Catalog:
    """Return the catalogue of a language as it is written; an empty one where there is none."""
    path = path_of(code)
    if not path.exists():
        return Catalog(locale=code, domain="onrecord", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=code)


def missing(code: str) -> Iterator[str]:
    """Yield the messages that a language has no translation, or not every plural form, for."""
    translated = read(code)
    for message in messages():
        if not message.id:
            continue
        key = message.id[0] if isinstance(message.id, tuple | list) else message.id
        other = translated.get(key)
        forms = (other.string if other is not None else None) or ""
        if isinstance(message.id, tuple | list):
            is_whole = len(forms) == translated.num_plurals and all(forms)
        else:
            is_whole = bool(forms)
        if not is_whole:
            yield key


def write(code: str, catalogue: Catalog) -> None:
    """Write a catalogue as it stands in the repository: sorted, without dates, paths or people."""
    kept = io.BytesIO()
    write_po(kept, catalogue, width=100, omit_header=True, no_location=True, sort_output=True)
    path = path_of(code)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(
        HEADER.format(code=code, plural=catalogue.plural_forms).encode() + kept.getvalue()
    )


def main() -> None:
    for code in LANGUAGES:
        if code == SOURCE:
            continue
        catalogue = read(code)
        catalogue.update(messages(), no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        write(code, catalogue)
        print(f"{code}: {sum(1 for _ in missing(code))} to translate")


if __name__ == "__main__":
    main()
