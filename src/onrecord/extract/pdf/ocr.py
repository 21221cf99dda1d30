"""Scanned pages to text by Tesseract, where it is installed. Knows no layout.

Tesseract is run as a process of its own on a picture given through a pipe, with a limit on time.
"""

import os
import shutil
import subprocess
from contextlib import closing
from functools import cache

import pypdfium2 as pdfium  # type: ignore[import-untyped]

DOTS = 300  # an inch; what Tesseract is trained on
MAX_PIXELS = 40_000_000  # an A3 page at that density has half as many
MAX_PAGES = 50
SECONDS = 60  # a page; a dense one takes five
MAX_LANGUAGES = 6  # each costs its own time
# The project's languages first, by Tesseract's names.
LANGUAGES = (
    "eng", "aze", "rus", "tur", "hye", "fra", "ara", "fas", "kat", "ukr", "aze_cyrl", "heb", "ell",
    "deu", "spa", "sin", "tam",
)  # fmt: skip


def is_installed() -> bool:
    return _program() is not None


def read_pages(document: pdfium.PdfDocument) -> tuple[str, list[str]]:
    """Return the text of all pages, separated by blank lines, and what went wrong."""
    texts: list[str] = []
    faults: list[str] = []
    for number in range(min(len(document), MAX_PAGES)):
        try:
            with closing(document[number]) as page:
                texts.append(_recognised(_picture(page)))
        except (pdfium.PdfiumError, subprocess.SubprocessError, OSError) as error:
            faults.append(f"page {number + 1} was not recognised: {type(error).__name__}")
    if len(document) > MAX_PAGES:
        faults.append(f"only the first {MAX_PAGES} of {len(document)} pages were recognised")
    return "\n\n".join(text for text in texts if text.strip()), faults


def _picture(page: pdfium.PdfPage) -> bytes:
    """Return the page as a grey picture (PGM), at DOTS or as dense as MAX_PIXELS allows."""
    scale = DOTS / 72
    points = max(1.0, page.get_width() * page.get_height())
    scale = min(scale, (MAX_PIXELS / points) ** 0.5)
    with closing(page.render(scale=scale, grayscale=True)) as bitmap:
        width, height, stride = bitmap.width, bitmap.height, bitmap.stride
        held = bytes(bitmap.buffer)
    rows = b"".join(held[row * stride : row * stride + width] for row in range(height))
    return b"P5 %d %d 255\n" % (width, height) + rows


def _recognised(picture: bytes) -> str:
    program = _program()
    if program is None:
        return ""
    found = subprocess.run(  # noqa: S603 - no shell; every argument is ours
        [program, "stdin", "stdout", "-l", _languages(program)],
        input=picture,
        capture_output=True,
        timeout=SECONDS,
        check=True,
        env={**os.environ, "OMP_THREAD_LIMIT": "1"},
    )
    return found.stdout.decode("utf-8", "replace").replace("\f", "\n")


def _program() -> str | None:
    return shutil.which("tesseract")


@cache
def _languages(program: str) -> str:
    """Return the languages to read in: those installed, the project's own first."""
    try:
        listed = subprocess.run(  # noqa: S603 - no shell; every argument is ours
            [program, "--list-langs"], capture_output=True, timeout=SECONDS, check=True
        )
    except (subprocess.SubprocessError, OSError):
        return "eng"
    installed = listed.stdout.decode("utf-8", "replace").split()
    return "+".join([name for name in LANGUAGES if name in installed][:MAX_LANGUAGES]) or "eng"
