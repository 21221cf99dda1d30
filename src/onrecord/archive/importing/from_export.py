"""What `export jsonl` and `export warc` wrote, back into an archive, record by record.

The WARC holds the captures. The lines say what a WARC can't: until when each wording was seen to
stand, and which issuer was supplied.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import orjson

from onrecord.archive.counts import Counts
from onrecord.archive.importing.records import Hint, Order, Whole
from onrecord.archive.importing.running import Sources, bring_in
from onrecord.archive.opening import Archive
from onrecord.archive.working import Job
from onrecord.capture.reading import FileRef
from onrecord.errors import CaptureError
from onrecord.model.instant import parse_instant

Line = dict[str, Any]


def import_export(archive: Archive, lines: Path | None, warcs: Sequence[Path]) -> Counts:
    """Bring in WARC files with what an export's lines say of them; return what came of it."""
    hints = read_hints(lines) if lines is not None else {}

    def orders(_here: Sources, job: Job) -> Iterator[Order]:
        for path in warcs:
            ref = FileRef(path, path.name, path.stat().st_size)
            yield Whole(ref=ref, job=job, hints=hints)

    return bring_in(archive, orders, source="imported")


def read_hints(path: Path) -> dict[str, Hint]:
    """Return payload digest -> hint, of the lines of an export; raises CaptureError."""
    hints: dict[str, Hint] = {}
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            try:
                found = _hints(orjson.loads(line))
            except (ValueError, KeyError, TypeError) as error:
                raise CaptureError(
                    "this is no line of `export jsonl`", path=path.name, line=number, cause=error
                ) from error
            for digest, hint in found.items():
                known = hints.get(digest, Hint())
                hints[digest] = Hint(
                    tuple(dict.fromkeys((*known.seen, *hint.seen))), known.issuer or hint.issuer
                )
    return hints


def _hints(statement: Line) -> dict[str, Hint]:
    """What one statement's line says of its captures, by the digests of their payloads."""
    supplied = next((i["name"] for i in statement["issuers"] if i["basis"] == "supplied"), None)
    captured = [(parse_instant(c["at"]), c["payload_sha256"]) for c in statement["captures"]]
    hints = {digest: Hint((), supplied) for _, digest in captured}
    for version in statement["versions"]:
        runs = [
            (parse_instant(run["first_seen_at"]), parse_instant(run["last_seen_at"]))
            for run in version["intervals"]
        ]
        own = [one for one in captured if any(start <= one[0] <= end for start, end in runs)]
        for at in (at for run in runs for at in run):
            witness = _witness(own, at)
            if witness is not None:
                hint = hints[witness]
                hints[witness] = Hint((*hint.seen, at), hint.issuer)
    return hints


def _witness(captured: Sequence[tuple[dt.datetime, str]], at: dt.datetime) -> str | None:
    """The payload that was seen again at an instant; None where one was captured just then."""
    if not captured or any(when == at for when, _ in captured):
        return None
    before = [one for one in captured if one[0] < at]
    return (max(before) if before else min(captured))[1]
