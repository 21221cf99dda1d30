"""A proof pack: statements, their captures and the proofs of these, as a WACZ.

A WACZ (specs.webrecorder.net/wacz/1.2.0) is a zip with the records, an index of them, a list of
pages and a list of all files with their digests. Beside these stand `proof/`, with what is needed
to check the records without us, and `statements/`, with what was read in them. The records are
written as they are read; an index line and a path of some digests is all that is held of each.
"""

import base64
import hashlib
import json
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from itertools import accumulate

from onrecord.model.ledger import Leaf
from onrecord.model.stamp import Stamp
from onrecord.text.surt import surt

EPOCH = (1980, 1, 1, 0, 0, 0)  # the least a zip can hold: the same pack for the same archive
WARC = "data.warc.gz"
PAGES = {"format": "json-pages-1.0", "id": "pages", "title": "Statements"}
# What 1.2 changed of 1.1.1 is here but for its profile's name, "wacz": neither the validator of the
# package wacz (0.6) nor ReplayWeb.page (2.5) takes a file that has it, or that names no version.
PROFILE = {"profile": "data-package", "wacz_version": "1.1.1"}
TELLS = """What this pack proves, and what it does not

This file holds statements as they were captured, with the bytes as received ({captures} records).

It proves integrity: each record is, to the bit, the one that the archive {archive} listed in its
ledger when it signed the checkpoint in proof/proof.json. Nobody can have altered a record since
without breaking a digest, and nobody without the archive's key can have made that checkpoint.

It proves time only as far as the checkpoint is anchored outside of the archive: {anchor}.

It does not prove origin: that these bytes came from the address they name is the archive's word.
It does not prove truth: that a body issued these words does not make them so, and nothing here
says whether they are.
It does not prove completeness: what was not captured is not here.

To check it: install Python 3.11 and the package `cryptography`, take proof/verify.py out of this
file (it is a zip) and run

    python verify.py THIS_FILE.wacz {key}

with the archive's public key as you have it from somewhere else than this file. Where the
checkpoint is time-stamped, add the certificates (PEM) of those whose stamps you trust.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackedCapture:
    """A record's leaf with its path to the root under the checkpoint; `member` reads the record."""

    leaf: Leaf
    member: Callable[[], bytes]
    path: tuple[bytes, ...]
    status: int | None
    media_type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """What goes into a pack; `statements` are (id, `show --json` object), gone through once."""

    archive_id: str
    public_key: str
    checkpoint: str
    anchor: str
    stamps: Sequence[Stamp]
    made_at: str
    captures: Sequence[PackedCapture]
    statements: Iterable[tuple[str, Mapping[str, object]]]
    pages: Sequence[tuple[str, str, str]] = field(default=())  # address, instant, title


def wacz(pack: Pack) -> Iterator[bytes]:
    """Yield the pack's bytes, piece by piece."""
    out = _Pieces()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as file:
        resources = []
        for path, chunks in _contents(pack):
            digest, size = hashlib.sha256(), 0
            info = zipfile.ZipInfo(path, EPOCH)
            if path.endswith(WARC):  # longer heads only where they must be: not all read them
                info.file_size = sum(one.leaf.length for one in pack.captures)
            with file.open(info, "w") as entry:
                for chunk in chunks:
                    digest.update(chunk)
                    size += entry.write(chunk)
                    yield from out.taken()
            name = path.rsplit("/", 1)[-1].lower()
            hash = f"sha256:{digest.hexdigest()}"
            resources.append({"name": name, "path": path, "hash": hash, "bytes": size})
        package = _json(_package(pack, resources))
        hash = f"sha256:{hashlib.sha256(package).hexdigest()}"
        file.writestr(zipfile.ZipInfo("datapackage.json", EPOCH), package)
        file.writestr(
            zipfile.ZipInfo("datapackage-digest.json", EPOCH),
            _json({"path": "datapackage.json", "hash": hash}),
        )
    yield from out.taken()


class _Pieces:
    """What a zip is written into when nothing can be written twice: bytes to be taken on."""

    def __init__(self) -> None:
        self._waiting: list[bytes] = []

    def write(self, data: bytes, /) -> int:
        self._waiting.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Do nothing: what was written is had from `taken`."""

    def close(self) -> None:
        """Do nothing: nothing is open."""

    def taken(self) -> Iterator[bytes]:
        waiting, self._waiting = self._waiting, []
        yield from waiting


def _package(pack: Pack, resources: Sequence[Mapping[str, object]]) -> dict[str, object]:
    made: dict[str, object] = {
        **PROFILE,
        "title": PAGES["title"],
        "description": "A proof pack: statements with their captures and what proves these. "
        "`proof/README.txt` tells what it proves and what not.",
        "software": "onrecord",
        "created": pack.made_at,
    }
    if pack.pages:
        url, at, _ = pack.pages[0]
        made["home"] = {"url": url, "ts": at}
    return {**made, "resources": resources}


def _contents(pack: Pack) -> Iterator[tuple[str, Iterable[bytes]]]:
    """Yield the path and the bytes of each file; the records come first."""
    offsets = list(accumulate((one.leaf.length for one in pack.captures), initial=0))
    packed = list(zip(pack.captures, offsets, strict=False))
    yield f"archive/{WARC}", (one.member() for one in pack.captures)
    yield "indexes/index.cdx", [line.encode() for line in sorted(map(_index_line, packed))]
    pages = [PAGES, *({"url": url, "ts": at, "title": title} for url, at, title in pack.pages)]
    yield "pages/pages.jsonl", (_json(page) + b"\n" for page in pages)
    yield "proof/proof.json", [_json(_proof(pack, packed))]
    tells = TELLS.format(
        captures=len(packed),
        archive=pack.archive_id,
        anchor=pack.anchor,
        key=pack.public_key,
    )
    yield "proof/README.txt", [tells.encode()]
    verifier = files("onrecord.export").joinpath("pack_check.py")
    yield "proof/verify.py", [verifier.read_bytes()]
    for id, view in pack.statements:
        yield f"statements/{id}.json", [_json(view)]


def _proof(pack: Pack, packed: Sequence[tuple[PackedCapture, int]]) -> dict[str, object]:
    return {
        "archive": pack.archive_id,
        "public_key": pack.public_key,
        "checkpoint": pack.checkpoint,
        "anchor": pack.anchor,
        "stamps": [
            {"service": one.service, "response": base64.b64encode(one.response).decode("ascii")}
            for one in pack.stamps
        ],
        "captures": [
            {
                "leaf": one.leaf.canonical().decode("utf-8", "surrogatepass"),
                "offset": offset,
                "path": [step.hex() for step in one.path],
            }
            for one, offset in packed
        ],
    }


def _index_line(packed: tuple[PackedCapture, int]) -> str:
    """A line of CDXJ as pywb's index has it."""
    one, offset = packed
    fields = {
        "url": one.leaf.uri,
        "mime": one.media_type,
        "status": str(one.status or 200),
        "digest": f"sha256:{one.leaf.payload_sha256}",
        "length": str(one.leaf.length),
        "offset": str(offset),
        "filename": WARC,
    }
    timestamp = "".join(filter(str.isdigit, one.leaf.at))[:14]
    return f"{surt(one.leaf.uri)} {timestamp} {json.dumps(fields)}\n"


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")
