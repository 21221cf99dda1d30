"""Imported once by the server whose forks are the workers: what each of them would read itself.

A made-up statement is worked on, so that tables are read and patterns compiled before the forks.
"""

import contextlib
import datetime as dt
import gc

from onrecord.archive.working import Job, look_into
from onrecord.model.capture import Received
from onrecord.model.issuer import Registry

_PAGE = """<!DOCTYPE html><html lang="en"><head><title>Statement</title>
<meta property="article:published_time" content="2025-10-18"></head><body><main>
<h1>Statement of the Ministry of Foreign Affairs</h1><p>18 October 2025</p>
<p>The Ministry states that talks on the ceasefire began in Geneva on 17 October [1].</p>
<ol><li>Three persons were injured.</li></ol><p>[1] https://example.org/note</p>
<p>Press office: +41 22 555 01 00, press@example.org</p></main></body></html>"""
_AT = dt.datetime(2025, 10, 19, tzinfo=dt.UTC)


def _read_all() -> None:
    job = Job(source="", issuer=None, columns=(), registry=Registry(()), at=_AT, terms=True)
    for name, kind in (("ready.html", "text/html"), ("ready.md", "text/markdown")):
        received = Received(
            uri=f"file:{name}", at=_AT, media_type=kind, payload=_PAGE.encode(), path=name
        )
        look_into(received, job)


with contextlib.suppress(Exception):  # what fails here is met again, and told, by the first item
    _read_all()
gc.freeze()
