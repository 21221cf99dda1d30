"""A made-up archive in which one page is worded so, otherwise, and so again."""

import datetime as dt
from pathlib import Path

from tests.capture.made_up import http, record

from onrecord.archive.adding import add
from onrecord.archive.making import init_archive

PAGE = "https://www.talara.example/en/news/7?lang=en&id=7"
OTHER = "https://press.talara.example/8"
GONE = "https://www.talara.example/en/news/9"
DAYS = (1, 5, 9)  # of October 2025, at noon
SO, OTHERWISE = "four", "seven"


def noon(day: int) -> dt.datetime:
    return dt.datetime(2025, 10, day, 12, tzinfo=dt.UTC)


def page(number: str) -> bytes:
    return (
        "<!DOCTYPE html><html lang='en'><title>On the ferry</title><h1>On the ferry</h1>"
        "<p>1 October 2025</p><p>The Ministry of Foreign Affairs of Talara says that "
        f"{number} persons were taken off the ferry before it sank off the coast.</p></html>"
    ).encode()


def make_history(folder: Path, warc: Path) -> Path:
    """Make the archive in a folder out of a WARC file that is written beside."""
    lines = [
        (PAGE, page(word), day, "200 OK")
        for word, day in zip((SO, OTHERWISE, SO), DAYS, strict=True)
    ]
    lines += [(OTHER, page("nine"), 2, "200 OK"), (GONE, b"<p>Not here</p>", 3, "404 Not Found")]
    warc.write_bytes(
        b"".join(
            record(
                "response",
                {
                    "WARC-Target-URI": uri,
                    "WARC-Date": f"2025-10-{day:02d}T12:00:00Z",
                    "Content-Type": "application/http; msgtype=response",
                },
                http(body, status=status),
            )
            for uri, body, day, status in lines
        )
    )
    with init_archive(folder) as archive:
        counts = add(archive, warc)
        assert counts.failed == 0
    return folder
