"""A proof pack: statements, their captures and the proofs of these, as a WACZ.

A WACZ (specs.webrecorder.net/wacz/1.1.1) is a zip with the records, an index of them, a list of
pages and a list of all files with their digests. Beside these stand `proof/`, with what is needed
to check the records without us, and `statements/`, with what was read in them.
"""

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib.resources import files

from onrecord.model.ledger import Leaf
from onrecord.text.surt import surt

EPOCH = (1980, 1, 1, 0, 0, 0)  # the least a zip can hold: the same pack for the same archive
WARC = "data.warc.gz"
PAGES = {"format": "json-pages-1.0", "id": "pages", "title": "Statements"}
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

with the archive's public key as you have it from somewhere else than this file.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackedCapture:
    """A record with its leaf and the leaf's path to the root under the checkpoint."""

    leaf: Leaf
    member: bytes
    path: tuple[bytes, ...]
    status: int | None
    media_type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """What goes into a pack; `statements` are `show --json` objects by id."""

    archive_id: str
    public_key: str
    checkpoint: str
    anchor: str
    made_at: str
    captures: Sequence[PackedCapture]
    statements: Mapping[str, Mapping[str, object]]
    pages: Sequence[tuple[str, str, str]] = field(default=())  # address, instant, title


def wacz(pack: Pack) -> bytes:
    """Return the pack as a file."""
    contents = _contents(pack)
    resources = [
        {"name": path.rsplit("/", 1)[-1].lower(), "path": path, "hash": _hash(data)}
        | {"bytes": len(data)}
        for path, data in contents.items()
    ]
    package = _json(
        {
            "profile": "data-package",
            "wacz_version": "1.1.1",
            "title": f"Proof pack of {len(pack.statements)} statements",
            "software": "onrecord",
            "created": pack.made_at,
            "resources": resources,
        }
    )
    contents["datapackage.json"] = package
    contents["datapackage-digest.json"] = _json(
        {"path": "datapackage.json", "hash": _hash(package)}
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as file:
        for path, data in contents.items():
            file.writestr(zipfile.ZipInfo(path, EPOCH), data)
    return out.getvalue()


def _contents(pack: Pack) -> dict[str, bytes]:
    offsets: list[int] = []
    records = b""
    for one in pack.captures:
        offsets.append(len(records))
        records += one.member
    proof = {
        "archive": pack.archive_id,
        "public_key": pack.public_key,
        "checkpoint": pack.checkpoint,
        "anchor": pack.anchor,
        "captures": [
            {
                "leaf": one.leaf.canonical().decode("utf-8", "surrogatepass"),
                "offset": offset,
                "path": [step.hex() for step in one.path],
            }
            for one, offset in zip(pack.captures, offsets, strict=True)
        ],
    }
    lines = sorted(map(_index_line, pack.captures, offsets))
    pages = [PAGES, *({"url": url, "ts": at, "title": title} for url, at, title in pack.pages)]
    tells = TELLS.format(
        captures=len(pack.captures),
        archive=pack.archive_id,
        anchor=pack.anchor,
        key=pack.public_key,
    )
    return {
        f"archive/{WARC}": records,
        "indexes/index.cdx": "".join(lines).encode(),
        "pages/pages.jsonl": b"".join(_json(page) + b"\n" for page in pages),
        "proof/proof.json": _json(proof),
        "proof/README.txt": tells.encode(),
        "proof/verify.py": files("onrecord.export").joinpath("pack_check.py").read_bytes(),
        **{f"statements/{id}.json": _json(view) for id, view in pack.statements.items()},
    }


def _index_line(one: PackedCapture, offset: int) -> str:
    """A line of CDXJ as pywb's index has it."""
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


def _hash(data: bytes) -> str:
    return f"sha256:{hashlib.sha256(data).hexdigest()}"
